//! The numbers of a figure as a table, for screen readers.

use yew::prelude::*;

use crate::app::{Drawn, Shared, Sheet, Spot};
use crate::engine::protocol::Quantity;

use super::beside::number;
use super::{names, wording};

/// A table of more cells than this is built for the chosen words alone, so that typing stays fast.
const CELLS: usize = 400;

/// What a [`Table`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The attention.
    pub drawn: Shared<Drawn>,
    /// What its numbers are.
    pub quantity: Quantity,
    /// The words that are rested on or pinned.
    pub chosen: Vec<Spot>,
}

/// One table a matrix: who looks as rows, who is looked at as columns.
#[component]
pub fn Table(props: &Props) -> Html {
    let drawn = &props.drawn;
    let tables = drawn.sheets.iter().enumerate().filter_map(|(i, sheet)| {
        let whole = sheet.rows * sheet.cols * drawn.sheets.len() <= CELLS;
        let row_chosen = |row: &usize| {
            let spot = drawn.queries.get(*row).and_then(|label| label.spot);
            whole || spot.is_some_and(|spot| props.chosen.contains(&spot))
        };
        let rows: Vec<usize> = (0..sheet.rows).filter(row_chosen).collect();
        (!rows.is_empty()).then(|| table(i, props, sheet, &rows))
    });
    html! { <div class="unseen">{ for tables }</div> }
}

fn table(key: usize, props: &Props, sheet: &Sheet, rows: &[usize]) -> Html {
    let drawn = &props.drawn;
    let quantity = names::quantity(props.quantity);
    let keys = drawn
        .keys
        .iter()
        .map(|key| html! { <th scope="col">{ &*key.text }</th> });
    let row = |&row: &usize| {
        let query = drawn.queries.get(row).map(|label| label.text.to_string());
        let cells = (0..sheet.cols).map(|col| {
            let value = sheet.get(row, col).filter(|value| value.is_finite());
            html! { <td>{ value.map_or("–".to_owned(), |value| number(value, quantity)) }</td> }
        });
        html! { <tr key={row}><th scope="row">{ query.unwrap_or_default() }</th>{ for cells }</tr> }
    };
    html! {
        <table {key}>
            <caption>
                { format!(
                    "{}, layer {}, {}: {}; rows look at columns",
                    wording::attention(drawn.kind),
                    drawn.layer + 1,
                    wording::chip(sheet.chip),
                    wording::quantity(props.quantity).to_lowercase(),
                ) }
            </caption>
            <thead><tr><td></td>{ for keys }</tr></thead>
            <tbody>{ for rows.iter().map(row) }</tbody>
        </table>
    }
}
