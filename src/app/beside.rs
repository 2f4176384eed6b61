//! The numbers that stand beside the words when one word is pointed at: what it gives to each, or what each gives to it.
//!
//! Refuses to know how they are painted.

use crate::figure::{
    Anchor, Attention, Duty, LabelBox, LabelId, Pattern, Point, Quantity, Side, decimal,
};

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
    let rows = pattern.heads.first().map_or(0, |head| head.values.rows());
    let cols = pattern.heads.first().map_or(0, |head| head.values.cols());
    let row_of = |label: LabelId| (0..rows).find(|row| pattern.query_label(*row) == Some(label));
    let col_of = |label: LabelId| (0..cols).find(|col| pattern.key_label(*col) == Some(label));
    let own = match part {
        Part::Asks => row_of(label),
        Part::LookedAt => col_of(label),
    };
    let boxes = drawing.scene.boxes.iter().filter(|b| stands(b, part));
    boxes
        .filter_map(|b| {
            let (row, col) = match part {
                Part::Asks => (own?, col_of(b.id)?),
                Part::LookedAt => (row_of(b.id)?, own?),
            };
            let (at, anchor) = place(b, pattern.attention);
            let numbers = strongest(pattern, row, col);
            (!numbers.is_empty()).then_some(Beside {
                label: b.id,
                at,
                anchor,
                numbers,
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

/// The numbers of a pair that are worth writing, of so many heads as there is room for.
fn strongest(pattern: &Pattern, row: usize, col: usize) -> Vec<Number> {
    let weights = matches!(
        pattern.quantity,
        Quantity::Weight | Quantity::WeightDifference
    );
    let mut found: Vec<(Option<usize>, f32)> = pattern
        .heads
        .iter()
        .map(|head| (head.colour, head.values.at(row, col)))
        .filter(|(_, value)| value.is_finite() && !(weights && value.abs() < SMALLEST))
        .collect();
    while found.len() > HEADS {
        let weaker = |i: usize, j: usize| {
            if found[j].1.abs() < found[i].1.abs() {
                j
            } else {
                i
            }
        };
        found.remove((1..found.len()).fold(0, weaker));
    }
    let write = |(colour, value): (Option<usize>, f32)| Number {
        colour,
        text: number(value, pattern.quantity),
        small: weights && value.abs() < SMALL,
    };
    found.into_iter().map(write).collect()
}

/// A number as the figures write it: a weight in percent, a score with one decimal.
pub fn number(value: f32, quantity: Quantity) -> String {
    match quantity {
        Quantity::Weight => decimal(value * 100.0, 0) + "%",
        Quantity::Score | Quantity::Norm => decimal(value, 1),
        Quantity::WeightDifference => signed(value * 100.0, 0) + "%",
        Quantity::ScoreDifference => signed(value, 1),
    }
}

/// With its sign, also a plus.
fn signed(value: f32, places: u32) -> String {
    let digits = decimal(value.abs(), places);
    let zero = !digits.contains(|c: char| c != '0' && c != '.');
    match value {
        _ if zero => digits,
        value if value < 0.0 => "−".to_owned() + &digits,
        _ => "+".to_owned() + &digits,
    }
}

/// A number as it is written where there is room.
pub fn precise(value: f32, quantity: Quantity) -> String {
    match quantity {
        Quantity::Weight => decimal(value * 100.0, 1) + "%",
        Quantity::Score | Quantity::Norm => decimal(value, 2),
        Quantity::WeightDifference => signed(value * 100.0, 1) + "%",
        Quantity::ScoreDifference => signed(value, 2),
    }
}
