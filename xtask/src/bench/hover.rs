//! From the mouse coming onto a word to the painted frame in which its lines stand apart, in short and in long texts.

use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::spread::Spread;
use super::table::{Row, Table};
use super::typing::{ENGLISH, fill, first, open};
use crate::browser::Browser;
use crate::error::{Context, Result};
use crate::server::Server;

/// Words of the source.
const LENGTHS: [usize; 2] = [16, 512];

/// How often the mouse comes onto a word.
const TIMES: usize = 60;

/// Notes, for every word the mouse comes onto, the time until the frame has been painted in which the figure changed.
const WATCH: &str = r"(() => {
    window.__hovers = [];
    let start = null;
    document.addEventListener('pointerover', (event) => {
        if (event.target.closest('.word')) start = event.timeStamp;
    }, true);
    new MutationObserver(() => {
        if (start === null) return;
        const since = start;
        start = null;
        requestAnimationFrame(() => setTimeout(() => window.__hovers.push(performance.now() - since)));
    }).observe(document.querySelector('.stage'), { attributes: true, childList: true, subtree: true });
})()";

/// The middles of the words in the window.
const PLACES: &str = r"[...document.querySelectorAll('.stage .word')].map((word) => word.getBoundingClientRect())
    .filter((box) => box.top > 0 && box.bottom < innerHeight)
    .map((box) => [box.left + box.width / 2, box.top + box.height / 2])";

/// Milliseconds from hover to highlight.
pub(super) fn measure(browser: &Browser, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    let rows = LENGTHS
        .into_iter()
        .map(|words| hover(browser, &server, words));
    Ok(Table {
        title: "Hover to highlight".into(),
        columns: ["what", "hovers that changed the figure", "median, ms", "95th percentile, ms"].map(Into::into).to_vec(),
        rows: rows.collect::<Result<_>>()?,
        note: "From the mouse coming onto a word to after the frame that painted the change. Bound: 95th percentile ≤ 33 ms \
               with 512 words."
            .into(),
    })
}

fn hover(browser: &Browser, server: &Server, words: usize) -> Result<Row> {
    let page = open(browser, server)?;
    fill(&page, "#source", &first(words, ENGLISH))?;
    page.eval("document.querySelector('.stage').scrollIntoView()")?;
    let places = page.eval(PLACES)?;
    let places = places
        .as_array()
        .filter(|places| places.len() > 1)
        .context("no words in the window")?;
    page.eval(WATCH)?;
    for place in places.iter().cycle().take(TIMES) {
        let point = place[0].as_f64().zip(place[1].as_f64());
        let (x, y) = point.context("a word is nowhere")?;
        page.move_to_point(x, y)?;
        thread::sleep(Duration::from_millis(80));
    }
    let times = page.eval("window.__hovers")?;
    let times: Vec<f64> = times
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    let count = times.len();
    let spread = Spread::of(times).context("no hover changed the figure")?;
    let values = [
        format!("{count} of {TIMES}"),
        format!("{:.1}", spread.median),
        format!("{:.1}", spread.late),
    ];
    Ok(Row::new(format!("{words} source words"), values))
}
