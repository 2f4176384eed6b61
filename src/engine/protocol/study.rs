//! What lessons ask of the model, beside runs that are kept: vectors of texts, everything that one layer's attention is made of,
//! and how each of a layer's heads is missed.
//!
//! A question names everything that its answer depends on, so that answers can be kept by their questions.

use serde::{Deserialize, Serialize};

use super::{Guess, Tensor};
use crate::model::{Interventions, Kind};
use crate::text::Sentence;

/// A lesson's question. Answered by [`Studied`] of the same name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Study {
    /// One vector for each of these texts: the mean of what the encoder gives for its pieces, the end symbol apart.
    Meanings(Vec<String>),
    /// What one attention of one layer is made of while a pair of sentences is read.
    Pair(Box<PairStudy>),
    /// What the model expects of a translation, and with the heads of one encoder layer muted: each in turn, and all.
    Missed {
        /// The source as typed.
        source: String,
        /// The target as typed.
        target: String,
        /// The encoder's layer, from 0.
        layer: usize,
    },
}

/// Which attention, of which sentences, and what is done meanwhile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairStudy {
    /// The source as typed.
    pub source: String,
    /// The target as typed.
    pub target: String,
    /// What is done to the machine.
    pub interventions: Interventions,
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// In which order the source's pieces are read, each number once; empty for their own order. The answer's rows stand in
    /// the order in which they were read.
    pub order: Vec<usize>,
}

/// The answer to a lesson's question; n rows ask, m rows are looked at, vectors have d numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Studied {
    /// `[texts, d]`.
    Meanings(Tensor),
    /// What the attention is made of.
    Pair(Box<PairStudied>),
    /// The pieces of the translation with their probabilities.
    Missed(Missed),
}

/// How probable each piece of a translation is, given the source and the pieces before it; last of all the end symbol.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Missed {
    /// The target.
    pub target: Sentence,
    /// With all heads.
    pub whole: Vec<Guess>,
    /// With one head of the layer muted, for each of them.
    pub without: Vec<Vec<Guess>>,
    /// With all heads of the layer muted.
    pub without_all: Vec<Guess>,
}

/// What one attention of one layer is made of, all heads side by side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairStudied {
    /// The source with its end symbol, in its own order.
    pub source: Sentence,
    /// The target.
    pub target: Sentence,
    /// What keys and values are made of, `[m, d]`; for self-attention the queries too.
    pub input: Tensor,
    /// `[n, d]`.
    pub q: Tensor,
    /// `[m, d]`.
    pub k: Tensor,
    /// `[m, d]`.
    pub v: Tensor,
    /// What the encoder gives in the end, `[source pieces, d]`.
    pub output: Tensor,
    /// How many heads share the d numbers evenly.
    pub heads: usize,
    /// For every row of the decoder, the likeliest next pieces.
    pub next: Vec<Vec<Guess>>,
    /// For every row of the decoder, the piece of the target that comes next in truth (for the last the end symbol), with its
    /// probability.
    pub written: Vec<Guess>,
}
