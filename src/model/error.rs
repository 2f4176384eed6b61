//! Why a model cannot be loaded or run, in sentences that name the file and what is wrong with it.

use super::kind::{Kind, Side};
use crate::attention::AttentionError;
use crate::matrix::ShapeError;
use crate::text::TextError;

/// Why a model cannot be loaded or run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// A file of the model's folder cannot be used.
    #[error("{file}: {problem}")]
    File {
        /// The file's name in the folder.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A text cannot be cut into pieces, or pieces not joined.
    #[error(transparent)]
    Text(#[from] TextError),
    /// Two matrices do not fit.
    #[error(transparent)]
    Shape(#[from] ShapeError),
    /// One attention cannot be computed.
    #[error("{kind}, layer {layer}, head {head}: {problem}", layer = layer + 1, head = head + 1)]
    Attention {
        /// Which attention.
        kind: Kind,
        /// Its layer, from 0.
        layer: usize,
        /// Its head, from 0.
        head: usize,
        /// Why.
        problem: AttentionError,
    },
    /// A sentence has more pieces than the model has positions.
    #[error("the {side} has {pieces} pieces, but this model can read {max} at most")]
    TooLong {
        /// Which sentence.
        side: Side,
        /// Its pieces, the symbol included.
        pieces: usize,
        /// What the model has positions for.
        max: usize,
    },
    /// A piece's number is beyond the vocabulary.
    #[error("piece {id} is not in the vocabulary of {size}")]
    UnknownPiece {
        /// The number.
        id: u32,
        /// Entries in the vocabulary.
        size: usize,
    },
    /// Attention rollout between two stacks, for which there is no definition.
    #[error("rollout is defined for one stack that looks at itself, not for cross-attention")]
    NoRollout,
    /// The model has no such layer or head.
    #[error("the model's {kind} has no layer {layer}, head {head}", layer = layer + 1, head = head + 1)]
    NoSuchHead {
        /// Which attention.
        kind: Kind,
        /// The layer asked for, from 0.
        layer: usize,
        /// The head asked for, from 0.
        head: usize,
    },
    /// The sentences have no such pair of words or pieces.
    #[error("the {kind} of these sentences has no row {query} or no column {key}", query = query + 1, key = key + 1)]
    NoSuchPair {
        /// Which attention.
        kind: Kind,
        /// The row asked for, from 0.
        query: usize,
        /// The column asked for, from 0.
        key: usize,
    },
    /// Numbers overflowed: the weights are not those of a working model.
    #[error("the model computed something that is not a finite number")]
    NotFinite,
}

impl ModelError {
    pub(super) fn file(file: &str, problem: impl ToString) -> Self {
        ModelError::File {
            file: file.to_owned(),
            problem: problem.to_string(),
        }
    }
}
