//! What can be written of a text: characters that have no shape, or turn the direction of what stands around them, by their
//! code.

use std::borrow::Cow;

/// `text` as it can be written beside other words. A text without any visible character is named by its codes (`U+200D`); in
/// any other the characters that would turn the text around it are left out.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(shapeless) {
        Cow::Borrowed(text)
    } else if text.chars().all(shapeless) {
        let codes = text.chars().map(|c| format!("U+{:04X}", u32::from(c)));
        Cow::Owned(codes.collect::<Vec<_>>().join(" "))
    } else {
        Cow::Owned(text.chars().filter(|&c| !turns(c)).collect())
    }
}

/// Controls, joiners, marks of direction, variation selectors: nothing by themselves.
fn shapeless(c: char) -> bool {
    c.is_control()
        || turns(c)
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{2029}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// Overrides, embeddings and isolates of direction, which reach beyond the word that holds them; and controls.
fn turns(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_be_seen_and_none_turns_its_neighbours() {
        let cases = [
            ("müde", "müde"),
            ("שלום", "שלום"),
            ("👩\u{200D}👧", "👩\u{200D}👧"),
            ("\u{200D}", "U+200D"),
            ("\u{0}", "U+0000"),
            ("\u{202E}\u{FEFF}", "U+202E U+FEFF"),
            ("a\u{202E}b", "ab"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(visible(text), expected, "{text:?}");
        }
    }
}
