//! The numbers of a figure as tables, for screen readers.
//!
//! Refuses to know what stands on screen.

use crate::app::{Drawn, Hover, Picture, Sheet, Spot};

use super::beside::number;
use super::markup::{push_all, push_escaped};
use super::{names, wording};

/// A table of more cells than this is built for the chosen words alone, so that typing stays fast.
const CELLS: usize = 1_500;

/// One table a matrix, as markup: who looks as rows, who is looked at as columns. Of large ones, the rows of the words that are
/// rested on or pinned.
pub fn tables(picture: &Picture, hover: Option<Hover>, pinned: &[Spot]) -> String {
    let mut out = String::from("<div>");
    for drawn in &picture.attentions {
        let cells: usize = drawn
            .sheets
            .iter()
            .map(|sheet| sheet.rows * sheet.cols)
            .sum();
        let chosen = |row: usize| {
            let spot = drawn.queries.get(row).and_then(|label| label.spot);
            let held =
                |spot: Spot| pinned.contains(&spot) || hover.is_some_and(|hover| hover.holds(spot));
            cells <= CELLS || spot.is_some_and(held)
        };
        for sheet in &drawn.sheets {
            let rows: Vec<usize> = (0..sheet.rows).filter(|row| chosen(*row)).collect();
            if !rows.is_empty() {
                push_table(&mut out, picture, drawn, sheet, &rows);
            }
        }
    }
    out.push_str("</div>");
    out
}

fn push_table(out: &mut String, picture: &Picture, drawn: &Drawn, sheet: &Sheet, rows: &[usize]) {
    let caption = format!(
        "{}, layer {}, {}: {}; rows look at columns",
        wording::attention(drawn.kind),
        drawn.layer + 1,
        wording::chip(sheet.chip),
        wording::quantity(picture.quantity),
    );
    push_all(
        out,
        &[
            "<table><caption>",
            &caption,
            "</caption><thead><tr><td></td>",
        ],
    );
    for key in drawn.keys.iter() {
        out.push_str("<th scope=\"col\">");
        push_escaped(out, &key.text);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for &row in rows {
        out.push_str("<tr><th scope=\"row\">");
        push_escaped(out, drawn.queries.get(row).map_or("", |label| &label.text));
        out.push_str("</th>");
        for col in 0..sheet.cols {
            let value = sheet.get(row, col).filter(|value| value.is_finite());
            let written = value.map(|value| number(value, names::quantity(picture)));
            push_all(out, &["<td>", written.as_deref().unwrap_or("–"), "</td>"]);
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
}

#[cfg(test)]
mod tests {
    use super::super::samples::{opening, word};
    use super::*;
    use crate::app::{Chip, Figure};

    #[test]
    fn a_table_holds_every_number_and_a_large_one_those_of_the_chosen_words() {
        let (picture, _) = opening(Figure::Loom);
        let all = tables(&picture, None, &[]);
        assert_eq!(all.matches("<table>").count(), 3);
        let cells: usize = picture
            .attentions
            .iter()
            .map(|drawn| drawn.sheets[0].rows * drawn.sheets[0].cols)
            .sum();
        assert_eq!(all.matches("<td>").count(), cells + 3);
        for drawn in &picture.attentions {
            let Chip::Head(head) = drawn.sheets[0].chip else {
                panic!("it opens with a head");
            };
            let place = format!("layer {}, head {}", drawn.layer + 1, head + 1);
            let caption = [&*place, ": Weight; rows look at columns"].concat();
            assert!(all.contains(&caption), "{caption} in {all}");
        }

        let mut large = (*picture).clone();
        let mut drawn = (*large.attentions[0]).clone();
        let more = CELLS / (drawn.sheets[0].rows * drawn.sheets[0].cols) + 1;
        drawn.sheets = vec![drawn.sheets[0].clone(); more];
        large.attentions = vec![crate::app::Shared::new(drawn)];
        assert_eq!(tables(&large, None, &[]), "<div></div>");
        let spot = word(&large, "tired");
        assert_eq!(
            tables(&large, Some(Hover::Spot(spot)), &[])
                .matches("<tr><th")
                .count(),
            more
        );
        assert_eq!(
            tables(&large, None, &[spot]).matches("<tr><th").count(),
            more
        );
    }
}
