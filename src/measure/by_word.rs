//! From pieces to words: sum over the pieces of the word looked at, mean over the pieces of the word that looks
//! (Kobayashi et al. 2020). Symbols are looked at but are not words; nothing is renormalised away.

use crate::matrix::Matrix;
use crate::model::{Kind, Reading};
use crate::text::Sentence;

/// Which rows and columns of an attention over pieces make up which word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axes {
    /// For every word that asks, its rows.
    pub queries: Vec<Vec<usize>>,
    /// For every word that is looked at, then every symbol, its columns.
    pub keys: Vec<Vec<usize>>,
}

impl Axes {
    /// The axes of one attention over these sentences: the source with its end symbol, the target without symbols.
    ///
    /// Decoder row 0 has read the start symbol, row t piece t − 1, and predicts piece t. So the rows of a target word are
    /// those of its pieces, when it is read as it is about to be said, or those after them, when it has just been said.
    pub fn new(kind: Kind, source: &Sentence, target: &Sentence, reading: Reading) -> Self {
        let later = |pieces: Vec<usize>| pieces.into_iter().map(|piece| piece + 1).collect();
        let target_words = target.pieces_of_words();
        let queries = match (kind, reading) {
            (Kind::Encoder, _) => source.pieces_of_words(),
            (_, Reading::Saying) => target_words.clone(),
            (_, Reading::Said) => target_words.clone().into_iter().map(later).collect(),
        };
        let mut keys;
        if kind == Kind::Decoder {
            keys = target_words
                .into_iter()
                .map(later)
                .collect::<Vec<Vec<usize>>>();
            keys.push(vec![0]);
        } else {
            keys = source.pieces_of_words();
            let symbols = source
                .pieces
                .iter()
                .enumerate()
                .filter(|(_, p)| p.word.is_none());
            keys.extend(symbols.map(|(i, _)| vec![i]));
        }
        Axes { queries, keys }
    }
}

/// `[rows, columns]` of pieces → `[words, words + symbols]`. A word without pieces asks nothing and gets nothing: zeros.
///
/// Meant for weights. For scores of any sign, where a sum over pieces would mean nothing, see [`by_word_mean`].
pub fn by_word(pieces: &Matrix, axes: &Axes) -> Matrix {
    Matrix::from_fn(axes.queries.len(), axes.keys.len(), |i, j| {
        let (rows, columns) = (&axes.queries[i], &axes.keys[j]);
        let pairs = rows
            .iter()
            .flat_map(|&row| columns.iter().map(move |&column| (row, column)));
        let sum: f32 = pairs.map(|(row, column)| pieces.at(row, column)).sum();
        sum / rows.len().max(1) as f32
    })
}

/// `[rows, columns]` of pieces → `[words, words + symbols]`, the mean over the pairs of pieces that may look at each other:
/// for scores. Forbidden pairs are −∞ in `pieces`; where all are forbidden, so is the pair of words.
pub fn by_word_mean(pieces: &Matrix, axes: &Axes) -> Matrix {
    Matrix::from_fn(axes.queries.len(), axes.keys.len(), |i, j| {
        let (rows, columns) = (&axes.queries[i], &axes.keys[j]);
        let pairs = rows
            .iter()
            .flat_map(|&row| columns.iter().map(move |&column| (row, column)));
        let (sum, count) = pairs
            .map(|(row, column)| pieces.at(row, column))
            .filter(|score| score.is_finite())
            .fold((0.0, 0), |(sum, count), score| (sum + score, count + 1));
        if count == 0 {
            f32::NEG_INFINITY
        } else {
            sum / count as f32
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Piece, Word};

    fn sentence(words: &[Option<usize>]) -> Sentence {
        let count = words.iter().flatten().max().map_or(0, |last| last + 1);
        let word = || Word {
            text: String::new(),
            start: 0,
            end: 0,
        };
        let piece = |&word| Piece {
            text: String::new(),
            surface: String::new(),
            id: 0,
            start: 0,
            end: 0,
            word,
            unknown: false,
        };
        Sentence {
            text: String::new(),
            pieces: words.iter().map(piece).collect(),
            words: (0..count).map(|_| word()).collect(),
        }
    }

    #[test]
    fn rows_of_words_in_both_readings() {
        let source = sentence(&[Some(0), Some(0), Some(1), None]);
        let target = sentence(&[Some(0), Some(1), Some(1)]);
        let axes = |kind, reading| Axes::new(kind, &source, &target, reading);
        let saying = axes(Kind::Cross, Reading::Saying);
        assert_eq!(saying.queries, [vec![0], vec![1, 2]]);
        assert_eq!(saying.keys, [vec![0, 1], vec![2], vec![3]]);
        let said = axes(Kind::Decoder, Reading::Said);
        assert_eq!(said.queries, [vec![1], vec![2, 3]]);
        assert_eq!(said.keys, [vec![1], vec![2, 3], vec![0]]);
        let encoder = axes(Kind::Encoder, Reading::Said);
        assert_eq!(
            (encoder.queries, encoder.keys.len()),
            (vec![vec![0, 1], vec![2]], 3)
        );
    }

    #[test]
    fn weights_are_summed_over_keys_and_averaged_over_queries_and_still_sum_to_one() {
        let axes = Axes {
            queries: vec![vec![0, 1], vec![2]],
            keys: vec![vec![0, 1], vec![2]],
        };
        let weights = Matrix::from_vec(3, 3, vec![0.1, 0.2, 0.7, 0.5, 0.3, 0.2, 0.0, 0.0, 1.0]);
        let words = by_word(&weights.unwrap(), &axes);
        assert!((words.at(0, 0) - 0.55).abs() < 1e-6 && (words.at(0, 1) - 0.45).abs() < 1e-6);
        assert_eq!(words.row(1), [0.0, 1.0]);
    }

    #[test]
    fn scores_are_averaged_over_the_pairs_that_may_look_at_each_other() {
        let axes = Axes {
            queries: vec![vec![0, 1]],
            keys: vec![vec![0, 1], vec![2]],
        };
        let none = f32::NEG_INFINITY;
        let scores = Matrix::from_vec(2, 3, vec![1.0, none, none, -2.0, 4.0, none]);
        let words = by_word_mean(&scores.unwrap(), &axes);
        assert_eq!(words.row(0), [1.0, none]);
    }
}
