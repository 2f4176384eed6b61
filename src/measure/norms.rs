//! Norm-based weights: how long the vector is that one row hands to another, not only how much weight it gets
//! (Kobayashi et al. 2020, "Attention is Not Only a Weight").
//!
//! For heads H of one attention, query i and key j: ‖Σₕ αₕᵢⱼ · vₕⱼ W_Oₕ‖, with v the value (its bias included) and W_Oₕ the rows
//! of the output projection that meet head h. Unlike weights, a row of norms does not sum to 1.

use crate::matrix::{Matrix, dot, product};
use crate::model::{Kind, ModelError, Network, Run};

/// Norm-based weights `[n, m]` of the given heads of one attention taken together. Muted heads hand over nothing.
///
/// # Errors
/// When there is no such layer or head.
pub fn norms(
    network: &Network,
    run: &Run,
    kind: Kind,
    layer: usize,
    heads: &[usize],
) -> Result<Matrix, ModelError> {
    let missing = |head| ModelError::NoSuchHead { kind, layer, head };
    let projection = network
        .output_projection(kind, layer)
        .ok_or_else(|| missing(0))?;
    let mut weights = Vec::with_capacity(heads.len());
    let mut handed = Vec::with_capacity(heads.len());
    for &head in heads {
        let ([q, _, v], rule) = run.head(kind, layer, head)?;
        let size = v.cols();
        let columns = projection.view().columns(head * size..(head + 1) * size)?;
        // [m, size] × [size, d]: what key j would hand over at weight 1.
        handed.push(product(v, columns.transposed(), 1.0)?);
        weights.push(if rule.muted {
            Matrix::zeros(q.rows(), v.rows())
        } else {
            run.attended(kind, layer, head)?.weights
        });
    }
    let Some(first) = weights.first() else {
        return Err(missing(0));
    };
    // ‖Σₕ αₕ fₕ‖² = αᵀ G α with G the products of the f among each other: [m][H × H].
    let products: Vec<Matrix> = (0..first.cols())
        .map(|key| {
            Matrix::from_fn(heads.len(), heads.len(), |a, b| {
                dot(handed[a].row(key), handed[b].row(key))
            })
        })
        .collect();
    Ok(Matrix::from_fn(first.rows(), first.cols(), |i, j| {
        let alpha: Vec<f32> = weights.iter().map(|weights| weights.at(i, j)).collect();
        let square: f32 = (0..alpha.len())
            .map(|a| alpha[a] * dot(products[j].row(a), &alpha))
            .sum();
        square.max(0.0).sqrt()
    }))
}
