//! Which attention of the network is meant, and what may be done to it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The three attentions of an encoder–decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Encoder self-attention: source looks at source.
    Encoder,
    /// Masked decoder self-attention: target looks at what stands before it.
    Decoder,
    /// Cross-attention: target looks at the encoder's outputs.
    Cross,
}

impl Kind {
    /// All three, in the order in which data flows.
    pub const ALL: [Kind; 3] = [Kind::Encoder, Kind::Decoder, Kind::Cross];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Encoder => "encoder self-attention",
            Kind::Decoder => "masked decoder self-attention",
            Kind::Cross => "cross-attention",
        })
    }
}

/// In which row of the decoder a target word is read: row t has read piece t − 1 and predicts piece t.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// The row that is about to say the word.
    #[default]
    Saying,
    /// The row that has just said it.
    Said,
}

/// One of the two sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// What the encoder reads.
    Source,
    /// What the decoder reads.
    Target,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Side::Source => "source",
            Side::Target => "target",
        })
    }
}

/// A head, or with `head: None` all heads of one attention of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Heads {
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// Its head, from 0.
    pub head: Option<usize>,
}

/// A word that nobody may look at; `word: None` is the side's symbol (the source's end, the target's start).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hidden {
    /// Of which sentence.
    pub side: Side,
    /// The word's index.
    pub word: Option<usize>,
}

/// What is done to the machine while it reads. The same type is sent to the worker, written into the address, kept for undo,
/// and read by `loom trace`. The default does nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Interventions {
    /// Heads whose output is zero.
    pub mute: Vec<Heads>,
    /// Words that nobody may look at.
    pub hide: Vec<Hidden>,
    /// What every attention's scale 1/√d is multiplied by.
    pub scale: f32,
    /// Whether positions are added to the embeddings.
    pub positions: bool,
    /// With a seed: the source's words are read in another order, drawn at random; the same one for the same seed and number of
    /// words, and never the order in which they stand. Everything keeps the names and places that the words have in the text.
    pub shuffle: Option<u32>,
}

impl Default for Interventions {
    fn default() -> Self {
        Self {
            mute: Vec::new(),
            hide: Vec::new(),
            scale: 1.0,
            positions: true,
            shuffle: None,
        }
    }
}

impl Interventions {
    /// Whether nothing is done.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Whether this head's output is zero.
    pub fn mutes(&self, kind: Kind, layer: usize, head: usize) -> bool {
        self.mute
            .iter()
            .any(|m| m.kind == kind && m.layer == layer && m.head.is_none_or(|muted| muted == head))
    }
}
