//! `cargo xtask bench`: the release page measured in Chromium, as a table in `docs/benchmarks.md`.
//!
//! Each group of rows is a file of its own that returns a [`Table`]; this one puts them together. It refuses to judge:
//! a bound stands beside its value, and the reader compares.

mod arrival;
mod forward;
mod grid;
mod heads;
mod hover;
mod lighthouse;
mod machine;
mod memory;
mod sizes;
mod spread;
mod table;
mod typing;

use std::fs;
use std::path::Path;

use crate::browser::Browser;
use crate::error::{Context, Result};
use crate::page;
use crate::tools::Toolbox;
use crate::workspace;

pub use self::table::{Row, Table};

/// Builds the page, measures it, prints the tables and writes them to `docs/benchmarks.md`.
///
/// # Errors
/// When the page cannot be built, opened or measured.
pub fn run(toolbox: &Toolbox, chromium: &Path) -> Result<()> {
    let dist = page::build(toolbox)?;
    let browser = Browser::launch_with(chromium, &[])?;
    let machine = machine::describe(&browser.version()?);

    let tables = [
        sizes::measure(&dist)?,
        arrival::measure(&browser, &dist)?,
        lighthouse::measure(chromium, &dist)?,
        typing::measure(&browser, &dist)?,
        hover::measure(&browser, &dist)?,
        heads::measure(&browser, &dist)?,
        grid::measure(&browser, &dist)?,
        typing::memory(&browser, &dist)?,
        memory::measure(chromium, &dist)?,
        forward::measure(&browser, &dist)?,
    ];

    let mut text = format!(
        "# Benchmarks\n\nThe release page in headless Chromium; `cargo xtask bench` writes this file.\n\n{machine}\n"
    );
    for table in &tables {
        text.push_str(&format!("\n{table}"));
    }
    println!("{text}");
    let path = workspace::root().join("docs").join("benchmarks.md");
    fs::create_dir_all(path.with_file_name("")).context("docs")?;
    fs::write(&path, text).context("docs/benchmarks.md")
}
