//! What stays from visit to visit, where the browser lets it. A browser that does not is no worse for it.

use web_sys::Storage;

use crate::app::Settings;

const SETTINGS: &str = "attention-loom.settings";

/// The settings of the last visit, or the default ones.
pub fn settings() -> Settings {
    storage()
        .and_then(|storage| storage.get_item(SETTINGS).ok()?)
        .map_or_else(Settings::default, |text| Settings::from_text(&text))
}

/// Keeps the settings.
pub fn keep_settings(settings: Settings) {
    if let Some(storage) = storage() {
        // A full or forbidden storage keeps nothing; the page works on.
        let _kept = storage.set_item(SETTINGS, &settings.to_text());
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
