//! The release page in headless Chromium, used as a person uses it. `cargo xtask test` builds the page and runs these.

mod access;
mod controls;
mod explore;
mod faults;
mod input;
mod lessons;
mod long;
mod loom;
mod machine;
mod opened;
mod panels;
mod take;
mod truth;
