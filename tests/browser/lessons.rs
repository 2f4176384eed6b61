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
            "document.querySelector('#heading')?.innerText === {}",
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
    loom.page.click(".explore a").unwrap();
    loom.page
        .wait_for("document.querySelector('textarea#source')", SOON)
        .unwrap();
    assert_eq!(loom.typed("source"), "I know Tom.");
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
fn before_the_model_has_come_a_lesson_says_so_and_offers_what_needs_none() {
    let loom = Loom::open_at("#lesson=1", |server| {
        server.set_fault("model.safetensors", Fault::Status(404));
    });
    loom.page
        .wait_for("document.querySelector('.untold')", SOON)
        .unwrap();
    assert_eq!(loom.numbers("td.share", "data-share").len(), 3);
}
