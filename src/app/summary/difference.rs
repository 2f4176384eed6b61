//! What a picture of a difference shows, in a sentence: "Cross-attention, layer 1, head 5, less what it was: “müde”, about to say,
//! looks at “tired” 12 % more, at “animal” 8 % less."

use crate::engine::protocol::Quantity;
use crate::figure::decimal;
use crate::model::Kind;

use super::super::picture::Picture;
use super::super::place::Hover;
use super::{NAMED, Told, find, named, percent};

/// Differences that are written as nothing.
const NOTHING: f32 = 0.0005;

/// What changed most of what is rested on, else of everything. `muted`: the difference is that to a run with muted heads.
pub(super) fn said(
    picture: &Picture,
    focus: Kind,
    hover: Option<Hover>,
    muted: bool,
) -> Option<String> {
    let told = Told::new(picture, focus)?;
    let (queries, keys) = (&told.drawn.queries, &told.drawn.keys);
    let concerns = |query: usize, key: usize| match hover {
        Some(Hover::Spot(spot)) => match find(queries, spot) {
            Some(row) => row == query,
            None => find(keys, spot) == Some(key),
        },
        Some(Hover::Pair {
            query: q, key: k, ..
        }) => (find(queries, q), find(keys, k)) == (Some(query), Some(key)),
        None => true,
    };
    let pairs = (0..queries.len()).flat_map(|query| (0..keys.len()).map(move |key| (query, key)));
    let mut changed: Vec<(usize, usize, f32)> = pairs
        .filter(|&(query, key)| concerns(query, key))
        .map(|(query, key)| (query, key, told.number(query, key)))
        .filter(|(.., by)| by.is_finite() && by.abs() >= NOTHING)
        .collect();
    changed.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()));
    let amount = |by: f32| {
        let size = match picture.quantity {
            quantity if quantity.is_share() => percent(by.abs()),
            _ => decimal(by.abs(), 2),
        };
        format!("{size} {}", if by > 0.0 { "more" } else { "less" })
    };
    let place = told.where_from();
    let Some(&(query, ..)) = changed.first() else {
        let why = match muted {
            true => " A muted head still looks; what it leaves out shows in later layers.",
            false => "",
        };
        return Some(format!("{place}: no difference.{why}"));
    };
    let asking = told.asking(queries.get(query)?);
    let of_query = changed.iter().filter(|(own, ..)| *own == query);
    let list: Vec<String> = of_query
        .take(NAMED)
        .filter_map(|&(_, key, by)| Some(format!("{} {}", named(keys.get(key)?), amount(by))))
        .collect();
    let looks = match picture.quantity {
        Quantity::Weight => "looks at",
        Quantity::Score | Quantity::Scaled => "scores",
        Quantity::Norm => "is handed, by",
        Quantity::Rollout => "draws on",
    };
    Some(format!(
        "{place}, the difference: {asking} {looks} {}.",
        list.join(", ")
    ))
}
