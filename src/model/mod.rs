//! A Marian encoder–decoder: the network of "Attention Is All You Need" (Vaswani et al. 2017), post-norm, with sinusoidal
//! positions, as Hugging Face's `MarianMTModel` stores and computes it.
//!
//! Configuration, weights and the state of a run are separate types. A run keeps every layer's input and each attention's
//! q, k and v; scores, weights and outputs of a head are derived again by [`crate::attention`] when someone looks.
//! Refuses to know workers and screens.

mod beam;
mod config;
mod error;
mod folder;
mod job;
mod kind;
mod layers;
mod manifest;
mod network;
mod positions;
mod quantize;
mod run;
mod shuffle;
mod translate;
mod weights;

pub use beam::Hypothesis;
pub use config::{Activation, Config};
pub use error::ModelError;
pub use folder::{CONFIG_FILE, Files, MANIFEST_FILE, Model, TOKENIZER_FILE, WEIGHTS_FILE};
pub use job::{Guidance, Guided, Habit, Habits, Role};
pub use kind::{Heads, Hidden, Interventions, Kind, Reading, Side};
pub use manifest::{Manifest, ModelFile, Opening};
pub use network::Network;
pub use quantize::{dequantize, quantize};
pub use run::{DecoderLayerRun, EncoderLayerRun, Plan, Projected, Run};
pub use shuffle::word_order;
pub use weights::Weights;
