//! A run that the session keeps, and everything that can be looked at in it.

use super::protocol::{Cell, Look, Looked, Quantity, RunId, Tensor, Unit};
use crate::matrix::{Matrix, View};
use crate::measure::{Axes, Job, by_word, by_word_mean, strongest};
use crate::model::{Kind, ModelError, Opening, Reading, Run};
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

    fn push(&mut self, matrix: Matrix) -> Tensor {
        let [rows, cols] = matrix.shape();
        self.0.push(matrix.into_vec());
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
        buffers: &mut Buffers,
    ) -> Result<Vec<Looked>, ModelError> {
        let look_at = |look: &Look| {
            let heads = look
                .heads
                .iter()
                .map(|&head| Ok(buffers.push(self.look(look, head)?)));
            Ok(Looked {
                heads: heads.collect::<Result<_, ModelError>>()?,
                look: look.clone(),
            })
        };
        looks.iter().map(look_at).collect()
    }

    /// One head's numbers, by words or by pieces; pairs that may not look at each other are 0 as weights, −∞ as scores.
    fn look(&self, look: &Look, head: usize) -> Result<Matrix, ModelError> {
        let attended = self.run.attended(look.kind, look.layer, head)?;
        let (_, rule) = self.run.head(look.kind, look.layer, head)?;
        let factor = match look.quantity {
            Quantity::Weight => None,
            Quantity::Score => Some(1.0),
            Quantity::Scaled => Some(rule.scale),
        };
        let pieces = match factor {
            None => attended.weights,
            Some(factor) => {
                Matrix::from_fn(attended.scores.rows(), attended.scores.cols(), |i, j| {
                    if rule.mask.allows(i, j) {
                        attended.scores.at(i, j) * factor
                    } else {
                        f32::NEG_INFINITY
                    }
                })
            }
        };
        Ok(match (look.unit, factor) {
            (Unit::Pieces, _) => pieces,
            (Unit::Words, None) => by_word(&pieces, &self.axes(look.kind, look.reading)),
            (Unit::Words, Some(_)) => by_word_mean(&pieces, &self.axes(look.kind, look.reading)),
        })
    }

    fn axes(&self, kind: Kind, reading: Reading) -> Axes {
        Axes::new(kind, &self.source, &self.target, reading)
    }

    /// The pair of rows `query` and `key` of one head, taken apart; the buffers' order is [`Reply::Cell`]'s.
    ///
    /// [`Reply::Cell`]: super::protocol::Reply::Cell
    pub(super) fn cell(
        &self,
        (kind, layer, head): (Kind, usize, usize),
        query: usize,
        key: usize,
        buffers: &mut Buffers,
    ) -> Result<Cell, ModelError> {
        let ([q, k, v], rule) = self.run.head(kind, layer, head)?;
        let row = self.run.attended_row(kind, layer, head, query)?;
        let numbers = |view: View<'_>, i: usize| -> Result<Vec<f32>, ModelError> {
            Ok(view.row_view(i)?.row(0).collect())
        };
        let (q, k, v) = (numbers(q, query)?, numbers(k, key)?, numbers(v, key)?);
        let products = q.iter().zip(&k).map(|(a, b)| a * b).collect();
        let (score, weight) = (row.scores[key], row.weights[key]);
        let share = if rule.muted { 0.0 } else { weight };
        let contribution = v.iter().map(|value| value * share).collect();
        let scaled = row.scores.iter().map(|score| score * rule.scale).collect();
        buffers.0 = vec![
            q,
            k,
            products,
            row.scores,
            scaled,
            row.weights,
            v,
            contribution,
        ];
        Ok(Cell {
            run: self.id,
            kind,
            layer,
            head,
            query,
            key,
            score,
            scale: rule.scale,
            scaled: score * rule.scale,
            weight,
            allowed: rule.mask.allows(query, key),
        })
    }

    /// Every head of one attention by words, `[layer][head]`, with its job.
    pub(super) fn overview(
        &self,
        kind: Kind,
        reading: Reading,
        aligner: Option<&Opening>,
        buffers: &mut Buffers,
    ) -> Result<Vec<Vec<(Tensor, Job)>>, ModelError> {
        let alignment = match aligner {
            Some(opening) if kind == Kind::Cross => Some(self.alignment(opening)?),
            _ => None,
        };
        let axes = self.axes(kind, reading);
        let (layers, heads) = self.run.extent(kind);
        let mut look = |layer, head| {
            let weights = by_word(&self.run.attended(kind, layer, head)?.weights, &axes);
            let job = Job::of(kind, &weights, alignment.as_deref());
            Ok((buffers.push(weights), job))
        };
        (0..layers)
            .map(|layer| (0..heads).map(|head| look(layer, head)).collect())
            .collect()
    }

    /// For every target word the source word (or symbol) that the aligning heads look at most, on their mean.
    fn alignment(&self, opening: &Opening) -> Result<Vec<usize>, ModelError> {
        let axes = self.axes(Kind::Cross, opening.reading);
        let mut sum = Matrix::zeros(axes.queries.len(), axes.keys.len());
        for &head in &opening.heads {
            let attended = self.run.attended(Kind::Cross, opening.layer, head)?;
            sum.add_assign(&by_word(&attended.weights, &axes))?;
        }
        Ok(strongest(&sum))
    }
}
