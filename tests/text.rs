//! Text is cut and joined as the `tokenizers` library cuts and joins it in Python (`tests/fixtures/shipped`).

use std::fs;
use std::path::Path;

use attention_loom::model::{Files, Interventions, Manifest, Model, Side};
use serde::Deserialize;

#[derive(Deserialize)]
struct TokenizerFixture {
    strings: Vec<Cut>,
}

#[derive(Deserialize)]
struct Cut {
    text: String,
    ids: Vec<u32>,
    pieces: Vec<String>,
    offsets: Vec<(usize, usize)>,
    decoded: String,
}

#[derive(Deserialize)]
struct GreedyFixture {
    sentences: Vec<Greedy>,
}

#[derive(Deserialize)]
struct Greedy {
    text: String,
    source_ids: Vec<u32>,
    greedy_ids: Vec<u32>,
    translation: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let bytes = fs::read(root().join("tests/fixtures/shipped").join(name)).unwrap();
    serde_json::from_slice(&bytes).unwrap()
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
fn odd_strings_are_cut_into_the_same_pieces_with_the_same_spans() {
    let model = model();
    let strings = fixture::<TokenizerFixture>("tokenizer.json").strings;
    assert!(strings.len() >= 40);
    for cut in strings {
        let sentence = model.sentence(&cut.text, Side::Source).unwrap();
        let text = &cut.text;
        if sentence.words.is_empty() {
            // A text of spaces alone says nothing: no word, no piece, though the library makes one of the spaces.
            assert!(text.trim().is_empty(), "{text:?}");
            assert_eq!(sentence.pieces.len(), 1);
            continue;
        }
        assert_eq!(sentence.ids(), cut.ids, "{text:?}");
        let entries: Vec<&str> = sentence.pieces.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(entries, cut.pieces, "{text:?}");
        let own = sentence.pieces.len() - 1;
        for (piece, &(start, end)) in sentence.pieces.iter().zip(&cut.offsets).take(own) {
            // The library's spans hold the space before a word; ours do not.
            assert!(
                start <= piece.start && piece.end <= end.max(start),
                "{text:?} {piece:?}"
            );
            if piece.text != "▁" {
                assert_eq!(text[start..end].trim_start(), piece.surface, "{text:?}");
            }
            assert_eq!(text[piece.start..piece.end], piece.surface, "{text:?}");
            let word = &sentence.words[piece.word.unwrap()];
            assert!(
                piece.surface.is_empty() || (word.start..word.end).contains(&piece.start),
                "{text:?}"
            );
        }
        assert!(sentence.pieces[own].word.is_none());
        assert_eq!(
            model.tokenizer.decode(&cut.ids).unwrap(),
            cut.decoded,
            "{text:?}"
        );
    }
}

#[test]
fn a_symbol_that_is_typed_is_text() {
    let model = model();
    let sentence = model.sentence("He said </s> to me.", Side::Source).unwrap();
    let ends = sentence.ids().iter().filter(|&&id| id == 0).count();
    assert_eq!(ends, 1, "{:?}", sentence.pieces);
}

#[test]
fn sentences_are_translated_as_the_reference_translates_them() {
    let model = model();
    let sentences = fixture::<GreedyFixture>("greedy.json").sentences;
    assert!(sentences.len() >= 10);
    for greedy in sentences {
        let source = model.sentence(&greedy.text, Side::Source).unwrap();
        assert_eq!(source.ids(), greedy.source_ids, "{}", greedy.text);
        let plan = attention_loom::model::Plan::default();
        let limit = greedy.greedy_ids.len() - 1;
        let said = model
            .network
            .translate(&source.ids(), limit, &plan)
            .unwrap();
        assert_eq!(said, greedy.greedy_ids[1..], "{}", greedy.text);
        let text = model.translate(&source, &Interventions::default()).unwrap();
        assert_eq!(text, greedy.translation, "{}", greedy.text);
    }
}
