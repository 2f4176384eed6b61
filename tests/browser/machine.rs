//! The machine touched: every number on screen is the one that `loom trace` prints with the same interventions.

use std::process::Command;

use attention_loom::model::Kind;
use serde_json::{Value, json};

use crate::loom::{Loom, SOON};
use crate::opened;

const SOURCE: &str = "The animal did not cross the street because it was too tired.";
const TARGET: &str = "Das Tier überquerte die Straße nicht, weil es zu müde war.";

fn trace(interventions: &Value) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(["trace", SOURCE, TARGET, "--interventions"])
        .arg(interventions.to_string())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A word of the target (its pieces' rows), or with `None` the end: how probable it is in a trace.
fn probability(trace: &Value, word: Option<usize>) -> f64 {
    let pieces = trace["target"]["pieces"].as_array().unwrap();
    let rows: Vec<usize> = match word {
        None => vec![pieces.len()],
        Some(word) => (0..pieces.len())
            .filter(|&row| pieces[row]["word"] == word)
            .collect(),
    };
    rows.iter()
        .map(|&row| trace["written"][row]["p"].as_f64().unwrap())
        .product()
}

/// The list of what became of each word: text, before, after.
fn changes(loom: &Loom) -> Vec<(String, f64, f64)> {
    let read = "[...document.querySelectorAll('.changes li')].map((li) => \
                [li.querySelector('.word').textContent, +li.dataset.before, +li.dataset.after])";
    serde_json::from_value(loom.page.eval(read).unwrap()).unwrap()
}

/// Marks that carry a difference: query, key, value.
fn differences(loom: &Loom, kind: &str) -> Vec<(usize, usize, f64)> {
    let read = format!(
        "[...document.querySelectorAll('.still [data-kind={kind}][data-difference]')].map((mark) => \
         [+mark.dataset.query, +mark.dataset.key, +mark.dataset.difference])"
    );
    serde_json::from_value(loom.page.eval(&read).unwrap()).unwrap()
}

fn same_changes(loom: &Loom, interventions: &Value) {
    let (before, after) = (trace(&json!({})), trace(interventions));
    let shown = changes(loom);
    let words = before["target"]["words"].as_array().unwrap();
    assert_eq!(shown.len(), words.len() + 1);
    for (text, p, q) in &shown {
        let of_text = (0..words.len()).filter(|&word| words[word]["text"] == text.as_str());
        let mut candidates: Vec<Option<usize>> = of_text.map(Some).collect();
        if text == "the end" {
            candidates.push(None);
        }
        let same = |word: &Option<usize>| {
            (probability(&before, *word) - p).abs() < 1e-4
                && (probability(&after, *word) - q).abs() < 1e-4
        };
        assert!(
            candidates.iter().any(same),
            "{text}: {p} → {q}, {candidates:?}"
        );
    }
    let by: Vec<f64> = shown.iter().map(|(_, p, q)| (q - p).abs()).collect();
    assert!(
        by.is_sorted_by(|a, b| a >= b),
        "the most changed first: {by:?}"
    );
}

fn press(loom: &Loom, label: &str) {
    let tag = format!(
        "(() => {{ const all = [...document.querySelectorAll('button')]; \
         const button = all.find((b) => (b.getAttribute('aria-label') ?? b.innerText.trim().split('\\n')[0].trim()) === '{label}'); \
         for (const old of document.querySelectorAll('[data-pressed]')) old.removeAttribute('data-pressed'); \
         button?.setAttribute('data-pressed', ''); button?.scrollIntoView({{ block: 'center' }}); return !!button; }})()"
    );
    assert!(loom.holds(&tag), "no button {label}");
    loom.page.click("[data-pressed]").unwrap();
    loom.settle();
}

#[test]
fn a_muted_head_changes_what_the_trace_says_it_changes_and_one_button_undoes_it() {
    let loom = Loom::ready();
    loom.choose("Layer of cross-attention", "3");
    let plain = loom.marks();
    // The head that the panel of cross-attention opens with, in the layer below those that will change.
    loom.choose("Layer of cross-attention", "1");
    let head = opened::opening(Kind::Cross).heads[0];
    press(&loom, &format!("Mute head {}", head + 1));
    let said = format!("Head {} of cross-attention, layer 1, is muted.", head + 1);
    assert!(loom.holds(&format!(
        "document.querySelector('.deeds').innerText.includes('{said}')"
    )));
    let mute = json!({"mute": [{"kind": "cross", "layer": 0, "head": head}]});
    same_changes(&loom, &mute);
    loom.choose("Layer of cross-attention", "3");
    assert_ne!(
        loom.marks_of("cross"),
        plain
            .iter()
            .filter(|m| m.kind == "cross")
            .cloned()
            .collect::<Vec<_>>()
    );
    let trace = trace(&mute);
    for mark in loom.marks_of("cross") {
        let expected = opened::layers(&trace, Kind::Cross)[2][head][mark.query][mark.key]
            .as_f64()
            .unwrap();
        assert!(
            (mark.value - expected).abs() < 1e-4,
            "{mark:?}, the trace says {expected}"
        );
    }
    press(&loom, "Undo all");
    assert!(!loom.holds("document.querySelector('.effect')"));
    assert_eq!(loom.marks(), plain);
    loom.is_well();
}

#[test]
fn lines_as_a_difference_are_the_difference_of_two_traces() {
    let loom = Loom::ready();
    press(&loom, "Touch the machine");
    press(&loom, "animal");
    let hide = json!({"hide": [{"side": "source", "word": 1}]});
    same_changes(&loom, &hide);
    loom.choose("Figure shows", "Difference");
    let (before, after) = (trace(&json!({})), trace(&hide));
    for (kind, of) in [("encoder", Kind::Encoder), ("cross", Kind::Cross)] {
        let (p, q) = (opened::weights(&before, of), opened::weights(&after, of));
        let shown = differences(&loom, kind);
        assert!(
            shown.len() > 3
                && shown.iter().any(|(.., by)| *by < 0.0)
                && shown.iter().any(|(.., by)| *by > 0.0)
        );
        for (query, key, value) in shown {
            let expected = q[query][key].as_f64().unwrap() - p[query][key].as_f64().unwrap();
            assert!(
                (value - expected).abs() < 1e-4,
                "{kind} {query} {key}: {value}, the traces say {expected}"
            );
        }
    }
    loom.choose("Figure shows", "Both");
    assert_eq!(
        loom.page
            .eval("document.querySelectorAll('.stage').length")
            .unwrap(),
        2
    );
    loom.is_well();
}

/// What `loom draw` draws of one attention of the pair as a heatmap, untouched: query, key, number.
fn drawn(options: &[&str]) -> Vec<(usize, usize, f64)> {
    let output = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(["draw", SOURCE, TARGET, "--figure", "heatmap"])
        .args(options)
        .output()
        .unwrap();
    let svg = String::from_utf8(output.stdout).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let cell = |node: roxmltree::Node| {
        let number = |name| node.attribute(name)?.parse().ok();
        let value = node
            .attribute("data-norm")
            .or(node.attribute("data-weight"))?;
        Some((
            number("data-query")?,
            number("data-key")?,
            value.parse().ok()?,
        ))
    };
    document.descendants().filter_map(cell).collect()
}

/// The same on the page, of whichever run it shows.
fn cells(loom: &Loom) -> Vec<(usize, usize, f64)> {
    let marks = loom.marks().into_iter();
    marks.map(|m| (m.query, m.key, m.value)).collect()
}

#[test]
fn differences_of_norms_and_of_rollout_are_those_of_the_two_runs() {
    let cases = [
        (
            "norm",
            "cross",
            "cross=2.3.said",
            &[
                "--attention",
                "cross",
                "--layer",
                "2",
                "--head",
                "3",
                "--reading",
                "said",
            ][..],
        ),
        (
            "rollout",
            "encoder",
            "encoder=3.1",
            &["--attention", "encoder", "--layer", "3"][..],
        ),
    ];
    for (quantity, kind, choice, options) in cases {
        let loom = Loom::open_at(
            &format!("#v=1&figure=heatmap&focus={kind}&{choice}&show={quantity}&positions=off"),
            |_| {},
        );
        loom.settle();
        let after = cells(&loom);
        loom.choose("Figure shows", "Before");
        let before = cells(&loom);
        let native = drawn(&[options, &["--quantity", quantity]].concat());
        assert_eq!(before.len(), native.len(), "{quantity}");
        for ((i, j, shown), (_, _, number)) in before.iter().zip(&native) {
            assert!(
                (shown - number).abs() < 1e-3 * (1.0 + number),
                "{quantity} {i} {j}: {shown} {number}"
            );
        }
        loom.choose("Figure shows", "Difference");
        let shown = differences(&loom, kind);
        assert_eq!(shown.len(), after.len(), "{quantity}");
        assert!(
            shown.iter().any(|(.., by)| *by > 1e-3) && shown.iter().any(|(.., by)| *by < -1e-3)
        );
        for (((i, j, by), (.., p)), (.., q)) in shown.iter().zip(&before).zip(&after) {
            assert!(
                (by - (q - p)).abs() < 1e-5 * (1.0 + p.abs()),
                "{quantity} {i} {j}: {p} → {q} is shown as {by}"
            );
        }
        loom.is_well();
    }
}

#[test]
fn scale_positions_and_another_order_are_what_the_trace_makes_of_them() {
    let loom = Loom::ready();
    press(&loom, "Touch the machine");
    loom.choose("Scale", "×\u{202f}2");
    same_changes(&loom, &json!({"scale": 2.0}));
    press(&loom, "Positions off");
    same_changes(&loom, &json!({"scale": 2.0, "positions": false}));
    press(&loom, "Undo all");
    press(&loom, "Shuffle the source words");
    same_changes(&loom, &json!({"shuffle": 1}));
    press(&loom, "Draw again");
    same_changes(&loom, &json!({"shuffle": 2}));
    loom.is_well();
}

#[test]
fn undo_and_redo_by_keyboard_but_not_in_a_text_box() {
    let loom = Loom::ready();
    let deeds = "document.querySelector('.deeds')?.innerText ?? ''";
    press(&loom, &format!("Mute head {}", opened::head(Kind::Cross)));
    let muted = loom.text(deeds);
    loom.page.press("Control+z").unwrap();
    loom.settle();
    assert_eq!(loom.text(deeds), "");
    loom.page.press("Control+Shift+Z").unwrap();
    loom.settle();
    assert_eq!(loom.text(deeds), muted);
    loom.page.focus("#target").unwrap();
    loom.page.press("Control+z").unwrap();
    loom.settle();
    assert_eq!(loom.text(deeds), muted, "the box's own");
    press(&loom, "undo");
    assert_eq!(loom.text(deeds), "");
    loom.is_well();
}

#[test]
fn what_leaves_nothing_to_look_at_is_said_and_not_done() {
    let loom = Loom::ready();
    loom.retype("source", "Yes");
    press(&loom, "Touch the machine");
    press(&loom, "Yes");
    let marks = loom.marks();
    press(&loom, "end symbol");
    loom.page
        .wait_for(
            "document.querySelector('.messages').innerText.includes('may look at nothing')",
            SOON,
        )
        .unwrap();
    loom.settle();
    assert_eq!(loom.marks(), marks);
    assert!(
        loom.holds("document.querySelector('.deeds').innerText === 'Nothing may look at “Yes”.'")
    );
    loom.is_well();
}

/// `loom trace` of another pair.
fn trace_of(source: &str, target: &str) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(["trace", source, target])
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_comes_next_is_what_the_trace_says_and_a_click_goes_on_from_it() {
    let loom = Loom::open_at("#v=1&pin=t3", |_| {});
    loom.settle();
    press(&loom, "What it says next");
    // The third word: two pieces stand before it.
    let read =
        "[...document.querySelectorAll('.chance')].map((bar) => [+bar.dataset.id, +bar.dataset.p])";
    let shown: Vec<(u64, f64)> = serde_json::from_value(loom.page.eval(read).unwrap()).unwrap();
    let read = trace(&json!({}));
    let next = read["next"][2].clone();
    assert_eq!(shown.len(), 10);
    for ((id, p), guess) in shown.iter().zip(next.as_array().unwrap()) {
        assert_eq!(*id, guess["id"].as_u64().unwrap());
        assert!(
            (p - guess["p"].as_f64().unwrap()).abs() < 1e-4,
            "{id} {p} {guess}"
        );
    }
    // The likeliest that does not stand there already, and what the model says after it.
    let stands = read["target"]["pieces"][2]["id"].as_u64();
    let other = (0..shown.len())
        .find(|&i| Some(shown[i].0) != stands)
        .unwrap();
    let bar = format!("li:nth-child({}) > .chance", other + 1);
    loom.page.click(&bar).unwrap();
    loom.page
        .wait_for(
            &format!("document.querySelector('#target').value !== '{TARGET}'"),
            SOON,
        )
        .unwrap();
    loom.settle();
    let said = loom.typed("target");
    let trace = trace_of(SOURCE, &said);
    assert_eq!(
        trace["target"]["pieces"][2]["id"].as_u64(),
        Some(shown[other].0),
        "{said}"
    );
    assert!(said.starts_with("Das Tier "), "{said}");
    let (written, next) = (
        trace["written"].as_array().unwrap(),
        trace["next"].as_array().unwrap(),
    );
    for row in 3..written.len() {
        assert_eq!(
            written[row]["id"], next[row][0]["id"],
            "row {row} of {said}"
        );
    }
    loom.is_well();
}

#[test]
fn the_tree_of_translations_has_the_scores_of_the_reference() {
    let loom = Loom::ready();
    press(&loom, "What it says next");
    press(&loom, "Other translations");
    loom.page
        .wait_for("document.querySelectorAll('.score').length === 5", SOON)
        .unwrap();
    let read = "[...document.querySelectorAll('.score')].map((score) => +score.dataset.score)";
    let shown: Vec<f64> = serde_json::from_value(loom.page.eval(read).unwrap()).unwrap();
    let fixture = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/shipped/beams.json"
    );
    let fixture: Value = serde_json::from_slice(&std::fs::read(fixture).unwrap()).unwrap();
    let sentence = fixture["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["text"] == SOURCE)
        .unwrap();
    // Of five beams the best two are the best two of the reference's four.
    for hypothesis in &sentence["hypotheses"].as_array().unwrap()[..2] {
        let score = hypothesis["score"].as_f64().unwrap();
        assert!(
            shown.iter().any(|shown| (shown - score).abs() < 1e-3),
            "{score} is not among {shown:?}"
        );
    }
    loom.is_well();
}

/// With a word more before them, the words of the second figure still stand out with the same words of the first.
fn stands_out_with_its_partner(loom: &Loom) {
    let before = loom.typed("target-beside");
    loom.page
        .fill("#target-beside", &format!("Doch {before}"))
        .unwrap();
    loom.settle();
    let word = |stage: &str, text: &str| {
        format!("[aria-label='{stage}'] .word[aria-label='{text}, target']")
    };
    let standing = |stage: &str| {
        let read = format!(
            "document.querySelectorAll(`[aria-label='{stage}'] .standing [data-query]`).length"
        );
        loom.page.eval(&read).unwrap().as_u64().unwrap()
    };
    let (first, second) = ("Figure", "Figure to compare with");
    for (stage, text) in [(first, "Straße"), (second, "Straße")] {
        loom.page.move_to(&word(stage, text)).unwrap();
        for (stage, query) in [(first, 4), (second, 5)] {
            let own = format!(
                "[...document.querySelectorAll(`[aria-label='{stage}'] .standing [data-kind=cross]`)]                 .map((m) => +m.dataset.query)"
            );
            let only = format!("{own}.length > 0 && {own}.every((query) => query === {query})");
            loom.page.wait_for(&only, SOON).unwrap();
        }
    }
    // What only the second pair has stands out in its figure alone.
    loom.page.move_to(&word(second, "Doch")).unwrap();
    loom.page
        .wait_for(
            &format!("!document.querySelector(`[aria-label='{first}'] .standing [data-query]`)"),
            SOON,
        )
        .unwrap();
    assert!(standing(second) > 0);
    loom.page.fill("#target-beside", &before).unwrap();
    loom.settle();
}

#[test]
fn the_tree_is_gone_through_by_keyboard_and_stays() {
    let loom = Loom::open_at("#v=1&open=next,tree", |_| {});
    loom.settle();
    loom.page
        .wait_for("document.querySelectorAll('.score').length === 5", SOON)
        .unwrap();
    // A translation other than what stands there, from its beginning to its end, without spaces.
    let text = "const text = (twig) => { let text = ''; for (let li = twig.closest('li'); li; li = li.parentElement.closest('li')) \
                text = li.querySelector('.word').textContent + text; return text.replace(/\\s|⏹/g, ''); };";
    let other = format!(
        "[...document.querySelectorAll('.twig')].findLast((twig) => twig.querySelector('.score') \
         && text(twig) !== '{}')",
        TARGET.replace(' ', "")
    );
    let path =
        format!("(() => {{ {text} const twig = {other}; twig.focus(); return text(twig); }})()");
    let expected = loom.text(&path);
    loom.page.press("Enter").unwrap();
    loom.page
        .wait_for(
            &format!("document.querySelector('#target').value !== '{TARGET}'"),
            SOON,
        )
        .unwrap();
    loom.settle();
    assert_eq!(loom.typed("target").replace(' ', ""), expected);
    assert!(
        loom.holds(&format!(
            "(() => {{ {text} return text(document.activeElement) === '{expected}'; }})()"
        )),
        "the keyboard goes on from where it was"
    );
    loom.is_well();
}

#[test]
fn two_pairs_that_differ_in_one_word_are_compared_on_the_words_they_share() {
    let loom = Loom::ready();
    press(&loom, "tired / wide");
    assert_eq!(
        loom.page
            .eval("document.querySelectorAll('.stage').length")
            .unwrap(),
        2
    );
    let deeds = loom.text("document.querySelector('.comparison .deeds').innerText");
    assert_eq!(
        deeds,
        "Only above: “tired”, “es”, “müde”. Only here: “wide”, “sie”, “breit”."
    );
    let other = trace_of(&loom.typed("source-beside"), &loom.typed("target-beside"));
    let own = trace(&json!({}));
    // It opens on the pronouns, where the decoder is about to say them: each pair looks at its own noun.
    let said = |stage: &str| {
        loom.text(&format!(
            "document.querySelector(`[aria-label='{stage}'] .summary`).innerText"
        ))
    };
    let pronoun = opened::manifest().pronoun.unwrap();
    let numbers = |trace: &Value| {
        trace["by_word"]["cross"]["saying"][pronoun.layer][pronoun.heads[0]].clone()
    };
    let (own, other) = (numbers(&own), numbers(&other));
    for (stage, weights, said_word, noun, place) in [
        ("Figure", &own, "es", "animal", (8, 1)),
        ("Figure to compare with", &other, "sie", "street", (8, 6)),
    ] {
        let percent = 100.0 * weights[place.0][place.1].as_f64().unwrap();
        let looks = format!("“{said_word}”, about to say, looks at “{noun}” {percent:.0}");
        let summary = said(stage);
        assert!(summary.contains(&looks), "{summary}: {looks}");
    }
    loom.page.press("Escape").unwrap();
    stands_out_with_its_partner(&loom);
    loom.choose("Figure shows", "Difference");
    let shown = differences(&loom, "cross");
    assert!(shown.len() > 5);
    // Words have the same places in both; the end symbol's column is the last of both.
    for (query, key, value) in shown {
        assert!(
            ![8, 10].contains(&query) && key != 11,
            "a word without a partner: {query} {key}"
        );
        let expected = own[query][key].as_f64().unwrap() - other[query][key].as_f64().unwrap();
        assert!(
            (value - expected).abs() < 1e-4,
            "{query} {key}: {value}, the traces say {expected}"
        );
    }
    loom.page.fill("#source-beside", SOURCE).unwrap();
    loom.page.fill("#target-beside", TARGET).unwrap();
    loom.settle();
    assert!(
        differences(&loom, "cross").is_empty(),
        "the same pair twice"
    );
    press(&loom, "Stop comparing");
    assert!(!loom.holds("document.querySelector('.comparison')"));
    loom.is_well();
}
