//! The page's mind: one [`State`], one reducer ([`State::reduce`]), and what follows from them: the looks that are needed, the
//! address, the words that are said, the conversation with the worker.
//!
//! Refuses to know the DOM: everything here is pure, builds natively and is tested natively. `browser` carries out what it
//! decides, `view` paints it.

mod action;
pub mod address;
mod apart;
mod asks;
pub mod beside;
mod carry;
mod chips;
mod client;
mod compared;
mod compose;
mod difference;
pub mod drawing;
mod examples;
mod follow;
mod forecast;
pub mod grid;
pub mod highlight;
mod history;
pub mod jobs;
mod labels;
mod lessons;
mod matching;
pub mod names;
mod news;
mod notes;
mod overview;
mod panel;
mod partners;
mod picture;
mod place;
mod reduce;
mod route;
#[cfg(test)]
mod samples;
mod seen;
mod selection;
mod settings;
mod shared;
mod shortcut;
mod sorted;
mod state;
mod summary;
mod take;
mod touch;
mod tree;
mod visible;
mod wanted;

pub use action::{Action, News, Opened};
pub use apart::{Apart, Ranking};
pub use chips::{Chip, Chips};
pub use client::{Client, Effect, Event};
pub use examples::EXAMPLES;
pub use forecast::{Chance, Change, Forecast};
pub use history::History;
pub use lessons::{Lessons, Reading as LessonReading, Turn};
pub use overview::{Overview, Thumbnail};
pub use panel::{CellAt, Panel, STEPS, link_kind};
pub use picture::{Answer, Drawn, Label, Picture, Sheet, SheetKey, Shown};
pub use place::{Hover, Node, Spot};
pub use route::Route;
pub use seen::MARGIN;
pub use selection::{Choice, Contrast, Figure, View, extent};
pub use settings::{Settings, Theme};
pub use shared::Shared;
pub use shortcut::{Pressed, shortcut};
pub use sorted::Sorted;
pub use state::{Origin, Panels, State, Status, Texts};
pub use touch::{Hideable, Touch, heads_shown};
pub use tree::Twig;
pub use wanted::{RunInput, Slot, Translation, Wanted};
