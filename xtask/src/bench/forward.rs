//! The forward pass in the worker, and beside it `onnxruntime-web` on the same weights, in turn, so that a noisy machine slows
//! both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::table::{Row, Table};
use crate::browser::{Browser, Page};
use crate::error::{Context, Result};
use crate::process::{answer, run};
use crate::server::Server;
use crate::tools::npm::ORT;
use crate::workspace;

/// Pieces of source and target, and how often each length is timed.
const LENGTHS: [(usize, usize); 4] = [(8, 60), (16, 60), (64, 30), (256, 8)];

/// Files of the package that one thread of WASM needs.
const ORT_FILES: [&str; 3] = [
    "ort.wasm.min.mjs",
    "ort-wasm-simd-threaded.mjs",
    "ort-wasm-simd-threaded.wasm",
];

/// Milliseconds of the forward pass with all weights derived and all logits.
pub(super) fn measure(browser: &Browser, dist: &Path) -> Result<Table> {
    let server = Server::start(dist)?;
    let loom = browser.new_page()?;
    loom.goto(&server.url())?;
    let worker = loom.wait_for(
        "window.__loom && window.__loom.worker",
        std::time::Duration::from_secs(60),
    )?;
    let script = include_str!("loom.js").replace("WORKER", &worker.to_string());
    loom.eval(&script).context("a worker of our own")?;

    let other = match other_side() {
        Ok(folder) => Some(open_other(browser, folder)?),
        Err(why) => {
            println!("    without onnxruntime-web: {why}");
            None
        }
    };
    let mut rows = vec![];
    for (pieces, times) in LENGTHS {
        let (mut ours, mut theirs) = (vec![], vec![]);
        // The first rounds warm up.
        for round in 0..times + 5 {
            let own = time(&loom, "loom_bench", pieces)?;
            let their = match &other {
                Some((page, _)) => Some(time(page, "ort", pieces)?),
                None => None,
            };
            if round >= 5 {
                ours.push(own);
                theirs.extend(their);
            }
        }
        let (ours, theirs) = (Spread::of(ours), Spread::of(theirs));
        let ratio = match (&ours, &theirs) {
            (Some(ours), Some(theirs)) => format!("{:.2}", ours.median / theirs.median),
            _ => "–".into(),
        };
        rows.push(Row::new(
            format!("{pieces} + {pieces} pieces"),
            [text(&ours), text(&theirs), ratio],
        ));
    }
    let created = |page: &Page, name: &str| -> Result<String> {
        let value = page.eval(&format!("window.{name}.created"))?;
        Ok(format!("{:.0}", value.as_f64().unwrap_or(f64::NAN)))
    };
    let theirs = match &other {
        Some((page, _)) => created(page, "ort")?,
        None => "–".into(),
    };
    rows.push(Row::new(
        "model fetched from loopback and ready",
        [created(&loom, "loom_bench")?, theirs, String::new()],
    ));
    Ok(Table {
        title: "Forward pass in Chromium, milliseconds".into(),
        columns: [
            "what",
            "Attention Loom, median (best)",
            "onnxruntime-web, median (best)",
            "ratio of medians",
        ]
        .map(Into::into)
        .to_vec(),
        rows,
        note: format!(
            "All attention weights derived and all logits, one thread, the two in turn. The other side is {} {} (WASM, one \
             thread) on the same weights multiplied out to F32. Bound: ratio ≤ 1 for 16 + 16 pieces; aim: ≤ 0.5.",
            ORT.name, ORT.version
        ),
    })
}

/// What a list of times comes down to.
struct Spread {
    median: f64,
    best: f64,
}

impl Spread {
    fn of(mut times: Vec<f64>) -> Option<Self> {
        times.sort_by(f64::total_cmp);
        Some(Spread {
            median: *times.get(times.len() / 2)?,
            best: *times.first()?,
        })
    }
}

fn text(spread: &Option<Spread>) -> String {
    match spread {
        Some(Spread { median, best }) => format!("{median:.1} ({best:.1})"),
        None => "–".into(),
    }
}

fn time(page: &Page, name: &str, pieces: usize) -> Result<f64> {
    let value = page.eval(&format!("window.{name}.run({pieces}, {pieces})"))?;
    value.as_f64().context(format!("{name} answered {value}"))
}

/// A folder with a page that runs the other side, or why there is none.
fn other_side() -> Result<PathBuf> {
    let package = ORT.ready()?;
    let python = std::env::var("LOOM_PYTHON").unwrap_or_else(|_| "python3".into());
    let needed = "import torch, transformers, onnx, onnxscript";
    answer(&python, &["-c", needed]).context(format!(
        "{python} has not all of torch, transformers, onnx and onnxscript (LOOM_PYTHON names another Python)"
    ))?;
    let folder = workspace::target().join("bench");
    fs::create_dir_all(&folder).context(folder.display())?;
    let mut export = Command::new(python);
    export.arg(workspace::root().join("training/export_onnx.py"));
    export.arg(workspace::root().join("static/models/en-de"));
    run(export.arg(folder.join("model.onnx")), "exporting to ONNX")?;
    for name in ORT_FILES {
        let from = package.join("dist").join(name);
        fs::copy(&from, folder.join(name)).context(from.display())?;
    }
    for (name, contents) in [
        ("ort.html", include_str!("ort.html")),
        ("ort.js", include_str!("ort.js")),
    ] {
        fs::write(folder.join(name), contents).context(name)?;
    }
    Ok(folder)
}

fn open_other(browser: &Browser, folder: PathBuf) -> Result<(Page, Server)> {
    let server = Server::start(folder)?;
    let page = browser.new_page()?;
    page.goto(&format!("{}ort.html", server.url()))?;
    page.wait_for("window.ort", std::time::Duration::from_secs(120))?;
    Ok((page, server))
}
