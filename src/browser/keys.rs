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

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its name, as the DOM has it: `z`, `Escape`.
    pub name: String,
    /// With Control, or with Command on a Mac.
    pub control: bool,
    /// With Shift.
    pub shift: bool,
    /// In a box in which text is typed.
    pub typing: bool,
}

/// Hands every key to `on` for the page's life; one that means something (`true`) is kept from the browser.
pub fn on_key(on: impl Fn(Key) -> bool + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let key = Key {
            name: event.key(),
            control: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
            typing: is_typed(&event),
        };
        if on(key) {
            event.prevent_default();
        }
    });
    let listening =
        document.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    drop(listening);
    listener.forget();
}

/// Whether the key goes into a text; a box that is ticked or one of several has none.
fn is_typed(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let text = "textarea, input:not([type=radio], [type=checkbox], [type=range], [type=file])";
    target.is_some_and(|element| element.matches(text).unwrap_or(false))
}
