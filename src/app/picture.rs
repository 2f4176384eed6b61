//! What has been computed and what of it is on screen.

use std::collections::HashMap;
use std::rc::Rc;

use crate::engine::protocol::{Ask, Guess, Look, Quantity, RunId, Tensor, Told, Unit};
use crate::model::{Interventions, Kind, Reading, Side};
use crate::text::Sentence;

use super::chips::{Chip, Chips};
use super::place::Spot;
use super::shared::Shared;
use super::wanted::RunInput;

/// Which matrix of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SheetKey {
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// Its head, from 0.
    pub head: usize,
    /// What is shown of a pair.
    pub quantity: Quantity,
    /// Words or pieces.
    pub unit: Unit,
    /// In which row of the decoder a target word is read; [`Reading::Saying`] for the encoder.
    pub reading: Reading,
}

/// One matrix: `[rows, cols]`, queries as rows, keys as columns, row after row.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// What it shows.
    pub chip: Chip,
    /// Queries.
    pub rows: usize,
    /// Keys.
    pub cols: usize,
    /// The numbers, `rows × cols` of them. A score is −∞ where the query may not look at the key; nothing is ever NaN.
    pub numbers: Rc<[f32]>,
}

impl SheetKey {
    /// The matrix of `head` in a look.
    pub fn new(look: &Look, head: usize) -> Self {
        let reading = match look.kind {
            Kind::Encoder => Reading::default(),
            Kind::Decoder | Kind::Cross => look.reading,
        };
        Self {
            kind: look.kind,
            layer: look.layer,
            head,
            quantity: look.quantity,
            unit: look.unit,
            reading,
        }
    }
}

impl Sheet {
    /// The number of a pair; `None` outside the matrix.
    pub fn get(&self, query: usize, key: usize) -> Option<f32> {
        let inside = query < self.rows && key < self.cols;
        inside.then(|| self.numbers.get(query * self.cols + key).copied())?
    }
}

/// A run and every matrix of it that has arrived.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Its name.
    pub run: RunId,
    /// Recorded beforehand with this very model, and labelled so; `false` for a run of this tab.
    pub recorded: bool,
    /// Source with its end symbol.
    pub source: Shared<Sentence>,
    /// Target, without an end symbol.
    pub target: Shared<Sentence>,
    /// What was done to the machine meanwhile.
    pub interventions: Interventions,
    /// For every row of the decoder, the likeliest next pieces: one row more than target pieces.
    pub next: Shared<Vec<Vec<Guess>>>,
    /// For every row of the decoder, the piece that comes next in the target; for the last one the end symbol.
    pub written: Shared<Vec<Guess>>,
    /// Bytes that the session keeps of it.
    pub bytes: usize,
    /// Milliseconds of the forward pass.
    pub milliseconds: Option<f64>,
    /// The matrices.
    pub sheets: HashMap<SheetKey, Sheet>,
    /// What was asked of it beside, and told.
    pub told: Vec<(Ask, Shared<Answer>)>,
}

/// What was told, with its numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What was told.
    pub told: Told,
    /// The numbers of its tensors.
    pub buffers: Vec<Vec<f32>>,
}

impl Answer {
    /// The numbers of a tensor, `rows × cols` of them; `None` when they have not come, or not as many.
    pub fn numbers(&self, tensor: &Tensor) -> Option<&[f32]> {
        let numbers = self.buffers.get(tensor.buffer)?;
        let whole = Some(numbers.len()) == tensor.rows.checked_mul(tensor.cols);
        whole.then_some(numbers)
    }
}

/// One attention as it is painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// Its heads.
    pub chips: Chips,
    /// In which row of the decoder a target word is read.
    pub reading: Reading,
    /// Who looks: one label a row.
    pub queries: Rc<[Label]>,
    /// Who is looked at: one label a column.
    pub keys: Rc<[Label]>,
    /// One matrix per chip, in their order.
    pub sheets: Vec<Sheet>,
}

/// What stands at a row or a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What to point at; `None` for the decoder's row that no word of the target stands at (by pieces only: the row about to
    /// say what comes after the text).
    pub spot: Option<Spot>,
    /// What to write: the word or the piece's surface, as far as it can be seen, or `end`, `start` and (for the row without a spot) `next`.
    pub text: Rc<str>,
    /// The tokenizer has no entry for it, or for a piece of it.
    pub unknown: bool,
    /// The run that this one is compared with has no such word.
    pub alone: bool,
}

/// What is on screen: a consistent whole, replaced at once when everything of the next one has arrived.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Of which run.
    pub run: RunId,
    /// Its difference to this run; `None` for the numbers themselves.
    pub less: Option<RunId>,
    /// Recorded beforehand, and labelled so.
    pub recorded: bool,
    /// Source with its end symbol.
    pub source: Shared<Sentence>,
    /// Target.
    pub target: Shared<Sentence>,
    /// Words or pieces.
    pub unit: Unit,
    /// What is shown of a pair.
    pub quantity: Quantity,
    /// The attentions on screen, in the order of [`Kind::ALL`]: all three for the Loom, else one.
    pub attentions: Vec<Shared<Drawn>>,
}

impl Shown {
    /// What was told to `ask`, once it has been.
    pub fn told(&self, ask: &Ask) -> Option<&Shared<Answer>> {
        let mut told = self.told.iter();
        told.find(|(own, _)| own == ask).map(|(_, answer)| answer)
    }

    /// The sentence of `side`.
    pub fn sentence(&self, side: Side) -> &Shared<Sentence> {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// Whether this is the run of `input`.
    pub fn is_of(&self, (texts, interventions): &RunInput) -> bool {
        self.source.text == *texts.source
            && self.target.text == *texts.target
            && self.interventions == *interventions
    }
}

impl Picture {
    /// The sentence of `side`.
    pub fn sentence(&self, side: Side) -> &Shared<Sentence> {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// The attention `kind`, when it is on screen.
    pub fn attention(&self, kind: Kind) -> Option<&Shared<Drawn>> {
        self.attentions.iter().find(|drawn| drawn.kind == kind)
    }
}
