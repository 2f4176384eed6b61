//! What the system asks of pages.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::MediaQueryList;

/// Whether it asks for dark ones.
pub fn is_dark() -> bool {
    dark().is_some_and(|query| query.matches())
}

/// Calls `heard` whenever that changes. For the page's life.
pub fn on_dark(heard: impl Fn(bool) + 'static) {
    let Some(query) = dark() else { return };
    let asked = query.clone();
    let closure = Closure::<dyn FnMut()>::new(move || heard(asked.matches()));
    query.set_onchange(Some(closure.as_ref().unchecked_ref()));
    closure.forget();
}

fn dark() -> Option<MediaQueryList> {
    let query = "(prefers-color-scheme: dark)";
    web_sys::window()?.match_media(query).ok()?
}
