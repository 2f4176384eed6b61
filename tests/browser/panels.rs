//! Panels below the figure: the numbers of a pair taken apart and of a link are those of `loom trace`.

use std::process::Command;

use attention_loom::lesson::Sizes;
use attention_loom::model::{Kind, Reading};
use serde_json::Value;

use crate::loom::{Loom, SOON};
use crate::opened;

const SOURCE: &str = "Does your brother like music?";
const TARGET: &str = "Mag dein Bruder Musik?";

fn trace() -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(["trace", SOURCE, TARGET])
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The page with the two sentences read.
fn read() -> Loom {
    let loom = Loom::ready();
    loom.retype("source", SOURCE);
    loom.retype("target", TARGET);
    loom
}

/// Numbers in an attribute of every element that `selector` finds.
fn numbers(loom: &Loom, selector: &str, attribute: &str) -> Vec<f64> {
    let script =
        format!("[...document.querySelectorAll(`{selector}`)].map((e) => +e.dataset.{attribute})");
    serde_json::from_value(loom.page.eval(&script).unwrap()).unwrap()
}

fn word(text: &str, side: &str) -> String {
    format!(".word[aria-label='{text}, {side}']")
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 2e-3 * b.abs().max(1.0)
}

/// The numbers of the three strips of the first step and of what follows hang together.
fn adds_up(loom: &Loom) {
    let strip = |step: usize, strip: usize| {
        numbers(
            loom,
            &format!("#step-{step} .strip:nth-child({strip}) [data-number]"),
            "number",
        )
    };
    let (q, k, products) = (strip(1, 1), strip(1, 2), strip(1, 3));
    let size = Sizes::BUILT_IN.width / Sizes::BUILT_IN.heads;
    assert_eq!((q.len(), k.len(), products.len()), (size, size, size));
    for at in 0..size {
        assert!(near(q[at] * k[at], products[at]), "{at}");
    }
    let sum = numbers(loom, "[data-sum]", "sum")[0];
    assert!(near(products.iter().sum(), sum), "{sum}");
    let scaled = numbers(loom, "[data-scaled]", "scaled")[0];
    assert!(near(sum / (size as f64).sqrt(), scaled), "{scaled}");
    let weights = numbers(loom, "#step-3 td[data-weight]", "weight");
    assert!(near(weights.iter().sum(), 1.0));
    let own = numbers(loom, "#step-3 .own td[data-weight]", "weight")[0];
    let (v, share) = (strip(4, 1), strip(4, 2));
    for at in 0..size {
        assert!(near(v[at] * own, share[at]), "{at}");
    }
    assert_eq!(share, strip(5, 1));
}

#[test]
fn a_pinned_pair_taken_apart_shows_the_numbers_of_the_trace() {
    let loom = read();
    let trace = trace();
    let piece = |side: &str, word: u64| {
        let pieces = trace[side]["pieces"].as_array().unwrap();
        pieces
            .iter()
            .position(|piece| piece["word"] == word)
            .unwrap()
    };
    let open = |query: &str, key: &str| {
        loom.page.focus(query).unwrap();
        loom.page.press("Enter").unwrap();
        loom.page.focus(key).unwrap();
        loom.page.press("Shift+Enter").unwrap();
        loom.page.click(".pins-do button:nth-child(2)").unwrap();
        loom.page
            .wait_for("document.querySelector('[data-sum]')", SOON)
            .unwrap();
    };
    let row = |weights: &Value| -> Vec<f64> {
        weights
            .as_array()
            .unwrap()
            .iter()
            .map(|w| w.as_f64().unwrap())
            .collect()
    };
    let same = |expected: Vec<f64>| {
        let shown = numbers(&loom, "#step-3 td[data-weight]", "weight");
        assert_eq!(shown.len(), expected.len());
        let apart = shown
            .iter()
            .zip(&expected)
            .any(|(a, b)| (a - b).abs() > 1e-4);
        assert!(!apart, "{shown:?}\n{expected:?}");
    };
    // The third word of the target; where it has just been said, the row after its first piece.
    open(&word("Bruder", "target"), &word("brother", "source"));
    let opening = opened::opening(Kind::Cross);
    let (layer, head) = (opening.layer, opening.heads[0]);
    let ahead = usize::from(opening.reading == Reading::Said);
    same(row(&trace["cross"][layer][head][piece("target", 2) + ahead]));
    adds_up(&loom);
    let title = loom.text("document.querySelector('.cell-place').innerText");
    assert_eq!(
        title,
        ["Cross-attention, ", &opened::place(Kind::Cross)].concat()
    );

    loom.page.press("Escape").unwrap();
    loom.page
        .wait_for("!document.querySelector('.opened')", SOON)
        .unwrap();
    open(&word("music", "source"), &word("like", "source"));
    let opening = opened::opening(Kind::Encoder);
    let (layer, head) = (opening.layer, opening.heads[0]);
    same(row(&trace["encoder"][layer][head][piece("source", 4)]));
    adds_up(&loom);
    loom.choose("Head", "3");
    loom.page
        .wait_for(
            "document.querySelector('.cell-place').innerText.endsWith('head 3')",
            SOON,
        )
        .unwrap();
    same(row(&trace["encoder"][layer][2][piece("source", 4)]));
    adds_up(&loom);

    // Typing goes on: the panel follows its words.
    loom.page.focus("#source").unwrap();
    loom.page.press("Home").unwrap();
    loom.page.type_text("So ").unwrap();
    loom.settle();
    let count = "document.querySelectorAll('#step-3 td[data-weight]').length";
    let pieces = row(&trace["encoder"][1][2][0]).len();
    loom.page
        .wait_for(&format!("{count} > {pieces}"), SOON)
        .unwrap();
    adds_up(&loom);
    loom.is_well();
}

#[test]
fn a_click_on_a_cell_takes_it_apart_and_its_numbers_are_read_out_by_keyboard() {
    let loom = read();
    loom.choose("Figure", "Heatmap");
    loom.page
        .click(".still [data-query='2'][data-key='2']")
        .unwrap();
    loom.page
        .wait_for("document.querySelector('[data-sum]')", SOON)
        .unwrap();
    let title = loom.text("document.querySelector('.cell-title').innerText");
    assert!(title.contains("“brother”"), "{title}");
    adds_up(&loom);

    loom.page.focus("#step-1 .strips").unwrap();
    loom.page.press("Home").unwrap();
    loom.page.press("ArrowRight").unwrap();
    let said =
        loom.text("document.querySelector('#step-1 .strips').getAttribute('aria-valuetext')");
    let product = numbers(&loom, "#step-1 .strip:nth-child(3) [data-number]", "number")[1];
    let read = said.rsplit(' ').next().unwrap().parse::<f64>().unwrap();
    assert!(
        said.starts_with("number 2: ") && (read - product).abs() < 1e-3,
        "{said}"
    );

    loom.page.click(".walk").unwrap();
    let shown =
        "[...document.querySelectorAll('.step')].filter((step) => step.checkVisibility()).length";
    for steps in 1..=5 {
        loom.page
            .wait_for(&format!("{shown} === {steps}"), SOON)
            .unwrap();
        loom.page.press("ArrowRight").unwrap();
    }
    loom.page.press("ArrowLeft").unwrap();
    loom.page.wait_for(&format!("{shown} === 4"), SOON).unwrap();
    loom.page.press("Escape").unwrap();
    loom.page
        .wait_for("!document.querySelector('.opened')", SOON)
        .unwrap();
    loom.is_well();
}

#[test]
fn a_link_is_ranked_as_the_trace_ranks_it_and_a_click_goes_there() {
    let loom = read();
    let trace = trace();
    let by_word = opened::layers(&trace, Kind::Cross);
    let mut expected: Vec<(f64, usize, usize)> = Vec::new();
    for layer in 0..3 {
        for head in 0..8 {
            let weight = by_word[layer][head][2][2].as_f64().unwrap();
            expected.push((weight, layer, head));
        }
    }
    expected.sort_by(|a, b| b.0.total_cmp(&a.0));
    loom.page.click(&word("Bruder", "target")).unwrap();
    loom.page.shift_click(&word("brother", "source")).unwrap();
    loom.page.click(".pins-do button:last-child").unwrap();
    loom.page
        .wait_for(
            "document.querySelectorAll('.ranked li').length === 24",
            SOON,
        )
        .unwrap();
    let shown = numbers(&loom, ".link .ranked li", "number");
    for (shown, (weight, layer, head)) in shown.iter().zip(&expected) {
        assert!(
            (shown - weight).abs() < 1e-4,
            "layer {layer}, head {head}: {shown}"
        );
    }
    let (weight, layer, head) = expected[1];
    loom.page
        .click(".link .ranked li:nth-child(2) button")
        .unwrap();
    loom.settle();
    let pair = |marks: Vec<crate::loom::Mark>| {
        let mut own = marks
            .into_iter()
            .filter(|mark| (mark.query, mark.key) == (2, 2));
        own.next().unwrap()
    };
    let mark = pair(loom.marks_of("cross"));
    assert!(
        mark.head == head.to_string() && (mark.value - weight).abs() < 1e-4,
        "{mark:?}"
    );
    let summary = loom.text("document.querySelector('.summary').innerText");
    let place = format!("layer {}, head {}", layer + 1, head + 1);
    assert!(summary.contains(&place), "{summary}");
    // The other word is chosen in the list.
    let music = "[...document.querySelectorAll('.link select')[1].options].find((o) => o.text === 'music').value";
    let value = loom.text(music);
    loom.page
        .select(".link label:last-child select", &value)
        .unwrap();
    let first = by_word
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|layer| layer.as_array().unwrap());
    let most = first
        .map(|head| head[2][4].as_f64().unwrap())
        .fold(0.0, f64::max);
    let found = format!(
        "Math.abs(document.querySelector('.link .ranked li').dataset.number - {most}) < 1e-4"
    );
    loom.page.wait_for(&found, SOON).unwrap();
    loom.is_well();
}

#[test]
fn the_numbers_of_a_pinned_word_stand_in_order() {
    let loom = read();
    loom.page.click(&word("Bruder", "target")).unwrap();
    loom.page.click(".pins-do button:first-child").unwrap();
    loom.page
        .wait_for("document.querySelector('.sorted')", SOON)
        .unwrap();
    let shown = numbers(&loom, ".sorted:first-child li", "number");
    let row = opened::weights(&trace(), Kind::Cross)[2].clone();
    let mut expected: Vec<f64> = row
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w.as_f64().unwrap())
        .collect();
    expected.sort_by(|a, b| b.total_cmp(a));
    assert!(shown.len() >= 5);
    for (shown, expected) in shown.iter().zip(&expected) {
        assert!((shown - expected).abs() < 1e-4, "{shown} {expected}");
    }
    loom.page.press("Escape").unwrap();
    loom.page.press("Escape").unwrap();
    loom.page
        .wait_for("!document.querySelector('.opened, .pin')", SOON)
        .unwrap();
    loom.is_well();
}

#[test]
fn all_heads_and_panels_are_open_to_all() {
    let Some(axe) = crate::access::axe() else {
        return;
    };
    let is_open = |loom: &Loom, state: &str| crate::access::is_open_to_all(loom, &axe, state);
    let loom = Loom::ready();
    loom.choose("Figure", "All heads");
    is_open(&loom, "all heads");
    loom.choose("Figure", "Loom");
    loom.page.click(&word("müde", "target")).unwrap();
    loom.page.shift_click(&word("tired", "source")).unwrap();
    for (button, opened) in [(1, ".sorted"), (2, "[data-sum]"), (3, ".link .ranked")] {
        loom.page
            .click(&format!(".pins-do button:nth-child({button})"))
            .unwrap();
        loom.page
            .wait_for(&format!("document.querySelector(`{opened}`)"), SOON)
            .unwrap();
        is_open(&loom, opened);
    }
    loom.page.set_viewport(390, 844, 1.0, false).unwrap();
    is_open(&loom, "a link at 390");
}
