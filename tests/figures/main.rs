//! Figures: golden files pin how they look, properties pin what must be true of every one.
//!
//! `LOOM_BLESS=1 cargo test --test figures` writes the golden files anew; look at them before you commit them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod cases;
mod difference;
mod golden;
mod outline;
mod properties;
mod special;
