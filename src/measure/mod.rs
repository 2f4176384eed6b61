//! What is computed from a run: weights from word to word, norm-based weights, rollout, a head's job.
//!
//! Refuses to know browsers and protocols.

mod by_word;
mod job;
mod norms;
mod rollout;

pub use by_word::{Axes, by_word, by_word_mean};
pub use job::{ENOUGH, Job, SPREAD, strongest};
pub use norms::norms;
pub use rollout::rollout;
