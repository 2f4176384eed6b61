//! What keeps people from using the page, by the rules of axe-core: nothing, in every state, light and dark.
//!
//! `LOOM_AXE` names axe-core's script; without it (there was no npm) these tests say so and end.

use attention_loom::app::Route;
use attention_loom::lesson::LESSONS;
use serde::Deserialize;
use xtask::browser::{Media, Scheme};
use xtask::server::Fault;

use crate::loom::{Loom, SOON};

/// A broken rule and where.
#[derive(Debug, Deserialize, PartialEq)]
struct Violation {
    id: String,
    places: Vec<String>,
}

/// axe-core's script, if there is one.
pub fn axe() -> Option<String> {
    let Some(path) = std::env::var_os("LOOM_AXE") else {
        println!("skipped: LOOM_AXE does not name axe-core's script");
        return None;
    };
    Some(std::fs::read_to_string(path).unwrap())
}

/// Checks the page as it stands, in light and in dark.
pub fn is_open_to_all(loom: &Loom, axe: &str, state: &str) {
    loom.page.eval(&format!("{axe}; 0")).unwrap();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let media = Media {
            scheme,
            // What moves is judged where it comes to rest.
            reduced_motion: true,
            ..Media::default()
        };
        loom.page.emulate_media(media).unwrap();
        loom.page
            .wait_for(
                &format!(
                    "matchMedia('(prefers-color-scheme: dark)').matches === {}",
                    scheme == Scheme::Dark
                ),
                SOON,
            )
            .unwrap();
        let found = loom
            .page
            .eval(
                "new Promise((resolve) => setTimeout(resolve, 600)).then(() => axe.run()).then((found) => \
                 found.violations.map((rule) => ({ id: rule.id, places: rule.nodes.map((node) => \
                 `${node.target} ${node.any.map((check) => check.message)}`) })))",
            )
            .unwrap();
        let found: Vec<Violation> = serde_json::from_value(found).unwrap();
        assert_eq!(found, [], "{state}, {scheme:?}");
    }
}

/// The same on a desk and on a phone.
fn at_both_widths(loom: &Loom, axe: &str, state: &str) {
    for (width, height) in [(1440, 900), (390, 844)] {
        loom.page.set_viewport(width, height, 1.0, false).unwrap();
        is_open_to_all(loom, axe, &format!("{state} at {width}"));
    }
}

#[test]
fn every_figure_at_every_width() {
    let Some(axe) = axe() else { return };
    let loom = Loom::ready();
    for (width, height) in [(1440, 900), (390, 844)] {
        loom.page.set_viewport(width, height, 1.0, false).unwrap();
        for figure in ["Lines", "Heatmap", "Loom"] {
            if width < 500 && loom.holds("document.querySelector('.panel.shut')") {
                loom.page.click(".opener").unwrap();
            }
            loom.choose("Figure", figure);
            is_open_to_all(&loom, &axe, &format!("{figure} at {width}"));
        }
    }
}

/// Every lesson, once the model has told what its exhibits show, and the pages beside them.
#[test]
fn every_lesson() {
    let Some(axe) = axe() else { return };
    let loom = Loom::ready();
    for lesson in LESSONS {
        loom.page
            .eval(&format!("location.hash = '#lesson={}'", lesson.number))
            .unwrap();
        let there = format!(
            "document.querySelector('#heading')?.innerText === {} && !document.querySelector('.untold')",
            serde_json::to_string(lesson.title).unwrap()
        );
        loom.page.wait_for(&there, SOON).unwrap();
        at_both_widths(&loom, &axe, &format!("lesson {}", lesson.number));
    }
    for (route, holds) in [
        (Route::Lessons, ".cards"),
        (Route::Teachers, "table.teachers"),
        (Route::Glossary(None), "dl.glossary"),
        (Route::Model, ".model-card"),
    ] {
        loom.page
            .eval(&format!("location.hash = '#{}'", route.fragment()))
            .unwrap();
        let open = format!("document.querySelector('{holds}')");
        loom.page.wait_for(&open, SOON).unwrap();
        at_both_widths(&loom, &axe, route.title());
    }
}

/// What an address opens, at both widths.
#[test]
fn with_a_panel_open() {
    let Some(axe) = axe() else { return };
    let states = [
        ("a cell taken apart", "panel=cell.t10.s10", "[data-sum]"),
        ("a walk", "panel=cell.t10.s10.step3", ".walking"),
        ("find this link", "panel=link.t10.s10", ".link .ranked"),
        ("sorted", "pin=t10&panel=sorted", ".sorted"),
        ("all heads", "figure=heads", ".all-heads"),
    ];
    for (state, fragment, opened) in states {
        let loom = Loom::open_at(&format!("#v=1&{fragment}"), |_| {});
        loom.settle();
        loom.page
            .wait_for(&format!("document.querySelector('{opened}')"), SOON)
            .unwrap();
        at_both_widths(&loom, &axe, state);
    }
}

/// The addresses open an intervention, a comparison and their panels; every one as a difference and as two figures.
#[test]
fn with_the_machine_touched_and_with_two_pairs() {
    let Some(axe) = axe() else { return };
    let states = [
        (
            "an intervention",
            "hide=s2&mute=cross.1.5&scale=2&shuffle=3",
        ),
        ("compare", "source2=The%20street&target2=Die%20Stra%C3%9Fe"),
    ];
    for (state, fragment) in states {
        for versus in ["difference", "both"] {
            let fragment = format!("#v=1&{fragment}&versus={versus}&open=touch,next,tree");
            let loom = Loom::open_at(&fragment, |_| {});
            loom.settle();
            loom.page
                .wait_for("document.querySelector('.tree')", SOON)
                .unwrap();
            loom.settle();
            at_both_widths(&loom, &axe, &format!("{state}, {versus}"));
        }
    }
}

#[test]
fn while_the_model_is_on_its_way() {
    let Some(axe) = axe() else { return };
    let loom = Loom::open(|server| server.set_fault("model.safetensors", Fault::Slow(20_000)));
    loom.page
        .wait_for("document.querySelector('.arriving progress')", SOON)
        .unwrap();
    at_both_widths(&loom, &axe, "loading");
}

#[test]
fn when_something_has_failed() {
    let Some(axe) = axe() else { return };
    let loom = Loom::open(|server| server.set_fault("model.safetensors", Fault::Status(404)));
    loom.page
        .wait_for("document.querySelector('.message.error')", SOON)
        .unwrap();
    at_both_widths(&loom, &axe, "an error shown");
    drop(loom);
    let loom = Loom::open_at("#v=1&cross=0.1&panel=cell.t99.s1", |_| {});
    loom.settle();
    assert!(loom.message().contains("no word 99"), "{}", loom.message());
    at_both_widths(&loom, &axe, "an address that is broken");
}

#[test]
fn what_is_taken_away_and_the_figure_in_a_frame() {
    let Some(axe) = axe() else { return };
    let loom = Loom::ready();
    loom.page.click("#take").unwrap();
    is_open_to_all(&loom, &axe, "export");
    loom.page.press("Escape").unwrap();
    loom.choose("Quantity", "Rollout");
    is_open_to_all(&loom, &axe, "rollout");
    drop(loom);
    let loom = Loom::open_at("#v=1&embed", |_| {});
    loom.settle();
    at_both_widths(&loom, &axe, "embed");
}
