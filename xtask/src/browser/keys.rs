//! The keys of a keyboard as the protocol wants them.
//!
//! It refuses to know what pressing them does.

use crate::error::{Context, Result};

/// One key. `text` is what it types, if anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub key: String,
    pub code: String,
    /// The virtual key code of Windows, by which browsers still know keys.
    pub number: u32,
    pub text: Option<String>,
}

/// The modifiers in the order they are pressed: name, the protocol's bit, code, number.
pub(super) const MODIFIERS: [(&str, u32, &str, u32); 4] = [
    ("Control", 2, "ControlLeft", 17),
    ("Alt", 1, "AltLeft", 18),
    ("Shift", 8, "ShiftLeft", 16),
    ("Meta", 4, "MetaLeft", 91),
];

/// Keys with a name: name, number, text.
const NAMED: [(&str, u32, Option<&str>); 26] = [
    ("Enter", 13, Some("\r")),
    ("Tab", 9, None),
    ("Escape", 27, None),
    ("Backspace", 8, None),
    ("Delete", 46, None),
    ("Insert", 45, None),
    ("ArrowLeft", 37, None),
    ("ArrowUp", 38, None),
    ("ArrowRight", 39, None),
    ("ArrowDown", 40, None),
    ("Home", 36, None),
    ("End", 35, None),
    ("PageUp", 33, None),
    ("PageDown", 34, None),
    ("F1", 112, None),
    ("F2", 113, None),
    ("F3", 114, None),
    ("F4", 115, None),
    ("F5", 116, None),
    ("F6", 117, None),
    ("F7", 118, None),
    ("F8", 119, None),
    ("F9", 120, None),
    ("F10", 121, None),
    ("F11", 122, None),
    ("F12", 123, None),
];

/// The key that types `letter`.
pub(super) fn letter(letter: char) -> Key {
    if letter == '\n' || letter == '\r' {
        return Key {
            key: "Enter".into(),
            code: "Enter".into(),
            number: 13,
            text: Some("\r".into()),
        };
    }
    let upper = letter.to_ascii_uppercase();
    let (code, number) = match upper {
        'A'..='Z' => (format!("Key{upper}"), u32::from(upper)),
        '0'..='9' => (format!("Digit{upper}"), u32::from(upper)),
        ' ' => ("Space".to_owned(), 32),
        '/' => ("Slash".to_owned(), 191),
        '+' => ("Equal".to_owned(), 187),
        '-' => ("Minus".to_owned(), 189),
        // No key of the usual layout: the browser takes the text alone, as from an input method.
        _ => (String::new(), 0),
    };
    Key {
        key: letter.into(),
        code,
        number,
        text: Some(letter.into()),
    }
}

/// Reads `Control+Shift+z`: the modifiers' bits, and the key. A letter with Shift is its capital; with Control, Alt or Meta
/// no key types anything.
pub(super) fn chord(text: &str) -> Result<(u32, Key)> {
    // The last plus may be the key itself.
    let (before, name) = match text.strip_suffix("++") {
        Some(before) => (before, "+"),
        None => text
            .rsplit_once('+')
            .filter(|(_, name)| !name.is_empty())
            .unwrap_or(("", text)),
    };
    let mut bits = 0;
    for part in before.split('+').filter(|part| !part.is_empty()) {
        let modifier = MODIFIERS.iter().find(|(name, ..)| *name == part);
        bits |= modifier
            .context(format!("{part} in {text} is no modifier"))?
            .1;
    }
    let mut key = named(name).context(format!("{name} is no key"))?;
    if bits & 8 != 0 && name.chars().count() == 1 {
        key.key = key.key.to_uppercase();
        key.text = Some(key.key.clone());
    }
    if bits & 7 != 0 {
        key.text = None;
    }
    Ok((bits, key))
}

fn named(name: &str) -> Option<Key> {
    if name == "Space" {
        return Some(letter(' '));
    }
    let mut letters = name.chars();
    if let (Some(only), None) = (letters.next(), letters.next()) {
        return Some(letter(only));
    }
    let modifier = MODIFIERS.iter().find(|(modifier, ..)| *modifier == name);
    if let Some((name, _, code, number)) = modifier {
        return Some(Key {
            key: (*name).into(),
            code: (*code).into(),
            number: *number,
            text: None,
        });
    }
    let (name, number, text) = NAMED.iter().find(|(key, ..)| *key == name)?;
    Some(Key {
        key: (*name).into(),
        code: (*name).into(),
        number: *number,
        text: text.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_are_read() {
        let (bits, key) = chord("Control+Shift+z").unwrap();
        assert_eq!(
            (bits, key.key.as_str(), key.code.as_str(), key.text),
            (10, "Z", "KeyZ", None)
        );
        let (bits, key) = chord("Shift+a").unwrap();
        assert_eq!((bits, key.text.as_deref()), (8, Some("A")));
        assert_eq!(chord("Tab").unwrap().1.number, 9);
        assert_eq!(chord("+").unwrap().1.key, "+");
        assert_eq!(
            chord("Control++").unwrap(),
            (
                2,
                Key {
                    text: None,
                    ..letter('+')
                }
            )
        );
        assert_eq!(chord("é").unwrap().1.text.as_deref(), Some("é"));
    }

    #[test]
    fn unknown_keys_and_modifiers_are_named() {
        assert_eq!(
            chord("Hyper+a").unwrap_err().to_string(),
            "Hyper in Hyper+a is no modifier"
        );
        assert_eq!(
            chord("Control+Return").unwrap_err().to_string(),
            "Return is no key"
        );
    }
}
