//! Row-major `f32` matrices: product, softmax, layer norm.
//!
//! Refuses to know what the numbers mean. Products run through `matrixmultiply`, which takes strides, so a head's
//! columns, a transpose or one row are [`View`]s and never copies.

mod operations;
mod rows;
mod stored;

use std::fmt;
use std::ops::Range;

pub use operations::{dot, layer_norm, product, product_into, softmax};
pub use rows::{add_rows_product, rows_product};
pub use stored::Stored;

/// An owned matrix of shape `[rows, cols]`, row after row.
#[derive(Clone, PartialEq, Default)]
pub struct Matrix {
    rows: usize,
    cols: usize,
    data: Vec<f32>,
}

/// A borrowed matrix of shape `[rows, cols]`: element `(i, j)` lies at `i * row_stride + j * col_stride`.
#[derive(Clone, Copy)]
pub struct View<'a> {
    data: &'a [f32],
    rows: usize,
    cols: usize,
    row_stride: usize,
    col_stride: usize,
}

/// Two shapes that do not fit the operation, both as `[rows, cols]`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{operation}: shapes {left:?} and {right:?} do not fit")]
pub struct ShapeError {
    /// The operation that was asked for.
    pub operation: &'static str,
    /// Shape of the first operand.
    pub left: [usize; 2],
    /// Shape of the second operand.
    pub right: [usize; 2],
}

impl Matrix {
    /// A matrix of zeros, `[rows, cols]`.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self {
            rows,
            cols,
            data: vec![0.0; rows * cols],
        }
    }

    /// Takes `data`, row after row, as `[rows, cols]`.
    ///
    /// # Errors
    /// When `data` does not hold `rows × cols` numbers.
    pub fn from_vec(rows: usize, cols: usize, data: Vec<f32>) -> Result<Self, ShapeError> {
        if rows.checked_mul(cols) != Some(data.len()) {
            return Err(ShapeError {
                operation: "matrix from numbers",
                left: [rows, cols],
                right: [data.len(), 1],
            });
        }
        Ok(Self { rows, cols, data })
    }

    /// Builds `[rows, cols]` from a function of row and column.
    pub fn from_fn(rows: usize, cols: usize, mut f: impl FnMut(usize, usize) -> f32) -> Self {
        let data = (0..rows * cols).map(|i| f(i / cols, i % cols)).collect();
        Self { rows, cols, data }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// `[rows, cols]`.
    pub fn shape(&self) -> [usize; 2] {
        [self.rows, self.cols]
    }

    /// All numbers, row after row.
    pub fn as_slice(&self) -> &[f32] {
        &self.data
    }

    /// All numbers, row after row, to change.
    pub fn as_mut_slice(&mut self) -> &mut [f32] {
        &mut self.data
    }

    /// The numbers, row after row; the matrix is used up.
    pub fn into_vec(self) -> Vec<f32> {
        self.data
    }

    /// Row `i`, `cols` numbers.
    pub fn row(&self, i: usize) -> &[f32] {
        &self.data[i * self.cols..(i + 1) * self.cols]
    }

    /// Row `i`, to change.
    pub fn row_mut(&mut self, i: usize) -> &mut [f32] {
        &mut self.data[i * self.cols..(i + 1) * self.cols]
    }

    /// Element at row `i`, column `j`.
    pub fn at(&self, i: usize, j: usize) -> f32 {
        self.data[i * self.cols + j]
    }

    /// Sets the element at row `i`, column `j`.
    pub fn set(&mut self, i: usize, j: usize, value: f32) {
        self.data[i * self.cols + j] = value;
    }

    /// The whole matrix, borrowed.
    pub fn view(&self) -> View<'_> {
        View {
            data: &self.data,
            rows: self.rows,
            cols: self.cols,
            row_stride: self.cols,
            col_stride: 1,
        }
    }

    /// Appends `row` (`cols` numbers) at the bottom.
    ///
    /// # Errors
    /// When `row` has another length than the matrix has columns.
    pub fn push_row(&mut self, row: &[f32]) -> Result<(), ShapeError> {
        if row.len() != self.cols {
            return Err(ShapeError {
                operation: "append a row",
                left: self.shape(),
                right: [1, row.len()],
            });
        }
        self.data.extend_from_slice(row);
        self.rows += 1;
        Ok(())
    }

    /// Adds `other` element by element.
    ///
    /// # Errors
    /// When the shapes differ.
    pub fn add_assign(&mut self, other: &Matrix) -> Result<(), ShapeError> {
        if self.shape() != other.shape() {
            return Err(ShapeError {
                operation: "sum",
                left: self.shape(),
                right: other.shape(),
            });
        }
        for (a, b) in self.data.iter_mut().zip(&other.data) {
            *a += b;
        }
        Ok(())
    }

    /// Writes `block` over the columns from `first_col` on, all rows.
    ///
    /// # Errors
    /// When `block` has other rows, or reaches beyond the last column.
    pub fn write_cols(&mut self, first_col: usize, block: &Matrix) -> Result<(), ShapeError> {
        if block.rows != self.rows || first_col + block.cols > self.cols {
            return Err(ShapeError {
                operation: "write columns",
                left: self.shape(),
                right: block.shape(),
            });
        }
        for i in 0..self.rows {
            self.row_mut(i)[first_col..first_col + block.cols].copy_from_slice(block.row(i));
        }
        Ok(())
    }
}

impl fmt::Debug for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Matrix [{}, {}]", self.rows, self.cols)?;
        for i in 0..self.rows.min(8) {
            writeln!(f, "  {:?}", &self.row(i)[..self.cols.min(8)])?;
        }
        Ok(())
    }
}

impl<'a> View<'a> {
    /// A row vector, `[1, n]`.
    pub fn from_row(row: &'a [f32]) -> Self {
        View {
            data: row,
            rows: 1,
            cols: row.len(),
            row_stride: row.len(),
            col_stride: 1,
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// `[rows, cols]`.
    pub fn shape(&self) -> [usize; 2] {
        [self.rows, self.cols]
    }

    /// Element at row `i`, column `j`.
    pub fn at(&self, i: usize, j: usize) -> f32 {
        self.data[i * self.row_stride + j * self.col_stride]
    }

    /// The columns in `range`, all rows.
    ///
    /// # Errors
    /// When the range is not inside the columns.
    pub fn columns(&self, range: Range<usize>) -> Result<View<'a>, ShapeError> {
        let Range {
            start: from,
            end: to,
        } = range;
        if from > to || to > self.cols {
            return Err(ShapeError {
                operation: "take columns",
                left: self.shape(),
                right: [from, to],
            });
        }
        let start = (from * self.col_stride).min(self.data.len());
        Ok(View {
            data: &self.data[start..],
            cols: to - from,
            ..*self
        })
    }

    /// The one row `i` as `[1, cols]`.
    ///
    /// # Errors
    /// When there is no such row.
    pub fn row_view(&self, i: usize) -> Result<View<'a>, ShapeError> {
        if i >= self.rows {
            return Err(ShapeError {
                operation: "take a row",
                left: self.shape(),
                right: [i, i + 1],
            });
        }
        Ok(View {
            data: &self.data[i * self.row_stride..],
            rows: 1,
            ..*self
        })
    }

    /// The same numbers with rows and columns exchanged; nothing is copied.
    pub fn transposed(&self) -> View<'a> {
        View {
            data: self.data,
            rows: self.cols,
            cols: self.rows,
            row_stride: self.col_stride,
            col_stride: self.row_stride,
        }
    }

    /// The numbers of row `i`, from the first column on.
    pub fn row(&self, i: usize) -> impl Iterator<Item = f32> + 'a {
        let view = *self;
        (0..view.cols).map(move |j| view.at(i, j))
    }

    /// The numbers of row `i`, whose columns must lie side by side.
    fn row_slice(&self, i: usize) -> &'a [f32] {
        debug_assert_eq!(self.col_stride, 1);
        &self.data[i * self.row_stride..][..self.cols]
    }

    /// A copy as an owned matrix.
    pub fn to_matrix(&self) -> Matrix {
        Matrix::from_fn(self.rows, self.cols, |i, j| self.at(i, j))
    }
}
