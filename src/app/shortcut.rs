//! Keys that mean something wherever the keyboard's focus is.

use super::action::Action;

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pressed {
    /// Its name, as the DOM has it: `z`, `Escape`.
    pub key: String,
    /// With Control, or with Command on a Mac.
    pub control: bool,
    /// With Shift.
    pub shift: bool,
    /// While a text is being typed: there undo is the box's own.
    pub typing: bool,
}

/// What a key means; `None` when it is the browser's affair.
pub fn shortcut(pressed: &Pressed) -> Option<Action> {
    if pressed.typing {
        return None;
    }
    match (pressed.key.as_str(), pressed.control, pressed.shift) {
        ("z", true, false) => Some(Action::Undo),
        ("z" | "Z", true, true) | ("y", true, false) => Some(Action::Redo),
        // Where it is on a keyboard, with Shift or without, is the system's affair.
        ("?", false, _) => Some(Action::Keys),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_and_redo_are_the_page_s_but_in_a_text_box() {
        let cases = [
            ("z", false, false, Some("Undo")),
            ("Z", true, false, Some("Redo")),
            ("z", true, false, Some("Redo")),
            ("y", false, false, Some("Redo")),
            ("a", false, false, None),
            ("z", false, true, None),
            ("y", false, true, None),
        ];
        for (key, shift, typing, expected) in cases {
            let mut pressed = Pressed {
                key: key.to_owned(),
                control: true,
                shift,
                typing,
            };
            let meant = shortcut(&pressed).map(|action| format!("{action:?}"));
            assert_eq!(meant.as_deref(), expected, "{pressed:?}");
            pressed.control = false;
            assert!(shortcut(&pressed).is_none(), "{pressed:?}");
        }
    }

    #[test]
    fn a_question_mark_asks_for_the_keys_but_in_a_text_box() {
        let mut pressed = Pressed {
            key: "?".to_owned(),
            control: false,
            shift: true,
            typing: false,
        };
        assert!(matches!(shortcut(&pressed), Some(Action::Keys)));
        pressed.typing = true;
        assert!(shortcut(&pressed).is_none());
    }
}
