//! The lessons, used as a reader uses them: every lesson's action by mouse or keyboard, and what it answers.

use attention_loom::lesson::LESSONS;

use xtask::server::Fault;

use crate::loom::{Loom, SOON};

/// Lesson number so-and-so, open, with its model there when it is needed.
fn lesson(number: u8) -> Loom {
    let loom = Loom::open_at(&format!("#lesson={number}"), |_| {});
    let heading = "document.querySelector('#heading')";
    loom.page.wait_for(heading, SOON).unwrap();
    loom
}

impl Loom {
    /// Waits until the model has told every exhibit what it shows.
    fn told(&self) {
        let told = "!document.querySelector('.untold') && document.querySelector('.exhibit')";
        self.page.wait_for(told, SOON).unwrap();
    }

    /// The numbers of the elements that `selector` finds, as their attribute `name` says.
    fn numbers(&self, selector: &str, name: &str) -> Vec<f64> {
        let read = format!(
            "[...document.querySelectorAll(\"{selector}\")].map((e) => +e.getAttribute('{name}'))"
        );
        serde_json::from_value(self.page.eval(&read).unwrap()).unwrap()
    }

    /// Moves the slider of a knob to `number`, as a finger would.
    fn slide(&self, knob: usize, number: f64) {
        let slide = format!(
            "(() => {{ const input = document.querySelector('input[data-knob=\"{knob}\"]'); input.value = {number}; \
             input.dispatchEvent(new Event('input', {{ bubbles: true }})); return true; }})()"
        );
        assert!(self.holds(&slide));
    }
}

#[test]
fn every_lesson_opens_at_its_address_and_its_question_is_answered_by_doing() {
    let loom = lesson(1);
    for lesson in LESSONS {
        loom.page
            .eval(&format!("location.hash = '#lesson={}'", lesson.number))
            .unwrap();
        let title = format!(
            "document.querySelector('#heading')?.innerText === {0} && document.title.startsWith({0})",
            serde_json::to_string(lesson.title).unwrap()
        );
        loom.page.wait_for(&title, SOON).unwrap();
        loom.told();
        loom.page.click(".guess input").unwrap();
        let by = ".outcome .button";
        loom.page
            .wait_for(&format!("document.querySelector('{by}')"), SOON)
            .unwrap();
        loom.page.click(by).unwrap();
        loom.page
            .wait_for("document.querySelector('.guess.right')", SOON)
            .unwrap();
        loom.told();
        assert!(
            !loom.holds("document.querySelector('.cannot')"),
            "{}",
            lesson.title
        );
        assert!(
            loom.holds("document.querySelector('.lesson math') && document.querySelector('.term')")
        );
    }
    // What is finished is remembered.
    loom.page.eval("location.hash = '#lessons'").unwrap();
    let all = format!(
        "document.querySelectorAll('.card.done').length === {}",
        LESSONS.len()
    );
    loom.page.wait_for(&all, SOON).unwrap();
    loom.page.reload().unwrap();
    loom.page.wait_for(&all, SOON).unwrap();
    loom.is_well();
}

#[test]
fn arrows_are_dragged_by_keyboard_and_the_numbers_follow() {
    let loom = lesson(2);
    let product = "document.querySelector('.exhibit tr.total td:last-child').innerText";
    assert_eq!(loom.text(product), "4.00");
    loom.page.focus("[aria-label='tip of k']").unwrap();
    for _ in 0..10 {
        loom.page.press("ArrowRight").unwrap();
    }
    // q = (2, 1), k = (2, 2).
    loom.page
        .wait_for(&format!("{product} === '6.00'"), SOON)
        .unwrap();
    loom.is_well();
}

#[test]
fn adding_to_all_scores_changes_no_share() {
    let loom = lesson(3);
    let before = loom.numbers("tr:not(.total) td.share", "data-share");
    loom.slide(5, 3.0);
    loom.page
        .wait_for(
            "document.querySelector('tbody td').innerText === '5.0'",
            SOON,
        )
        .unwrap();
    let after = loom.numbers("tr:not(.total) td.share", "data-share");
    for (a, b) in before.iter().zip(&after) {
        assert!((a - b).abs() < 2e-6, "{before:?} {after:?}");
    }
    loom.is_well();
}

#[test]
fn the_readers_sentence_goes_from_the_explorer_to_a_lesson_and_back() {
    let loom = Loom::ready();
    loom.retype("source", "I know Tom.");
    loom.page.click(".pages a[href='#lessons']").unwrap();
    loom.page
        .wait_for("document.querySelector('.cards')", SOON)
        .unwrap();
    loom.page.click("a.card[href='#lesson=4']").unwrap();
    loom.told();
    let first = "document.querySelector('.exhibit tbody th').innerText.trim()";
    loom.page
        .wait_for(&format!("{first} === 'I'"), SOON)
        .unwrap();
    assert!(loom.holds("location.hash.startsWith('#lesson=4')"));
    // Of x itself the model has no head; of the learned matrices it has.
    assert!(!loom.holds("document.querySelector('.explore a')"));
    loom.page.click(".knob .option:nth-child(2)").unwrap();
    loom.slide(2, 4.0);
    let link = "document.querySelector('.explore a')?.hash ?? ''";
    let written = format!("{link}.includes('encoder=1.5&pin=')");
    loom.page.wait_for(&written, SOON).unwrap();
    loom.page.click(".explore a").unwrap();
    loom.page
        .wait_for("document.querySelector('textarea#source')", SOON)
        .unwrap();
    assert_eq!(loom.typed("source"), "I know Tom.");
    // The lesson's own state is open: layer 1, head 5, the word that asked pinned.
    let state = "location.hash.includes('encoder=1.5') && location.hash.includes('pin=s')";
    loom.page.wait_for(state, SOON).unwrap();
    loom.is_well();
}

#[test]
fn a_dragged_tip_follows_the_mouse_and_no_ring_of_the_browser_hides_the_picture() {
    let loom = lesson(1);
    let tip = "document.querySelector('[aria-label=\"tip of q\"]')";
    let middle = |of: &str| -> (f64, f64) {
        let at = format!(
            "(() => {{ const box = {of}.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
        );
        serde_json::from_value(loom.page.eval(&at).unwrap()).unwrap()
    };
    let (from, to) = (
        middle(tip),
        middle("document.querySelector('[aria-label=\"tip of k₂\"]')"),
    );
    loom.page.drag_points(from, to).unwrap();
    // q lies on k₂ now, to a tenth; the picture's words have followed it.
    loom.page
        .wait_for(
            &format!("{tip}.getAttribute('aria-valuetext') === 'across 0.6, up 2.2'"),
            SOON,
        )
        .unwrap();
    assert!(loom.holds(
        "document.querySelector('.plane').getAttribute('aria-label').includes('q (0.6, 2.2)')"
    ));
    assert!(loom.holds(&format!("getComputedStyle({tip}).outlineStyle === 'none'")));
    // Under the keyboard its edge shows it.
    loom.page.focus("[aria-label='tip of q']").unwrap();
    loom.page.press("ArrowUp").unwrap();
    assert!(loom.holds(&format!("getComputedStyle({tip}).outlineStyle === 'none'")));
    assert!(loom.holds(&format!(
        "{tip}.matches(':focus-visible') && parseFloat(getComputedStyle({tip}).strokeWidth) > 0.05"
    )));
    loom.is_well();
}

#[test]
fn the_sum_asks_nothing_and_weights_follow_from_the_divided_scores() {
    let loom = lesson(4);
    loom.told();
    let total = "document.querySelector('.exhibit tr.total')";
    assert!(loom.holds(&format!("{total} && !{total}.querySelector('button')")));
    assert!(loom.holds("document.querySelectorAll('.choose').length === 14"));
    let shares = loom.numbers("tr:not(.total) td.share", "data-share");
    let divided = "[...document.querySelectorAll('.exhibit tbody tr:not(.total) td:nth-child(3)')]\
         .slice(0, 14).map((cell) => +cell.innerText.replace('−', '-'))";
    let divided: Vec<f64> = serde_json::from_value(loom.page.eval(divided).unwrap()).unwrap();
    let sum: f64 = divided.iter().map(|score| score.exp()).sum();
    for (score, share) in divided.iter().zip(&shares) {
        assert!(
            (score.exp() / sum - share).abs() < 0.01,
            "{divided:?} {shares:?}"
        );
    }
    loom.is_well();
}

#[test]
fn sockets_are_plugged_by_the_keyboard_and_a_head_is_shown_large_by_a_click() {
    let loom = lesson(8);
    loom.told();
    loom.page.focus(".socket[data-part='query']").unwrap();
    loom.page.press("Enter").unwrap();
    let says = "document.querySelector('.wires').getAttribute('aria-label')";
    let cross = format!("{says} === 'Q from the target, K and V from the source, no mask'");
    loom.page.wait_for(&cross, SOON).unwrap();
    loom.page
        .wait_for("document.querySelector('svg.cells[role=img]').getAttribute('aria-label').includes('start most at')", SOON)
        .unwrap();
    loom.page.eval("location.hash = '#lesson=7'").unwrap();
    let chosen = "document.querySelector('.enlarge[aria-pressed=true]')?.innerText.trim()";
    loom.page
        .wait_for(&format!("{chosen} === 'head 5'"), SOON)
        .unwrap();
    loom.page
        .click(".grid.small:nth-of-type(2) .enlarge")
        .unwrap();
    loom.page
        .wait_for(&format!("{chosen} === 'head 2'"), SOON)
        .unwrap();
    let large = "document.querySelector('.grid:not(.small) figcaption').innerText";
    loom.page
        .wait_for(&format!("{large}.startsWith('head 2')"), SOON)
        .unwrap();
    loom.is_well();
}

#[test]
fn keys_turn_the_lessons_and_words_lead_to_the_glossary() {
    let loom = lesson(1);
    let title = |number: usize| {
        let title = serde_json::to_string(LESSONS[number - 1].title).unwrap();
        format!("document.querySelector('#heading').innerText === {title}")
    };
    loom.page.press("ArrowRight").unwrap();
    loom.page.wait_for(&title(2), SOON).unwrap();
    loom.page.press("ArrowLeft").unwrap();
    loom.page.wait_for(&title(1), SOON).unwrap();
    loom.page.move_to(".term").unwrap();
    loom.page
        .wait_for(
            "document.querySelector('main.lesson').dataset.lit === 'query'",
            SOON,
        )
        .unwrap();
    loom.page.click(".term").unwrap();
    loom.page
        .wait_for(
            "document.querySelector('.entry.asked dt').innerText === 'query'",
            SOON,
        )
        .unwrap();
    loom.is_well();
}

#[test]
fn the_foot_leads_to_the_card_of_the_model_and_back_leads_to_the_figure() {
    let loom = Loom::ready();
    loom.page.click(".foot a[href='#model']").unwrap();
    let heading = "document.querySelector('#heading')?.innerText === 'The built-in model'";
    loom.page.wait_for(heading, SOON).unwrap();
    let card = "document.querySelector('.model-card').innerText";
    for part in ["CC BY 2.0 FR", "BLEU", "alignment error rate"] {
        assert!(loom.holds(&format!("{card}.includes('{part}')")), "{part}");
    }
    assert!(loom.holds("document.querySelectorAll('.model-card table').length > 1"));
    // Nothing is wider than the narrowest screen.
    loom.page.set_viewport(390, 844, 1.0, true).unwrap();
    assert!(loom.holds("document.documentElement.scrollWidth <= 390"));
    loom.page.eval("history.back()").unwrap();
    loom.page
        .wait_for("document.querySelector('textarea#source')", SOON)
        .unwrap();
    loom.is_well();
}

#[test]
fn before_the_model_has_come_a_lesson_says_so_and_offers_what_needs_none() {
    let loom = Loom::open_at("#lesson=1", |server| {
        server.set_fault("model.safetensors", Fault::Status(404));
    });
    loom.page
        .wait_for("document.querySelector('.untold')", SOON)
        .unwrap();
    assert_eq!(loom.numbers("td.share", "data-share").len(), 3);
}
