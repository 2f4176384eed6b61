//! Answers to what more is asked of a run: a pair taken apart, all heads at a glance, a link across all heads.

use super::kept::{Buffers, Kept, shown};
use super::protocol::{Ask, Branch, Cell, Glance, Guess, Quantity, Told, Unit};
use crate::figure::{THUMBNAIL, pooled};
use crate::matrix::{Matrix, View};
use crate::measure::{Axes, Job, by_word, by_word_mean, strongest};
use crate::model::{Hypothesis, Kind, Model, ModelError, Opening, Reading, Role};

impl Kept {
    /// The answer to `ask`. `aligner` names the heads that align best, for the jobs of cross-attention.
    pub(super) fn tell(
        &self,
        model: &Model,
        ask: &Ask,
        aligner: Option<&Opening>,
        buffers: &mut Buffers,
    ) -> Result<Told, ModelError> {
        match *ask {
            Ask::Cell {
                kind,
                layer,
                head,
                query,
                key,
            } => self.cell((kind, layer, head), query, key, buffers),
            Ask::Overview {
                kind,
                layer,
                reading,
            } => self.overview(kind, layer, reading, aligner, buffers),
            Ask::Link {
                kind,
                quantity,
                unit,
                reading,
                query,
                key,
            } => {
                let pair = self.pair(kind, unit, reading, query, key)?;
                let (layers, heads) = self.run.extent(kind);
                let mut numbers = Matrix::zeros(layers, heads);
                for layer in 0..layers {
                    for head in 0..heads {
                        let number = self.link((kind, layer, head), quantity, &pair)?;
                        numbers.set(layer, head, number);
                    }
                }
                Ok(Told::Link(buffers.push(numbers)))
            }
            Ask::Beams { beams } => self.beams(model, beams),
        }
    }

    fn beams(&self, model: &Model, beams: usize) -> Result<Told, ModelError> {
        let interventions = self.run.plan().interventions();
        let found = model.beam_search(&self.source, beams, interventions)?;
        let branch = |found: Hypothesis| {
            let pieces = found.pieces.iter().zip(&found.log_probabilities);
            let guess = |(&id, log): (&u32, &f32)| Guess {
                text: model.tokenizer.entry(id).unwrap_or_default(),
                id,
                p: log.exp(),
            };
            Branch {
                pieces: pieces.map(guess).collect(),
                score: found.score,
            }
        };
        Ok(Told::Beams(found.into_iter().map(branch).collect()))
    }

    fn cell(
        &self,
        (kind, layer, head): (Kind, usize, usize),
        query: usize,
        key: usize,
        buffers: &mut Buffers,
    ) -> Result<Told, ModelError> {
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
        let scores = row.scores.iter().enumerate();
        let scores = scores.map(|(at, &score)| shown(Quantity::Score, &rule, (query, at), score));
        Ok(Told::Cell(Box::new(Cell {
            scores: buffers.push_row(scores.collect()),
            q: buffers.push_row(q),
            k: buffers.push_row(k),
            products: buffers.push_row(products),
            weights: buffers.push_row(row.weights),
            v: buffers.push_row(v),
            contribution: buffers.push_row(contribution),
            output: buffers.push_row(row.output),
            score,
            scale: rule.scale,
            scaled: score * rule.scale,
            weight,
            allowed: rule.mask.allows(query, key),
            muted: rule.muted,
        })))
    }

    fn overview(
        &self,
        kind: Kind,
        layer: usize,
        reading: Reading,
        aligner: Option<&Opening>,
        buffers: &mut Buffers,
    ) -> Result<Told, ModelError> {
        let alignment = match aligner {
            Some(opening) if kind == Kind::Cross => Some(self.alignment(opening)?),
            _ => None,
        };
        let other = match reading {
            Reading::Saying => Reading::Said,
            Reading::Said => Reading::Saying,
        };
        let axes = [reading, other].map(|reading| self.axes(kind, reading));
        let mut head = |head| {
            let pieces = self.run.attended(kind, layer, head)?.weights;
            let [weights, of_other] = axes.each_ref().map(|axes| by_word(&pieces, axes));
            let job = |weights| Job::of(kind, weights, alignment.as_deref());
            let (here, there) = (job(&weights), job(&of_other));
            let elsewhere = here.role == Role::None && there.role != Role::None;
            Ok(Glance {
                weights: buffers.push(pooled(&weights, THUMBNAIL)),
                job: if elsewhere { there } else { here },
                reading: if elsewhere { other } else { reading },
            })
        };
        let heads = (0..self.run.extent(kind).1).map(&mut head);
        heads.collect::<Result<_, _>>().map(Told::Overview)
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

    /// Rows and columns of pieces that make up one pair of a look.
    fn pair(
        &self,
        kind: Kind,
        unit: Unit,
        reading: Reading,
        query: usize,
        key: usize,
    ) -> Result<(Vec<usize>, Vec<usize>), ModelError> {
        let rows_and_columns = match unit {
            Unit::Pieces => Some((vec![query], vec![key])),
            Unit::Words => {
                let Axes { queries, keys } = self.axes(kind, reading);
                queries.get(query).cloned().zip(keys.get(key).cloned())
            }
        };
        rows_and_columns.ok_or(ModelError::NoSuchPair { kind, query, key })
    }

    /// One head's number of a pair, from the rows of pieces that it needs.
    fn link(
        &self,
        (kind, layer, head): (Kind, usize, usize),
        quantity: Quantity,
        (rows, columns): &(Vec<usize>, Vec<usize>),
    ) -> Result<f32, ModelError> {
        let (_, rule) = self.run.head(kind, layer, head)?;
        let mut numbers = Matrix::zeros(rows.len(), columns.len());
        for (i, &row) in rows.iter().enumerate() {
            let attended = self.run.attended_row(kind, layer, head, row)?;
            for (j, &column) in columns.iter().enumerate() {
                let number = match quantity {
                    Quantity::Score | Quantity::Scaled => attended.scores.get(column),
                    // Links are ranked by one or the other.
                    Quantity::Weight | Quantity::Norm | Quantity::Rollout => {
                        attended.weights.get(column)
                    }
                };
                let &number = number.ok_or(ModelError::NoSuchPair {
                    kind,
                    query: row,
                    key: column,
                })?;
                numbers.set(i, j, shown(quantity, &rule, (row, column), number));
            }
        }
        let whole = Axes {
            queries: vec![(0..rows.len()).collect()],
            keys: vec![(0..columns.len()).collect()],
        };
        let words = match quantity {
            quantity if quantity.is_score() => by_word_mean(&numbers, &whole),
            _ => by_word(&numbers, &whole),
        };
        Ok(words.at(0, 0))
    }
}
