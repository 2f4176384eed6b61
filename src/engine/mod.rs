//! Protocol and session: a request comes in, a reply goes out.
//!
//! Runs the same in a web worker, in the command line and in tests. Refuses to know browsers.

pub mod compact;
mod guesses;
mod kept;
pub mod protocol;
mod session;
mod study;
mod told;
mod trace;

pub use guesses::{GUESSES, next_pieces};
pub use session::{Clock, Session, read_everything};
pub use trace::{ModelName, Only, Trace};
