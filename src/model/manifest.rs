//! `manifest.json`: what a model folder that the page fetches says of itself.

use serde::{Deserialize, Serialize};

use super::job::{Guided, Habits};
use super::kind::{Kind, Reading};

/// The manifest. Everything but `name` and `files` may be left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// The model's name.
    pub name: String,
    /// Its files with bytes and hash: progress and caching need them.
    pub files: Vec<ModelFile>,
    /// Language of the source, as a BCP 47 tag.
    #[serde(default)]
    pub source_language: Option<String>,
    /// Language of the target, as a BCP 47 tag.
    #[serde(default)]
    pub target_language: Option<String>,
    /// Pieces a side that nearly all of its training sentences stayed under; longer ones are read, but not as well.
    #[serde(default)]
    pub trained_pieces: Option<usize>,
    /// The views to open with, from measurement.
    #[serde(default)]
    pub open: Vec<Opening>,
    /// Where the decoder, about to say the pronoun of the page's first two examples, looks hardest at the noun it stands for.
    #[serde(default)]
    pub pronoun: Option<Opening>,
    /// What every head does, from measurement.
    #[serde(default)]
    pub habits: Option<Habits>,
    /// The layers that were shown where to look; of plain training there are none.
    #[serde(default)]
    pub guided: Vec<Guided>,
    /// Who is to be named for the training data.
    #[serde(default)]
    pub attribution: Option<String>,
}

/// One file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelFile {
    /// Its name inside the folder.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// SHA-256 of its contents, in hexadecimal.
    pub sha256: String,
}

/// The layer, heads and row reading that measurement prefers for one attention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// Its heads, from 0.
    pub heads: Vec<usize>,
    /// In which row of the decoder a target word is read.
    #[serde(default)]
    pub reading: Reading,
}
