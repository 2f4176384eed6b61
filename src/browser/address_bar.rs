//! The fragment of the page's address.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// The fragment, without `#`; empty when there is none.
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .map(|hash| hash.trim_start_matches('#').to_owned())
        .unwrap_or_default()
}

/// Puts `fragment` in place of the one there is; the way back to the page before stays one step.
pub fn replace_fragment(fragment: &str) -> Option<()> {
    let address = with_fragment(fragment)?;
    let history = web_sys::window()?.history().ok()?;
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(&address))
        .ok()
}

/// Adds a step to the browser's history: the page with `fragment`.
pub fn push_fragment(fragment: &str) -> Option<()> {
    let address = with_fragment(fragment)?;
    let history = web_sys::window()?.history().ok()?;
    history
        .push_state_with_url(&JsValue::NULL, "", Some(&address))
        .ok()
}

/// The whole address of this page with `fragment`.
pub fn address_of(fragment: &str) -> Option<String> {
    let origin = web_sys::window()?.location().origin().ok()?;
    Some(origin + &with_fragment(fragment)?)
}

/// With the path: a fragment alone would be taken as relative to the base, which is the folder.
fn with_fragment(fragment: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    Some(
        [
            &location.pathname().ok()?,
            &location.search().ok()?,
            "#",
            fragment,
        ]
        .concat(),
    )
}

/// Calls `heard` whenever a person changes the fragment: by editing it, or by going back and forth. For the page's life.
pub fn on_fragment(heard: impl Fn(String) + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let closure = Closure::<dyn FnMut()>::new(move || heard(fragment()));
    window.set_onhashchange(Some(closure.as_ref().unchecked_ref()));
    closure.forget();
}
