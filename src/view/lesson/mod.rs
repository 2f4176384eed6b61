//! The lessons on screen: prose whose words wear the colours of the picture, formulas, exhibits, the question.
//!
//! One selection serves text, formula and picture: whatever carries `data-part` lights up its part everywhere.

pub mod formula;

#[cfg(target_arch = "wasm32")]
mod boxes;
#[cfg(target_arch = "wasm32")]
mod card;
#[cfg(target_arch = "wasm32")]
mod chart;
#[cfg(target_arch = "wasm32")]
mod contents;
#[cfg(target_arch = "wasm32")]
mod exhibit;
#[cfg(target_arch = "wasm32")]
mod grid;
#[cfg(target_arch = "wasm32")]
mod knobs;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod plane;
#[cfg(target_arch = "wasm32")]
mod prose;
#[cfg(target_arch = "wasm32")]
mod question;
#[cfg(target_arch = "wasm32")]
mod reading;
#[cfg(target_arch = "wasm32")]
mod table;
#[cfg(target_arch = "wasm32")]
mod wires;

#[cfg(target_arch = "wasm32")]
pub use page::LessonsPage;
#[cfg(target_arch = "wasm32")]
pub use prose::link;
