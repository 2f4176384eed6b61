//! A run that the session keeps, and the matrices that can be looked at in it.

use super::protocol::{Look, Looked, Quantity, RunId, Tensor, Unit};
use crate::attention::Rule;
use crate::matrix::Matrix;
use crate::measure::{Axes, by_word, by_word_mean, norms, rollout};
use crate::model::{Kind, ModelError, Network, Reading, Run};
use crate::text::Sentence;

/// A run with its sentences.
pub(super) struct Kept {
    pub(super) id: RunId,
    pub(super) run: Run,
    pub(super) source: Sentence,
    pub(super) target: Sentence,
}

/// Matrices on their way out: the header names their shapes, the numbers travel apart.
#[derive(Default)]
pub(super) struct Buffers(Vec<Vec<f32>>);

impl Buffers {
    pub(super) fn into_inner(self) -> Vec<Vec<f32>> {
        self.0
    }

    pub(super) fn push(&mut self, matrix: Matrix) -> Tensor {
        let [rows, cols] = matrix.shape();
        self.put(rows, cols, matrix.into_vec())
    }

    /// A vector as a matrix of one row.
    pub(super) fn push_row(&mut self, row: Vec<f32>) -> Tensor {
        self.put(1, row.len(), row)
    }

    fn put(&mut self, rows: usize, cols: usize, numbers: Vec<f32>) -> Tensor {
        self.0.push(numbers);
        Tensor {
            rows,
            cols,
            buffer: self.0.len() - 1,
        }
    }
}

impl Kept {
    /// One answer per look, in order.
    pub(super) fn look_all(
        &self,
        looks: &[Look],
        network: &Network,
        buffers: &mut Buffers,
    ) -> Result<Vec<Looked>, ModelError> {
        let look_at = |look: &Look| {
            let heads = look
                .heads
                .iter()
                .map(|&head| Ok(buffers.push(self.look(look, head, network)?)));
            Ok(Looked {
                heads: heads.collect::<Result<_, ModelError>>()?,
                look: look.clone(),
            })
        };
        looks.iter().map(look_at).collect()
    }

    /// One head's numbers, by words or by pieces; pairs that may not look at each other are −∞ as scores, else 0.
    fn look(&self, look: &Look, head: usize, network: &Network) -> Result<Matrix, ModelError> {
        let (kind, layer) = (look.kind, look.layer);
        let pieces = match look.quantity {
            Quantity::Norm => norms(network, &self.run, kind, layer, &[head])?,
            Quantity::Rollout => rollout(&self.run, kind, layer)?.ok_or(ModelError::NoRollout)?,
            _ => self.numbers(look, head)?,
        };
        let axes = || self.axes(kind, look.reading);
        Ok(match look.unit {
            Unit::Pieces => pieces,
            Unit::Words if look.quantity.is_score() => by_word_mean(&pieces, &axes()),
            Unit::Words => by_word(&pieces, &axes()),
        })
    }

    /// Weights or scores by pieces.
    fn numbers(&self, look: &Look, head: usize) -> Result<Matrix, ModelError> {
        let attended = self.run.attended(look.kind, look.layer, head)?;
        let (_, rule) = self.run.head(look.kind, look.layer, head)?;
        let mut pieces = match look.quantity {
            Quantity::Score | Quantity::Scaled => attended.scores,
            Quantity::Weight | Quantity::Norm | Quantity::Rollout => attended.weights,
        };
        let cols = pieces.cols().max(1);
        for (at, number) in pieces.as_mut_slice().iter_mut().enumerate() {
            *number = shown(look.quantity, &rule, (at / cols, at % cols), *number);
        }
        Ok(pieces)
    }

    pub(super) fn axes(&self, kind: Kind, reading: Reading) -> Axes {
        Axes::new(kind, &self.source, &self.target, reading)
    }
}

/// What is shown of a pair of pieces: its weight as it is, its score times what the quantity asks for, −∞ where the query may
/// not look.
pub(super) fn shown(
    quantity: Quantity,
    rule: &Rule,
    (query, key): (usize, usize),
    number: f32,
) -> f32 {
    match quantity {
        Quantity::Weight | Quantity::Norm | Quantity::Rollout => number,
        _ if !rule.mask.allows(query, key) => f32::NEG_INFINITY,
        Quantity::Score => number,
        Quantity::Scaled => number * rule.scale,
    }
}
