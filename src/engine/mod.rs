//! Protocol and session: a request comes in, a reply goes out.
//!
//! Runs the same in a web worker, in the command line and in tests. Refuses to know browsers.

pub mod protocol;
