//! The project's commands, and what its tests of the page stand on.
//!
//! * [`tools`] finds or installs what the commands need; [`page`] builds and serves the page; [`check`] is everything
//!   that must hold before a change lands; [`mod@bench`] measures the page.
//! * [`browser`] drives a headless Chromium over its DevTools protocol; [`server`] serves a folder as a static host
//!   would, and misbehaves on request. Both are for `tests/browser` and for [`mod@bench`].
//!
//! It refuses to know the project's library: the page is opened and measured from outside, as its reader does.

pub mod bench;
pub mod browser;
pub mod check;
pub mod error;
pub mod page;
pub mod process;
pub mod server;
pub mod tools;
pub mod workspace;

pub use error::{Context, Error, Result};
