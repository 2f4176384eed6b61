//! The layers: each loads its weights by their names in the checkpoint and computes its part forward.

use super::config::{Activation, Config};
use super::error::ModelError;
use super::weights::Weights;
use crate::matrix::{Matrix, Stored, add_rows_product, layer_norm};

/// PyTorch's default, which Marian keeps.
const EPSILON: f32 = 1e-5;

/// x Wᵀ + b.
pub(super) struct Linear {
    /// `[out, in]`.
    weight: Stored,
    /// `out` numbers.
    bias: Vec<f32>,
}

impl Linear {
    fn load(
        weights: &Weights<'_>,
        name: &str,
        out: usize,
        input: usize,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            weight: weights.stored(&format!("{name}.weight"), out, input)?,
            bias: weights.vector(&format!("{name}.bias"), out)?,
        })
    }

    /// `[n, in]` → `[n, out]`.
    pub(super) fn forward(&self, x: &Matrix) -> Result<Matrix, ModelError> {
        affine(x, &self.weight, &self.bias)
    }

    /// `[out, in]`: the matrix itself.
    pub(super) fn weight(&self) -> &Stored {
        &self.weight
    }
}

/// x Wᵀ + b: `[n, in]`, `[out, in]`, `out` numbers → `[n, out]`.
pub(super) fn affine(x: &Matrix, weight: &Stored, bias: &[f32]) -> Result<Matrix, ModelError> {
    let mut out = Matrix::zeros(x.rows(), weight.rows());
    for i in 0..out.rows() {
        out.row_mut(i).copy_from_slice(bias);
    }
    add_rows_product(x, weight, &mut out)?;
    Ok(out)
}

/// Layer normalisation over a piece's `d` numbers.
pub(super) struct Norm {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Norm {
    fn load(weights: &Weights<'_>, name: &str, d: usize) -> Result<Self, ModelError> {
        Ok(Self {
            weight: weights.vector(&format!("{name}.weight"), d)?,
            bias: weights.vector(&format!("{name}.bias"), d)?,
        })
    }

    /// Post-norm: norm(x + what the sub-layer made of it), all `[n, d]`.
    pub(super) fn after(&self, x: &Matrix, mut sublayer: Matrix) -> Result<Matrix, ModelError> {
        sublayer.add_assign(x)?;
        layer_norm(&mut sublayer, &self.weight, &self.bias, EPSILON)?;
        Ok(sublayer)
    }
}

/// The four projections around an attention, for all heads at once; head h owns columns h·d/H .. (h+1)·d/H.
pub(super) struct AttentionLayer {
    pub(super) q_proj: Linear,
    pub(super) k_proj: Linear,
    pub(super) v_proj: Linear,
    pub(super) out_proj: Linear,
}

impl AttentionLayer {
    fn load(weights: &Weights<'_>, name: &str, d: usize) -> Result<Self, ModelError> {
        let linear = |part: &str| Linear::load(weights, &format!("{name}.{part}"), d, d);
        Ok(Self {
            q_proj: linear("q_proj")?,
            k_proj: linear("k_proj")?,
            v_proj: linear("v_proj")?,
            out_proj: linear("out_proj")?,
        })
    }
}

/// Two linear layers with a non-linearity between: `[n, d]` → `[n, ffn]` → `[n, d]`.
pub(super) struct FeedForward {
    fc1: Linear,
    fc2: Linear,
    activation: Activation,
}

impl FeedForward {
    fn load(
        weights: &Weights<'_>,
        name: &str,
        config: &Config,
        inner: usize,
    ) -> Result<Self, ModelError> {
        Ok(Self {
            fc1: Linear::load(weights, &format!("{name}.fc1"), inner, config.d_model)?,
            fc2: Linear::load(weights, &format!("{name}.fc2"), config.d_model, inner)?,
            activation: config.activation_function,
        })
    }

    pub(super) fn forward(&self, x: &Matrix) -> Result<Matrix, ModelError> {
        let mut inner = self.fc1.forward(x)?;
        self.activation.apply(inner.as_mut_slice());
        self.fc2.forward(&inner)
    }
}

/// Self-attention, then feed-forward.
pub(super) struct EncoderLayer {
    pub(super) self_attn: AttentionLayer,
    pub(super) self_attn_layer_norm: Norm,
    pub(super) feed_forward: FeedForward,
    pub(super) final_layer_norm: Norm,
}

impl EncoderLayer {
    pub(super) fn load(
        weights: &Weights<'_>,
        config: &Config,
        layer: usize,
    ) -> Result<Self, ModelError> {
        let name = format!("model.encoder.layers.{layer}");
        let d = config.d_model;
        Ok(Self {
            self_attn: AttentionLayer::load(weights, &format!("{name}.self_attn"), d)?,
            self_attn_layer_norm: Norm::load(weights, &format!("{name}.self_attn_layer_norm"), d)?,
            feed_forward: FeedForward::load(weights, &name, config, config.encoder_ffn_dim)?,
            final_layer_norm: Norm::load(weights, &format!("{name}.final_layer_norm"), d)?,
        })
    }
}

/// Masked self-attention, then cross-attention, then feed-forward.
pub(super) struct DecoderLayer {
    pub(super) self_attn: AttentionLayer,
    pub(super) self_attn_layer_norm: Norm,
    pub(super) encoder_attn: AttentionLayer,
    pub(super) encoder_attn_layer_norm: Norm,
    pub(super) feed_forward: FeedForward,
    pub(super) final_layer_norm: Norm,
}

impl DecoderLayer {
    pub(super) fn load(
        weights: &Weights<'_>,
        config: &Config,
        layer: usize,
    ) -> Result<Self, ModelError> {
        let name = format!("model.decoder.layers.{layer}");
        let d = config.d_model;
        let norm = |part: &str| Norm::load(weights, &format!("{name}.{part}"), d);
        let attention = |part: &str| AttentionLayer::load(weights, &format!("{name}.{part}"), d);
        Ok(Self {
            self_attn: attention("self_attn")?,
            self_attn_layer_norm: norm("self_attn_layer_norm")?,
            encoder_attn: attention("encoder_attn")?,
            encoder_attn_layer_norm: norm("encoder_attn_layer_norm")?,
            feed_forward: FeedForward::load(weights, &name, config, config.decoder_ffn_dim)?,
            final_layer_norm: norm("final_layer_norm")?,
        })
    }
}
