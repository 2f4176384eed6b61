//! Keys that are meant for the page as a whole.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, KeyboardEvent};

/// What uses the arrow keys itself.
const OWN: &str = "input, textarea, select, summary, [role=slider], [role=grid], [contenteditable]";

/// Calls `heard` when a person pages with the arrow keys or a presenter's remote: `true` is forward. Keys that an element uses
/// itself, and those pressed together with others, are not heard. For the page's life.
pub fn on_step(heard: impl Fn(bool) + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let closure = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let with_others =
            event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
        let element: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let used =
            element.is_some_and(|element| element.closest(OWN).is_ok_and(|own| own.is_some()));
        if with_others || used || event.default_prevented() {
            return;
        }
        match &*event.key() {
            "ArrowRight" => heard(true),
            "ArrowLeft" => heard(false),
            _ => {}
        }
    });
    let added =
        window.add_event_listener_with_callback("keydown", closure.as_ref().unchecked_ref());
    // A window takes every listener; without this one the links are there still.
    drop(added);
    closure.forget();
}
