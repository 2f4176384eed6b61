//! The numbers that stand beside the words when one word is pointed at: what it gives to each, or what each gives to it.
//!
//! Refuses to know how they are painted.

use std::collections::HashMap;

use crate::figure::{Anchor, Attention, Duty, LabelBox, LabelId, Pattern, Point, Quantity, Side};

use super::drawing::Drawing;

/// Weights below this are not written: they would read 0%.
const SMALLEST: f32 = 0.005;

/// Weights below this are written lightly.
const SMALL: f32 = 0.05;

/// So many heads' numbers fit beside a word.
const HEADS: usize = 3;

/// Pixels between a word and its numbers.
const GAP: f32 = 6.0;

/// The numbers beside one word.
#[derive(Debug, Clone, PartialEq)]
pub struct Beside {
    /// Beside which word.
    pub label: LabelId,
    /// Where; on the height of the word's middle.
    pub at: Point,
    /// Which of its ends stands there.
    pub anchor: Anchor,
    /// The numbers of the strongest heads, in their order.
    pub numbers: Vec<Number>,
}

/// One head's number.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The head's colour; `None` is the neutral one of a mean.
    pub colour: Option<usize>,
    /// As it is written.
    pub text: String,
    /// A weight that hardly counts.
    pub small: bool,
}

/// Which side of a pair the pointed-at word is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Asks,
    LookedAt,
}

/// The numbers beside all words that have to do with `label`. `duty` says in which column of the figure it was pointed at.
pub fn beside(drawing: &Drawing, label: LabelId, duty: Duty) -> Vec<Beside> {
    let visible = drawing
        .patterns
        .iter()
        .filter(|pattern| pattern.opacity > 0.5);
    visible
        .filter_map(|pattern| Some((pattern, part(pattern.attention, label.side, duty)?)))
        .flat_map(|(pattern, part)| of_pattern(drawing, pattern, label, part))
        .collect()
}

/// A word that could be both asks, unless it was pointed at where it is looked at.
fn part(attention: Attention, side: Side, duty: Duty) -> Option<Part> {
    let asks = attention.asks() == side;
    let looked_at = attention.looked_at() == side;
    match (asks, looked_at, duty) {
        (true, true, Duty::LookedAt) | (false, true, _) => Some(Part::LookedAt),
        (true, _, _) => Some(Part::Asks),
        (false, false, _) => None,
    }
}

fn of_pattern(drawing: &Drawing, pattern: &Pattern, label: LabelId, part: Part) -> Vec<Beside> {
    let mut found: HashMap<LabelId, Vec<(Option<usize>, f32)>> = HashMap::new();
    for head in &pattern.heads {
        for row in 0..head.values.rows() {
            let Some(query) = pattern.query_label(row) else {
                continue;
            };
            if part == Part::Asks && query != label {
                continue;
            }
            for col in 0..head.values.cols() {
                let Some(key) = pattern.key_label(col) else {
                    continue;
                };
                if part == Part::LookedAt && key != label {
                    continue;
                }
                let value = head.values.at(row, col);
                let small = pattern.quantity == Quantity::Weight && value < SMALLEST;
                if !small && value.is_finite() {
                    let other = if part == Part::Asks { key } else { query };
                    found.entry(other).or_default().push((head.colour, value));
                }
            }
        }
    }
    let boxes = drawing.scene.boxes.iter().filter(|b| stands(b, part));
    boxes
        .filter_map(|b| {
            let (at, anchor) = place(b, pattern.attention);
            Some(Beside {
                label: b.id,
                at,
                anchor,
                numbers: strongest(found.get(&b.id)?, pattern.quantity),
            })
        })
        .collect()
}

/// Whether this box is where the other word of a pair stands.
fn stands(b: &LabelBox, part: Part) -> bool {
    match (b.duty, part) {
        (Duty::Both, _) => true,
        (Duty::LookedAt, part) => part == Part::Asks,
        (Duty::Asks, part) => part == Part::LookedAt,
    }
}

/// Where the lines of `attention` end at this word: threads between the columns, arcs outside them.
fn place(b: &LabelBox, attention: Attention) -> (Point, Anchor) {
    let left_column = match b.duty {
        Duty::Both => b.id.side == Side::Source,
        Duty::Asks => true,
        Duty::LookedAt => false,
    };
    let between = b.duty != Duty::Both || attention == Attention::Cross;
    let y = b.area.y + b.area.height / 2.0;
    if left_column == between {
        (
            Point {
                x: b.area.x + b.area.width + GAP,
                y,
            },
            Anchor::Start,
        )
    } else {
        (
            Point {
                x: b.area.x - GAP,
                y,
            },
            Anchor::End,
        )
    }
}

fn strongest(values: &[(Option<usize>, f32)], quantity: Quantity) -> Vec<Number> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].1.total_cmp(&values[a].1));
    order.truncate(HEADS);
    order.sort_unstable();
    let write = |i: usize| {
        let (colour, value) = values[i];
        Number {
            colour,
            text: number(value, quantity),
            small: quantity == Quantity::Weight && value < SMALL,
        }
    };
    order.into_iter().map(write).collect()
}

/// A number as the figures write it: a weight in percent, a score with one decimal.
pub fn number(value: f32, quantity: Quantity) -> String {
    match quantity {
        Quantity::Weight => format!("{:.0}%", value * 100.0),
        Quantity::Score => format!("{value:.1}"),
    }
}

/// A number as it is written where there is room.
pub fn precise(value: f32, quantity: Quantity) -> String {
    match quantity {
        Quantity::Weight => format!("{:.1}%", value * 100.0),
        Quantity::Score => format!("{value:.2}"),
    }
}
