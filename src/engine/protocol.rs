//! What the page and the worker say to each other.
//!
//! A message is a small JSON header ([`ToWorker`], [`FromWorker`]) beside flat `f32` buffers ([`Tensor`]s name their shape in
//! the header, the numbers travel apart and are transferred, not copied). The worker says [`FromWorker::Hello`] first; a page
//! of another [`PROTOCOL`] number then says so instead of guessing.

use serde::{Deserialize, Serialize};

use crate::model::{Interventions, Kind, Manifest, Reading};
use crate::text::Sentence;

mod ask;
mod study;

pub use ask::{Ask, Branch, Cell, Glance, Told};
pub use study::{Missed, PairStudied, PairStudy, Studied, Study};

/// Raised whenever a message changes its meaning.
pub const PROTOCOL: u32 = 3;

/// Names the build: page and worker of one build belong together.
pub const BUILD: &str = env!("LOOM_BUILD");

/// Names a run that the session keeps.
pub type RunId = u64;

/// From the page to the worker. `id` comes back with the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToWorker {
    /// Chosen by the page; answers carry it.
    pub id: u64,
    /// What is asked.
    pub request: Request,
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The first word of a worker.
    Hello {
        /// Its [`PROTOCOL`].
        protocol: u32,
        /// Its build; page and worker of one build belong together.
        build: String,
    },
    /// Bytes of the model that have arrived, of how many.
    Progress {
        /// Bytes so far.
        loaded: u64,
        /// Bytes in all, as the manifest says.
        total: u64,
    },
    /// The answer to the request `id`.
    Answer {
        /// The request's.
        id: u64,
        /// The answer.
        reply: Reply,
    },
    /// The worker has panicked and is of no more use.
    Panicked {
        /// What the panic said.
        message: String,
    },
}

/// What the page asks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Fetch the model folder at this address (relative to the page) and load it. Answered by [`Reply::Loaded`].
    Load {
        /// The folder, ending in `/`.
        folder: String,
    },
    /// Read two sentences. Answered by [`Reply::Ran`].
    Run {
        /// The source as typed.
        source: String,
        /// The target as typed.
        target: String,
        /// What is done to the machine meanwhile.
        interventions: Interventions,
        /// What is on screen, so that a key press is one round trip.
        looks: Vec<Look>,
    },
    /// Look at a run again. Answered by [`Reply::Looked`].
    Look {
        /// The run.
        run: RunId,
        /// What to look at.
        looks: Vec<Look>,
    },
    /// Ask more about a run. Answered by [`Reply::Told`].
    Ask {
        /// The run.
        run: RunId,
        /// What is asked.
        ask: Ask,
    },
    /// Translate greedily. Answered by [`Reply::Translated`].
    Translate {
        /// The source as typed.
        source: String,
        /// What is done to the machine meanwhile.
        interventions: Interventions,
        /// What the translation begins with; `None` for nothing.
        begin: Option<Begin>,
    },
    /// A lesson asks. Answered by [`Reply::Studied`].
    Study {
        /// What it asks.
        study: Study,
    },
    /// Time the forward pass with all weights derived and all logits, for the benchmark. Answered by [`Reply::Measured`].
    Measure {
        /// The source as typed.
        source: String,
        /// The target as typed.
        target: String,
        /// How often.
        times: usize,
    },
}

/// What a translation begins with: part of a target, then chosen pieces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// The target as typed.
    pub target: String,
    /// So many of its pieces are kept.
    pub kept: usize,
    /// What follows them: numbers in the vocabulary.
    pub chosen: Vec<u32>,
}

/// One attention, some heads of one layer, in one quantity.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Look {
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// Its heads, from 0; one matrix each.
    pub heads: Vec<usize>,
    /// What is shown of a pair.
    pub quantity: Quantity,
    /// Words or pieces.
    pub unit: Unit,
    /// In which reading of the decoder's rows (ignored for the encoder).
    pub reading: Reading,
}

/// What is shown of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quantity {
    /// q·k.
    Score,
    /// q·k times the scale.
    Scaled,
    /// The softmax's share.
    #[default]
    Weight,
    /// How long the vector is that the pair hands over, of one head by itself ([`crate::measure::norms`]).
    Norm,
    /// The share of a first embedding that is left in a row, from the first layer up to this one, all heads together
    /// ([`crate::measure::rollout`]): one matrix a layer, whichever heads are asked for; none for cross-attention.
    Rollout,
}

impl Quantity {
    /// Shares of one.
    pub fn is_share(self) -> bool {
        matches!(self, Quantity::Weight | Quantity::Rollout)
    }

    /// q·k in one form or the other: any sign, and nothing to be said where a query may not look.
    pub fn is_score(self) -> bool {
        matches!(self, Quantity::Score | Quantity::Scaled)
    }

    /// Each head has its own.
    pub fn has_heads(self) -> bool {
        self != Quantity::Rollout
    }

    /// Whether it is defined for this attention. Rollout is for one stack that looks at itself (Abnar & Zuidema 2020); the paper
    /// defines none between two.
    pub fn is_of(self, kind: Kind) -> bool {
        self.has_heads() || kind != Kind::Cross
    }
}

/// What stands on the axes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Words of the text, then symbols.
    #[default]
    Words,
    /// Pieces, symbols in their places.
    Pieces,
}

/// A matrix whose numbers travel beside the header: `[rows, cols]`, row after row, in buffer number `buffer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tensor {
    /// Queries.
    pub rows: usize,
    /// Keys.
    pub cols: usize,
    /// Which of the message's buffers.
    pub buffer: usize,
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The model is ready.
    Loaded(Box<ModelInfo>),
    /// Both sentences were read.
    Ran(Box<Ran>),
    /// The looks asked for, in order.
    Looked {
        /// The run.
        run: RunId,
        /// One per look.
        looks: Vec<Looked>,
    },
    /// What was asked about a run.
    Told {
        /// The run.
        run: RunId,
        /// What was asked.
        ask: Ask,
        /// What is to be said to it.
        told: Told,
    },
    /// The greedy translation.
    Translated {
        /// Its text.
        text: String,
    },
    /// What a lesson has asked.
    Studied {
        /// The answer.
        studied: Studied,
    },
    /// Milliseconds of each forward pass.
    Measured {
        /// Source pieces with the end symbol.
        source: usize,
        /// Decoder rows, the start symbol included.
        target: usize,
        /// One for each time.
        milliseconds: Vec<f64>,
    },
    /// The session no longer keeps this run; ask for it anew.
    Gone {
        /// The run.
        run: RunId,
    },
    /// The request cannot be met; a sentence for the reader says why. Nothing has changed.
    Refused {
        /// The sentence.
        message: String,
    },
}

/// The two sentences, read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ran {
    /// Name for later looks.
    pub run: RunId,
    /// Source with its end symbol.
    pub source: Sentence,
    /// Target, without an end symbol.
    pub target: Sentence,
    /// For every row of the decoder, the likeliest next pieces: one row more than target pieces.
    pub next: Vec<Vec<Guess>>,
    /// For every row of the decoder, the piece that comes next in the target; for the last one the end symbol.
    pub written: Vec<Guess>,
    /// One per look asked for.
    pub looks: Vec<Looked>,
    /// Bytes that the session keeps of this run.
    pub bytes: usize,
    /// Milliseconds of the forward pass, where the worker has a clock.
    pub milliseconds: Option<f64>,
}

/// What a look found: one matrix per head.
///
/// By words: rows are the words that ask, columns the words looked at, then the symbols (end symbol of the source; start
/// symbol for decoder self-attention). By pieces: rows are decoder rows (row 0 has read the start symbol) or source pieces,
/// columns likewise, in their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Looked {
    /// What was asked.
    pub look: Look,
    /// One per head of the look.
    pub heads: Vec<Tensor>,
}

/// A possible next piece.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// Its vocabulary entry.
    pub text: String,
    /// Its number in the vocabulary.
    pub id: u32,
    /// Its probability.
    pub p: f32,
}

/// What the page needs to know of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelInfo {
    /// Its name.
    pub name: String,
    /// Layers of the encoder; each has one self-attention.
    pub encoder_layers: usize,
    /// Layers of the decoder; each has one self-attention and one cross-attention.
    pub decoder_layers: usize,
    /// Heads of each encoder attention.
    pub encoder_heads: usize,
    /// Heads of each decoder and cross-attention.
    pub decoder_heads: usize,
    /// Numbers in a word's vector.
    pub d_model: usize,
    /// Pieces of a side that it can read at most.
    pub max_pieces: usize,
    /// What the model's folder says of itself.
    pub manifest: Manifest,
}

/// A run answered in advance, which the page shows, labelled as recorded, until the model has arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recording {
    /// The model that was run.
    pub info: ModelInfo,
    /// What it answered.
    pub ran: Ran,
    /// The numbers of the answer's tensors.
    pub buffers: Vec<Vec<f32>>,
}
