//! What a head does on these sentences, by written rules on its weights from word to word.
//!
//! Each rule asks of every word that looks: does it hold here? The job is the rule that holds for the largest share of words,
//! if that is at least [`ENOUGH`].

use serde::{Deserialize, Serialize};

use crate::matrix::Matrix;
use crate::model::{Kind, Role};

/// The share of words from which on a rule makes a job.
pub const ENOUGH: f32 = 0.6;

/// A word's weight counts as spread out when its entropy is at least this share of the largest possible.
pub const SPREAD: f32 = 0.85;

/// A head's job with its score, 0 ..= 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The job.
    pub role: Role,
    /// The share of words for which its rule holds; for [`Role::None`] the largest share that any rule reached.
    pub score: f32,
}

impl Job {
    /// The job that `weights [words, words + symbols]` bear out. `alignment` names, for every target word, the source word
    /// that the best aligner looks at; it matters for cross-attention only.
    pub fn of(kind: Kind, weights: &Matrix, alignment: Option<&[usize]>) -> Job {
        let words = weights.rows();
        let symbols_from = match kind {
            Kind::Encoder | Kind::Decoder => words,
            // Columns are the source's words, then its one end symbol.
            Kind::Cross => weights.cols().saturating_sub(1),
        };
        let holds = |role: Role, query: usize| {
            let row = weights.row(query);
            let Some(top) = top(row) else { return false };
            match role {
                Role::Previous => kind != Kind::Cross && top + 1 == query && top < symbols_from,
                Role::Next => kind == Kind::Encoder && top == query + 1 && top < symbols_from,
                Role::Itself => kind != Kind::Cross && top == query,
                Role::Sink => top >= symbols_from,
                Role::Aligner => {
                    kind == Kind::Cross
                        && alignment.and_then(|words| words.get(query)) == Some(&top)
                }
                Role::Spread => evenness(row) >= SPREAD,
                Role::None => false,
            }
        };
        let roles = [
            Role::Previous,
            Role::Next,
            Role::Itself,
            Role::Sink,
            Role::Aligner,
            Role::Spread,
        ];
        let mut best = Job {
            role: Role::None,
            score: 0.0,
        };
        for role in roles {
            let count = (0..words).filter(|&query| holds(role, query)).count();
            let score = count as f32 / words.max(1) as f32;
            if score > best.score {
                best = Job { role, score };
            }
        }
        if best.score < ENOUGH {
            best.role = Role::None;
        }
        best
    }
}

/// For every row, the column that holds most of its weight: an alignment, when `weights` are cross-attention.
pub fn strongest(weights: &Matrix) -> Vec<usize> {
    (0..weights.rows())
        .map(|query| top(weights.row(query)).unwrap_or_default())
        .collect()
}

fn top(row: &[f32]) -> Option<usize> {
    (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b]).then(b.cmp(&a)))
}

/// Entropy as a share of the largest possible over the keys that hold any weight; 0 with fewer than three of them, where
/// even sharing would say little.
fn evenness(row: &[f32]) -> f32 {
    let held: Vec<f32> = row.iter().copied().filter(|&weight| weight > 0.0).collect();
    if held.len() < 3 {
        return 0.0;
    }
    let entropy: f32 = held.iter().map(|weight| -weight * weight.ln()).sum();
    entropy / (held.len() as f32).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four words and a symbol; each word gives 0.8 to the column that `column` names and 0.05 to the others.
    fn head(column: impl Fn(usize) -> usize) -> Matrix {
        Matrix::from_fn(4, 5, |i, j| if j == column(i) { 0.8 } else { 0.05 })
    }

    #[test]
    fn each_rule_finds_its_head() {
        let alignment = [3, 2, 1, 0];
        let cases = [
            (Kind::Encoder, head(|i| i.max(1) - 1), Role::Previous, 0.75),
            (Kind::Encoder, head(|i| i + 1), Role::Next, 0.75),
            (Kind::Decoder, head(|i| i), Role::Itself, 1.0),
            (Kind::Encoder, head(|_| 4), Role::Sink, 1.0),
            (Kind::Cross, head(|i| 3 - i), Role::Aligner, 1.0),
            (Kind::Cross, head(|i| i), Role::None, 0.0),
            (
                Kind::Cross,
                Matrix::from_fn(4, 5, |_, _| 0.2),
                Role::Spread,
                1.0,
            ),
        ];
        for (kind, weights, role, score) in cases {
            let job = Job::of(kind, &weights, Some(&alignment));
            assert_eq!((job.role, job.score), (role, score), "{kind:?} {role:?}");
        }
        let nobody = Job::of(Kind::Encoder, &Matrix::zeros(0, 1), None);
        assert_eq!(
            nobody,
            Job {
                role: Role::None,
                score: 0.0
            }
        );
    }
}
