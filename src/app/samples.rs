//! Made-up models and runs for the tests of this floor. Their numbers say where they stand, so that a mix-up shows.

use crate::engine::protocol::{Look, Looked, ModelInfo, Ran, RunId, Tensor, Unit};
use crate::model::{Kind, Manifest};
use crate::text::{Piece, Sentence, words};

/// Three and three layers of eight heads.
pub fn info() -> ModelInfo {
    ModelInfo {
        name: "sample".to_owned(),
        encoder_layers: 3,
        decoder_layers: 3,
        encoder_heads: 8,
        decoder_heads: 8,
        d_model: 16,
        max_pieces: 512,
        manifest: Manifest {
            name: "sample".to_owned(),
            trained_pieces: Some(8),
            source_language: Some("en".to_owned()),
            target_language: Some("de".to_owned()),
            ..Manifest::default()
        },
    }
}

/// A sentence of which every word is a piece; words of more than six letters are two. With an end symbol when `end`.
pub fn sentence(text: &str, end: bool) -> Sentence {
    let words = words(text);
    let mut pieces = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let cut = word.text.char_indices().nth(6).map(|(at, _)| at);
        let (first, rest) = word.text.split_at(cut.unwrap_or(word.text.len()));
        let mut start = word.start;
        for part in [first, rest].into_iter().filter(|part| !part.is_empty()) {
            let end = start + part.len();
            pieces.push(Piece {
                start,
                end,
                ..piece(part, Some(index))
            });
            start = end;
        }
    }
    if end {
        pieces.push(piece("</s>", None));
    }
    Sentence {
        text: text.to_owned(),
        pieces,
        words,
    }
}

fn piece(text: &str, word: Option<usize>) -> Piece {
    Piece {
        text: text.to_owned(),
        surface: if word.is_some() { text } else { "" }.to_owned(),
        id: 0,
        start: 0,
        end: 0,
        word,
        unknown: text == "🦀",
    }
}

/// What a worker would answer to `looks`: number `[head][query][key]` is `head + query / 100 + key / 10 000`.
pub fn ran(run: RunId, source: &str, target: &str, looks: &[Look]) -> (Ran, Vec<Vec<f32>>) {
    let (source, target) = (sentence(source, true), sentence(target, false));
    let mut buffers = Vec::new();
    let looks = looks
        .iter()
        .map(|look| looked(look, &source, &target, &mut buffers))
        .collect();
    let ran = Ran {
        run,
        next: vec![vec![]; target.pieces.len() + 1],
        written: vec![],
        source,
        target,
        looks,
        bytes: 1000,
        milliseconds: Some(1.5),
    };
    (ran, buffers)
}

/// What a worker would answer to one look.
pub fn looked(
    look: &Look,
    source: &Sentence,
    target: &Sentence,
    buffers: &mut Vec<Vec<f32>>,
) -> Looked {
    let (rows, cols) = shape(look, source, target);
    let mut heads = Vec::new();
    for head in &look.heads {
        let number =
            |at: usize| *head as f32 + (at / cols) as f32 / 100.0 + (at % cols) as f32 / 10_000.0;
        heads.push(Tensor {
            rows,
            cols,
            buffer: buffers.len(),
        });
        buffers.push((0..rows * cols).map(number).collect());
    }
    Looked {
        look: look.clone(),
        heads,
    }
}

fn shape(look: &Look, source: &Sentence, target: &Sentence) -> (usize, usize) {
    let count = |sentence: &Sentence, symbols: usize| match look.unit {
        Unit::Words => sentence.words.len() + symbols,
        Unit::Pieces => sentence.pieces.len(),
    };
    let target_rows = match look.unit {
        Unit::Words => target.words.len(),
        Unit::Pieces => target.pieces.len() + 1,
    };
    match look.kind {
        Kind::Encoder => (count(source, 0), count(source, 1)),
        Kind::Decoder => (target_rows, target_rows.max(count(target, 1))),
        Kind::Cross => (target_rows, count(source, 1)),
    }
}
