//! Opening all heads at a glance: from the click to the frame in which every thumbnail is painted, as the text grows.

use std::path::Path;
use std::time::Duration;

use super::table::{Row, Table};
use super::typing::{ENGLISH, GERMAN, fill, first, open};
use crate::browser::{Browser, Page};
use crate::error::{Context, Result};
use crate::server::Server;

/// Words of the source, and as many of the target.
const LENGTHS: [usize; 3] = [16, 64, 256];

/// The last word of each text that is measured.
const LAST: [&str; 5] = ["now", "then", "here", "there", "again"];

const LIMIT: Duration = Duration::from_secs(120);

/// Clicks, and looks at every frame whether each head has its thumbnail: a canvas is as many pixels wide as it was made with until
/// it is painted on, and the page says whether they are of this text. Then it waits for the frame to be out.
const OPEN: &str = r"new Promise((told) => {
    const label = [...document.querySelectorAll('[role=radiogroup][aria-label=Figure] label')]
        .find((label) => label.innerText.trim() === 'All heads');
    const start = performance.now();
    const look = () => {
        const painted = [...document.querySelectorAll('.all-heads canvas')].filter((canvas) => canvas.width !== 300);
        if (painted.length < 72 || !window.__loom.ready) return requestAnimationFrame(look);
        setTimeout(() => told(performance.now() - start));
    };
    label.click();
    requestAnimationFrame(look);
})";

/// Milliseconds from the click to the thumbnails.
pub(super) fn measure(browser: &Browser, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    let page = open(browser, &server)?;
    let rows = LENGTHS.into_iter().map(|words| grid(&page, words));
    Ok(Table {
        title: "Opening all heads at a glance".into(),
        columns: ["words", "median, ms", "longest, ms"]
            .map(Into::into)
            .to_vec(),
        rows: rows.collect::<Result<_>>()?,
        note: format!(
            "Of {}, each of another text: from the click on “All heads” to after the frame in which 72 heads (three \
             attentions, three layers, eight heads) have their thumbnail, the worker's part included.",
            LAST.len()
        ),
    })
}

fn grid(page: &Page, words: usize) -> Result<Row> {
    fill(page, "#target", &first(words, GERMAN))?;
    let mut times = Vec::new();
    for last in LAST {
        // Another text each time: what has been told of a run once is there at once.
        fill(page, "#source", &(first(words - 1, ENGLISH) + " " + last))?;
        let time = page.eval(OPEN)?;
        times.push(time.as_f64().context("the page told no time")?);
        page.wait_for("window.__loom.ready", LIMIT)?;
        page.eval(
            "[...document.querySelectorAll('[role=radiogroup][aria-label=Figure] label')]\
             .find((label) => label.innerText.trim() === 'Loom').click()",
        )?;
        page.wait_for("window.__loom.ready", LIMIT)?;
    }
    times.sort_by(f64::total_cmp);
    let longest = times.last().copied().unwrap_or_default();
    Ok(Row::new(
        format!("{words} + {words} words"),
        [
            format!("{:.0}", times[times.len() / 2]),
            format!("{longest:.0}"),
        ],
    ))
}
