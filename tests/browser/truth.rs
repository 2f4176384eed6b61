//! Every number on screen is the one that `loom trace` prints.

use std::process::Command;

use attention_loom::model::Kind;
use serde_json::Value;
use xtask::server::Fault;

use crate::loom::{Loom, Mark, SOON};
use crate::opened;

const SOURCE: &str = "Does your brother like music?";
const TARGET: &str = "Mag dein Bruder Musik?";

/// Weights below this are not drawn but counted.
const THRESHOLD: f64 = 0.01;

fn trace(source: &str, target: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(["trace", source, target])
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Checks each mark against `weights[query][key]`, and that no weight above the threshold lacks its mark.
fn same(marks: &[Mark], weights: &Value) {
    let at = |query: usize, key: usize| weights[query][key].as_f64().unwrap();
    assert!(!marks.is_empty());
    for mark in marks {
        let expected = at(mark.query, mark.key);
        assert!(
            (mark.value - expected).abs() < 1e-4,
            "{mark:?}, the trace says {expected}"
        );
    }
    for (query, row) in weights.as_array().unwrap().iter().enumerate() {
        for key in 0..row.as_array().unwrap().len() {
            let drawn = marks
                .iter()
                .filter(|mark| (mark.query, mark.key) == (query, key))
                .count();
            if at(query, key) > THRESHOLD + 1e-4 {
                assert_eq!(drawn, 1, "query {query}, key {key}: {}", at(query, key));
            }
        }
    }
}

#[test]
fn a_recorded_run_is_shown_and_labelled_until_the_model_is_there() {
    let loom = Loom::open(|server| server.set_fault("model.safetensors", Fault::Slow(2_000_000)));
    loom.page
        .wait_for(
            "document.querySelectorAll('.still [data-kind]').length > 30",
            SOON,
        )
        .unwrap();
    assert!(loom.holds("document.querySelector('.recorded')"));
    loom.page
        .wait_for(
            "document.querySelector('.arriving progress')?.value > 0",
            SOON,
        )
        .unwrap();
    let trace = trace(&loom.typed("source"), &loom.typed("target"));
    same(
        &loom.marks_of("cross"),
        opened::weights(&trace, Kind::Cross),
    );
    // What is typed meanwhile is kept, and run when the model is there.
    loom.page.fill("#source", SOURCE).unwrap();
    loom.page.fill("#target", TARGET).unwrap();
    assert!(!loom.holds("window.__loom.ready"));
    loom.server.clear_fault("model.safetensors");
    loom.settle();
    assert_eq!(
        (loom.typed("source"), loom.typed("target")),
        (SOURCE.into(), TARGET.into())
    );
    assert!(!loom.holds("document.querySelector('.recorded')"));
    same(
        &loom.marks_of("cross"),
        opened::weights(&self::trace(SOURCE, TARGET), Kind::Cross),
    );
    loom.is_well();
}

#[test]
fn every_line_of_the_loom_carries_the_number_of_the_trace() {
    let loom = Loom::ready();
    loom.retype("source", SOURCE);
    loom.retype("target", TARGET);
    let trace = trace(SOURCE, TARGET);
    let by_word = &trace["by_word"];
    for (name, kind) in [
        ("encoder", Kind::Encoder),
        ("decoder", Kind::Decoder),
        ("cross", Kind::Cross),
    ] {
        same(&loom.marks_of(name), opened::weights(&trace, kind));
    }

    loom.choose("Layer of cross-attention", "3");
    loom.choose("Row of cross-attention", "about to say");
    loom.page
        .click("[aria-label='Cross-attention'] [aria-label='head 5']")
        .unwrap();
    loom.page
        .double_click("[aria-label='Cross-attention'] [aria-label='head 2']")
        .unwrap();
    loom.settle();
    same(&loom.marks_of("cross"), &by_word["cross"]["saying"][2][1]);

    loom.choose("Unit", "Pieces");
    // No piece stands at the last row, which says what comes after the text.
    let mut rows = trace["cross"][2][1].clone();
    rows.as_array_mut().unwrap().pop();
    same(&loom.marks_of("cross"), &rows);
    loom.is_well();
}

#[test]
fn lines_and_heatmap_carry_the_same_numbers() {
    let loom = Loom::ready();
    loom.retype("source", SOURCE);
    loom.retype("target", TARGET);
    let trace = trace(SOURCE, TARGET);
    for figure in ["Lines", "Heatmap"] {
        loom.choose("Figure", figure);
        for (name, kind, weights) in [
            (
                "Encoder self-attention",
                "encoder",
                opened::weights(&trace, Kind::Encoder),
            ),
            (
                "Cross-attention",
                "cross",
                opened::weights(&trace, Kind::Cross),
            ),
        ] {
            loom.page
                .click(&format!("[aria-label='{name}'] .focus"))
                .unwrap();
            loom.settle();
            let marks = loom.marks();
            assert!(
                marks.iter().all(|mark| mark.kind == kind),
                "{figure} {kind}"
            );
            same(&marks, weights);
        }
    }
    loom.is_well();
}

/// The source never depends on the target, and the first decoder layer looks at the target alone: so the decoder's second layer is
/// opened, where the source has reached it.
#[test]
fn typing_in_either_box_changes_the_lines() {
    let loom = Loom::ready();
    loom.choose("Layer of masked decoder self-attention", "2");
    let kinds = ["encoder", "decoder", "cross"];
    let all = || kinds.map(|kind| loom.marks_of(kind));
    let before = all();
    loom.page.focus("#source").unwrap();
    loom.page.press("End").unwrap();
    loom.page.type_text(" Really").unwrap();
    loom.settle();
    let source_changed = all();
    for (i, kind) in kinds.iter().enumerate() {
        assert_ne!(before[i], source_changed[i], "{kind}");
    }
    loom.page.focus("#target").unwrap();
    loom.page.press("End").unwrap();
    loom.page.type_text(" Ja").unwrap();
    loom.settle();
    let target_changed = all();
    assert_eq!(
        source_changed[0], target_changed[0],
        "the encoder does not know the target"
    );
    assert_ne!(source_changed[1], target_changed[1]);
    assert_ne!(source_changed[2], target_changed[2]);
    loom.is_well();
}

#[test]
fn translate_fills_the_target_with_what_the_model_says() {
    let loom = Loom::ready();
    loom.retype("source", "I know Tom.");
    loom.page.click("button.first").unwrap();
    loom.page
        .wait_for(
            "document.querySelector('#target').value === 'Ich kenne Tom.'",
            SOON,
        )
        .unwrap();
    loom.settle();
    assert!(!loom.marks_of("cross").is_empty());
    loom.is_well();
}
