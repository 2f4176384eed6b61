//! Attention rollout: how much of each position's first embedding is left in a row, if attention moved nothing but shares
//! (Abnar & Zuidema 2020, "Quantifying Attention Flow in Transformers").
//!
//! With W the mean of a layer's heads, A = ½ W + ½ I (the half that the residual connection carries), and the rollout of
//! layer l is A_l · A_{l−1} ⋯ A_1. Defined for one stack looking at itself: the encoder's and the decoder's. Cross-attention has
//! none here, since the paper defines none.

use crate::matrix::{Matrix, product};
use crate::model::{Kind, ModelError, Run};

/// Rollout `[n, n]` from the first layer up to `layer`, or `None` for cross-attention.
///
/// # Errors
/// When there is no such layer.
pub fn rollout(run: &Run, kind: Kind, layer: usize) -> Result<Option<Matrix>, ModelError> {
    if kind == Kind::Cross {
        return Ok(None);
    }
    let mut rolled: Option<Matrix> = None;
    for below in 0..=layer {
        let mixed = with_residual(run, kind, below)?;
        rolled = Some(match rolled {
            None => mixed,
            Some(rolled) => product(mixed.view(), rolled.view(), 1.0)?,
        });
    }
    Ok(rolled)
}

/// ½ mean of the heads + ½ identity, `[n, n]`.
fn with_residual(run: &Run, kind: Kind, layer: usize) -> Result<Matrix, ModelError> {
    let (_, heads) = run.extent(kind);
    let mut sum = run.attended(kind, layer, 0)?.weights;
    for head in 1..heads {
        sum.add_assign(&run.attended(kind, layer, head)?.weights)?;
    }
    let half_mean = 0.5 / heads as f32;
    Ok(Matrix::from_fn(sum.rows(), sum.cols(), |i, j| {
        sum.at(i, j) * half_mean + if i == j { 0.5 } else { 0.0 }
    }))
}
