//! Attention Loom: a real, trained Transformer whose every attention weight can be looked at.
//!
//! The house has floors; a module imports only from floors below its own. `ARCHITECTURE.md` is the map, and
//! `tests/tidy.rs` holds the walls.

pub mod app;
pub mod attention;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod engine;
pub mod export;
pub mod figure;
pub mod lesson;
pub mod matrix;
pub mod measure;
pub mod model;
pub mod text;
pub mod view;
