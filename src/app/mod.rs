//! The page's mind: one [`State`], one reducer ([`State::reduce`]), and what follows from them: the looks that are needed, the
//! address, the words that are said, the conversation with the worker.
//!
//! Refuses to know the DOM: everything here is pure, builds natively and is tested natively. `browser` carries out what it
//! decides, `view` paints it.

mod action;
pub mod address;
mod asks;
mod client;
mod compose;
pub mod drawing;
mod examples;
mod follow;
mod history;
mod labels;
mod lessons;
pub mod names;
mod news;
mod notes;
mod overview;
mod picture;
mod place;
mod reduce;
mod route;
#[cfg(test)]
mod samples;
mod selection;
mod shared;
mod state;
mod summary;
mod take;
mod visible;

pub use action::{Action, News, Opened};
pub use client::{Client, Effect, Event};
pub use examples::EXAMPLES;
pub use history::History;
pub use lessons::{Lessons, Reading as LessonReading, Turn};
pub use overview::{Overview, Thumbnail};
pub use picture::{Answer, Drawn, Label, Picture, Sheet, SheetKey, Shown};
pub use place::{Hover, Node, Spot};
pub use route::Route;
pub use selection::{Chip, Chips, Choice, Figure, View, extent};
pub use shared::Shared;
pub use state::{
    Origin, RunInput, Settings, Slot, State, Status, Texts, Theme, Translation, Wanted,
};
