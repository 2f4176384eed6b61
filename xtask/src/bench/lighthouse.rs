//! What Lighthouse says of the page, as a telephone sees it.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::table::{Row, Table};
use crate::error::{Context, Result};
use crate::process;
use crate::server::Server;
use crate::tools::npm::LIGHTHOUSE;
use crate::workspace;

/// What it judges, as it names it.
const CATEGORIES: [&str; 3] = ["performance", "accessibility", "best-practices"];

/// Times behind its judgement of speed, as it names them.
const AUDITS: [&str; 4] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
];

/// So often; the middle one counts.
const TIMES: usize = 3;

/// Its judgements, 0 to 100.
pub(super) fn measure(chromium: &Path, dist: &Path) -> Result<Table> {
    let mut rows = Vec::new();
    match judged(chromium, dist) {
        Ok(judgements) => {
            for (what, value) in judgements {
                rows.push(Row::new(what, [value]));
            }
        }
        Err(why) => {
            println!("    without Lighthouse: {why}");
            rows.push(Row::new("not measured", [why.to_string()]));
        }
    }
    Ok(Table {
        title: "Lighthouse, mobile".into(),
        columns: ["what", "value"].map(Into::into).to_vec(),
        rows,
        note: format!(
            "{} {}, the release page served with Brotli; of {TIMES} visits the one of middle performance. Bounds: 95 each.",
            LIGHTHOUSE.name, LIGHTHOUSE.version
        ),
    })
}

/// What is judged, and how, of the middle visit.
fn judged(chromium: &Path, dist: &Path) -> Result<Vec<(String, String)>> {
    let program = LIGHTHOUSE.ready()?.join("cli").join("index.js");
    let node = process::find("node").context("Node.js is not installed")?;
    let server = Server::start(dist)?;
    server.set_brotli_quality(11);
    let mut visits = Vec::new();
    // The first visit has the server compress everything, and is not counted.
    for time in 0..=TIMES {
        let report = visit(&node, &program, chromium, &server)?;
        if time > 0 {
            visits.push(report);
        }
    }
    let score = |report: &Value, category: &str| {
        report["categories"][category]["score"]
            .as_f64()
            .unwrap_or(0.0)
    };
    visits.sort_by(|a, b| score(a, CATEGORIES[0]).total_cmp(&score(b, CATEGORIES[0])));
    let middle = visits.get(TIMES / 2).context("no visit")?;
    let scores = CATEGORIES.map(|category| {
        let score = format!("{:.0}", 100.0 * score(middle, category));
        (category.replace('-', " "), score)
    });
    let times = AUDITS.map(|audit| {
        let shown = middle["audits"][audit]["displayValue"]
            .as_str()
            .unwrap_or("–");
        // With a plain space between number and unit.
        (audit.replace('-', " "), shown.replace('\u{a0}', " "))
    });
    Ok(scores.into_iter().chain(times).collect())
}

fn visit(node: &Path, program: &Path, chromium: &Path, server: &Server) -> Result<Value> {
    let report = workspace::target().join("lighthouse.json");
    let mut command = Command::new(node);
    command.arg(program).arg(server.url()).args([
        "--quiet",
        "--output=json",
        "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic",
    ]);
    command.arg(format!("--only-categories={}", CATEGORIES.join(",")));
    command.arg(format!("--output-path={}", report.display()));
    command.env("CHROME_PATH", chromium);
    command.env("LIGHTHOUSE_DISABLE_ERROR_REPORTING", "1");
    command.current_dir(env::temp_dir());
    process::run(&mut command, "lighthouse")?;
    let text = std::fs::read_to_string(&report).context(report.display())?;
    serde_json::from_str(&text).context(report.display())
}
