//! Whatever is typed gives a figure or a friendly sentence: never a panic, never NaN, and nothing typed is lost.

use crate::loom::{Loom, SOON};

#[test]
fn odd_texts() {
    let loom = Loom::ready();
    let words = "tired ".repeat(600);
    for (text, drawn) in [
        ("", false),
        ("     ", false),
        ("Hi", true),
        ("🙂", true),
        ("I am 👩‍👩‍👧 tired 🙂.", true),
        ("שלום עולם, أهلا بالعالم", true),
        ("e\u{301}te\u{301} Z\u{351}a\u{34b}l\u{36b}go", true),
        ("a\u{0}b\u{7}c\u{1b}[0m", true),
        ("<script>document.title = 'taken'</script>", true),
        ("%0A&amp;\"quoted\" 'single' \\ back", true),
        (words.trim_end(), true),
    ] {
        loom.page.fill("#source", text).unwrap();
        loom.settle();
        let lines = loom.marks_of("encoder").len();
        let pixels = loom.holds("document.querySelector('canvas.pixels')");
        assert!(!drawn || lines > 0 || pixels, "{text:?} draws nothing");
        assert_ne!(loom.text("document.title"), "taken");
        loom.shows_only_numbers();
        assert_eq!(loom.page.errors(), Vec::<String>::new(), "{text:?}");
        // A text box keeps no NUL and turns nothing else.
        assert_eq!(loom.typed("source"), text);
    }
    loom.is_well();
}

#[test]
fn odd_targets() {
    let loom = Loom::ready();
    for text in ["", "   ", "Ja", "🙂🙂", "שלום", "<b>"] {
        loom.page.fill("#target", text).unwrap();
        loom.settle();
        loom.shows_only_numbers();
        assert_eq!(loom.typed("target"), text);
    }
    loom.is_well();
}

#[test]
fn both_empty_is_a_friendly_sentence() {
    let loom = Loom::ready();
    loom.page.fill("#source", "").unwrap();
    loom.page.fill("#target", "").unwrap();
    loom.settle();
    assert!(
        loom.text("document.querySelector('.stage').innerText")
            .contains("Nothing to read yet")
    );
    loom.is_well();
}

#[test]
fn longer_than_the_model_was_trained_on_is_said_and_longer_than_it_can_read_too() {
    let loom = Loom::ready();
    loom.page.fill("#source", &"tired ".repeat(60)).unwrap();
    loom.settle();
    loom.page
        .wait_for(
            "document.querySelector('#source-notes').innerText.length > 20",
            SOON,
        )
        .unwrap();
    let before = loom.marks_of("cross");
    assert!(!before.is_empty());
    let long = "tired ".repeat(10_000);
    loom.page.fill("#source", &long).unwrap();
    loom.page.wait_for("/1,?024/.test(document.querySelector('.messages').innerText + document.querySelector('#source-notes').innerText)", SOON).unwrap();
    assert_eq!(loom.typed("source"), long);
    // And on with something shorter.
    loom.page.fill("#source", "I am tired.").unwrap();
    loom.settle();
    assert!(!loom.marks_of("cross").is_empty());
    loom.is_well();
}

#[test]
fn a_broken_address_opens_what_can_be_read() {
    for fragment in [
        "#v=1&s=%E0%A4%A",
        "#v=99&x",
        "#%%%",
        "#v=1&layer=999&heads=-1&s=Hi",
    ] {
        let loom = Loom::open_at(fragment, |_| {});
        loom.settle();
        loom.shows_only_numbers();
        assert_eq!(loom.page.errors(), Vec::<String>::new(), "{fragment}");
    }
}
