//! Text: what a person typed, cut into words (by the text) and pieces (by a model's tokenizer), each with its span.
//!
//! Refuses to know the model behind the tokenizer. Spans are UTF-8 byte offsets into the text.

mod tokenizer;
mod words;

use serde::{Deserialize, Serialize};

pub use tokenizer::{TextError, Tokenizer};
pub use words::words;

/// A text with its words and its pieces.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sentence {
    /// The text as typed.
    pub text: String,
    /// Its pieces in order; a source ends with the model's end symbol.
    pub pieces: Vec<Piece>,
    /// Its words in order.
    pub words: Vec<Word>,
}

/// A word of the text: a segment between Unicode word boundaries (UAX #29) that is not space; punctuation stands apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// The word as typed.
    pub text: String,
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// A piece that the tokenizer cut, or a symbol added by the model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The vocabulary entry, such as `▁tired`.
    pub text: String,
    /// The part of the text it stands for, without leading space; empty for symbols.
    pub surface: String,
    /// Its number in the vocabulary.
    pub id: u32,
    /// First byte of the surface in the text.
    pub start: usize,
    /// One past the surface's last byte.
    pub end: usize,
    /// The word that holds its first byte; `None` for symbols.
    pub word: Option<usize>,
    /// The tokenizer has no entry for this piece of text.
    pub unknown: bool,
}

impl Sentence {
    /// The vocabulary numbers of the pieces, in order.
    pub fn ids(&self) -> Vec<u32> {
        self.pieces.iter().map(|piece| piece.id).collect()
    }

    /// For every word, the indices of its pieces.
    pub fn pieces_of_words(&self) -> Vec<Vec<usize>> {
        let mut of = vec![vec![]; self.words.len()];
        for (i, piece) in self.pieces.iter().enumerate() {
            if let Some(pieces) = piece.word.and_then(|word| of.get_mut(word)) {
                pieces.push(i);
            }
        }
        of
    }
}
