//! What stays from visit to visit, where the browser lets it. A browser that does not is no worse for it.

use web_sys::Storage;

/// What was kept under `name`.
pub fn stored(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps `text` under `name`.
pub fn keep(name: &str, text: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage keeps nothing; the page works on.
        let _kept = storage.set_item(name, text);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
