//! What stands out when words or lines are pointed at or pinned: their lines, their numbers, frames around cells.
//!
//! Refuses to know how it is painted, and what a click is.

use crate::figure::{Area, Attention, Datum, Duty, Grid, LabelBox, LabelId, text_width};

use super::beside::{Beside, beside, precise};
use super::drawing::Drawing;
use super::names;
use super::place::{Hover, Spot};

/// Pixels of a tip's type (the style sheet has the same), and of the space around it.
pub const TIP_SIZE: f32 = 14.0;
const TIP_PAD: f32 = 7.0;

/// How much wider a tip's bold type runs than the plain type that is measured.
const BOLD: f32 = 1.08;

/// What is pointed at or pinned, in the figure's own names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chosen {
    /// Words: the pinned ones and the one pointed at.
    pub labels: Vec<LabelId>,
    /// Of these, the one whose numbers are written: pointed at, or pinned last.
    pub main: Option<LabelId>,
    /// A line or cell.
    pub pair: Option<(Attention, LabelId, LabelId)>,
}

/// What stands out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Highlight {
    /// Marks to be painted again, undimmed.
    pub marks: Vec<usize>,
    /// Numbers beside words.
    pub beside: Vec<Beside>,
    /// Behind the chosen words.
    pub words: Vec<Area>,
    /// Around the chosen rows, columns and cells.
    pub frames: Vec<Area>,
    /// One pair's number, in words.
    pub tip: Option<Tip>,
}

/// A few words in a box.
#[derive(Debug, Clone, PartialEq)]
pub struct Tip {
    /// The box.
    pub area: Area,
    /// What it says.
    pub text: String,
}

impl Chosen {
    /// What the state points at, as far as the drawing has it.
    pub fn new(drawing: &Drawing, hover: Option<Hover>, pinned: &[Spot]) -> Self {
        let mut labels: Vec<LabelId> = pinned
            .iter()
            .filter_map(|spot| drawing.label(*spot))
            .collect();
        let mut main = labels.last().copied();
        let mut pair = None;
        match hover {
            Some(Hover::Spot(spot)) => {
                if let Some(label) = drawing.label(spot) {
                    main = Some(label);
                    if !labels.contains(&label) {
                        labels.push(label);
                    }
                }
            }
            Some(Hover::Pair { kind, query, key }) => {
                let ends = drawing.label(query).zip(drawing.label(key));
                pair = ends.map(|(from, to)| (names::attention(kind), from, to));
            }
            None => {}
        }
        Self { labels, main, pair }
    }

    /// Nothing is chosen.
    pub fn is_none(&self) -> bool {
        self.labels.is_empty() && self.pair.is_none()
    }
}

impl Highlight {
    /// What stands out of `drawing` for `chosen`. `duty` says in which column the word was pointed at.
    pub fn new(drawing: &Drawing, chosen: &Chosen, duty: Duty) -> Self {
        let scene = &drawing.scene;
        let cells = !scene.grids.is_empty();
        let marks = match chosen.pair {
            _ if cells => Vec::new(),
            Some((attention, from, to)) => drawing.marks_between(attention, from, to),
            None => {
                let mut marks = drawing.marks_of(&chosen.labels);
                marks.retain(|&i| {
                    scene.marks[i]
                        .datum
                        .is_none_or(|datum| has_part(&datum, chosen, duty))
                });
                marks
            }
        };
        let is_chosen = |b: &&LabelBox| chosen.labels.contains(&b.id) && b.turn.is_none();
        let mut frames: Vec<Area> = Vec::new();
        for grid in &scene.grids {
            for label in &chosen.labels {
                frames.extend(row(grid, *label));
                frames.extend(column(grid, *label));
            }
        }
        let cell = chosen
            .pair
            .and_then(|(attention, from, to)| cell(scene.grids.as_slice(), attention, from, to));
        frames.extend(cell);
        Self {
            beside: match (chosen.pair, chosen.main) {
                (None, Some(label)) if !cells => beside(drawing, label, duty),
                _ => Vec::new(),
            },
            tip: chosen.pair.and_then(|pair| tip(drawing, pair, cell)),
            words: scene
                .boxes
                .iter()
                .filter(is_chosen)
                .map(|b| b.area)
                .collect(),
            marks,
            frames,
        }
    }
}

/// Whether a number has to do with the chosen words, seen from the column in which they were pointed at.
fn has_part(datum: &Datum, chosen: &Chosen, duty: Duty) -> bool {
    match duty {
        Duty::Both => true,
        Duty::Asks => chosen.labels.contains(&datum.from) || datum.attention == Attention::Cross,
        Duty::LookedAt => chosen.labels.contains(&datum.to) || datum.attention == Attention::Cross,
    }
}

fn row(grid: &Grid, label: LabelId) -> Option<Area> {
    let place = grid.queries.iter().position(|(_, own)| *own == label)?;
    let height = grid.area.height / grid.queries.len() as f32;
    Some(Area {
        y: grid.area.y + height * place as f32,
        height,
        ..grid.area
    })
}

fn column(grid: &Grid, label: LabelId) -> Option<Area> {
    let place = grid.keys.iter().position(|(_, own)| *own == label)?;
    let width = grid.area.width / grid.keys.len() as f32;
    Some(Area {
        x: grid.area.x + width * place as f32,
        width,
        ..grid.area
    })
}

fn cell(grids: &[Grid], attention: Attention, from: LabelId, to: LabelId) -> Option<Area> {
    let grid = grids.iter().find(|grid| grid.attention == attention)?;
    let (row, column) = (row(grid, from)?, column(grid, to)?);
    Some(Area {
        x: column.x,
        width: column.width,
        ..row
    })
}

/// The pair's number of every head, over its cell or halfway between its words.
fn tip(
    drawing: &Drawing,
    (attention, from, to): (Attention, LabelId, LabelId),
    cell: Option<Area>,
) -> Option<Tip> {
    let pattern = drawing
        .patterns
        .iter()
        .find(|pattern| pattern.attention == attention)?;
    let at_row = |row: &usize| pattern.query_label(*row) == Some(from);
    let at_col = |col: &usize| pattern.key_label(*col) == Some(to);
    let values = pattern.heads.iter().filter_map(|head| {
        let row = (0..head.values.rows()).find(at_row)?;
        let col = (0..head.values.cols()).find(at_col)?;
        Some(head.values.at(row, col)).filter(|value| value.is_finite())
    });
    let numbers: Vec<String> = values
        .map(|value| precise(value, pattern.quantity))
        .collect();
    if numbers.is_empty() {
        return None;
    }
    let (asks, looked_at) = (
        place(drawing, from, Duty::LookedAt)?,
        place(drawing, to, Duty::Asks)?,
    );
    let middle = |area: &Area| (area.x + area.width / 2.0, area.y + area.height / 2.0);
    let (x, bottom) = match cell {
        Some(cell) => (middle(&cell).0, cell.y - 4.0),
        None => {
            let ((x0, y0), (x1, y1)) = (middle(&asks.area), middle(&looked_at.area));
            ((x0 + x1) / 2.0, (y0 + y1) / 2.0 - 12.0)
        }
    };
    let text = format!("{} → {}: {}", asks.text, looked_at.text, numbers.join(", "));
    let width = text_width(&text, TIP_SIZE) * BOLD + 2.0 * TIP_PAD;
    let height = TIP_SIZE + 2.0 * TIP_PAD;
    let right_most = (drawing.scene.width - width).max(0.0);
    Some(Tip {
        area: Area {
            x: (x - width / 2.0).min(right_most).max(0.0),
            y: (bottom - height).max(0.0),
            width,
            height,
        },
        text,
    })
}

/// Where a label stands, but not as one of `never`.
fn place(drawing: &Drawing, label: LabelId, never: Duty) -> Option<&LabelBox> {
    drawing
        .scene
        .boxes
        .iter()
        .find(|b| b.id == label && b.duty != never)
}

#[cfg(test)]
mod tests;
