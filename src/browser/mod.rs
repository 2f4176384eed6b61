//! Everything that touches the browser: the line to the worker and the worker's end of it, fetching and caching, the address,
//! storage, files, the clipboard, and what the figures ask of the DOM.
//!
//! Refuses to know what is drawn, and decides nothing: it carries out what `app` has decided.

mod address_bar;
mod bridge;
mod cache;
mod dom;
mod fetch;
mod hash;
mod host;
mod observed;
mod save;
mod storage;
mod system;
mod wire;
mod worker;

pub use dom::{
    Ruler, WidthObserver, comes_from, data_number, focus, paint_pixels, place_in, typed,
};
pub use host::{Host, opening, root};
pub use save::{copy, save};
pub use worker::serve;
