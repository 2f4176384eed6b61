//! What a head does: the names of the jobs, and what a model's manifest says of its heads and layers. Which rule makes which job
//! is `measure`'s affair.

use serde::{Deserialize, Serialize};

use super::kind::{Kind, Reading};

/// A head's job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Looks most at the word before the one that is read or said (self-attention).
    Previous,
    /// Looks most at the word after it (encoder self-attention).
    Next,
    /// Looks most at the word itself (self-attention).
    Itself,
    /// Looks most at the end or start symbol.
    Sink,
    /// Looks most at the source word that the best alignment names (cross-attention).
    Aligner,
    /// Spreads its weight nearly evenly.
    Spread,
    /// None of these for enough words.
    None,
}

/// What every head does over many sentences that the model was not trained on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Habits {
    /// How many sentences.
    pub sentences: usize,
    /// The heads, each once.
    pub heads: Vec<Habit>,
}

/// What one head does.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Habit {
    /// In which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// Its number, from 0.
    pub head: usize,
    /// The row of the decoder in which its rule holds more often.
    #[serde(default)]
    pub reading: Reading,
    /// Its job.
    pub role: Role,
    /// The share of all words for which its rule holds, 0 ..= 1; for [`Role::None`] that of the best rule.
    pub score: f32,
}

impl Habits {
    /// What this head does, where it was measured.
    pub fn of(&self, kind: Kind, layer: usize, head: usize) -> Option<&Habit> {
        let mut heads = self.heads.iter();
        heads.find(|habit| (habit.kind, habit.layer, habit.head) == (kind, layer, head))
    }
}

/// What a layer was shown while it was trained: where to look, beside what to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guidance {
    /// Which source word a target word translates.
    Alignment,
    /// Which noun a pronoun stands for.
    Pronoun,
}

/// A layer that was shown where to look; all others found it out by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guided {
    /// In which attention.
    pub kind: Kind,
    /// Its number, from 0.
    pub layer: usize,
    /// By what.
    pub by: Guidance,
}
