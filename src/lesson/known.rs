//! What the model has told a lesson, and what an exhibit is given: the reader's settings, sentences, and what is known.

use crate::engine::protocol::{Guess, Missed, PairStudy, Studied, Study, Tensor};
use crate::matrix::{Matrix, View};
use crate::text::Sentence;

use super::desk::Desk;

/// What an exhibit is made from.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    /// What the reader has set.
    pub desk: &'a Desk,
    /// The reader's source and target.
    pub texts: [&'a str; 2],
    /// What the model has told, newest last.
    pub known: &'a [(Study, Known)],
}

/// What the model has told.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// One row a text.
    Meanings(Matrix),
    /// What an attention is made of.
    Pair(Box<Pair>),
    /// How heads are missed.
    Missed(Box<Missed>),
    /// It cannot, and why.
    Refused(String),
}

/// What one attention of one layer is made of while two sentences are read; see [`crate::engine::protocol::PairStudied`].
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The source with its end symbol, in its own order.
    pub source: Sentence,
    /// The target.
    pub target: Sentence,
    /// What keys and values are made of, `[m, d]`; for self-attention the queries too.
    pub input: Matrix,
    /// `[n, d]`.
    pub q: Matrix,
    /// `[m, d]`.
    pub k: Matrix,
    /// `[m, d]`.
    pub v: Matrix,
    /// What the encoder gives in the end.
    pub output: Matrix,
    /// How many heads share the d numbers evenly.
    pub heads: usize,
    /// For every row of the decoder, the likeliest next pieces.
    pub next: Vec<Vec<Guess>>,
    /// For every row of the decoder, the piece of the target that comes next in truth (for the last the end symbol), with its
    /// probability.
    pub written: Vec<Guess>,
}

/// Why an exhibit has nothing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The model has not told yet.
    Untold,
    /// It cannot be shown, and why.
    Said(String),
}

impl<E: std::error::Error> From<E> for Missing {
    fn from(error: E) -> Self {
        Missing::Said(error.to_string())
    }
}

impl Known {
    /// From the worker's answer and the numbers that came with it.
    pub fn new(studied: Studied, buffers: &[Vec<f32>]) -> Self {
        let matrix = |tensor: Tensor| {
            let numbers = buffers.get(tensor.buffer).cloned().unwrap_or_default();
            Matrix::from_vec(tensor.rows, tensor.cols, numbers).unwrap_or_default()
        };
        match studied {
            Studied::Meanings(rows) => Known::Meanings(matrix(rows)),
            Studied::Missed(missed) => Known::Missed(Box::new(missed)),
            Studied::Pair(pair) => Known::Pair(Box::new(Pair {
                input: matrix(pair.input),
                q: matrix(pair.q),
                k: matrix(pair.k),
                v: matrix(pair.v),
                output: matrix(pair.output),
                source: pair.source,
                target: pair.target,
                heads: pair.heads,
                next: pair.next,
                written: pair.written,
            })),
        }
    }
}

impl<'a> Given<'a> {
    /// What is told of this very question, or else, while a person types, of the newest like it about other texts.
    ///
    /// # Errors
    /// When nothing of the kind has been told, or it was refused.
    pub fn pair(&self, asked: &PairStudy) -> Result<&'a Pair, Missing> {
        let alike = |(study, _): &&(Study, Known)| match study {
            Study::Pair(other) => {
                (other.kind, other.layer, &other.interventions)
                    == (asked.kind, asked.layer, &asked.interventions)
                    && other.order.is_empty() == asked.order.is_empty()
            }
            Study::Meanings(_) | Study::Missed { .. } => false,
        };
        let exactly =
            |(study, _): &&(Study, Known)| matches!(study, Study::Pair(other) if **other == *asked);
        let newest_first = || self.known.iter().rev();
        let found = newest_first()
            .find(exactly)
            .or_else(|| newest_first().find(alike));
        match found.map(|(_, known)| known) {
            Some(Known::Pair(pair)) => Ok(pair),
            Some(Known::Refused(why)) => Err(Missing::Said(why.clone())),
            _ => Err(Missing::Untold),
        }
    }

    /// What is told of this very question.
    ///
    /// # Errors
    /// As [`Given::pair`].
    pub fn exactly(&self, asked: &PairStudy) -> Result<&'a Pair, Missing> {
        let told = self
            .known
            .iter()
            .any(|(study, _)| matches!(study, Study::Pair(other) if **other == *asked));
        if told {
            self.pair(asked)
        } else {
            Err(Missing::Untold)
        }
    }

    /// How heads of an encoder layer are missed when the reader's texts are read; while a person types, of the texts before.
    ///
    /// # Errors
    /// As [`Given::pair`].
    pub fn missed(&self, layer: usize) -> Result<&'a Missed, Missing> {
        let told = self
            .known
            .iter()
            .rev()
            .filter_map(|(study, known)| match study {
                Study::Missed {
                    source,
                    target,
                    layer: of,
                } if *of == layer => Some(([&**source, &**target] == self.texts, known)),
                _ => None,
            });
        let newest = told.clone().next();
        let mut exactly = told.filter(|(these, _)| *these);
        match exactly.next().or(newest) {
            Some((_, Known::Missed(missed))) => Ok(missed),
            Some((_, Known::Refused(why))) => Err(Missing::Said(why.clone())),
            _ => Err(Missing::Untold),
        }
    }

    /// The newest answer about as many texts as these, and the texts it is about.
    ///
    /// # Errors
    /// As [`Given::pair`].
    pub fn meanings(&self, texts: &[String]) -> Result<(&'a [String], &'a Matrix), Missing> {
        let mut answers = self
            .known
            .iter()
            .rev()
            .filter_map(|(study, known)| match study {
                Study::Meanings(of) if of.len() == texts.len() => Some((of, known)),
                _ => None,
            });
        let exactly = answers.clone().find(|(of, _)| *of == texts);
        match exactly.or_else(|| answers.next()) {
            Some((of, Known::Meanings(rows))) => Ok((of, rows)),
            Some((_, Known::Refused(why))) => Err(Missing::Said(why.clone())),
            _ => Err(Missing::Untold),
        }
    }
}

impl Pair {
    /// q, k and v of one head, `d / heads` columns each.
    ///
    /// # Errors
    /// When there is no such head.
    pub fn head(&self, head: usize) -> Result<[View<'_>; 3], Missing> {
        let size = self.q.cols() / self.heads.max(1);
        let columns = head * size..(head + 1) * size;
        Ok([
            self.q.view().columns(columns.clone())?,
            self.k.view().columns(columns.clone())?,
            self.v.view().columns(columns)?,
        ])
    }

    /// The source's pieces as they are written, `end` last.
    pub fn source_names(&self) -> Vec<String> {
        names(&self.source)
    }

    /// What the decoder's rows have read: `start`, then the target's pieces.
    pub fn target_names(&self) -> Vec<String> {
        let mut all = vec!["start".to_owned()];
        all.extend(names(&self.target));
        all
    }
}

/// A sentence's pieces as they are written; what belongs to no word is the end.
pub(super) fn names(sentence: &Sentence) -> Vec<String> {
    let name = |piece: &crate::text::Piece| match piece.word {
        None => "end".to_owned(),
        Some(_) => crate::figure::writable(&piece.surface),
    };
    sentence.pieces.iter().map(name).collect()
}
