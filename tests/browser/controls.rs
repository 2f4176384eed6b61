//! Every control by mouse and by keyboard, and what pointing at words does.

use crate::loom::{Loom, SOON};

const KINDS: [(&str, &str); 3] = [
    ("Encoder self-attention", "encoder"),
    ("Cross-attention", "cross"),
    ("Masked decoder self-attention", "decoder"),
];

/// The name of an attention as it stands inside a sentence.
fn inside(name: &str) -> String {
    name.to_lowercase()
}

#[test]
fn layers_and_heads_by_mouse_change_their_attention_alone() {
    let loom = Loom::ready();
    for (name, kind) in KINDS {
        let others = |loom: &Loom| -> Vec<_> {
            loom.marks()
                .into_iter()
                .filter(|mark| mark.kind != kind)
                .collect()
        };
        let (before, other) = (loom.marks_of(kind), others(&loom));
        let layers = format!("Layer of {}", inside(name));
        let third = format!(
            "document.querySelector(`[aria-label='{layers}'] input:checked`).closest('label').innerText.trim() === '3'"
        );
        loom.choose(&layers, if loom.holds(&third) { "2" } else { "3" });
        let layer = loom.marks_of(kind);
        assert_ne!(before, layer, "{kind}");
        loom.page
            .click(&format!("[aria-label='{name}'] [aria-label='head 1']"))
            .unwrap();
        loom.settle();
        let two = loom.marks_of(kind);
        let heads: std::collections::BTreeSet<_> =
            two.iter().map(|mark| mark.head.clone()).collect();
        assert_eq!(heads.len(), 2, "{kind}: {heads:?}");
        loom.page
            .double_click(&format!("[aria-label='{name}'] [aria-label='head 1']"))
            .unwrap();
        loom.settle();
        assert!(
            loom.marks_of(kind).iter().all(|mark| mark.head == "0"),
            "{kind}"
        );
        assert_eq!(other, others(&loom), "{kind} changes the others");
    }
    loom.is_well();
}

#[test]
fn layers_by_keyboard() {
    let loom = Loom::ready();
    for (name, kind) in KINDS {
        let before = loom.marks_of(kind);
        let layers = format!("[role=radiogroup][aria-label='Layer of {}']", inside(name));
        loom.page.focus(&format!("{layers} input:checked")).unwrap();
        loom.page.press("ArrowRight").unwrap();
        loom.settle();
        assert_ne!(before, loom.marks_of(kind), "{kind}");
        loom.page.press("ArrowLeft").unwrap();
        loom.settle();
        assert_eq!(before, loom.marks_of(kind), "{kind}");
        loom.page
            .focus(&format!("[aria-label='{name}'] [aria-label='head 3']"))
            .unwrap();
        loom.page.press("Enter").unwrap();
        loom.settle();
        assert!(
            loom.marks_of(kind).iter().any(|mark| mark.head == "2"),
            "{kind}"
        );
    }
    loom.is_well();
}

#[test]
fn figure_unit_quantity_and_reading_by_mouse_and_by_keyboard() {
    let loom = Loom::ready();
    let opening = loom.marks();
    for (group, options, first) in [
        ("Figure", &["Lines", "Heatmap", "Loom"][..], "Loom"),
        ("Unit", &["Pieces", "Words"], "Words"),
        ("Quantity", &["Scaled", "Score", "Weight"], "Weight"),
    ] {
        for option in options {
            let before = loom.marks();
            loom.choose(group, option);
            // Every word of the opening pair is one piece: its pieces are other marks, its words' numbers the same.
            assert!(
                loom.marks() != before || group == "Unit",
                "{group} {option}"
            );
            loom.shows_only_numbers();
        }
        assert_eq!(loom.marks(), opening, "{group} back at {first}");
        loom.page
            .focus(&format!(
                "[role=radiogroup][aria-label={group}] input:checked"
            ))
            .unwrap();
        loom.page.press("ArrowRight").unwrap();
        loom.settle();
        assert!(!loom.holds(&format!("document.querySelector('[role=radiogroup][aria-label={group}] label').querySelector('input').checked && {}", group != "Quantity")));
        loom.page.press("ArrowLeft").unwrap();
        loom.settle();
        assert_eq!(loom.marks(), opening, "{group} by keyboard");
    }
    let cross = loom.marks_of("cross");
    loom.choose("Row of cross-attention", "about to say");
    assert_ne!(cross, loom.marks_of("cross"));
    loom.is_well();
}

#[test]
fn an_attention_can_be_dimmed() {
    let loom = Loom::ready();
    let strongest = "Math.max(...[...document.querySelectorAll('.still [data-kind=encoder]')].map((m) => +(m.getAttribute('fill-opacity') ?? 1)))";
    let before = loom.page.eval(strongest).unwrap().as_f64().unwrap();
    loom.page
        .click("[aria-label='Show encoder self-attention']")
        .unwrap();
    loom.settle();
    let after = loom.page.eval(strongest).unwrap().as_f64().unwrap();
    assert!(after < before / 2.0, "{before} {after}");
    loom.is_well();
}

#[test]
fn pointing_at_a_word_isolates_its_lines_and_clicking_keeps_them() {
    let loom = Loom::ready();
    let word = "g.word[data-side=target][data-index='8']";
    loom.page.move_to(word).unwrap();
    loom.page
        .wait_for("document.querySelector('.scene.isolates')", SOON)
        .unwrap();
    let beside = loom.text("document.querySelector('.scene').textContent");
    assert!(beside.contains('%'), "{beside}");
    assert!(
        loom.text("document.querySelector('.summary').innerText")
            .contains("es")
    );
    loom.page.click(word).unwrap();
    loom.page.move_to("h1.brand").unwrap();
    loom.page
        .wait_for("document.querySelector('.scene.isolates')", SOON)
        .unwrap();
    assert!(loom.holds(&format!(
        "document.querySelector(\"{word}\").getAttribute('aria-pressed') === 'true'"
    )));
    loom.page.press("Escape").unwrap();
    loom.page
        .wait_for("!document.querySelector('.scene.isolates')", SOON)
        .unwrap();
    // The same by keyboard.
    loom.page.focus(word).unwrap();
    loom.page.press("Enter").unwrap();
    loom.page
        .wait_for(
            &format!("document.querySelector(\"{word}\").getAttribute('aria-pressed') === 'true'"),
            SOON,
        )
        .unwrap();
    loom.is_well();
}

#[test]
fn an_address_brings_back_what_it_was_copied_from() {
    let loom = Loom::ready();
    loom.retype("source", "I know Tom.");
    loom.retype("target", "Ich kenne Tom.");
    loom.choose("Layer of cross-attention", "2");
    loom.page
        .wait_for("location.hash.includes('Ich')", SOON)
        .unwrap();
    let marks = loom.marks();
    loom.page.reload().unwrap();
    loom.page.wait_for("window.__loom", SOON).unwrap();
    loom.settle();
    assert_eq!(loom.typed("source"), "I know Tom.");
    assert_eq!(loom.marks(), marks);
    assert!(loom.holds("location.search === ''"));
    loom.is_well();
}

#[test]
fn a_question_mark_opens_the_sheet_of_keys_and_escape_shuts_it() {
    let loom = Loom::ready();
    loom.page.focus("#source").unwrap();
    loom.page.type_text("?").unwrap();
    loom.settle();
    assert!(!loom.holds("document.querySelector('.keys')"));
    loom.page
        .focus("[role=radiogroup][aria-label=Figure] input:checked")
        .unwrap();
    loom.page.press("?").unwrap();
    loom.page
        .wait_for(
            "document.querySelector('.keys')?.contains(document.activeElement)",
            SOON,
        )
        .unwrap();
    loom.page.press("Escape").unwrap();
    loom.page
        .wait_for("!document.querySelector('.keys')", SOON)
        .unwrap();
    loom.is_well();
}
