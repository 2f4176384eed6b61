//! What is seen: Yew components, one a file, that paint a part of the state or pass on what a person does; they decide nothing.
//!
//! Refuses to know the model, the worker and the DOM's objects. What can be worked out without a browser stands in modules of
//! its own (from picture to figure, from figure to markup, what stands out, the wording), builds natively and is tested there.

pub mod beyond;
pub mod lesson;
pub mod markup;
pub mod overlay;
pub mod table;
pub mod taken_apart;
pub mod walk;
pub mod wording;

#[cfg(test)]
use crate::app::drawing::samples;
use crate::app::{beside, drawing, highlight, names};

#[cfg(target_arch = "wasm32")]
mod all_heads;
#[cfg(target_arch = "wasm32")]
mod attention;
#[cfg(target_arch = "wasm32")]
mod bars;
#[cfg(target_arch = "wasm32")]
mod cell;
#[cfg(target_arch = "wasm32")]
mod compared;
#[cfg(target_arch = "wasm32")]
mod contrast;
#[cfg(target_arch = "wasm32")]
mod controls;
#[cfg(target_arch = "wasm32")]
mod edges;
#[cfg(target_arch = "wasm32")]
mod examples;
#[cfg(target_arch = "wasm32")]
mod explore;
#[cfg(target_arch = "wasm32")]
mod finger;
#[cfg(target_arch = "wasm32")]
mod foot;
#[cfg(target_arch = "wasm32")]
mod heads;
#[cfg(target_arch = "wasm32")]
mod hooks;
#[cfg(target_arch = "wasm32")]
mod icon;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod layers;
#[cfg(target_arch = "wasm32")]
mod link;
#[cfg(target_arch = "wasm32")]
mod messages;
#[cfg(target_arch = "wasm32")]
mod next;
#[cfg(target_arch = "wasm32")]
mod own;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod ranked;
#[cfg(target_arch = "wasm32")]
mod scene_view;
#[cfg(target_arch = "wasm32")]
mod segment;
#[cfg(target_arch = "wasm32")]
mod sentence;
#[cfg(target_arch = "wasm32")]
mod stage;
#[cfg(target_arch = "wasm32")]
mod strips;
#[cfg(target_arch = "wasm32")]
mod take;
#[cfg(target_arch = "wasm32")]
mod targets;
#[cfg(target_arch = "wasm32")]
mod top;
#[cfg(target_arch = "wasm32")]
mod touch;
#[cfg(target_arch = "wasm32")]
mod touched;
#[cfg(target_arch = "wasm32")]
mod zoom;

#[cfg(target_arch = "wasm32")]
pub use page::Page;

/// Cloning costs nothing, so properties may be given by reference.
#[cfg(target_arch = "wasm32")]
impl<T> yew::html::ImplicitClone for crate::app::Shared<T> {}
