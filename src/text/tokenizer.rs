//! A model's `tokenizer.json`, run by the `tokenizers` crate.

use tokenizers::Tokenizer as Inner;

use super::words::{word_at, words};
use super::{Piece, Sentence};

/// How vocabularies write the space before a word.
const SPACE: &str = "▁";

/// Cuts text into the pieces a model knows, and puts pieces together into text.
pub struct Tokenizer {
    inner: Inner,
    unknown: Option<u32>,
}

/// Why a text or a tokenizer file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// `tokenizer.json` cannot be read.
    #[error("the tokenizer cannot be read: {0}")]
    Broken(String),
    /// The tokenizer cannot cut this text.
    #[error("the tokenizer cannot cut this text: {0}")]
    Encode(String),
    /// These numbers are no text.
    #[error("the tokenizer cannot read these pieces: {0}")]
    Decode(String),
    /// A symbol that the model names is not in the vocabulary.
    #[error("the vocabulary has no entry {0}")]
    NoEntry(u32),
}

impl Tokenizer {
    /// Reads the contents of a `tokenizer.json`.
    ///
    /// # Errors
    /// When they are not one.
    pub fn from_bytes(json: &[u8]) -> Result<Self, TextError> {
        let mut inner = Inner::from_bytes(json).map_err(|e| TextError::Broken(e.to_string()))?;
        // A person who types "</s>" means four characters, not the end of the sentence.
        inner.set_encode_special_tokens(true);
        let settings: serde_json::Value =
            serde_json::from_slice(json).map_err(|e| TextError::Broken(e.to_string()))?;
        let model = &settings["model"];
        let by_name = model["unk_token"]
            .as_str()
            .and_then(|token| inner.token_to_id(token));
        let by_number = model["unk_id"]
            .as_u64()
            .and_then(|id| u32::try_from(id).ok());
        Ok(Self {
            unknown: by_name.or(by_number),
            inner,
        })
    }

    /// Entries in the vocabulary, added symbols included.
    pub fn vocabulary_size(&self) -> usize {
        self.inner.get_vocab_size(true)
    }

    /// Cuts `text` into words and pieces. No symbol is added; a text without words has no pieces.
    ///
    /// # Errors
    /// When the tokenizer fails on this text.
    pub fn sentence(&self, text: &str) -> Result<Sentence, TextError> {
        let words = words(text);
        if words.is_empty() {
            return Ok(Sentence {
                text: text.to_owned(),
                ..Sentence::default()
            });
        }
        let encoding = self
            .inner
            .encode(text, false)
            .map_err(|e| TextError::Encode(e.to_string()))?;
        let mut pieces = Vec::with_capacity(encoding.len());
        for (i, (&id, &(start, end))) in encoding
            .get_ids()
            .iter()
            .zip(encoding.get_offsets())
            .enumerate()
        {
            let entry = encoding.get_tokens().get(i).cloned().unwrap_or_default();
            let covered = text.get(start..end).unwrap_or_default();
            let surface = covered.trim_start();
            let start = start + covered.len() - surface.len();
            // A space that is a piece of its own stands for no text, though the library may give it the letter after it.
            let surface = if entry == SPACE { "" } else { surface };
            pieces.push(Piece {
                text: entry,
                surface: surface.to_owned(),
                id,
                start,
                end: start + surface.len(),
                word: word_at(&words, start),
                unknown: self.unknown == Some(id),
            });
        }
        Ok(Sentence {
            text: text.to_owned(),
            pieces,
            words,
        })
    }

    /// The symbol `id` as a piece that stands at the end of a text of `length` bytes.
    ///
    /// # Errors
    /// When the vocabulary has no such entry.
    pub fn symbol(&self, id: u32, length: usize) -> Result<Piece, TextError> {
        Ok(Piece {
            text: self.entry(id)?,
            surface: String::new(),
            id,
            start: length,
            end: length,
            word: None,
            unknown: false,
        })
    }

    /// The vocabulary entry of `id`.
    ///
    /// # Errors
    /// When there is none.
    pub fn entry(&self, id: u32) -> Result<String, TextError> {
        self.inner.id_to_token(id).ok_or(TextError::NoEntry(id))
    }

    /// The text that the pieces `ids` stand for; symbols are left out.
    ///
    /// # Errors
    /// When the tokenizer cannot put them together.
    pub fn decode(&self, ids: &[u32]) -> Result<String, TextError> {
        self.inner
            .decode(ids, true)
            .map_err(|e| TextError::Decode(e.to_string()))
    }
}
