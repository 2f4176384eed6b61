//! What is said beside each box: that it is empty, longer than what the model has learned from, or holds what it does not know.

use crate::model::Side;
use crate::text::Sentence;

use super::address;
use super::state::State;
use super::visible::visible;

/// So many unknown pieces are named.
const NAMED: usize = 5;

impl State {
    /// One sentence for everything worth knowing of the text of `side`; of the pieces only once they are known.
    pub fn notes(&self, side: Side) -> Vec<String> {
        let text = self.texts.of(side);
        let mut notes = Vec::new();
        if text.trim().is_empty() {
            notes.push(
                match side {
                    Side::Source => "Type a sentence here, or pick an example.",
                    Side::Target => "Type a translation here, or have the model translate.",
                }
                .to_owned(),
            );
        }
        let shown = self.shown.as_ref().map(|shown| shown.sentence(side));
        if let Some(sentence) = shown.filter(|sentence| sentence.text == **text) {
            notes.extend(self.long(sentence));
            notes.extend(unknown(sentence));
        }
        if side == Side::Target && !address::write(self).whole {
            notes.push(
                "These texts are too long for the page's address: a link to this page opens without them."
                    .to_owned(),
            );
        }
        notes
    }

    fn long(&self, sentence: &Sentence) -> Option<String> {
        let trained = self.model.as_ref()?.manifest.trained_pieces?;
        let count = sentence.pieces.len();
        (count > trained).then(|| {
            format!(
                "This is {count} pieces long. The model has learned from sentences of up to {trained}, so it reads longer \
                 ones less well."
            )
        })
    }
}

fn unknown(sentence: &Sentence) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in sentence.pieces.iter().filter(|piece| piece.unknown) {
        let name = format!("“{}”", visible(&piece.surface));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let names = names.join(", ");
    match (names.is_empty(), more) {
        (true, _) => None,
        (_, 0) => Some(format!(
            "The model does not know {names}: it reads its symbol for the unknown there."
        )),
        (_, more) => Some(format!(
            "The model does not know {names} and {more} more: it reads its symbol for the unknown there."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::{Action, News};
    use super::super::samples::{info, ran};
    use super::super::state::Texts;
    use super::*;

    /// The notes of both sides for texts that have been read.
    fn notes(source: &str, target: &str) -> [Vec<String>; 2] {
        let state = State {
            texts: Texts::new(source, target),
            ..State::default()
        };
        let state = state.reduce(Action::News(News::Loaded(Box::new(info()))));
        let wanted = state.wanted().unwrap();
        let (ran, buffers) = ran(1, source, target, &wanted.looks);
        let state = state.reduce(Action::News(News::Ran {
            slot: crate::app::Slot::Main,
            ran: Box::new(ran),
            interventions: wanted.interventions,
            buffers,
        }));
        [Side::Source, Side::Target].map(|side| state.notes(side))
    }

    #[test]
    fn what_is_ordinary_needs_no_note_and_the_rest_is_said() {
        let (one, seven, eight) = ("a", "a b c d e f g", "a b c d e f g h");
        let crabs = "🦀 a 🦀";
        let cases: [(&str, &str, [Option<&str>; 2]); 6] = [
            (one, one, [None, None]),
            ("", one, [Some("Type a sentence"), None]),
            (one, " \n ", [None, Some("Type a translation")]),
            (seven, eight, [None, None]),
            (eight, eight, [Some("9 pieces long"), None]),
            (crabs, one, [Some("does not know “🦀”: it"), None]),
        ];
        for (source, target, expected) in cases {
            for (found, expected) in notes(source, target).into_iter().zip(expected) {
                match expected {
                    Some(part) => assert!(found.len() == 1 && found[0].contains(part), "{found:?}"),
                    None => assert!(found.is_empty(), "{found:?}"),
                }
            }
        }
        let long = "w".repeat(17_000);
        assert!(notes(&long, one)[1][0].contains("too long for the page's address"));
    }

    #[test]
    fn pieces_of_another_text_are_not_spoken_of() {
        let state = State::default().reduce(Action::News(News::Loaded(Box::new(info()))));
        let (ran, buffers) = ran(1, "🦀", "", &state.wanted().unwrap().looks);
        let state = state.reduce(Action::News(News::Ran {
            slot: crate::app::Slot::Main,
            ran: Box::new(ran),
            interventions: Default::default(),
            buffers,
        }));
        assert!(state.notes(Side::Source).is_empty());
    }
}
