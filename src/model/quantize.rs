//! Smaller weights: matrices of floats to I8 with one scale per row, and back.
//!
//! A tensor `NAME` of type I8 beside `NAME.scale` (F32, one per row) stands for I8 × scale. Rounding is symmetric: a row's
//! scale is its largest magnitude / 127, so no number moves by more than half a scale. Vectors stay F32.

use std::borrow::Cow;

use safetensors::{Dtype, View};

use super::error::ModelError;
use super::weights::{SCALE_SUFFIX, Weights, problem};

/// A tensor on its way into a file.
struct Stored {
    dtype: Dtype,
    shape: Vec<usize>,
    data: Vec<u8>,
}

impl View for &Stored {
    fn dtype(&self) -> Dtype {
        self.dtype
    }
    fn shape(&self) -> &[usize] {
        &self.shape
    }
    fn data(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.data)
    }
    fn data_len(&self) -> usize {
        self.data.len()
    }
}

/// The contents of a weights file with every matrix of more than one row as I8 with scales.
///
/// # Errors
/// When `weights` cannot be read, or a number in it is not finite.
pub fn quantize(weights: &[u8]) -> Result<Vec<u8>, ModelError> {
    let weights = Weights::from_bytes(weights)?;
    let mut out = vec![];
    for name in plain_names(&weights) {
        let shape = weights.raw(name)?.shape().to_vec();
        let numbers = weights.numbers(name, &shape)?;
        if !numbers.iter().all(|number| number.is_finite()) {
            return Err(problem(format!(
                "the tensor {name} holds a number that is not finite"
            )));
        }
        match shape[..] {
            [rows, cols] if rows > 1 && cols > 0 => {
                let (data, scales) = rows_to_i8(&numbers, cols);
                let scale_name = format!("{name}{SCALE_SUFFIX}");
                out.push((name.to_owned(), stored(Dtype::I8, &shape, data)));
                out.push((scale_name, stored(Dtype::F32, &[rows], to_bytes(&scales))));
            }
            _ => out.push((
                name.to_owned(),
                stored(Dtype::F32, &shape, to_bytes(&numbers)),
            )),
        }
    }
    write(&out)
}

/// The contents of a weights file with every tensor as F32, as Python's `transformers` opens it.
///
/// # Errors
/// When `weights` cannot be read.
pub fn dequantize(weights: &[u8]) -> Result<Vec<u8>, ModelError> {
    let weights = Weights::from_bytes(weights)?;
    let mut out = vec![];
    for name in plain_names(&weights) {
        let shape = weights.raw(name)?.shape().to_vec();
        let data = to_bytes(&weights.numbers(name, &shape)?);
        out.push((name.to_owned(), stored(Dtype::F32, &shape, data)));
    }
    write(&out)
}

/// The tensors' names in alphabetical order, without the scales of I8 tensors.
fn plain_names<'w>(weights: &'w Weights<'_>) -> Vec<&'w str> {
    let is_scale = |name: &str| {
        let scaled = name.strip_suffix(SCALE_SUFFIX);
        scaled.is_some_and(|base| {
            weights
                .raw(base)
                .is_ok_and(|tensor| tensor.dtype() == Dtype::I8)
        })
    };
    let mut names = weights.names();
    names.retain(|name| !is_scale(name));
    names.sort_unstable();
    names
}

/// `[rows, cols]` numbers → as many I8 and `rows` scales.
fn rows_to_i8(numbers: &[f32], cols: usize) -> (Vec<u8>, Vec<f32>) {
    let mut data = Vec::with_capacity(numbers.len());
    let mut scales = Vec::with_capacity(numbers.len() / cols);
    for row in numbers.chunks_exact(cols) {
        let largest = row.iter().fold(0f32, |most, x| most.max(x.abs()));
        let scale = if largest > 0.0 { largest / 127.0 } else { 1.0 };
        scales.push(scale);
        data.extend(
            row.iter()
                .map(|x| ((x / scale).round() as i8).cast_unsigned()),
        );
    }
    (data, scales)
}

fn stored(dtype: Dtype, shape: &[usize], data: Vec<u8>) -> Stored {
    Stored {
        dtype,
        shape: shape.to_vec(),
        data,
    }
}

fn to_bytes(numbers: &[f32]) -> Vec<u8> {
    numbers.iter().flat_map(|x| x.to_le_bytes()).collect()
}

fn write(tensors: &[(String, Stored)]) -> Result<Vec<u8>, ModelError> {
    // transformers refuses a file that does not say it comes from PyTorch's layout.
    let metadata = [("format".to_owned(), "pt".to_owned())].into();
    let tensors = tensors.iter().map(|(name, tensor)| (name, tensor));
    safetensors::serialize(tensors, Some(metadata)).map_err(|e| problem(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_move_by_half_a_scale_at_most_and_come_back_the_same_a_second_time() {
        let numbers: Vec<f32> = (0..12)
            .map(|i| ((i * 37 % 17) as f32 - 8.0) * 0.11)
            .collect();
        let tensors = [
            (
                "w".to_owned(),
                stored(Dtype::F32, &[3, 4], to_bytes(&numbers)),
            ),
            (
                "b".to_owned(),
                stored(Dtype::F32, &[4], to_bytes(&numbers[..4])),
            ),
            (
                "zero".to_owned(),
                stored(Dtype::F32, &[2, 2], to_bytes(&[0.0; 4])),
            ),
        ];
        let small = quantize(&write(&tensors).unwrap()).unwrap();
        let weights = Weights::from_bytes(&small).unwrap();
        assert_eq!(weights.raw("w").unwrap().dtype(), Dtype::I8);
        assert_eq!(weights.vector("b", 4).unwrap(), numbers[..4]);
        assert_eq!(
            weights.stored("zero", 2, 2).unwrap().to_matrix().as_slice(),
            [0.0; 4]
        );
        let back = weights.numbers("w", &[3, 4]).unwrap();
        let scales = weights.vector("w.scale", 3).unwrap();
        for (i, (a, b)) in numbers.iter().zip(&back).enumerate() {
            assert!((a - b).abs() <= scales[i / 4] * 0.5 + 1e-6);
        }
        let full = dequantize(&small).unwrap();
        let full = Weights::from_bytes(&full).unwrap();
        assert!(!full.has("w.scale"));
        assert_eq!(full.numbers("w", &[3, 4]).unwrap(), back);
    }
}
