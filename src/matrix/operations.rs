//! What is computed with matrices: product, softmax, layer norm, dot product.

use super::{Matrix, ShapeError, View};

/// The product `factor · a · b`: `[m, k] × [k, n] → [m, n]`.
///
/// # Errors
/// When the inner dimensions differ.
pub fn product(a: View<'_>, b: View<'_>, factor: f32) -> Result<Matrix, ShapeError> {
    let mut out = Matrix::zeros(a.rows, b.cols);
    product_into(a, b, factor, 0.0, &mut out, 0)?;
    Ok(out)
}

/// `out[:, first_col..] = factor · a · b + keep · out[:, first_col..]`, over the `b.cols` columns from `first_col` on.
///
/// # Errors
/// When the inner dimensions differ or the result does not fit into `out`.
pub fn product_into(
    a: View<'_>,
    b: View<'_>,
    factor: f32,
    keep: f32,
    out: &mut Matrix,
    first_col: usize,
) -> Result<(), ShapeError> {
    let fits = out.rows == a.rows && first_col + b.cols <= out.cols;
    if a.cols != b.rows || !fits {
        return Err(ShapeError {
            operation: "matrix product",
            left: a.shape(),
            right: b.shape(),
        });
    }
    if a.rows == 0 || b.cols == 0 {
        return Ok(());
    }
    // SAFETY: every view is built inside this module so that its last element, (rows - 1) * row_stride +
    // (cols - 1) * col_stride, lies inside its slice; `out` holds the block by the check above, and is borrowed mutably,
    // so it overlaps neither operand.
    unsafe {
        matrixmultiply::sgemm(
            a.rows,
            a.cols,
            b.cols,
            factor,
            a.data.as_ptr(),
            a.row_stride as isize,
            a.col_stride as isize,
            b.data.as_ptr(),
            b.row_stride as isize,
            b.col_stride as isize,
            keep,
            out.data.as_mut_ptr().add(first_col),
            out.cols as isize,
            1,
        );
    }
    Ok(())
}

/// The dot product Σᵢ aᵢ bᵢ of two vectors of equal length.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Softmax of one row in place: exp(sᵢ − max) / Σⱼ exp(sⱼ − max). Scores of −∞ become 0.
///
/// Returns `false`, leaving the row untouched, when no score is above −∞ (an empty row included) or one is NaN or +∞:
/// such a row has no softmax, and only the caller knows how to say why.
#[must_use]
pub fn softmax(row: &mut [f32]) -> bool {
    let max = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if !max.is_finite() || row.iter().any(|s| s.is_nan()) {
        return false;
    }
    let mut sum = 0.0;
    for s in row.iter_mut() {
        *s = (*s - max).exp();
        sum += *s;
    }
    for s in row.iter_mut() {
        *s /= sum;
    }
    true
}

/// Layer normalisation of every row in place: (x − mean) / √(variance + ε) · weight + bias (Ba et al. 2016).
///
/// `weight` and `bias` hold `cols` numbers each.
///
/// # Errors
/// When `weight` or `bias` has another length than the matrix has columns.
pub fn layer_norm(
    x: &mut Matrix,
    weight: &[f32],
    bias: &[f32],
    epsilon: f32,
) -> Result<(), ShapeError> {
    if weight.len() != x.cols() || bias.len() != x.cols() {
        return Err(ShapeError {
            operation: "layer norm",
            left: x.shape(),
            right: [weight.len(), bias.len()],
        });
    }
    let n = x.cols() as f32;
    for i in 0..x.rows() {
        let row = x.row_mut(i);
        let mean = row.iter().sum::<f32>() / n;
        let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / n;
        let inverse = 1.0 / (variance + epsilon).sqrt();
        for ((v, w), b) in row.iter_mut().zip(weight).zip(bias) {
            *v = (*v - mean) * inverse * w + b;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_of_views_equals_the_sum_by_hand() {
        let a = Matrix::from_fn(3, 4, |i, j| (i * 4 + j) as f32);
        let b = Matrix::from_fn(5, 4, |i, j| (i + 2 * j) as f32);
        let c = product(a.view(), b.view().transposed(), 0.5).unwrap();
        for i in 0..3 {
            for j in 0..5 {
                assert_eq!(c.at(i, j), 0.5 * dot(a.row(i), b.row(j)));
            }
        }
        let part = product(
            a.view().columns(1..3).unwrap(),
            b.view().columns(1..3).unwrap().transposed(),
            1.0,
        )
        .unwrap();
        assert_eq!(part.at(2, 4), dot(&a.row(2)[1..3], &b.row(4)[1..3]));
    }

    #[test]
    fn shapes_that_do_not_fit_are_errors_with_both_shapes() {
        let a = Matrix::zeros(2, 3);
        let error = product(a.view(), a.view(), 1.0).unwrap_err();
        assert_eq!(
            error.to_string(),
            "matrix product: shapes [2, 3] and [2, 3] do not fit"
        );
        assert!(Matrix::from_vec(2, 2, vec![1.0]).is_err());
        assert!(Matrix::from_vec(usize::MAX, 2, vec![]).is_err());
        assert!(a.view().columns(2..4).is_err());
        assert!(a.view().row_view(2).is_err());
    }

    #[test]
    fn softmax_refuses_what_has_none() {
        assert!(!softmax(&mut []));
        assert!(!softmax(&mut [f32::NEG_INFINITY; 3]));
        assert!(!softmax(&mut [0.0, f32::NAN]));
        let mut row = [1e4, -1e4, f32::NEG_INFINITY, 1e4];
        assert!(softmax(&mut row));
        assert_eq!(row, [0.5, 0.0, 0.0, 0.5]);
    }

    #[test]
    fn layer_norm_gives_mean_zero_and_variance_one() {
        let mut x = Matrix::from_fn(2, 64, |i, j| (i * 7 + j * j) as f32);
        layer_norm(&mut x, &[1.0; 64], &[0.0; 64], 1e-5).unwrap();
        let mean = x.row(1).iter().sum::<f32>() / 64.0;
        let variance = x.row(1).iter().map(|v| v * v).sum::<f32>() / 64.0;
        assert!(mean.abs() < 1e-5 && (variance - 1.0).abs() < 1e-3);
        assert!(layer_norm(&mut x, &[1.0; 3], &[0.0; 64], 1e-5).is_err());
    }
}
