//! What is computed from a run: weights from word to word, a head's job.
//!
//! Refuses to know browsers and protocols.

mod by_word;
mod job;

pub use by_word::{Axes, by_word, by_word_mean};
pub use job::{ENOUGH, Job, Role, SPREAD, strongest};
