//! Typing: real key events that go the whole way through the browser, and what is put into form fields.
//!
//! It refuses to know what the keys do.

use std::path::Path;

use serde_json::{Value, json};

use super::keys::{self, Key, MODIFIERS};
use super::page::Page;
use crate::error::{Context, Error, Result};

impl Page {
    /// Types a text, a key press for each letter, so that an `input` event follows each.
    ///
    /// # Errors
    /// When the page does not take a key in time.
    pub fn type_text(&self, text: &str) -> Result<()> {
        text.chars()
            .try_for_each(|letter| self.strike(0, &keys::letter(letter)))
    }

    /// Puts a whole text at the caret at once, as pasting does: one `input` event, or a few when it has several lines.
    ///
    /// # Errors
    /// When the page does not take it in time.
    pub fn insert_text(&self, text: &str) -> Result<()> {
        self.call("Input.insertText", json!({ "text": text }))
            .map(|_| ())
    }

    /// Replaces what stands in a text box, in one step.
    ///
    /// # Errors
    /// When there is no such box, or it does not take the focus.
    pub fn fill(&self, selector: &str, text: &str) -> Result<()> {
        self.focus(selector)?;
        self.eval("document.activeElement.select()")?;
        if text.is_empty() {
            self.press("Delete")
        } else {
            self.insert_text(text)
        }
    }

    /// Gives an element the focus.
    ///
    /// # Errors
    /// When there is no such element in time, or it does not take the focus.
    pub fn focus(&self, selector: &str) -> Result<()> {
        let selector = Value::from(selector);
        let took = format!(
            "(() => {{ const element = document.querySelector({selector}); element.focus(); \
             return document.activeElement === element; }})()"
        );
        self.wait_for(&took, self.limit()).map(|_| ())
    }

    /// Presses a key, with modifiers before it: `Tab`, `Escape`, `ArrowLeft`, `Control+z`, `Shift+Tab`, `Control+Shift+z`.
    ///
    /// # Errors
    /// When there is no such key, or the page does not take it in time.
    pub fn press(&self, chord: &str) -> Result<()> {
        let (bits, key) = keys::chord(chord)?;
        let held: Vec<_> = MODIFIERS
            .iter()
            .filter(|(_, bit, ..)| bits & bit != 0)
            .collect();
        let mut down = 0;
        for (name, bit, code, number) in &held {
            down |= bit;
            self.key("rawKeyDown", down, name, code, *number, None)?;
        }
        self.strike(bits, &key)?;
        for (name, bit, code, number) in held.iter().rev() {
            down &= !bit;
            self.key("keyUp", down, name, code, *number, None)?;
        }
        Ok(())
    }

    fn strike(&self, bits: u32, key: &Key) -> Result<()> {
        let kind = if key.text.is_some() {
            "keyDown"
        } else {
            "rawKeyDown"
        };
        self.key(
            kind,
            bits,
            &key.key,
            &key.code,
            key.number,
            key.text.as_deref(),
        )?;
        self.key("keyUp", bits, &key.key, &key.code, key.number, None)
    }

    fn key(
        &self,
        kind: &str,
        bits: u32,
        key: &str,
        code: &str,
        number: u32,
        text: Option<&str>,
    ) -> Result<()> {
        let mut event = json!({
            "type": kind, "modifiers": bits, "key": key, "code": code, "windowsVirtualKeyCode": number,
        });
        if let Some(text) = text {
            event["text"] = text.into();
        }
        self.call("Input.dispatchKeyEvent", event)
            .context(key)
            .map(|_| ())
    }

    /// Chooses an entry of a `<select>` by its value; the browser's list itself cannot be clicked without a window.
    ///
    /// # Errors
    /// When there is no such element in time, or no such entry.
    pub fn select(&self, selector: &str, value: &str) -> Result<()> {
        self.locate(selector, true)?;
        let script = format!(
            "((element, value) => {{ element.value = value; if (element.value !== value) return false; \
             for (const kind of ['input', 'change']) element.dispatchEvent(new Event(kind, {{ bubbles: true }})); \
             return true; }})(document.querySelector({}), {})",
            Value::from(selector),
            Value::from(value)
        );
        let chosen = self.eval(&script)? == true;
        if chosen {
            Ok(())
        } else {
            Err(Error::new(format!("{selector} has no entry {value}")))
        }
    }

    /// Gives files to an `<input type="file">`, as its dialog would.
    ///
    /// # Errors
    /// When there is no such element, or a path cannot be made absolute.
    pub fn choose_files(&self, selector: &str, paths: &[&Path]) -> Result<()> {
        let absolute: Result<Vec<_>> = paths
            .iter()
            .map(|path| std::path::absolute(path).context(path.display()))
            .collect();
        let element = self.call("Runtime.evaluate", {
            json!({ "expression": format!("document.querySelector({})", Value::from(selector)) })
        })?;
        let object = element["result"]["objectId"]
            .as_str()
            .context(format!("{selector}: no such element"))?;
        self.call(
            "DOM.setFileInputFiles",
            json!({ "files": absolute?, "objectId": object }),
        )?;
        Ok(())
    }
}
