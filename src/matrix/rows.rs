//! x · Wᵀ for the rows of x that a sentence has, reading each row of W once and in order.
//!
//! `matrixmultiply` copies both operands into blocks before it multiplies, which pays when x has many rows, and registers
//! are wide. In WASM they are not, and the copying took longer than the product. There nothing is copied: four rows of W meet
//! two rows of x at a time, in lanes that compile to 128-bit SIMD.

#[cfg(target_feature = "simd128")]
use core::arch::wasm32::{
    f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, i32x4_shuffle, i64x2_shuffle, v128,
};

use super::{Matrix, ShapeError, Stored, View, product_into};

/// Numbers that are multiplied at once: one 128-bit register.
const LANES: usize = 4;

/// Rows of W that are read together.
const W_ROWS: usize = 4;

/// Rows of W that all rows of x meet before the next ones are read: in WASM few enough to stay in the nearest cache.
const BLOCK: usize = if cfg!(target_arch = "wasm32") {
    16
} else {
    256
};

/// `out += x · wᵀ`: `[m, k]`, `[n, k]` → `[m, n]`.
///
/// # Errors
/// When the shapes do not fit.
pub fn add_rows_product(x: &Matrix, w: &Stored, out: &mut Matrix) -> Result<(), ShapeError> {
    fits(x.shape(), [w.rows(), w.cols()])?;
    if out.shape() != [x.rows(), w.rows()] {
        return Err(misfit(out.shape(), [x.rows(), w.rows()]));
    }
    let mut room = vec![0.0; BLOCK.min(w.rows()) * w.cols()];
    for first in (0..w.rows()).step_by(BLOCK) {
        let rows = first..(first + BLOCK).min(w.rows());
        let block = View {
            rows: rows.len(),
            cols: w.cols(),
            row_stride: w.cols(),
            col_stride: 1,
            data: w.block(rows, &mut room),
        };
        if cfg!(target_arch = "wasm32") {
            add_dots(x.view(), block, out, first);
        } else {
            product_into(x.view(), block.transposed(), 1.0, 1.0, out, first)?;
        }
    }
    Ok(())
}

/// The dot products of all rows of x with all rows of w: `[m, k]`, `[n, k]` → `[m, n]`. Each is the same to the last bit,
/// whatever other rows are computed with it.
///
/// # Errors
/// When the rows are not of one length.
pub fn rows_product(x: View<'_>, w: View<'_>) -> Result<Matrix, ShapeError> {
    fits(x.shape(), w.shape())?;
    let mut out = Matrix::zeros(x.rows, w.rows);
    match (x.col_stride, w.col_stride) {
        (1, 1) => add_dots(x, w, &mut out, 0),
        _ => add_dots(x.to_matrix().view(), w.to_matrix().view(), &mut out, 0),
    }
    Ok(out)
}

fn fits(x: [usize; 2], w: [usize; 2]) -> Result<(), ShapeError> {
    if x[1] == w[1] {
        Ok(())
    } else {
        Err(misfit(x, w))
    }
}

fn misfit(left: [usize; 2], right: [usize; 2]) -> ShapeError {
    ShapeError {
        operation: "rows times rows",
        left,
        right,
    }
}

/// Adds the dot products of the rows of x and w, both with their columns side by side, to the columns of `out` from
/// `first_col` on.
fn add_dots(x: View<'_>, w: View<'_>, out: &mut Matrix, first_col: usize) {
    for pair in (0..x.rows).step_by(2) {
        match x.rows - pair {
            1 => meet([pair], x, w, out, first_col),
            _ => meet([pair, pair + 1], x, w, out, first_col),
        }
    }
}

/// The same for A rows of x. A function of its own: in the middle of a large one, registers run short.
#[inline(never)]
fn meet<const A: usize>(
    at: [usize; A],
    x: View<'_>,
    w: View<'_>,
    out: &mut Matrix,
    first_col: usize,
) {
    let x = at.map(|i| x.row_slice(i));
    let mut j = 0;
    while j + W_ROWS <= w.rows {
        let sums = dots(x, [0, 1, 2, 3].map(|r| w.row_slice(j + r)));
        for (i, sums) in at.into_iter().zip(sums) {
            for (number, sum) in out.row_mut(i)[first_col + j..].iter_mut().zip(sums) {
                *number += sum;
            }
        }
        j += W_ROWS;
    }
    for j in j..w.rows {
        for (i, [sum]) in at.into_iter().zip(dots(x, [w.row_slice(j)])) {
            out.row_mut(i)[first_col + j] += sum;
        }
    }
}

/// The dot products of A rows with B rows, all of one length.
#[inline(always)]
fn dots<const A: usize, const B: usize>(x: [&[f32]; A], w: [&[f32]; B]) -> [[f32; B]; A] {
    let mut lanes = [[Lanes::ZERO; B]; A];
    let length = x[0].len();
    let x = x.map(|row| row[..length].as_chunks::<LANES>());
    let w = w.map(|row| row[..length].as_chunks::<LANES>());
    for c in 0..length / LANES {
        let w = w.map(|(chunks, _)| Lanes::load(&chunks[c]));
        for (lanes, (chunks, _)) in lanes.iter_mut().zip(&x) {
            let x = Lanes::load(&chunks[c]);
            for (lanes, w) in lanes.iter_mut().zip(&w) {
                *lanes = lanes.plus_product(x, *w);
            }
        }
    }
    let mut sums = lanes.map(Lanes::sums);
    if !length.is_multiple_of(LANES) {
        for (sums, (_, x)) in sums.iter_mut().zip(&x) {
            for (sum, (_, w)) in sums.iter_mut().zip(&w) {
                *sum += x.iter().zip(*w).map(|(x, w)| x * w).sum::<f32>();
            }
        }
    }
    sums
}

/// Four numbers in one register. LLVM does not find this shape by itself in WASM, so it is spelled out there.
#[derive(Clone, Copy)]
struct Lanes(
    #[cfg(target_feature = "simd128")] v128,
    #[cfg(not(target_feature = "simd128"))] [f32; LANES],
);

#[cfg(target_feature = "simd128")]
impl Lanes {
    const ZERO: Self = Lanes(f32x4(0.0, 0.0, 0.0, 0.0));

    #[inline(always)]
    fn load(from: &[f32; LANES]) -> Self {
        Lanes(f32x4(from[0], from[1], from[2], from[3]))
    }

    #[inline(always)]
    fn plus_product(self, a: Self, b: Self) -> Self {
        Lanes(f32x4_add(self.0, f32x4_mul(a.0, b.0)))
    }

    /// The sum of each one's four numbers. Four are summed at once: their lanes are exchanged, and whole registers added.
    #[inline(always)]
    fn sums<const B: usize>(of: [Self; B]) -> [f32; B] {
        let four = |at: usize| of[at.min(B - 1)].0;
        let [a, b, c, d] = [four(0), four(1), four(2), four(3)];
        let ab = f32x4_add(
            i32x4_shuffle::<0, 4, 1, 5>(a, b),
            i32x4_shuffle::<2, 6, 3, 7>(a, b),
        );
        let cd = f32x4_add(
            i32x4_shuffle::<0, 4, 1, 5>(c, d),
            i32x4_shuffle::<2, 6, 3, 7>(c, d),
        );
        let sums = f32x4_add(i64x2_shuffle::<0, 2>(ab, cd), i64x2_shuffle::<1, 3>(ab, cd));
        let sums = [
            f32x4_extract_lane::<0>(sums),
            f32x4_extract_lane::<1>(sums),
            f32x4_extract_lane::<2>(sums),
            f32x4_extract_lane::<3>(sums),
        ];
        std::array::from_fn(|at| sums[at])
    }
}

#[cfg(not(target_feature = "simd128"))]
impl Lanes {
    const ZERO: Self = Lanes([0.0; LANES]);

    fn load(from: &[f32; LANES]) -> Self {
        Lanes(*from)
    }

    fn plus_product(self, a: Self, b: Self) -> Self {
        Lanes(std::array::from_fn(|lane| {
            self.0[lane] + a.0[lane] * b.0[lane]
        }))
    }

    fn sums<const B: usize>(of: [Self; B]) -> [f32; B] {
        of.map(|lanes| lanes.0.iter().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::product;

    #[test]
    fn equals_the_product_for_every_remainder() {
        for (m, k, n) in [
            (1, 1, 1),
            (1, 8, 4),
            (2, 7, 5),
            (3, 16, 9),
            (5, 33, 14),
            (0, 4, 4),
        ] {
            let x = Matrix::from_fn(m, k, |i, j| ((i * 5 + j * 3) as f32).sin());
            let w = Matrix::from_fn(n, k, |i, j| ((i * 2 + j * 7) as f32).cos());
            let expected = product(x.view(), w.view().transposed(), 1.0).unwrap();
            let mut out = Matrix::from_fn(m, n, |_, _| 1.0);
            let all = rows_product(x.view(), w.view()).unwrap();
            for (a, b) in all.as_slice().iter().zip(expected.as_slice()) {
                assert!((a - b).abs() < 1e-4, "{m} {k} {n}");
            }
            for i in 0..m {
                let alone = rows_product(View::from_row(x.row(i)), w.view()).unwrap();
                assert_eq!(alone.as_slice(), all.row(i), "to the last bit");
            }
            add_rows_product(&x, &w.into(), &mut out).unwrap();
            for (a, b) in out.as_slice().iter().zip(expected.as_slice()) {
                assert!((a - b - 1.0).abs() < 1e-4, "{m} {k} {n}");
            }
        }
        let mut out = Matrix::zeros(1, 1);
        assert!(
            add_rows_product(&Matrix::zeros(1, 2), &Matrix::zeros(1, 3).into(), &mut out).is_err()
        );
    }
}
