//! x · Wᵀ for few rows of x, reading each row of W once and in order.
//!
//! `matrixmultiply` copies both operands into blocks before it multiplies, which pays when x has many rows. A sentence has
//! few, and the output layer's W has thousands of rows, so in WASM the copying took longer than the product. Here nothing is
//! copied: four rows of W meet two rows of x at a time, in lanes that compile to 128-bit SIMD.

#[cfg(target_feature = "simd128")]
use core::arch::wasm32::{f32x4, f32x4_add, f32x4_extract_lane, f32x4_mul, v128};

use std::ops::Range;

use super::{Matrix, ShapeError};

/// Numbers that are multiplied at once: one 128-bit register.
const LANES: usize = 4;

/// Rows of W that are read together.
const W_ROWS: usize = 4;

/// Rows of W that all rows of x meet before the next ones are read.
const BLOCK: usize = 32;

/// `out += x · wᵀ`: `[m, k]`, `[n, k]` → `[m, n]`.
///
/// # Errors
/// When the shapes do not fit.
pub fn add_rows_product(x: &Matrix, w: &Matrix, out: &mut Matrix) -> Result<(), ShapeError> {
    if x.cols() != w.cols() || out.shape() != [x.rows(), w.rows()] {
        return Err(ShapeError {
            operation: "rows times rows",
            left: x.shape(),
            right: w.shape(),
        });
    }
    // A block of W stays in the nearest cache while every row of x meets it.
    for block in (0..w.rows()).step_by(BLOCK) {
        let rows = block..(block + BLOCK).min(w.rows());
        for pair in (0..x.rows()).step_by(2) {
            match x.rows() - pair {
                1 => meet([pair], x, w, rows.clone(), out),
                _ => meet([pair, pair + 1], x, w, rows.clone(), out),
            }
        }
    }
    Ok(())
}

/// Adds the products of A rows of x with the rows `rows` of W.
#[inline(always)]
fn meet<const A: usize>(
    at: [usize; A],
    x: &Matrix,
    w: &Matrix,
    rows: Range<usize>,
    out: &mut Matrix,
) {
    let x = at.map(|i| x.row(i));
    let mut first = rows.start;
    while first + W_ROWS <= rows.end {
        let sums = dots(x, [0, 1, 2, 3].map(|r| w.row(first + r)));
        for (i, sums) in at.into_iter().zip(sums) {
            for (number, sum) in out.row_mut(i)[first..].iter_mut().zip(sums) {
                *number += sum;
            }
        }
        first += W_ROWS;
    }
    for j in first..rows.end {
        for (i, [sum]) in at.into_iter().zip(dots(x, [w.row(j)])) {
            out.row_mut(i)[j] += sum;
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
    let mut sums = [[0f32; B]; A];
    for a in 0..A {
        for b in 0..B {
            let rest = x[a].1.iter().zip(w[b].1).map(|(x, w)| x * w);
            sums[a][b] = lanes[a][b].sum() + rest.sum::<f32>();
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

    fn sum(self) -> f32 {
        f32x4_extract_lane::<0>(self.0)
            + f32x4_extract_lane::<1>(self.0)
            + f32x4_extract_lane::<2>(self.0)
            + f32x4_extract_lane::<3>(self.0)
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

    fn sum(self) -> f32 {
        self.0.iter().sum()
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
            add_rows_product(&x, &w, &mut out).unwrap();
            for (a, b) in out.as_slice().iter().zip(expected.as_slice()) {
                assert!((a - b - 1.0).abs() < 1e-4, "{m} {k} {n}");
            }
        }
        let mut out = Matrix::zeros(1, 1);
        assert!(add_rows_product(&Matrix::zeros(1, 2), &Matrix::zeros(1, 3), &mut out).is_err());
    }
}
