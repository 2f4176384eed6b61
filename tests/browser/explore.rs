//! All heads at a glance: every thumbnail's job is the one that the engine finds, and a click goes to its head.

use std::fs;
use std::path::Path;

use attention_loom::engine::Session;
use attention_loom::engine::protocol::{Ask, Reply, Request, RunId, Told};
use attention_loom::model::{Files, Interventions, Kind};
use serde::Deserialize;

use crate::loom::{Loom, SOON};
use crate::opened;

const SOURCE: &str = "Does your brother like music?";
const TARGET: &str = "Mag dein Bruder Musik?";

/// The engine, natively, with both sentences read.
fn session(source: &str, target: &str) -> (Session, RunId) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let (config, tokenizer, weights) = (
        read("config.json"),
        read("tokenizer.json"),
        read("model.safetensors"),
    );
    let files = Files {
        config: &config,
        tokenizer: &tokenizer,
        weights: &weights,
    };
    let manifest = serde_json::from_slice(&read("manifest.json")).unwrap();
    let mut session = Session::new();
    session.load(files, manifest).unwrap();
    let (reply, _) = session.answer(Request::Run {
        source: source.to_owned(),
        target: target.to_owned(),
        interventions: Interventions::default(),
        looks: vec![],
    });
    match reply {
        Reply::Ran(ran) => (session, ran.run),
        other => panic!("{other:?}"),
    }
}

/// A thumbnail as it stands in the document.
#[derive(Debug, Deserialize)]
struct Tile {
    job: String,
    score: f64,
}

fn tiles(loom: &Loom, inside: &str) -> Vec<Tile> {
    let script = format!(
        "[...document.querySelectorAll(`[aria-label='All heads of {inside}'] [data-tile]`)]\
         .map((tile) => ({{ job: tile.dataset.job, score: +tile.dataset.score }}))"
    );
    serde_json::from_value(loom.page.eval(&script).unwrap()).unwrap()
}

#[test]
fn every_thumbnail_says_the_job_that_the_engine_finds() {
    let loom = Loom::ready();
    loom.choose("Figure", "All heads");
    loom.retype("source", SOURCE);
    loom.retype("target", TARGET);
    let (mut session, run) = session(SOURCE, TARGET);
    for (inside, kind) in [
        ("encoder self-attention", Kind::Encoder),
        ("cross-attention", Kind::Cross),
        ("masked decoder self-attention", Kind::Decoder),
    ] {
        let tiles = tiles(&loom, inside);
        assert_eq!(tiles.len(), 24, "{inside}");
        for (layer, tiles) in tiles.chunks(8).enumerate() {
            let ask = Ask::Overview {
                kind,
                layer,
                reading: opened::opening(kind).reading,
            };
            let (reply, _) = session.answer(Request::Ask { run, ask });
            let Reply::Told {
                told: Told::Overview(heads),
                ..
            } = reply
            else {
                panic!("{reply:?}");
            };
            for (tile, head) in tiles.iter().zip(heads) {
                let job = attention_loom::app::jobs::role(kind, head.job.role);
                let near = (tile.score - f64::from(head.job.score)).abs() < 1e-3;
                assert!(tile.job == job && near, "{inside}, layer {layer}: {tile:?}");
            }
        }
    }
    let canvases = "[...document.querySelectorAll('.all-heads canvas')]\
        .filter((canvas) => new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size > 4)\
        .length";
    assert_eq!(
        loom.page.eval(canvases).unwrap(),
        72,
        "thumbnails that are painted"
    );
    loom.is_well();
}

#[test]
fn a_thumbnail_opens_its_head_by_mouse_and_by_keyboard() {
    let loom = Loom::ready();
    loom.choose("Figure", "All heads");
    loom.page
        .click("[aria-label='All heads of cross-attention'] [data-tile='17']")
        .unwrap();
    loom.settle();
    let shows = |kind: &str, head: &str, layer: &str| {
        let marks = loom.marks_of(kind);
        assert!(!marks.is_empty() && marks.iter().all(|mark| mark.head == head));
        let summary = loom.text("document.querySelector('.summary').innerText");
        assert!(summary.contains(layer), "{summary}");
    };
    shows("cross", "1", "layer 3, head 2");
    loom.choose("Figure", "All heads");
    loom.page.focus("#head-encoder-14").unwrap();
    for key in ["ArrowUp", "ArrowLeft", "Enter"] {
        loom.page.press(key).unwrap();
    }
    loom.page
        .wait_for("!document.querySelector('.all-heads')", SOON)
        .unwrap();
    loom.settle();
    shows("encoder", "5", "layer 1, head 6");
    loom.is_well();
}
