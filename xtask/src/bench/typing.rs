//! Typing: from a key press to the lines of what it made of the text, what it costs the page's own thread, and what a
//! run keeps.

use std::collections::HashSet;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::spread::Spread;
use super::table::{Row, Table, grouped};
use crate::browser::{Browser, Page};
use crate::error::{Context, Result};
use crate::server::Server;

/// Words of source and target, and the pause between two key presses.
const LENGTHS: [(usize, Duration); 2] = [
    (16, Duration::from_millis(120)),
    (64, Duration::from_millis(60)),
];

/// Key presses at each length.
const PRESSES: usize = 100;

/// How long the page may take to come to rest.
const LIMIT: Duration = Duration::from_secs(120);

/// In which what is ready has been painted.
const SETTLE: Duration = Duration::from_millis(300);

pub(super) const ENGLISH: &str =
    "the animal did not cross the street because it was too tired and the way was long";
pub(super) const GERMAN: &str =
    "das Tier überquerte die Straße nicht weil es zu müde war und der Weg so lang";

/// Latency, longest task and runs left over at each length.
pub(super) fn measure(browser: &Browser, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    let mut rows = Vec::new();
    for (words, pause) in LENGTHS {
        let page = open(browser, &server)?;
        fill(&page, "#source", &first(words, ENGLISH))?;
        fill(&page, "#target", &first(words, GERMAN))?;
        page.focus("#source")?;
        page.press("End")?;
        rows.push(type_on(&page, words, pause)?);
    }
    Ok(Table {
        title: format!("Typing: {PRESSES} key presses"),
        columns: [
            "words",
            "lines of its own",
            "median, ms",
            "95th percentile, ms",
            "longest task of the page's thread, ms",
            "runs after the last key",
        ]
        .map(Into::into)
        .to_vec(),
        rows,
        note: "From a key's `input` event to after the frame that painted its lines; keys overtaken by the next have none of \
               their own. Bounds: 95th percentile ≤ 50 ms at 16 + 16 words, aim ≤ 16 ms; longest task ≤ 50 ms and at most \
               two runs after the last key at 64 + 64 words."
            .into(),
    })
}

/// Bytes that the session keeps of a run, as the source grows.
pub(super) fn memory(browser: &Browser, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    let page = open(browser, &server)?;
    fill(&page, "#target", "tired")?;
    let mut rows = Vec::new();
    let mut bytes_at = |pieces: usize| -> Result<u64> {
        // `tired` is one piece of the built-in model; the end symbol is another.
        fill(&page, "#source", &vec!["tired"; pieces - 1].join(" "))?;
        let bytes = page
            .eval("window.__loom.lastRun.bytes")?
            .as_u64()
            .context("the page tells no bytes")?;
        rows.push(Row::new(
            format!("{pieces} source pieces"),
            [grouped(bytes)],
        ));
        Ok(bytes)
    };
    let (_, small, large) = (bytes_at(16)?, bytes_at(128)?, bytes_at(512)?);
    rows.push(Row::new(
        "512 against 128",
        [format!("{:.2} ×", large as f64 / small as f64)],
    ));
    Ok(Table {
        title: "Bytes that a run keeps".into(),
        columns: ["what", "bytes"].map(Into::into).to_vec(),
        rows,
        note: "Bound: 512 against 128 source pieces ≤ 4.5 ×.".into(),
    })
}

/// The page with its model ready.
pub(super) fn open(browser: &Browser, server: &Server) -> Result<Page> {
    let page = browser.new_page()?;
    page.set_viewport(1440, 900, 1.0, false)?;
    page.goto(&server.url())?;
    page.wait_for("window.__loom?.ready", LIMIT)?;
    Ok(page)
}

/// Puts a text into a box and waits for the run of it.
pub(super) fn fill(page: &Page, selector: &str, text: &str) -> Result<()> {
    let runs = page.eval("window.__loom.runs")?;
    page.fill(selector, text)?;
    page.wait_for(
        &format!("window.__loom.runs > {runs} && window.__loom.ready"),
        LIMIT,
    )?;
    Ok(())
}

/// The first words of a sentence that begins again at its end.
pub(super) fn first(words: usize, sentence: &str) -> String {
    sentence
        .split(' ')
        .cycle()
        .take(words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Types a word and takes it back, over and over, so that the length stays what it is.
fn type_on(page: &Page, words: usize, pause: Duration) -> Result<Row> {
    const KEYS: [&str; 10] = [
        "Space",
        "w",
        "e",
        "l",
        "l",
        "Backspace",
        "Backspace",
        "Backspace",
        "Backspace",
        "Backspace",
    ];
    // What was filled in is ready before it is painted, and its painting belongs to no key.
    thread::sleep(SETTLE);
    page.eval("void (window.__loom.latencies.length = 0)")?;
    let trace = page
        .browser()
        .trace(&["toplevel", "disabled-by-default-devtools.timeline"])?;
    for key in KEYS.iter().cycle().take(PRESSES) {
        page.press(key)?;
        thread::sleep(pause);
    }
    let at_last_key = page.eval("window.__loom.runs")?;
    page.wait_for("window.__loom.ready", LIMIT)?;
    let longest = longest_task(&trace.finish()?);
    let after = page.eval(&format!("window.__loom.runs - {at_last_key}"))?;
    let latencies = page.eval("[...window.__loom.latencies]")?;
    let latencies: Vec<f64> = latencies
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    let count = latencies.len();
    let spread = Spread::of(latencies).context("no key press had lines of its own")?;
    Ok(Row::new(
        format!("{words} + {words}"),
        [
            format!("{count} of {PRESSES}"),
            format!("{:.1}", spread.median),
            format!("{:.1}", spread.late),
            format!("{longest:.1}"),
            after.to_string(),
        ],
    ))
}

/// Milliseconds of the longest task on a page's own thread.
fn longest_task(events: &[Value]) -> f64 {
    let thread_of = |event: &Value| (event["pid"].as_u64(), event["tid"].as_u64());
    let named = |event: &&Value| {
        event["name"] == "thread_name" && event["args"]["name"] == "CrRendererMain"
    };
    let main: HashSet<_> = events.iter().filter(named).map(thread_of).collect();
    let task = |event: &&Value| {
        let name = event["name"].as_str().unwrap_or_default();
        name.ends_with("RunTask") && main.contains(&thread_of(event))
    };
    let microseconds = events
        .iter()
        .filter(task)
        .filter_map(|event| event["dur"].as_f64());
    microseconds.fold(0.0, f64::max) / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_longest_task_is_the_pages_own() {
        let events = [
            json!({ "name": "thread_name", "pid": 1, "tid": 2, "args": { "name": "CrRendererMain" } }),
            json!({ "name": "thread_name", "pid": 1, "tid": 3, "args": { "name": "DedicatedWorker thread" } }),
            json!({ "name": "RunTask", "pid": 1, "tid": 2, "dur": 4500 }),
            json!({ "name": "ThreadControllerImpl::RunTask", "pid": 1, "tid": 2, "dur": 9000 }),
            json!({ "name": "Paint", "pid": 1, "tid": 2, "dur": 99000 }),
            json!({ "name": "RunTask", "pid": 1, "tid": 3, "dur": 99000 }),
        ];
        assert_eq!(longest_task(&events), 9.0);
        assert_eq!(first(5, "a b c"), "a b c a b");
    }
}
