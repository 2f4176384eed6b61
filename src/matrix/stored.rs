//! A matrix as a file holds it: numbers of four bytes, or of one byte with a scale per row.
//!
//! One-byte rows are multiplied out a block at a time, just before they are used: a model's weights pass from memory to the
//! processor once for every sentence, and a quarter of the bytes arrives sooner than its multiplication takes.

use std::ops::Range;

use super::{Matrix, ShapeError};

/// A matrix of shape `[rows, cols]` that is only read, a row or a block of rows at a time.
pub struct Stored {
    rows: usize,
    cols: usize,
    numbers: Numbers,
}

/// Row after row.
enum Numbers {
    Singles(Vec<f32>),
    /// Entry × the scale of its row.
    Bytes {
        entries: Vec<i8>,
        scales: Vec<f32>,
    },
}

impl From<Matrix> for Stored {
    fn from(matrix: Matrix) -> Self {
        let [rows, cols] = matrix.shape();
        Stored {
            rows,
            cols,
            numbers: Numbers::Singles(matrix.into_vec()),
        }
    }
}

impl Stored {
    /// Takes `rows × cols` entries, row after row, and one scale per row.
    ///
    /// # Errors
    /// When there are other numbers of either.
    pub fn from_bytes(
        rows: usize,
        cols: usize,
        entries: Vec<i8>,
        scales: Vec<f32>,
    ) -> Result<Self, ShapeError> {
        if rows.checked_mul(cols) != Some(entries.len()) || scales.len() != rows {
            return Err(ShapeError {
                operation: "matrix from bytes",
                left: [rows, cols],
                right: [entries.len(), scales.len()],
            });
        }
        Ok(Stored {
            rows,
            cols,
            numbers: Numbers::Bytes { entries, scales },
        })
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of columns.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// All numbers, multiplied out.
    pub fn to_matrix(&self) -> Matrix {
        let mut matrix = Matrix::zeros(self.rows, self.cols);
        for i in 0..self.rows {
            self.read_row(i, matrix.row_mut(i));
        }
        matrix
    }

    /// Writes the `cols` numbers of row `i` over `row`.
    pub fn read_row(&self, i: usize, row: &mut [f32]) {
        let range = i * self.cols..(i + 1) * self.cols;
        match &self.numbers {
            Numbers::Singles(numbers) => row.copy_from_slice(&numbers[range]),
            Numbers::Bytes { entries, scales } => {
                multiply_out(&entries[range], scales[i], row);
            }
        }
    }

    /// The numbers of these rows, row after row; `room`, of as many, is written only where they are not at hand.
    pub(super) fn block<'a>(&'a self, rows: Range<usize>, room: &'a mut [f32]) -> &'a [f32] {
        if let Numbers::Singles(numbers) = &self.numbers {
            return &numbers[rows.start * self.cols..rows.end * self.cols];
        }
        let room = &mut room[..rows.len() * self.cols];
        if self.cols > 0 {
            for (i, row) in rows.zip(room.chunks_exact_mut(self.cols)) {
                self.read_row(i, row);
            }
        }
        room
    }
}

/// Writes entries × scale over `row`, sixteen at a time: one 128-bit register of entries.
fn multiply_out(entries: &[i8], scale: f32, row: &mut [f32]) {
    let (entries, rest) = entries.as_chunks::<16>();
    let (row, row_rest) = row.as_chunks_mut::<16>();
    for (numbers, entries) in row.iter_mut().zip(entries) {
        *numbers = entries.map(|entry| f32::from(entry) * scale);
    }
    for (number, &entry) in row_rest.iter_mut().zip(rest) {
        *number = f32::from(entry) * scale;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_multiplied_out_row_by_row() {
        let stored =
            Stored::from_bytes(2, 3, vec![1, -2, 127, 0, 4, -127], vec![0.5, 2.0]).unwrap();
        let whole = Matrix::from_vec(2, 3, vec![0.5, -1.0, 63.5, 0.0, 8.0, -254.0]).unwrap();
        assert_eq!(stored.to_matrix(), whole);
        let mut room = [0.0; 6];
        assert_eq!(stored.block(1..2, &mut room), whole.row(1));
        assert_eq!(
            Stored::from(whole.clone()).block(0..2, &mut []),
            whole.as_slice()
        );
        assert!(Stored::from_bytes(2, 2, vec![0; 3], vec![1.0; 2]).is_err());
        assert!(Stored::from_bytes(2, 2, vec![0; 4], vec![1.0; 3]).is_err());
    }
}
