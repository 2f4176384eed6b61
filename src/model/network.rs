//! The network: weights in their layers, and the forward pass that leaves a [`Run`].

use super::config::Config;
use super::error::ModelError;
use super::kind::{Kind, Side};
use super::layers::{AttentionLayer, DecoderLayer, EncoderLayer, affine};
use super::run::{DecoderLayerRun, EncoderLayerRun, Plan, Projected, Run};
use super::weights::Weights;
use crate::attention::attention;
use crate::matrix::Matrix;

/// A Marian network with its weights in `f32`.
pub struct Network {
    pub(super) config: Config,
    /// `[vocabulary, d]`: embeddings of both sides, and the output layer.
    embedding: Matrix,
    /// One number per vocabulary entry.
    final_logits_bias: Vec<f32>,
    encoder: Vec<EncoderLayer>,
    pub(super) decoder: Vec<DecoderLayer>,
}

/// Names under which the one tied embedding may be stored.
const EMBEDDING_NAMES: [&str; 4] = [
    "model.shared.weight",
    "model.encoder.embed_tokens.weight",
    "model.decoder.embed_tokens.weight",
    "lm_head.weight",
];

impl Network {
    /// Takes the layers that `config` promises out of `weights`.
    ///
    /// # Errors
    /// When a tensor is missing, or of another shape or type than the configuration says.
    pub fn load(config: Config, weights: &Weights<'_>) -> Result<Self, ModelError> {
        let name = EMBEDDING_NAMES
            .into_iter()
            .find(|name| weights.has(name))
            .unwrap_or(EMBEDDING_NAMES[0]);
        let (vocabulary, d) = (config.vocab_size, config.d_model);
        Ok(Self {
            embedding: weights.matrix(name, vocabulary, d)?,
            final_logits_bias: weights.numbers("final_logits_bias", &[1, vocabulary])?,
            encoder: (0..config.encoder_layers)
                .map(|layer| EncoderLayer::load(weights, &config, layer))
                .collect::<Result<_, _>>()?,
            decoder: (0..config.decoder_layers)
                .map(|layer| DecoderLayer::load(weights, &config, layer))
                .collect::<Result<_, _>>()?,
            config,
        })
    }

    /// The network's shape.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Heads of one attention.
    pub fn heads(&self, kind: Kind) -> usize {
        match kind {
            Kind::Encoder => self.config.encoder_attention_heads,
            Kind::Decoder | Kind::Cross => self.config.decoder_attention_heads,
        }
    }

    /// Reads `source` (n pieces, end symbol last) and `target` (m pieces, start symbol first).
    ///
    /// # Errors
    /// When a side is too long or empty, a piece is beyond the vocabulary, a query is left with nothing to look at, or
    /// numbers overflow.
    pub fn run(&self, source: &[u32], target: &[u32], plan: Plan) -> Result<Run, ModelError> {
        let (encoder, encoder_output) = self.encode(source, &plan)?;
        let mut x = self.embed(target, Side::Target, 0, &plan)?;
        let mut decoder = Vec::with_capacity(self.decoder.len());
        for (layer, weights) in self.decoder.iter().enumerate() {
            let input = x;
            let own = project(&weights.self_attn, &input, &input)?;
            let mixed = self.mix(&weights.self_attn, &own, Kind::Decoder, layer, &plan)?;
            let middle = weights.self_attn_layer_norm.after(&input, mixed)?;
            let cross = project(&weights.encoder_attn, &middle, &encoder_output)?;
            let mixed = self.mix(&weights.encoder_attn, &cross, Kind::Cross, layer, &plan)?;
            let seen = weights.encoder_attn_layer_norm.after(&middle, mixed)?;
            x = weights
                .final_layer_norm
                .after(&seen, weights.feed_forward.forward(&seen)?)?;
            decoder.push(DecoderLayerRun { input, own, cross });
        }
        if x.as_slice().iter().any(|number| !number.is_finite()) {
            return Err(ModelError::NotFinite);
        }
        Ok(Run {
            encoder,
            encoder_output,
            decoder,
            decoder_output: x,
            plan,
            encoder_heads: self.config.encoder_attention_heads,
            decoder_heads: self.config.decoder_attention_heads,
        })
    }

    /// The encoder alone: every layer's input and projections, and the output, `[n, d]`.
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn encode(
        &self,
        source: &[u32],
        plan: &Plan,
    ) -> Result<(Vec<EncoderLayerRun>, Matrix), ModelError> {
        let mut x = self.embed(source, Side::Source, 0, plan)?;
        let mut layers = Vec::with_capacity(self.encoder.len());
        for (layer, weights) in self.encoder.iter().enumerate() {
            let input = x;
            let own = project(&weights.self_attn, &input, &input)?;
            let mixed = self.mix(&weights.self_attn, &own, Kind::Encoder, layer, plan)?;
            let middle = weights.self_attn_layer_norm.after(&input, mixed)?;
            x = weights
                .final_layer_norm
                .after(&middle, weights.feed_forward.forward(&middle)?)?;
            layers.push(EncoderLayerRun { input, own });
        }
        Ok((layers, x))
    }

    /// Scores of every vocabulary entry as the next piece: `[m, d]` → `[m, vocabulary]`.
    ///
    /// # Errors
    /// When `decoder_output` has another width than the network.
    pub fn logits(&self, decoder_output: &Matrix) -> Result<Matrix, ModelError> {
        affine(decoder_output, &self.embedding, &self.final_logits_bias)
    }

    /// Embeddings, scaled, with the positions from `first` on added: `[n, d]`.
    pub(super) fn embed(
        &self,
        ids: &[u32],
        side: Side,
        first: usize,
        plan: &Plan,
    ) -> Result<Matrix, ModelError> {
        let (d, max) = (self.config.d_model, self.config.max_position_embeddings);
        if first + ids.len() > max {
            return Err(ModelError::TooLong {
                side,
                pieces: first + ids.len(),
                max,
            });
        }
        let factor = if self.config.scale_embedding {
            (d as f32).sqrt()
        } else {
            1.0
        };
        let mut x = Matrix::zeros(ids.len(), d);
        for (i, &id) in ids.iter().enumerate() {
            if id as usize >= self.embedding.rows() {
                return Err(ModelError::UnknownPiece {
                    id,
                    size: self.embedding.rows(),
                });
            }
            let row = x.row_mut(i);
            if plan.interventions().positions {
                position(first + i, row);
            }
            for (number, entry) in row.iter_mut().zip(self.embedding.row(id as usize)) {
                *number += entry * factor;
            }
        }
        Ok(x)
    }

    /// Every head's attention, side by side, through the output projection: `[n, d]`.
    fn mix(
        &self,
        weights: &AttentionLayer,
        projected: &Projected,
        kind: Kind,
        layer: usize,
        plan: &Plan,
    ) -> Result<Matrix, ModelError> {
        let heads = self.heads(kind);
        let size = self.config.d_model / heads;
        let mut outputs = Matrix::zeros(projected.q.rows(), self.config.d_model);
        for head in 0..heads {
            let [q, k, v] = projected.head(head, heads)?;
            let attended =
                attention(q, k, v, &plan.rule(kind, layer, head, size)).map_err(|problem| {
                    ModelError::Attention {
                        kind,
                        layer,
                        head,
                        problem,
                    }
                })?;
            outputs.write_cols(head * size, &attended.output)?;
        }
        weights.out_proj.forward(&outputs)
    }

    /// The output projection of one attention, `[d, d]`: head h's output meets its columns h·d/H .. (h+1)·d/H.
    pub fn output_projection(&self, kind: Kind, layer: usize) -> Option<&Matrix> {
        let attention = match kind {
            Kind::Encoder => &self.encoder.get(layer)?.self_attn,
            Kind::Decoder => &self.decoder.get(layer)?.self_attn,
            Kind::Cross => &self.decoder.get(layer)?.encoder_attn,
        };
        Some(attention.out_proj.weight())
    }
}

/// Queries from `asking [n, d]`, keys and values from `looked_at [m, d]`.
pub(super) fn project(
    weights: &AttentionLayer,
    asking: &Matrix,
    looked_at: &Matrix,
) -> Result<Projected, ModelError> {
    Ok(Projected {
        q: weights.q_proj.forward(asking)?,
        k: weights.k_proj.forward(looked_at)?,
        v: weights.v_proj.forward(looked_at)?,
    })
}

/// Writes the sinusoids of `position` over `row`, sines in its first half, cosines in its second (Marian's order).
fn position(position: usize, row: &mut [f32]) {
    let d = row.len();
    let sines = d.div_ceil(2);
    for (j, number) in row.iter_mut().enumerate() {
        let i = if j < sines { j } else { j - sines };
        let angle = position as f64 / 10_000f64.powf(2.0 * i as f64 / d as f64);
        *number = (if j < sines { angle.sin() } else { angle.cos() }) as f32;
    }
}
