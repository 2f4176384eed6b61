//! All heads of an attention at once, as the text grows: from the text's `input` event to its painted lines.

use std::path::Path;
use std::time::Duration;

use super::table::{Row, Table};
use super::typing::{ENGLISH, fill, first, open};
use crate::browser::{Browser, Page};
use crate::error::{Context, Result};
use crate::server::Server;

/// Words of the source; the same lengths as those of the head view compared with.
const LENGTHS: [usize; 4] = [16, 64, 128, 256];

/// Seconds that BertViz's head view took for as many words, with 12 heads.
const BERTVIZ: [&str; 4] = ["0.6", "2.2", "8.0", "30.8"];

const TIMES: usize = 3;
const LIMIT: Duration = Duration::from_secs(120);

/// Seconds from text to lines, with every head of encoder self-attention.
pub(super) fn measure(browser: &Browser, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    let page = open(browser, &server)?;
    fill(&page, "#target", "müde")?;
    click_label(&page, "Figure", "Lines")?;
    for button in [
        "[aria-label='Encoder self-attention'] .focus",
        "[aria-label='Encoder self-attention'] .together .chip",
    ] {
        page.click(button)?;
        page.wait_for("window.__loom.ready", LIMIT)?;
    }
    let mut rows = Vec::new();
    for (words, theirs) in LENGTHS.into_iter().zip(BERTVIZ) {
        let mut times = Vec::new();
        for time in 0..TIMES {
            // Another text each time, so that each is read anew.
            let text = first(words - 1, ENGLISH) + [" now", " then", " here"][time];
            fill(&page, "#source", &text)?;
            let told = page.wait_for("window.__loom.latencies.at(-1)", LIMIT)?;
            times.push(told.as_f64().context("the page told no time")? / 1e3);
        }
        times.sort_by(f64::total_cmp);
        let lines = page.eval("document.querySelectorAll('.still [data-kind]').length")?;
        rows.push(Row::new(
            format!("{words} words"),
            [
                format!("{:.2}", times[TIMES / 2]),
                lines.to_string(),
                theirs.to_owned(),
            ],
        ));
    }
    Ok(Table {
        title: "Every head of encoder self-attention, from text to lines, seconds".into(),
        columns: [
            "what",
            "Attention Loom, 8 heads",
            "lines",
            "BertViz's head view, 12 heads",
        ]
        .map(Into::into)
        .to_vec(),
        rows,
        note: format!(
            "Median of {TIMES}: from the text's `input` event, the model's reading included, to after the frame that painted the \
             lines. BertViz's figures are not of this machine: they were measured before, without its model's reading."
        ),
    })
}

/// Chooses an option of a group of radio buttons.
fn click_label(page: &Page, group: &str, option: &str) -> Result<()> {
    page.eval(&format!(
        "[...document.querySelectorAll('[role=radiogroup][aria-label={group}] label')]\
         .find((label) => label.innerText.trim() === '{option}').click()"
    ))?;
    page.wait_for("window.__loom.ready", LIMIT)?;
    Ok(())
}
