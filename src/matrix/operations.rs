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
    let max = fold(row, f32::NEG_INFINITY, |a, b| if b > a { b } else { a });
    let no_numbers: u32 = row.iter().map(|s| u32::from(s.is_nan())).sum();
    if !max.is_finite() || no_numbers > 0 {
        return false;
    }
    for s in row.iter_mut() {
        *s = exp_up_to_zero(*s - max);
    }
    let sum = fold(row, 0.0, |a, b| a + b);
    for s in row.iter_mut() {
        *s /= sum;
    }
    true
}

/// Folds a row in eight lanes that are joined at the end: one lane alone would wait for itself at every number.
fn fold(row: &[f32], start: f32, join: impl Fn(f32, f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<8>();
    let mut lanes = [start; 8];
    for chunk in chunks {
        for (lane, &number) in lanes.iter_mut().zip(chunk) {
            *lane = join(*lane, number);
        }
    }
    lanes
        .into_iter()
        .chain(rest.iter().copied())
        .fold(start, join)
}

/// eˣ for x ≤ 0, within 2 units in the last place; 0 below −87, where `f32` has no normal numbers left.
///
/// The library's is exact to the last bit, but in WASM it is a call for every number, and took a quarter of the time that a
/// long text's attention takes. This one has no branches, so that four are computed at once: x = n ln 2 + r, and e to the
/// small r is a polynomial (Cody & Waite 1980, chapter 6).
fn exp_up_to_zero(x: f32) -> f32 {
    /// Added to a small number, leaves its nearest integer in the lowest bits.
    const ROUND: f32 = 12_582_912.0;
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    let inside = if x > -87.0 { x } else { -87.0 };
    let rounded = inside * std::f32::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = inside - n * LN_2_HIGH - n * LN_2_LOW;
    let mut e = 1.0 / 5040.0;
    for coefficient in [
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ] {
        e = e * r + coefficient;
    }
    let power = f32::from_bits((rounded.to_bits() << 23).wrapping_add(1.0f32.to_bits()));
    if x < -87.0 { 0.0 } else { e * power }
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
    fn the_exponential_is_the_librarys() {
        for step in 0..=870_000 {
            let x = -(step as f32) / 10_000.0;
            let exact = f64::from(x).exp();
            let error = (f64::from(exp_up_to_zero(x)) - exact).abs() / exact;
            assert!(error < 2.4e-7, "{x}: {error}");
        }
        assert_eq!(exp_up_to_zero(0.0), 1.0);
        for x in [-87.1, -1e4, f32::MIN, f32::NEG_INFINITY] {
            assert_eq!(exp_up_to_zero(x), 0.0);
        }
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
