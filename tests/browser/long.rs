//! Long texts: what leads out of the window is said at its edge.

use crate::loom::{Loom, SOON};

const ENGLISH: &str =
    "the animal did not cross the street because it was too tired and the way was long";

/// The first words of a sentence that begins again at its end.
fn words(count: usize) -> String {
    let words: Vec<&str> = ENGLISH.split(' ').cycle().take(count).collect();
    words.join(" ")
}

#[test]
fn lines_that_leave_the_window_are_told_at_its_edge_and_lead_there() {
    let loom = Loom::ready();
    loom.page.fill("#source", &words(60)).unwrap();
    loom.settle();
    loom.page.eval("window.scrollTo(0, 0)").unwrap();
    loom.page
        .wait_for("document.querySelector('.edge.below')", SOON)
        .unwrap();
    assert!(!loom.holds("document.querySelector('.edge.above')"));

    // The first source word is pinned; the edge names the strongest of its lines.
    loom.page
        .focus("g.word[data-side=source][data-index='0']")
        .unwrap();
    loom.page.press("Enter").unwrap();
    let named =
        "[...document.querySelectorAll('.edge.below button')].map((button) => button.innerText)";
    loom.page
        .wait_for(&format!("{named}.length"), SOON)
        .unwrap();
    let beyond = loom.page.eval(
        "(() => { const place = (mark, end) => +mark.dataset[end]; const own = [...document.querySelectorAll('.still [data-kind=encoder]')] \
         .filter((mark) => (place(mark, 'key') === 0) !== (place(mark, 'query') === 0)); \
         const y = (index) => document.querySelector(`g.word[data-side=source][data-index='${index}']`).getBoundingClientRect(); \
         return Math.max(...own.map((mark) => [place(mark, 'key') || place(mark, 'query'), +mark.dataset.weight]) \
         .filter(([far]) => y(far).top > innerHeight).map(([, weight]) => weight)); })()",
    );
    let strongest = beyond.unwrap().as_f64().unwrap();
    let first = loom.text(&format!("{named}[0]"));
    let percent: f64 = first
        .rsplit(' ')
        .next()
        .and_then(|number| number.trim_end_matches('%').parse().ok())
        .unwrap();
    assert!(
        (percent - 100.0 * strongest).abs() <= 0.51,
        "{first}: {strongest}"
    );

    let before = loom.page.eval("scrollY").unwrap().as_f64().unwrap();
    loom.page.click(".edge.below button").unwrap();
    loom.page
        .wait_for(&format!("scrollY > {before}"), SOON)
        .unwrap();
    loom.is_well();
}

#[test]
fn the_columns_of_a_long_pair_scroll_together() {
    let loom = Loom::ready();
    loom.page.fill("#source", &words(512)).unwrap();
    loom.page.fill("#target", &words(128)).unwrap();
    loom.settle();
    assert_eq!(
        loom.page
            .eval("['source', 'target'].map((side) => document.querySelectorAll(`g.word[data-side=${side}]`).length)")
            .unwrap(),
        serde_json::json!([513, 129])
    );
    let place = |side: &str, index: usize| {
        let top = format!(
            "document.querySelector(`g.word[data-side={side}][data-index='{index}']`).getBoundingClientRect().top"
        );
        loom.page.eval(&top).unwrap().as_f64().unwrap()
    };
    let places = || {
        [
            place("source", 5),
            place("source", 400),
            place("target", 100),
        ]
    };
    let before = places();
    loom.page.eval("window.scrollTo(0, 3000)").unwrap();
    let by = loom.page.eval("scrollY").unwrap().as_f64().unwrap();
    assert!(by > 2000.0, "{by}");
    for (before, after) in before.into_iter().zip(places()) {
        assert!((before - after - by).abs() < 1.0, "{before} {after} {by}");
    }
    loom.is_well();
}

#[test]
fn a_heatmap_zooms_and_is_dragged() {
    let loom = Loom::ready();
    loom.page.fill("#source", &words(80)).unwrap();
    loom.settle();
    loom.choose("Figure", "Heatmap");
    let canvas = |property: &str| {
        let value = loom
            .page
            .eval(&format!("document.querySelector('.canvas').{property}"));
        value.unwrap().as_f64().unwrap()
    };
    let whole = canvas("scrollWidth");
    for _ in 0..3 {
        loom.page.click("[aria-label='Larger cells']").unwrap();
    }
    loom.page
        .wait_for(
            &format!("document.querySelector('.canvas').scrollWidth > {whole} * 1.5"),
            SOON,
        )
        .unwrap();
    let (left, top) = (canvas("scrollLeft"), canvas("scrollTop"));
    assert!(left > 0.0, "the middle stays in the middle");
    loom.page
        .eval("document.querySelector('.canvas').scrollIntoView()")
        .unwrap();
    loom.page
        .drag_points((500.0, 300.0), (440.0, 290.0))
        .unwrap();
    assert!((canvas("scrollLeft") - left - 60.0).abs() < 3.0);
    assert!((canvas("scrollTop") - top - 10.0).abs() < 12.0);
    loom.page
        .click("[aria-label='Fit all cells into the window']")
        .unwrap();
    loom.page
        .wait_for(
            &format!("document.querySelector('.canvas').scrollWidth === {whole}"),
            SOON,
        )
        .unwrap();
    loom.is_well();
}
