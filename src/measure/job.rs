//! What a head does on these sentences, by written rules on its weights.

use serde::{Deserialize, Serialize};

/// A head's job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Looks at the word before.
    Previous,
    /// Looks at the word after.
    Next,
    /// Looks at the word itself.
    Itself,
    /// Rests on the end or start symbol.
    Sink,
    /// Looks at the word's translation.
    Aligner,
    /// Spreads its weight nearly evenly.
    Spread,
    /// None of these.
    None,
}

/// A head's job with its score, 0 ..= 1: the share of words that bear it out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// The job.
    pub role: Role,
    /// The share of words for which it holds.
    pub score: f32,
}
