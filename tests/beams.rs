//! Beam search finds what `transformers` finds (`tests/fixtures/shipped/beams.json`), and one beam is greedy.

use std::fs;
use std::path::Path;

use attention_loom::model::{Files, Manifest, Model, Plan, Side};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixture {
    beams: usize,
    max_length: usize,
    sentences: Vec<Sentence>,
}

#[derive(Deserialize)]
struct Sentence {
    text: String,
    source_ids: Vec<u32>,
    hypotheses: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    ids: Vec<u32>,
    score: f32,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn model() -> Model {
    let folder = root().join("static/models/en-de");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let files = Files {
        config: &read("config.json"),
        tokenizer: &read("tokenizer.json"),
        weights: &read("model.safetensors"),
    };
    Model::load(files, Manifest::default()).unwrap()
}

#[test]
fn hypotheses_and_scores_are_those_of_the_reference() {
    let model = model();
    let bytes = fs::read(root().join("tests/fixtures/shipped/beams.json")).unwrap();
    let fixture: Fixture = serde_json::from_slice(&bytes).unwrap();
    for Sentence {
        text,
        source_ids,
        hypotheses,
    } in fixture.sentences
    {
        // The reference counts the start symbol in its length.
        let limit = fixture.max_length - 1;
        let found = model
            .network
            .beam_search(&source_ids, fixture.beams, limit, &Plan::default())
            .unwrap();
        assert_eq!(found.len(), hypotheses.len(), "{text}");
        for (ours, theirs) in found.iter().zip(&hypotheses) {
            assert_eq!(ours.pieces, theirs.ids, "{text}");
            assert!((ours.score - theirs.score).abs() < 1e-3, "{text}");
            let mean = ours.log_probabilities.iter().sum::<f32>() / ours.pieces.len() as f32;
            assert!((mean - ours.score).abs() < 1e-5);
        }
    }
}

#[test]
fn one_beam_is_greedy() {
    let model = model();
    for text in ["I know Tom.", "What is this item called?", ""] {
        let source = model.sentence(text, Side::Source).unwrap().ids();
        let greedy = model
            .network
            .translate(&source, 30, &Plan::default())
            .unwrap();
        let found = model
            .network
            .beam_search(&source, 1, 30, &Plan::default())
            .unwrap();
        assert_eq!(found[0].pieces, greedy, "{text}");
    }
}
