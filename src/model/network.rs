//! The network: weights in their layers, and the forward pass that leaves a [`Run`].

use super::config::Config;
use super::error::ModelError;
use super::kind::{Kind, Side};
use super::layers::{AttentionLayer, DecoderLayer, EncoderLayer, affine};
use super::positions::Positions;
use super::run::{DecoderLayerRun, EncoderLayerRun, Plan, Projected, Run};
use super::weights::Weights;
use crate::attention::attention;
use crate::matrix::{Matrix, Stored};

/// A Marian network with its weights in `f32`.
pub struct Network {
    pub(super) config: Config,
    /// `[vocabulary, d]`: embeddings of both sides, and the output layer.
    embedding: Stored,
    positions: Positions,
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
            embedding: weights.stored(name, vocabulary, d)?,
            positions: Positions::new(d),
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
        self.run_after(None, source, target, plan)
    }

    /// The same, exactly, taking over from an `earlier` run of this network whatever would come out equal: every layer up to the
    /// first one that the texts or the plan change.
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn run_after(
        &self,
        earlier: Option<&Run>,
        source: &[u32],
        target: &[u32],
        plan: Plan,
    ) -> Result<Run, ModelError> {
        let earlier = earlier.filter(|run| {
            (run.encoder.len(), run.decoder.len()) == (self.encoder.len(), self.decoder.len())
        });
        let (encoder, encoder_output) = self.encode_after(earlier, source, &plan)?;
        let heads = self.config.decoder_attention_heads;
        let same_source = earlier.filter(|run| run.encoder_output == encoder_output);
        let mut x = self.embed(target, Side::Target, 0, &plan)?;
        let mut decoder = Vec::with_capacity(self.decoder.len());
        for (layer, weights) in self.decoder.iter().enumerate() {
            let input = x;
            let same_input = earlier.filter(|run| run.decoder[layer].input == input);
            let same_own =
                same_input.filter(|run| run.plan.agrees(&plan, Kind::Decoder, layer, heads));
            if let Some(run) = same_own.and(same_source)
                && run.plan.agrees(&plan, Kind::Cross, layer, heads)
            {
                let next = run.decoder.get(layer + 1);
                x = next.map_or(&run.decoder_output, |next| &next.input).clone();
                decoder.push(run.decoder[layer].clone());
                continue;
            }
            let own = match same_input {
                Some(run) => run.decoder[layer].own.clone(),
                None => project(&weights.self_attn, &input, &input)?,
            };
            let mixed = self.mix(&weights.self_attn, &own, Kind::Decoder, layer, &plan)?;
            let middle = weights.self_attn_layer_norm.after(&input, mixed)?;
            let attention = &weights.encoder_attn;
            let [k, v] = match same_source.map(|run| &run.decoder[layer].cross) {
                Some(cross) => [cross.k.clone(), cross.v.clone()],
                None => keys_and_values(attention, &encoder_output)?,
            };
            let q = attention.q_proj.forward(&middle)?;
            let cross = Projected { q, k, v };
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
        self.encode_after(None, source, plan)
    }

    fn encode_after(
        &self,
        earlier: Option<&Run>,
        source: &[u32],
        plan: &Plan,
    ) -> Result<(Vec<EncoderLayerRun>, Matrix), ModelError> {
        let heads = self.config.encoder_attention_heads;
        let mut x = self.embed(source, Side::Source, 0, plan)?;
        let mut layers = Vec::with_capacity(self.encoder.len());
        for (layer, weights) in self.encoder.iter().enumerate() {
            let input = x;
            let same_input = earlier.filter(|run| run.encoder[layer].input == input);
            if let Some(run) =
                same_input.filter(|run| run.plan.agrees(plan, Kind::Encoder, layer, heads))
            {
                let next = run.encoder.get(layer + 1);
                x = next.map_or(&run.encoder_output, |next| &next.input).clone();
                layers.push(run.encoder[layer].clone());
                continue;
            }
            let own = match same_input {
                Some(run) => run.encoder[layer].own.clone(),
                None => project(&weights.self_attn, &input, &input)?,
            };
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
            self.embedding.read_row(id as usize, row);
            row.iter_mut().for_each(|number| *number *= factor);
            if plan.interventions().positions {
                self.positions.add(plan.position(side, first + i), row);
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
    pub fn output_projection(&self, kind: Kind, layer: usize) -> Option<Matrix> {
        let attention = match kind {
            Kind::Encoder => &self.encoder.get(layer)?.self_attn,
            Kind::Decoder => &self.decoder.get(layer)?.self_attn,
            Kind::Cross => &self.decoder.get(layer)?.encoder_attn,
        };
        Some(attention.out_proj.weight().to_matrix())
    }
}

/// Queries from `asking [n, d]`, keys and values from `looked_at [m, d]`.
pub(super) fn project(
    weights: &AttentionLayer,
    asking: &Matrix,
    looked_at: &Matrix,
) -> Result<Projected, ModelError> {
    let [k, v] = keys_and_values(weights, looked_at)?;
    let q = weights.q_proj.forward(asking)?;
    Ok(Projected { q, k, v })
}

/// Keys and values from `looked_at [m, d]`.
fn keys_and_values(
    weights: &AttentionLayer,
    looked_at: &Matrix,
) -> Result<[Matrix; 2], ModelError> {
    Ok([
        weights.k_proj.forward(looked_at)?,
        weights.v_proj.forward(looked_at)?,
    ])
}
