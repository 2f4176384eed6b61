//! What can break, breaks: each time a sentence says what, "try again" works, and nothing typed is lost.

use xtask::server::{Fault, Server};

use crate::loom::{Loom, SOON};

const TYPED: &str = "I know Tom.";

/// Opens the page with a fault of its model, sees what it says, mends the fault, and tries again.
fn model_fault(file: &str, fault: Fault, said: &[&str]) {
    let loom = Loom::open(|server: &Server| server.set_fault(file, fault));
    loom.page.fill("#source", TYPED).unwrap();
    loom.page
        .wait_for("document.querySelector('.message.error')", SOON)
        .unwrap();
    let message = loom.message();
    for word in said {
        assert!(message.contains(word), "{file}: {message}");
    }
    // The recorded run stays on screen.
    assert!(!loom.marks().is_empty(), "{file}: {message}");
    loom.server.clear_fault(file);
    loom.page.click(".message.error button").unwrap();
    loom.settle();
    assert_eq!(loom.typed("source"), TYPED);
    assert!(!loom.marks_of("cross").is_empty());
    loom.shows_only_numbers();
    loom.asks_nobody_else();
}

#[test]
fn a_model_file_that_is_missing() {
    model_fault(
        "model.safetensors",
        Fault::Status(404),
        &["model.safetensors", "404"],
    );
    model_fault(
        "tokenizer.json",
        Fault::Status(500),
        &["tokenizer.json", "500"],
    );
    model_fault("manifest.json", Fault::Status(404), &["manifest.json"]);
}

#[test]
fn a_model_file_that_is_cut_off() {
    model_fault(
        "model.safetensors",
        Fault::CutOff(100_000),
        &["model.safetensors"],
    );
    model_fault(
        "model.safetensors",
        Fault::Shorten(100_000),
        &["model.safetensors"],
    );
}

#[test]
fn a_model_file_that_is_wrong() {
    let page = b"<!doctype html><title>Welcome</title>".to_vec();
    model_fault(
        "config.json",
        Fault::Replace(page.clone()),
        &["config.json"],
    );
    model_fault("manifest.json", Fault::Replace(page), &["manifest.json"]);
}

#[test]
fn a_worker_program_that_is_missing() {
    model_fault("worker_bg.wasm", Fault::Status(404), &[]);
}

#[test]
fn without_the_recorded_run_the_model_still_comes() {
    let loom = Loom::open(|server| server.set_fault("opening.bin", Fault::Status(404)));
    loom.settle();
    assert!(!loom.marks_of("cross").is_empty());
    loom.shows_only_numbers();
}

/// After `harm`, what is typed is run by a new worker, at once or after "try again".
fn worker_fault(harm: impl FnOnce(&Loom)) {
    let loom = Loom::ready();
    harm(&loom);
    loom.page.fill("#source", TYPED).unwrap();
    let recovered = "window.__loom.ready && document.querySelector('g.word[data-side=source]')?.ariaLabel.startsWith('I,')";
    loom.page
        .wait_for(
            &format!("document.querySelector('.message.error') || ({recovered})"),
            SOON,
        )
        .unwrap();
    if loom.holds("document.querySelector('.message.error')") {
        loom.page.click(".message.error button").unwrap();
    }
    loom.page.wait_for(recovered, SOON).unwrap();
    assert_eq!(loom.typed("source"), TYPED);
    assert!(!loom.marks_of("cross").is_empty());
    loom.shows_only_numbers();
}

#[test]
fn a_worker_that_throws() {
    worker_fault(|loom| {
        loom.page
            .worker_eval("setTimeout(() => { throw new Error('thrown by the test') }, 0); 0")
            .unwrap();
    });
}

#[test]
fn a_worker_that_is_killed() {
    worker_fault(|loom| loom.page.kill_worker().unwrap());
}

#[test]
fn a_worker_that_hangs() {
    worker_fault(|loom| loom.page.worker_start("for (;;) {}").unwrap());
}

#[test]
fn without_storage_and_without_caches() {
    let loom = Loom::ready();
    loom.page
        .call(
            "Page.addScriptToEvaluateOnNewDocument",
            serde_json::json!({ "source": "for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) \
                Object.defineProperty(window, name, { get() { throw new Error('no storage here') } })" }),
        )
        .unwrap();
    loom.page.reload().unwrap();
    loom.page.wait_for("window.__loom", SOON).unwrap();
    loom.settle();
    assert!(!loom.marks_of("cross").is_empty());
    assert_eq!(loom.page.errors(), Vec::<String>::new());
}
