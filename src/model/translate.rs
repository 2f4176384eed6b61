//! Greedy translation, piece by piece, keeping keys and values of what has been read.

use std::sync::Arc;

use super::error::ModelError;
use super::kind::{Kind, Side};
use super::layers::AttentionLayer;
use super::network::{Network, project};
use super::run::{Plan, Projected};
use crate::attention::attend;
use crate::matrix::Matrix;

/// Keys and values that one decoder layer keeps from row to row.
#[derive(Clone)]
struct LayerCache {
    /// Of the rows read so far; its `q` is unused and empty.
    own: Projected,
    /// Of the source, the same for every row and every beam; its `q` is unused and empty.
    cross: Arc<Projected>,
}

/// A decoder that has read some rows and can read one more.
#[derive(Clone)]
pub(super) struct Decoder<'a> {
    network: &'a Network,
    plan: &'a Plan,
    layers: Vec<LayerCache>,
    rows: usize,
}

impl Network {
    /// Translates `source` (end symbol last): at each row the likeliest piece, until the end symbol or `limit` pieces.
    ///
    /// Returns the pieces said, without start symbol; the end symbol is last if it was reached.
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn translate(
        &self,
        source: &[u32],
        limit: usize,
        plan: &Plan,
    ) -> Result<Vec<u32>, ModelError> {
        self.translate_from(source, &[], limit, plan)
    }

    /// The same after `said`, with which the answer begins; an end symbol in it is the end.
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn translate_from(
        &self,
        source: &[u32],
        said: &[u32],
        limit: usize,
        plan: &Plan,
    ) -> Result<Vec<u32>, ModelError> {
        let mut decoder = Decoder::new(self, source, plan)?;
        let mut all = vec![];
        let mut piece = self.config.start_token_id();
        while all.len() < limit.min(self.config.max_position_embeddings) {
            let logits = decoder.read(piece)?;
            piece = match said.get(all.len()) {
                Some(&said) => said,
                None => self.likeliest(&logits)?,
            };
            all.push(piece);
            if piece == self.config.eos_token_id {
                break;
            }
        }
        Ok(all)
    }

    /// The piece with the highest score in the one row of `logits`; the first of equals.
    pub(super) fn likeliest(&self, logits: &Matrix) -> Result<u32, ModelError> {
        let mut best: Option<(usize, f32)> = None;
        for (id, &score) in logits.row(0).iter().enumerate() {
            if score.is_nan() {
                return Err(ModelError::NotFinite);
            }
            let better = best.is_none_or(|(_, highest)| score > highest);
            if better && !self.forbidden(id) {
                best = Some((id, score));
            }
        }
        best.map(|(id, _)| id as u32).ok_or(ModelError::NotFinite)
    }

    pub(super) fn forbidden(&self, id: usize) -> bool {
        let lists = self.config.bad_words_ids.as_deref().unwrap_or_default();
        lists
            .iter()
            .any(|list| matches!(list[..], [bad] if bad as usize == id))
    }
}

impl<'a> Decoder<'a> {
    pub(super) fn new(
        network: &'a Network,
        source: &[u32],
        plan: &'a Plan,
    ) -> Result<Self, ModelError> {
        let (_, encoder_output) = network.encode(source, plan)?;
        let nothing = || Matrix::zeros(0, network.config.d_model);
        let layers = network
            .decoder
            .iter()
            .map(|layer| {
                Ok(LayerCache {
                    own: Projected {
                        q: nothing(),
                        k: nothing(),
                        v: nothing(),
                    },
                    cross: Arc::new(project(&layer.encoder_attn, &nothing(), &encoder_output)?),
                })
            })
            .collect::<Result<_, ModelError>>()?;
        Ok(Self {
            network,
            plan,
            layers,
            rows: 0,
        })
    }

    /// Reads one piece more and gives the scores of the next, `[1, vocabulary]`.
    pub(super) fn read(&mut self, piece: u32) -> Result<Matrix, ModelError> {
        let mut x = self
            .network
            .embed(&[piece], Side::Target, self.rows, self.plan)?;
        for (layer, weights) in self.network.decoder.iter().enumerate() {
            let now = project(&weights.self_attn, &x, &x)?;
            let own = &mut self.layers[layer].own;
            own.k.push_row(now.k.row(0))?;
            own.v.push_row(now.v.row(0))?;
            let mixed = self.mix(&weights.self_attn, &now.q, Kind::Decoder, layer)?;
            let middle = weights.self_attn_layer_norm.after(&x, mixed)?;
            let q = weights.encoder_attn.q_proj.forward(&middle)?;
            let mixed = self.mix(&weights.encoder_attn, &q, Kind::Cross, layer)?;
            let seen = weights.encoder_attn_layer_norm.after(&middle, mixed)?;
            x = weights
                .final_layer_norm
                .after(&seen, weights.feed_forward.forward(&seen)?)?;
        }
        self.rows += 1;
        self.network.logits(&x)
    }

    /// Every head's attention for the newest row, side by side, through the output projection: `[1, d]`.
    fn mix(
        &self,
        weights: &AttentionLayer,
        q: &Matrix,
        kind: Kind,
        layer: usize,
    ) -> Result<Matrix, ModelError> {
        let cache = &self.layers[layer];
        let kept = if kind == Kind::Cross {
            &*cache.cross
        } else {
            &cache.own
        };
        let heads = self.network.heads(kind);
        let size = q.cols() / heads;
        let mut outputs = Matrix::zeros(1, q.cols());
        for head in 0..heads {
            let columns = head * size..(head + 1) * size;
            let rule = self.plan.rule(kind, layer, head, size);
            let attended = attend(
                self.rows,
                &q.row(0)[columns.clone()],
                kept.k.view().columns(columns.clone())?,
                kept.v.view().columns(columns.clone())?,
                &rule,
            )
            .map_err(|problem| ModelError::Attention {
                kind,
                layer,
                head,
                problem,
            })?;
            outputs.row_mut(0)[columns].copy_from_slice(&attended.output);
        }
        weights.out_proj.forward(&outputs)
    }
}
