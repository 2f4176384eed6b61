//! Everything that touches the browser: the line to the worker and the worker's end of it, fetching and caching, the address,
//! storage, files, the clipboard, and what the figures ask of the DOM.
//!
//! Refuses to know what is drawn, and decides nothing: it carries out what `app` has decided.

mod address_bar;
mod cache;
mod dom;
mod fetch;
mod hash;
mod keys;
mod line;
mod observed;
mod own;
mod save;
mod storage;
mod system;
mod window;
mod wire;
mod worker;

pub use address_bar::{address_of, fragment, on_fragment, push_fragment, replace_fragment};
pub use dom::{
    Ruler, WidthObserver, bring, chosen, comes_from, comes_from_input, data, entitle, focus, hold,
    inner_width, keep_middle, number, paint_pixels, pan, place_in, reveal, root, share_in, to_top,
    typed,
};
pub use keys::{Key, on_key, on_step};
pub use line::{Heard, Line};
pub use observed::Observed;
pub use own::{choose, own_folder};
pub use save::{copy, save, save_png};
pub use storage::{keep, stored};
pub use system::{is_dark, on_dark};
pub use window::WindowObserver;
pub use worker::serve;
