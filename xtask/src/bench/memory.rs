//! What an open page with its worker takes of the machine's memory, as the text grows.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::table::{Row, Table};
use super::typing::{ENGLISH, fill, first, open};
use crate::browser::Browser;
use crate::error::{Context, Result};
use crate::server::Server;

/// Words of the source.
const LENGTHS: [usize; 3] = [16, 128, 512];

/// Megabytes of the process that holds the page and its worker.
pub(super) fn measure(chromium: &Path, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    let mut rows = Vec::new();
    for words in LENGTHS {
        // A browser of its own: memory that an earlier text took is not given back at once.
        let browser = Browser::launch_with(chromium, &[])?;
        let empty = resident(&browser)?;
        let page = open(&browser, &server)?;
        fill(&page, "#source", &first(words, ENGLISH))?;
        let with_page = resident(&browser)?;
        let megabytes = |pages: Option<u64>| match pages {
            Some(bytes) => format!("{:.0}", bytes as f64 / 1e6),
            None => "–".into(),
        };
        let own = with_page
            .zip(empty)
            .map(|(with, without)| with.saturating_sub(without));
        rows.push(Row::new(
            format!("{words} source words"),
            [megabytes(own), megabytes(with_page)],
        ));
    }
    Ok(Table {
        title: "Memory of tab and worker, megabytes".into(),
        columns: ["what", "of the page", "of all the browser's renderers"]
            .map(Into::into)
            .to_vec(),
        rows,
        note: "Resident memory of the renderer processes, each length in a browser of its own; of the page: what is more than \
               before it was opened. Told on Linux only."
            .into(),
    })
}

/// Bytes that the browser's renderers hold, where the system tells.
fn resident(browser: &Browser) -> Result<Option<u64>> {
    let told = browser.call("SystemInfo.getProcessInfo", json!({}))?;
    let processes = told["processInfo"].as_array().context("no processes")?;
    let renderers = processes
        .iter()
        .filter(|process| process["type"] == "renderer");
    Ok(renderers
        .map(|process| of_process(process["id"].as_u64()?))
        .sum())
}

/// Bytes of one process: the line `VmRSS:  123 kB` of its status.
fn of_process(id: u64) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(1024 * kilobytes)
}
