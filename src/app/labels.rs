//! What stands at the rows and columns of an attention's matrix.

use std::rc::Rc;

use crate::engine::protocol::Unit;
use crate::model::{Kind, Reading, Side};
use crate::text::Sentence;

use super::picture::Label;
use super::place::{Node, Spot};
use super::visible::visible;

/// Who looks: one label a row. By words, words. By pieces, those of the source with its end symbol; or the decoder's rows, each
/// under the piece that it is about to say (the last one: what comes next) or has just said (the first one: start).
pub fn queries(
    kind: Kind,
    unit: Unit,
    reading: Reading,
    source: &Sentence,
    target: &Sentence,
) -> Rc<[Label]> {
    let labels = match (kind, unit, reading) {
        (Kind::Encoder, Unit::Words, _) => words(source, Side::Source),
        (Kind::Encoder, Unit::Pieces, _) => pieces(source, Side::Source),
        (_, Unit::Words, _) => words(target, Side::Target),
        (_, Unit::Pieces, Reading::Saying) => {
            let mut labels = pieces(target, Side::Target);
            labels.push(Label {
                spot: None,
                text: "next".into(),
                unknown: false,
                alone: false,
            });
            labels
        }
        (_, Unit::Pieces, Reading::Said) => started(target),
    };
    labels.into()
}

/// Who is looked at: one label a column. By words, the words and then the symbols; by pieces, everything in its order.
pub fn keys(kind: Kind, unit: Unit, source: &Sentence, target: &Sentence) -> Rc<[Label]> {
    let labels = match (kind, unit) {
        (Kind::Decoder, Unit::Words) => {
            let mut labels = words(target, Side::Target);
            labels.push(symbol(Side::Target));
            labels
        }
        (Kind::Decoder, Unit::Pieces) => started(target),
        (_, Unit::Words) => {
            let mut labels = words(source, Side::Source);
            let symbols = source.pieces.iter().filter(|piece| piece.word.is_none());
            labels.extend(symbols.map(|_| symbol(Side::Source)));
            labels
        }
        (_, Unit::Pieces) => pieces(source, Side::Source),
    };
    labels.into()
}

/// Which row or column stands for `spot`.
pub fn place(labels: &[Label], spot: Spot) -> Option<usize> {
    labels.iter().position(|label| label.spot == Some(spot))
}

/// The same spot where figures show `unit`: a word becomes its pieces, a piece its word.
pub fn in_unit(spot: Spot, unit: Unit, sentence: &Sentence) -> Vec<Spot> {
    let real = || sentence.pieces.iter().filter(|piece| piece.word.is_some());
    match (spot.node, unit) {
        (Node::Word(word), Unit::Pieces) => real()
            .enumerate()
            .filter(|(_, piece)| piece.word == Some(word))
            .map(|(index, _)| Spot::piece(spot.side, index))
            .collect(),
        (Node::Piece(piece), Unit::Words) => real()
            .nth(piece)
            .and_then(|piece| piece.word)
            .map(|word| Spot::word(spot.side, word))
            .into_iter()
            .collect(),
        _ => vec![spot],
    }
}

fn words(sentence: &Sentence, side: Side) -> Vec<Label> {
    let mut labels: Vec<Label> = sentence
        .words
        .iter()
        .enumerate()
        .map(|(index, word)| Label {
            spot: Some(Spot::word(side, index)),
            text: visible(&word.text).into(),
            unknown: false,
            alone: false,
        })
        .collect();
    for piece in sentence.pieces.iter().filter(|piece| piece.unknown) {
        if let Some(label) = piece.word.and_then(|word| labels.get_mut(word)) {
            label.unknown = true;
        }
    }
    labels
}

fn pieces(sentence: &Sentence, side: Side) -> Vec<Label> {
    let mut index = 0;
    let mut label = |piece: &crate::text::Piece| {
        if piece.word.is_none() {
            return symbol(side);
        }
        index += 1;
        Label {
            spot: Some(Spot::piece(side, index - 1)),
            text: visible(&piece.surface).into(),
            unknown: piece.unknown,
            alone: false,
        }
    };
    sentence.pieces.iter().map(&mut label).collect()
}

fn started(target: &Sentence) -> Vec<Label> {
    let mut labels = vec![symbol(Side::Target)];
    labels.extend(pieces(target, Side::Target));
    labels
}

fn symbol(side: Side) -> Label {
    Label {
        spot: Some(Spot::symbol(side)),
        text: match side {
            Side::Source => "end",
            Side::Target => "start",
        }
        .into(),
        unknown: false,
        alone: false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::sentence;
    use super::*;

    fn texts(labels: &[Label]) -> Vec<&str> {
        labels.iter().map(|label| &*label.text).collect()
    }

    #[test]
    fn rows_and_columns_are_named_as_the_session_orders_them() {
        let source = sentence("I sleepwalk", true);
        let target = sentence("Ich 🦀", false);
        let rows = |kind, unit, reading| queries(kind, unit, reading, &source, &target);
        let columns = |kind, unit| keys(kind, unit, &source, &target);
        use {Kind::*, Reading::*, Unit::*};
        assert_eq!(texts(&rows(Encoder, Words, Saying)), ["I", "sleepwalk"]);
        assert_eq!(
            texts(&rows(Encoder, Pieces, Saying)),
            ["I", "sleepw", "alk", "end"]
        );
        assert_eq!(texts(&rows(Cross, Words, Said)), ["Ich", "🦀"]);
        assert_eq!(texts(&rows(Decoder, Pieces, Saying)), ["Ich", "🦀", "next"]);
        assert_eq!(texts(&rows(Cross, Pieces, Said)), ["start", "Ich", "🦀"]);
        assert_eq!(texts(&columns(Encoder, Words)), ["I", "sleepwalk", "end"]);
        assert_eq!(
            texts(&columns(Cross, Pieces)),
            ["I", "sleepw", "alk", "end"]
        );
        assert_eq!(texts(&columns(Decoder, Words)), ["Ich", "🦀", "start"]);
        assert_eq!(texts(&columns(Decoder, Pieces)), ["start", "Ich", "🦀"]);
        let unknown: Vec<bool> = columns(Decoder, Words).iter().map(|l| l.unknown).collect();
        assert_eq!(unknown, [false, true, false]);
    }

    #[test]
    fn a_spot_keeps_its_place_from_words_to_pieces_and_back() {
        let source = sentence("I sleepwalk", true);
        let word = Spot::word(Side::Source, 1);
        let pieces = in_unit(word, Unit::Pieces, &source);
        assert_eq!(pieces, [1, 2].map(|piece| Spot::piece(Side::Source, piece)));
        assert_eq!(in_unit(pieces[1], Unit::Words, &source), [word]);
        let end = Spot::symbol(Side::Source);
        assert_eq!(in_unit(end, Unit::Pieces, &source), [end]);
        assert!(in_unit(Spot::piece(Side::Source, 9), Unit::Words, &source).is_empty());
    }
}
