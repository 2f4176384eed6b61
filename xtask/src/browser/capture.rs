//! What leaves a page: pictures of it, and files it saves.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::page::Page;
use crate::error::{Context, Result};

impl Page {
    /// Writes what is on screen as a PNG file.
    ///
    /// # Errors
    /// When the browser does not paint in time, or the file cannot be written.
    pub fn screenshot(&self, path: impl AsRef<Path>) -> Result<()> {
        self.capture(path.as_ref(), false)
    }

    /// Writes the whole page, also what is beyond the viewport, as a PNG file.
    ///
    /// # Errors
    /// As [`Page::screenshot`].
    pub fn screenshot_whole(&self, path: impl AsRef<Path>) -> Result<()> {
        self.capture(path.as_ref(), true)
    }

    fn capture(&self, path: &Path, whole: bool) -> Result<()> {
        let shot = self.call(
            "Page.captureScreenshot",
            json!({ "format": "png", "captureBeyondViewport": whole }),
        )?;
        let bytes = shot["data"]
            .as_str()
            .and_then(base64)
            .context("the browser sent no picture")?;
        fs::write(path, bytes).context(path.display())
    }

    /// Has downloads of this page's context land in `folder`, under the names the page gives them.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn download_to(&self, folder: impl AsRef<Path>) -> Result<()> {
        let folder = std::path::absolute(folder).context("the folder for downloads")?;
        let setting = json!({ "behavior": "allow", "browserContextId": self.context, "downloadPath": folder });
        self.browser()
            .call("Browser.setDownloadBehavior", setting)
            .map(|_| ())
    }
}

/// The bytes of a base64 text (RFC 4648, with padding).
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.trim_end_matches('=').bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_the_standards_examples() {
        for (text, plain) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Zm9vYmFy", "foobar"),
        ] {
            assert_eq!(base64(text).as_deref(), Some(plain.as_bytes()), "{text}");
        }
        assert_eq!(base64("Zm9*"), None);
    }
}
