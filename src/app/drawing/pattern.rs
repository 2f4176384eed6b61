//! One attention of the picture as a pattern that figures are drawn from, and the labels it stands over.
//!
//! Refuses to know which figure.

use crate::figure::{self, Head, LabelKind, Pattern};
use crate::matrix::Matrix;

use super::super::chips::Chip;
use super::super::names;
use super::super::picture::{Drawn, Label, Sheet};
use super::super::place::Node;

/// The labels of one side in reading order: those looked at, where one of the attentions looks at this side, else those that
/// ask. Rows that no word stands at are left out.
pub fn labels<'a>(shown: &[&'a Drawn], side: figure::Side) -> Vec<&'a Label> {
    let looked_at = |drawn: &&&Drawn| names::attention(drawn.kind).looked_at() == side;
    let asks = |drawn: &&&Drawn| names::attention(drawn.kind).asks() == side;
    let keys = shown.iter().find(looked_at).map(|drawn| &drawn.keys);
    let all = keys.or_else(|| shown.iter().find(asks).map(|drawn| &drawn.queries));
    let labels = all.into_iter().flat_map(|labels| labels.iter());
    labels.filter(|label| label.spot.is_some()).collect()
}

/// The numbers of one attention over the labels of both sides.
pub fn pattern(
    drawn: &Drawn,
    quantity: figure::Quantity,
    opacity: f32,
    [source, target]: [&[&Label]; 2],
) -> Pattern {
    let attention = names::attention(drawn.kind);
    let list = |side| match side {
        figure::Side::Source => source,
        figure::Side::Target => target,
    };
    Pattern {
        attention,
        quantity,
        heads: drawn.sheets.iter().filter_map(head).collect(),
        queries: places(&drawn.queries, list(attention.asks())),
        keys: places(&drawn.keys, list(attention.looked_at())),
        opacity,
    }
}

/// Where each of `labels` stands in `list`; beyond its end for those that do not.
fn places(labels: &[Label], list: &[&Label]) -> Vec<usize> {
    let is = |label: &Label, other: &&Label| label.spot.is_some() && label.spot == other.spot;
    let place = |(i, label): (usize, &Label)| match list.get(i) {
        // Nearly always.
        Some(same) if is(label, same) => i,
        _ => list
            .iter()
            .position(|other| is(label, other))
            .unwrap_or(usize::MAX),
    };
    labels.iter().enumerate().map(place).collect()
}

fn head(sheet: &Sheet) -> Option<Head> {
    let head = match sheet.chip {
        Chip::Head(head) => Some(head),
        Chip::Mean | Chip::Max => None,
    };
    let values = Matrix::from_vec(sheet.rows, sheet.cols, sheet.numbers.to_vec()).ok()?;
    Some(Head {
        head,
        colour: head,
        values,
    })
}

/// A label with its width.
pub fn measured(label: &Label, measure: impl Fn(&str) -> f32) -> figure::Label {
    let text = figure::writable(&label.text);
    let symbol = label.spot.is_some_and(|spot| spot.node == Node::Symbol);
    figure::Label {
        width: measure(&text),
        text,
        kind: match (symbol, label.alone, label.unknown) {
            (true, _, _) => LabelKind::Symbol,
            (_, true, _) => LabelKind::Alone,
            (_, _, true) => LabelKind::Unknown,
            _ => LabelKind::Word,
        },
    }
}
