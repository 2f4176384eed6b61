//! From navigation to the first picture, to the live figure and to the model being ready, with an empty cache and with a full one.

use std::path::Path;
use std::time::Duration;

use super::spread::Spread;
use super::table::{Row, Table};
use crate::browser::{Browser, Network, Page};
use crate::error::{Context, Result};
use crate::server::Server;

/// How often each visit is made.
const TIMES: usize = 5;

/// How long one visit may take.
const LIMIT: Duration = Duration::from_secs(120);

/// A connection of 10 Mbit/s, as a telephone has it.
const TELEPHONE: Network = Network {
    latency: Duration::from_millis(40),
    bytes_per_second: 1.25e6,
};

/// Runs before the page's own scripts: notes when the image has been painted, then the frame with the first line, and when the page says
/// that its model is ready; milliseconds since navigation.
const WATCH: &str = r"(() => {
    const observer = new MutationObserver(() => {
        if (!document.querySelector('[data-weight], [data-score]')) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.__live = performance.now(); }));
    });
    document.addEventListener('load', (event) => {
        if (event.target.localName !== 'img') return;
        requestAnimationFrame(() => setTimeout(() => { window.__picture ??= performance.now(); }));
    }, true);
    observer.observe(document, { childList: true, subtree: true, attributes: true });
    const asking = setInterval(() => {
        if (!window.__loom?.ready) return;
        clearInterval(asking);
        window.__ready = performance.now();
    }, 5);
})()";

/// Milliseconds to the first picture, to the figure that answers, and to the model being ready.
pub(super) fn measure(browser: &Browser, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    server.set_brotli_quality(11);
    // The first visit of all has the server compress everything, and is not counted.
    visit(&browser.new_page()?, &server)?;

    let mut rows = Vec::new();
    for (what, network) in [
        ("from loopback", None),
        ("10 Mbit/s, 40 ms", Some(TELEPHONE)),
    ] {
        let (mut first, mut again) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            let page = browser.new_page()?;
            page.throttle_network(network)?;
            first.push(visit(&page, &server)?);
            let tab = page.new_tab()?;
            tab.throttle_network(network)?;
            again.push(visit(&tab, &server)?);
        }
        for (visit, times) in [("first visit", first), ("second visit", again)] {
            let values = [0, 1, 2].map(|moment| {
                let moments = times.iter().map(|visit: &[f64; 3]| visit[moment]);
                Spread::of(moments.collect()).map_or_else(String::new, |s| s.median_and_best())
            });
            rows.push(Row::new(format!("{visit}, {what}"), values));
        }
    }
    Ok(Table {
        title: "Arrival, milliseconds since navigation".into(),
        columns: [
            "what",
            "first picture, median (best)",
            "live figure, median (best)",
            "model ready, median (best)",
        ]
        .map(Into::into)
        .to_vec(),
        rows,
        note: format!(
            "{TIMES} visits each; files compressed with Brotli, revalidated on the second visit."
        ),
    })
}

/// When the first picture was painted, when the figure was live, and when the model was ready.
fn visit(page: &Page, server: &Server) -> Result<[f64; 3]> {
    page.before_scripts(WATCH)?;
    page.goto(&server.url())?;
    let times = page.wait_for(
        "window.__picture && window.__ready && [window.__picture, window.__live, window.__ready]",
        LIMIT,
    )?;
    let time = |place: usize| times[place].as_f64().context("the page told no times");
    Ok([time(0)?, time(1)?, time(2)?])
}
