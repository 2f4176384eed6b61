//! What can be pointed at in a figure: numbers, labels, cells, tiles; and the account of what was not drawn.

use crate::matrix::Matrix;

use super::input::{Attention, LabelId, Quantity};
use super::scene::{Area, Point, Scene, Turn};

/// The number that a mark shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Datum {
    /// Which attention.
    pub attention: Attention,
    /// The head's number; `None` for a mean.
    pub head: Option<usize>,
    /// Row of the head's matrix.
    pub query: usize,
    /// Column of the head's matrix.
    pub key: usize,
    /// The number itself, as given.
    pub value: f32,
    /// What the number is.
    pub quantity: Quantity,
    /// The label that asks.
    pub from: LabelId,
    /// The label that is looked at.
    pub to: LabelId,
}

/// Where a label is.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelBox {
    /// Which label.
    pub id: LabelId,
    /// Whether it stands there as one that asks, is looked at, or both.
    pub duty: Duty,
    /// Its whole text, also where the drawn one is cut short.
    pub text: String,
    /// Where, before turning.
    pub area: Area,
    /// For turned labels.
    pub turn: Option<Turn>,
}

/// What a label does in a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duty {
    /// It asks.
    Asks,
    /// It is looked at.
    LookedAt,
    /// Both, as in the Loom.
    Both,
}

/// A heatmap's cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Which attention.
    pub attention: Attention,
    /// The head's number; `None` for a mean.
    pub head: Option<usize>,
    /// Where all cells together are.
    pub area: Area,
    /// The matrix's rows shown, from top to bottom, with their labels.
    pub queries: Vec<(usize, LabelId)>,
    /// The matrix's columns shown, from left to right, with their labels.
    pub keys: Vec<(usize, LabelId)>,
    /// The numbers as given, `[queries, keys]` of the whole matrix.
    pub values: Matrix,
    /// What the numbers are.
    pub quantity: Quantity,
}

/// One head in the grid of all heads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tile {
    /// Its layer, from 0.
    pub layer: usize,
    /// Its number, from 0.
    pub head: usize,
    /// Where.
    pub area: Area,
}

/// What fell below the threshold in one pattern, all its heads together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hidden {
    /// Which attention.
    pub attention: Attention,
    /// Pairs that are not drawn though they hold something (masked pairs and exact zeros are not counted).
    pub lines: usize,
    /// The weight they hold together, as a share of all weight, 0 ..= 1; `None` for scores.
    pub share: Option<f32>,
}

impl Scene {
    /// The label under a point.
    pub fn label_at(&self, x: f32, y: f32) -> Option<&LabelBox> {
        self.boxes.iter().find(|b| b.contains(x, y))
    }

    /// The cell under a point of a heatmap.
    pub fn datum_at(&self, x: f32, y: f32) -> Option<Datum> {
        self.grids.iter().find_map(|grid| grid.datum_at(x, y))
    }

    /// The tile under a point of the grid of all heads.
    pub fn tile_at(&self, x: f32, y: f32) -> Option<&Tile> {
        self.tiles.iter().find(|tile| tile.area.contains(x, y))
    }
}

impl LabelBox {
    /// Whether the point lies in it, turned as it is.
    pub fn contains(&self, x: f32, y: f32) -> bool {
        match self.turn {
            None => self.area.contains(x, y),
            Some(turn) => {
                let back = Turn {
                    degrees: -turn.degrees,
                    ..turn
                }
                .apply(Point { x, y });
                self.area.contains(back.x, back.y)
            }
        }
    }
}

impl Grid {
    /// The cell under a point.
    pub fn datum_at(&self, x: f32, y: f32) -> Option<Datum> {
        if !self.area.contains(x, y) {
            return None;
        }
        let place = |offset: f32, length: f32, n: usize| (offset / length * n as f32) as usize;
        let row = place(y - self.area.y, self.area.height, self.queries.len());
        let col = place(x - self.area.x, self.area.width, self.keys.len());
        let (&(query, from), &(key, to)) = (self.queries.get(row)?, self.keys.get(col)?);
        if query >= self.values.rows() || key >= self.values.cols() {
            return None;
        }
        let value = self.values.at(query, key);
        let Grid {
            attention,
            head,
            quantity,
            ..
        } = *self;
        Some(Datum {
            attention,
            head,
            query,
            key,
            value,
            quantity,
            from,
            to,
        })
    }
}
