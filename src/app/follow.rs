//! Where a word goes when the text around it changes.

use crate::text::Sentence;

use super::place::{Node, Spot};

/// Whether the sentence has what `spot` names.
pub fn exists(spot: Spot, sentence: &Sentence) -> bool {
    match spot.node {
        Node::Word(word) => word < sentence.words.len(),
        Node::Piece(piece) => piece < surfaces(sentence).len(),
        Node::Symbol => true,
    }
}

/// The place of `spot` of `old` in `new`: words before and after what was changed keep their places, the changed word keeps
/// its place when it is only one; other words are lost.
pub fn moved(spot: Spot, old: &Sentence, new: &Sentence) -> Option<Spot> {
    let node = match spot.node {
        Node::Word(word) => Node::Word(shifted(word, &words(old), &words(new))?),
        Node::Piece(piece) => Node::Piece(shifted(piece, &surfaces(old), &surfaces(new))?),
        Node::Symbol => Node::Symbol,
    };
    Some(Spot { node, ..spot })
}

fn words(sentence: &Sentence) -> Vec<&str> {
    sentence.words.iter().map(|word| &*word.text).collect()
}

fn surfaces(sentence: &Sentence) -> Vec<&str> {
    let real = sentence.pieces.iter().filter(|piece| piece.word.is_some());
    real.map(|piece| &*piece.surface).collect()
}

fn shifted(at: usize, old: &[&str], new: &[&str]) -> Option<usize> {
    let shorter = old.len().min(new.len());
    let same = |(a, b): &(&&str, &&str)| a == b;
    let before = old.iter().zip(new).take_while(same).count();
    let backwards = old.iter().rev().zip(new.iter().rev());
    let after = backwards.take_while(same).count().min(shorter - before);
    let one_changed = old.len() == new.len() && before + after + 1 == old.len();
    if at < before || one_changed && at < old.len() {
        Some(at)
    } else if at < old.len() && at >= old.len() - after {
        Some(at + new.len() - old.len())
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::sentence;
    use super::*;
    use crate::model::Side;

    #[test]
    fn words_around_a_change_are_followed() {
        let cases: &[(&str, usize, &str, Option<usize>)] = &[
            ("too tired now", 2, "much too tired now", Some(3)),
            ("too tired now", 0, "too very tired now", Some(0)),
            ("too tired now", 1, "too wide now", Some(1)),
            ("too tired now", 1, "too now", None),
            ("too tired now", 2, "too now", Some(1)),
            ("a a", 1, "a a a", Some(1)),
            ("too tired now", 1, "", None),
            ("", 0, "too", None),
            ("too", 7, "too", None),
            ("a b", 0, "c d", None),
        ];
        for &(old, at, new, expected) in cases {
            let (from, to) = (sentence(old, true), sentence(new, true));
            let found = moved(Spot::word(Side::Source, at), &from, &to);
            assert_eq!(
                found,
                expected.map(|at| Spot::word(Side::Source, at)),
                "{old} -> {new}"
            );
            assert!(found.is_none_or(|spot| exists(spot, &to)));
        }
    }

    #[test]
    fn pieces_are_followed_like_words_and_symbols_always_stand() {
        let (from, to) = (sentence("sleepwalk", true), sentence("I sleepwalk", true));
        let piece = |at| Spot::piece(Side::Source, at);
        assert_eq!(moved(piece(1), &from, &to), Some(piece(2)));
        let end = Spot::symbol(Side::Source);
        assert_eq!(moved(end, &from, &sentence("", true)), Some(end));
        assert!(!exists(piece(3), &to));
    }
}
