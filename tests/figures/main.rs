//! Figures: golden files pin how they look, properties pin what must be true of every one.
//!
//! `LOOM_BLESS=1 cargo test --test figures` writes the golden files anew; look at them before you commit them.

mod cases;
mod golden;
mod outline;
mod properties;
mod special;
