//! `model.safetensors`: tensors of F32, F16, BF16, or I8 with a scale per row, all given as `f32`.

use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use super::error::ModelError;
use super::folder::WEIGHTS_FILE;
use crate::matrix::{Matrix, Stored};

/// An opened weights file.
pub struct Weights<'a> {
    tensors: SafeTensors<'a>,
}

/// A tensor `NAME` of type I8 has its scales, F32, one per row, in `NAME.scale`.
pub(super) const SCALE_SUFFIX: &str = ".scale";

impl<'a> Weights<'a> {
    /// Opens the contents of a safetensors file. Header and offsets are checked; no number is read yet.
    ///
    /// # Errors
    /// When it is cut off or is no such file.
    pub fn from_bytes(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let tensors = SafeTensors::deserialize(bytes)
            .map_err(|e| problem(format!("cut off, or not a safetensors file ({e})")))?;
        Ok(Self { tensors })
    }

    /// The tensors' names.
    pub fn names(&self) -> Vec<&str> {
        self.tensors.names()
    }

    /// Whether there is a tensor of this name.
    pub fn has(&self, name: &str) -> bool {
        self.tensors.tensor(name).is_ok()
    }

    /// The tensor `name` as stored.
    ///
    /// # Errors
    /// When there is none.
    pub fn raw(&self, name: &str) -> Result<TensorView<'_>, ModelError> {
        self.tensors
            .tensor(name)
            .map_err(|_| problem(format!("the tensor {name} is missing")))
    }

    /// The tensor `name`, which must hold `[rows, cols]` numbers; I8 stays as small as it is.
    ///
    /// # Errors
    /// When it is missing, of another shape, or of a type that cannot be read.
    pub fn stored(&self, name: &str, rows: usize, cols: usize) -> Result<Stored, ModelError> {
        let tensor = self.shaped(name, &[rows, cols])?;
        if tensor.dtype() == Dtype::I8 {
            let entries = tensor.data().iter().map(|b| b.cast_signed()).collect();
            let scales = self.scales(name, rows)?;
            return Ok(Stored::from_bytes(rows, cols, entries, scales)?);
        }
        let numbers = self.numbers(name, &[rows, cols])?;
        Ok(Matrix::from_vec(rows, cols, numbers)?.into())
    }

    /// The tensor `name`, which must hold `length` numbers in one row.
    ///
    /// # Errors
    /// As [`Weights::stored`].
    pub fn vector(&self, name: &str, length: usize) -> Result<Vec<f32>, ModelError> {
        self.numbers(name, &[length])
    }

    /// The numbers of tensor `name`, whose shape must be `shape`.
    ///
    /// # Errors
    /// As [`Weights::stored`].
    pub fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let tensor = self.shaped(name, shape)?;
        let bytes = tensor.data();
        match tensor.dtype() {
            Dtype::F32 => Ok(bytes
                .as_chunks()
                .0
                .iter()
                .map(|&b| f32::from_le_bytes(b))
                .collect()),
            Dtype::BF16 => Ok(bytes
                .as_chunks()
                .0
                .iter()
                .map(|&[low, high]| f32::from_le_bytes([0, 0, low, high]))
                .collect()),
            Dtype::F16 => Ok(bytes
                .as_chunks()
                .0
                .iter()
                .map(|&b| half_to_f32(u16::from_le_bytes(b)))
                .collect()),
            Dtype::I8 => {
                let rows = shape.first().copied().unwrap_or(1);
                let scales = self.scales(name, rows)?;
                let cols = (bytes.len() / rows.max(1)).max(1);
                Ok(bytes
                    .iter()
                    .enumerate()
                    .map(|(i, &b)| f32::from(b.cast_signed()) * scales[i / cols])
                    .collect())
            }
            other => Err(problem(format!(
                "the tensor {name} is of type {other:?}, but only F32, F16, BF16 and I8 with a scale can be read"
            ))),
        }
    }

    /// The tensor `name`, whose shape must be `shape`.
    fn shaped(&self, name: &str, shape: &[usize]) -> Result<TensorView<'_>, ModelError> {
        let tensor = self.raw(name)?;
        if tensor.shape() != shape {
            return Err(problem(format!(
                "the tensor {name} has shape {:?}, not {shape:?}",
                tensor.shape()
            )));
        }
        Ok(tensor)
    }

    /// The scales of the I8 tensor `name`, one per row.
    fn scales(&self, name: &str, rows: usize) -> Result<Vec<f32>, ModelError> {
        let name = &format!("{name}{SCALE_SUFFIX}");
        let tensor = self.raw(name)?;
        // Scales may be stored as [rows] or [rows, 1].
        let count: usize = tensor.shape().iter().product();
        if tensor.dtype() != Dtype::F32 || count != rows {
            return Err(problem(format!(
                "the tensor {name} must be {rows} numbers of type F32"
            )));
        }
        self.numbers(name, tensor.shape())
    }
}

pub(super) fn problem(what: String) -> ModelError {
    ModelError::file(WEIGHTS_FILE, what)
}

/// IEEE 754 half precision to single, subnormals and infinities included.
fn half_to_f32(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let exponent = u32::from(bits >> 10) & 0x1f;
    let fraction = u32::from(bits) & 0x3ff;
    let magnitude = match exponent {
        0 => return f32::from_bits(sign | (fraction as f32 * 2f32.powi(-24)).to_bits()),
        0x1f => 0x7f80_0000 | fraction << 13,
        _ => (exponent + 112) << 23 | fraction << 13,
    };
    f32::from_bits(sign | magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn file(name: &str, dtype: Dtype, shape: &[usize], data: &[u8]) -> Vec<u8> {
        let view = TensorView::new(dtype, shape.to_vec(), data).unwrap();
        safetensors::serialize(HashMap::from([(name, view)]), None).unwrap()
    }

    #[test]
    fn half_precision_at_its_corners() {
        let cases = [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0400, 2f32.powi(-14)),
            (0x0001, 2f32.powi(-24)),
            (0x7c00, f32::INFINITY),
            (0x3555, 0.333_251_95),
        ];
        for (bits, value) in cases {
            assert_eq!(half_to_f32(bits), value);
        }
        assert!(half_to_f32(0x7e00).is_nan());
    }

    #[test]
    fn what_is_wrong_with_a_weights_file_is_said() {
        let good = file("a", Dtype::F32, &[2], &[0; 8]);
        let said = |bytes: &[u8], name: &str, shape: &[usize]| {
            Weights::from_bytes(bytes)
                .and_then(|w| w.numbers(name, shape))
                .unwrap_err()
                .to_string()
        };
        assert!(said(&[], "a", &[2]).contains("cut off, or not a safetensors file"));
        assert!(said(&good[..good.len() - 1], "a", &[2]).contains("cut off"));
        let mut huge = good.clone();
        huge[..8].copy_from_slice(&(1u64 << 60).to_le_bytes());
        assert!(said(&huge, "a", &[2]).starts_with("model.safetensors: "));
        assert!(said(&good, "b", &[2]).ends_with("the tensor b is missing"));
        assert!(said(&good, "a", &[3]).ends_with("has shape [2], not [3]"));
        let wide = file("a", Dtype::F64, &[1], &[0; 8]);
        assert!(said(&wide, "a", &[1]).contains("is of type F64"));
        let bare = file("a", Dtype::I8, &[2, 2], &[0; 4]);
        assert!(said(&bare, "a", &[2, 2]).ends_with("the tensor a.scale is missing"));
    }
}
