//! The state of a run: what is kept when two sentences have been read, and what is derived from it on demand.
//!
//! Kept: every layer's input and each attention's q, k and v (rows × d). Derived, by the attention core: scores, weights and
//! output of any head. So memory grows with the number of pieces, not with its square.

use std::collections::BTreeSet;

use super::error::ModelError;
use super::kind::{Interventions, Kind, Side};
use super::shuffle::shuffled;
use crate::attention::{Attended, AttendedRow, AttentionError, Mask, Rule, attend, attention};
use crate::matrix::{Matrix, ShapeError, View};
use crate::text::Sentence;

/// What is done to the machine during a run, in terms of rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    interventions: Interventions,
    hidden_source: BTreeSet<usize>,
    hidden_target: BTreeSet<usize>,
    /// The position at which each source row is read; empty: its own.
    source_positions: Vec<usize>,
}

/// Queries, keys and values of one attention, all heads side by side: q is `[n, d]`, k and v are `[m, d]`.
#[derive(Debug, Clone, PartialEq)]
pub struct Projected {
    /// What each row asks.
    pub q: Matrix,
    /// What each row is found by.
    pub k: Matrix,
    /// What each row hands over.
    pub v: Matrix,
}

/// One layer of the encoder.
#[derive(Debug, Clone, PartialEq)]
pub struct EncoderLayerRun {
    /// What the layer read, `[n, d]`.
    pub input: Matrix,
    /// Its self-attention.
    pub own: Projected,
}

/// One layer of the decoder.
#[derive(Debug, Clone, PartialEq)]
pub struct DecoderLayerRun {
    /// What the layer read, `[m, d]`.
    pub input: Matrix,
    /// Its masked self-attention.
    pub own: Projected,
    /// Its attention to the encoder's output: q `[m, d]`, k and v `[n, d]`.
    pub cross: Projected,
}

/// Two sentences, read: n source pieces (end symbol last), m decoder rows (start symbol first).
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The encoder's layers.
    pub encoder: Vec<EncoderLayerRun>,
    /// What the encoder made of the source, `[n, d]`.
    pub encoder_output: Matrix,
    /// The decoder's layers.
    pub decoder: Vec<DecoderLayerRun>,
    /// What the decoder made of both, `[m, d]`.
    pub decoder_output: Matrix,
    pub(super) plan: Plan,
    pub(super) encoder_heads: usize,
    pub(super) decoder_heads: usize,
}

impl Plan {
    /// Translates what is said of words into rows of these sentences. Words that they do not have are passed over.
    pub fn new(source: &Sentence, target: &Sentence, interventions: &Interventions) -> Self {
        let mut plan = Plan {
            interventions: interventions.clone(),
            ..Plan::default()
        };
        for hidden in &interventions.hide {
            // Decoder row 0 is the start symbol, so target piece j is row j + 1.
            let (sentence, rows, offset) = match hidden.side {
                Side::Source => (source, &mut plan.hidden_source, 0),
                Side::Target => (target, &mut plan.hidden_target, 1),
            };
            let pieces = sentence.pieces.iter().enumerate();
            rows.extend(
                pieces
                    .filter(|(_, piece)| piece.word == hidden.word)
                    .map(|(i, _)| i + offset),
            );
            if hidden.side == Side::Target && hidden.word.is_none() {
                rows.insert(0);
            }
        }
        if let Some(seed) = interventions.shuffle {
            plan.source_positions = shuffled(source, seed);
        }
        plan
    }

    /// The position at which row `row` of a side is read.
    pub(super) fn position(&self, side: Side, row: usize) -> usize {
        match side {
            Side::Source => self.source_positions.get(row).copied().unwrap_or(row),
            Side::Target => row,
        }
    }

    /// Whether both plans let every one of `heads` heads of one attention attend in the same way.
    pub(super) fn agrees(&self, other: &Plan, kind: Kind, layer: usize, heads: usize) -> bool {
        (0..heads).all(|head| self.rule(kind, layer, head, 1) == other.rule(kind, layer, head, 1))
    }

    /// What is done to the machine, in terms of words.
    pub fn interventions(&self) -> &Interventions {
        &self.interventions
    }

    /// The rule by which one head attends, for queries and keys of `size` numbers.
    pub fn rule(&self, kind: Kind, layer: usize, head: usize, size: usize) -> Rule {
        let hidden = match kind {
            Kind::Encoder | Kind::Cross => &self.hidden_source,
            Kind::Decoder => &self.hidden_target,
        };
        let paper = Rule::for_dimension(size);
        Rule {
            scale: paper.scale * self.interventions.scale,
            mask: Mask {
                causal: kind == Kind::Decoder,
                hidden: hidden.clone(),
                ..Mask::default()
            },
            muted: self.interventions.mutes(kind, layer, head),
            ..paper
        }
    }
}

impl Projected {
    /// q, k and v of one head out of `heads`, `d / heads` columns each.
    ///
    /// # Errors
    /// When there is no such head.
    pub fn head(&self, head: usize, heads: usize) -> Result<[View<'_>; 3], ShapeError> {
        let size = self.q.cols() / heads.max(1);
        let columns = head * size..(head + 1) * size;
        Ok([
            self.q.view().columns(columns.clone())?,
            self.k.view().columns(columns.clone())?,
            self.v.view().columns(columns)?,
        ])
    }

    fn bytes(&self) -> usize {
        bytes(&self.q) + bytes(&self.k) + bytes(&self.v)
    }
}

impl Run {
    /// What was done to the machine during this run.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Layers of one kind of attention, and heads in each.
    pub fn extent(&self, kind: Kind) -> (usize, usize) {
        match kind {
            Kind::Encoder => (self.encoder.len(), self.encoder_heads),
            Kind::Decoder | Kind::Cross => (self.decoder.len(), self.decoder_heads),
        }
    }

    /// Scores, weights and output of one head for all queries.
    ///
    /// # Errors
    /// When there is no such head.
    pub fn attended(&self, kind: Kind, layer: usize, head: usize) -> Result<Attended, ModelError> {
        let ([q, k, v], rule) = self.head(kind, layer, head)?;
        attention(q, k, v, &rule).map_err(|problem| failed(kind, layer, head, problem))
    }

    /// Scores, weights and output of one head for the query in row `query`.
    ///
    /// # Errors
    /// When there is no such head or row.
    pub fn attended_row(
        &self,
        kind: Kind,
        layer: usize,
        head: usize,
        query: usize,
    ) -> Result<AttendedRow, ModelError> {
        let ([q, k, v], rule) = self.head(kind, layer, head)?;
        let q: Vec<f32> = q.row_view(query)?.row(0).collect();
        attend(query, &q, k, v, &rule).map_err(|problem| failed(kind, layer, head, problem))
    }

    /// q `[n, d/H]`, k and v `[m, d/H]` of one head, and the rule by which it attends.
    ///
    /// # Errors
    /// When there is no such head.
    pub fn head(
        &self,
        kind: Kind,
        layer: usize,
        head: usize,
    ) -> Result<([View<'_>; 3], Rule), ModelError> {
        let (projected, heads) = match kind {
            Kind::Encoder => (
                self.encoder.get(layer).map(|run| &run.own),
                self.encoder_heads,
            ),
            Kind::Decoder => (
                self.decoder.get(layer).map(|run| &run.own),
                self.decoder_heads,
            ),
            Kind::Cross => (
                self.decoder.get(layer).map(|run| &run.cross),
                self.decoder_heads,
            ),
        };
        let projected = projected
            .filter(|_| head < heads)
            .ok_or(ModelError::NoSuchHead { kind, layer, head })?;
        let views = projected.head(head, heads)?;
        let rule = self.plan.rule(kind, layer, head, views[0].cols());
        Ok((views, rule))
    }

    /// Bytes of the numbers that are kept.
    pub fn bytes(&self) -> usize {
        let encoder: usize = self
            .encoder
            .iter()
            .map(|layer| bytes(&layer.input) + layer.own.bytes())
            .sum();
        let decoder: usize = self
            .decoder
            .iter()
            .map(|layer| bytes(&layer.input) + layer.own.bytes() + layer.cross.bytes())
            .sum();
        encoder + decoder + bytes(&self.encoder_output) + bytes(&self.decoder_output)
    }
}

fn bytes(matrix: &Matrix) -> usize {
    size_of_val(matrix.as_slice())
}

fn failed(kind: Kind, layer: usize, head: usize, problem: AttentionError) -> ModelError {
    ModelError::Attention {
        kind,
        layer,
        head,
        problem,
    }
}
