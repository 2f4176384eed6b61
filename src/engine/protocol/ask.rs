//! What more can be asked of a run than the matrices on screen, and what is told.
//!
//! A question names everything that its answer depends on beside the run, so that answers can be kept by their questions.

use serde::{Deserialize, Serialize};

use super::{Guess, Quantity, Tensor, Unit};
use crate::measure::Job;
use crate::model::{Kind, Reading};

/// A question about a run.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Ask {
    /// One pair of rows of one head, taken apart. Answered by [`Told::Cell`].
    Cell {
        /// Which attention.
        kind: Kind,
        /// Its layer, from 0.
        layer: usize,
        /// Its head, from 0.
        head: usize,
        /// The row that asks: a source piece, or a row of the decoder (row 0 has read the start symbol).
        query: usize,
        /// The row that is looked at, counted likewise.
        key: usize,
    },
    /// Every head of one layer, by words, with its job. Answered by [`Told::Overview`].
    Overview {
        /// Which attention.
        kind: Kind,
        /// Its layer, from 0.
        layer: usize,
        /// In which reading of the decoder's rows (ignored for the encoder).
        reading: Reading,
    },
    /// What every head of every layer gives to one pair. Answered by [`Told::Link`].
    Link {
        /// Which attention.
        kind: Kind,
        /// What is asked of the pair.
        quantity: Quantity,
        /// Words or pieces.
        unit: Unit,
        /// In which reading of the decoder's rows (ignored for the encoder).
        reading: Reading,
        /// Who looks: its row in a look of this unit and reading.
        query: usize,
        /// Who is looked at: its column there.
        key: usize,
    },
    /// The translations of the run's source that so many beams find, with what is done to the machine. Answered by
    /// [`Told::Beams`].
    Beams {
        /// How many.
        beams: usize,
    },
}

/// What is told of a run; each answers the question of its name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Told {
    /// One pair, taken apart.
    Cell(Box<Cell>),
    /// The heads of one layer, in their order.
    Overview(Vec<Glance>),
    /// What every head gives to the pair, `[layers, heads]`. A score is −∞ where the pair may not look at each other.
    Link(Tensor),
    /// The translations, best first.
    Beams(Vec<Branch>),
}

/// One head at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    /// Its weights `[words, words + symbols]` as in a look by words, shrunk to a thumbnail ([`crate::figure::pooled`]).
    pub weights: Tensor,
    /// The job that they bear out.
    pub job: Job,
    /// The reading in which the job was found: the one asked for, unless only the other one shows a job.
    pub reading: Reading,
}

/// A translation that beam search ended with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    /// Its pieces with their probabilities, the end symbol last if it was reached.
    pub pieces: Vec<Guess>,
    /// The mean of the logarithms of these probabilities: what branches are ranked by.
    pub score: f32,
}

/// One pair, taken apart; d is the size of a head, m the number of keys. Tensors of numbers have one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// q of the row that asks, `[1, d]`.
    pub q: Tensor,
    /// k of the row looked at, `[1, d]`.
    pub k: Tensor,
    /// q times k, number by number, `[1, d]`.
    pub products: Tensor,
    /// The row's scores q·k, `[1, m]`; −∞ where it may not look.
    pub scores: Tensor,
    /// The row's weights, `[1, m]`.
    pub weights: Tensor,
    /// v of the row looked at, `[1, d]`.
    pub v: Tensor,
    /// weight · v, `[1, d]`: zeros when the head is muted.
    pub contribution: Tensor,
    /// The sum of all the row's contributions, `[1, d]`: what the head hands on.
    pub output: Tensor,
    /// The sum of the products.
    pub score: f32,
    /// What the score is multiplied by: 1/√d, unless it was changed.
    pub scale: f32,
    /// score · scale.
    pub scaled: f32,
    /// The share that the softmax gives it.
    pub weight: f32,
    /// The query may look at this key.
    pub allowed: bool,
    /// The head's output is muted.
    pub muted: bool,
}
