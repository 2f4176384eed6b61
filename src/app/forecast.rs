//! What the model would say at a place of the target, and what became of that when something was changed.

use std::rc::Rc;

use crate::engine::protocol::Guess;
use crate::model::Side;
use crate::text::Sentence;

use super::matching::matched;
use super::picture::Shown;
use super::place::{Hover, Node, Spot};
use super::state::State;
use super::visible::visible;

/// The vocabulary's end symbol, in models of this family.
const END: &str = "</s>";

/// What may come next at one place of the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The decoder row that predicts it: so many pieces of the target stand before it.
    pub row: usize,
    /// What stands before it; empty at the beginning.
    pub before: Rc<str>,
    /// The likeliest pieces, likeliest first.
    pub guesses: Vec<Chance>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Chance {
    /// Its number in the vocabulary.
    pub id: u32,
    /// As it is read.
    pub text: Rc<str>,
    /// It begins a word.
    pub begins: bool,
    /// Its probability.
    pub p: f32,
    /// What the probability is in the run that this one is compared with, where that names it.
    pub beside: Option<f32>,
    /// It is what the target goes on with.
    pub written: bool,
}

/// What became of one word of the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The word; `None` for the end.
    pub word: Option<usize>,
    /// As it is read.
    pub text: Rc<str>,
    /// Its probability in the run compared with: the product over its pieces.
    pub before: f32,
    /// Its probability now.
    pub after: f32,
    /// What the model would rather say there now, with its probability.
    pub rather: Option<(Rc<str>, f32)>,
}

impl State {
    /// What may come next: at the target word that is rested on, else pinned last, else after the whole target.
    pub fn forecast(&self) -> Option<Forecast> {
        let shown = self.shown.as_deref()?;
        let spots = self.pinned.iter().rev().copied();
        let hovered = match self.hover {
            Some(Hover::Spot(spot)) => Some(spot),
            Some(Hover::Pair { query, .. }) => Some(query),
            None => None,
        };
        let mut rows = hovered
            .into_iter()
            .chain(spots)
            .filter_map(|spot| row(spot, &shown.target));
        let row = rows.next().unwrap_or(shown.target.pieces.len());
        let guesses = shown.next.get(row)?;
        let written = shown.written.get(row)?;
        // Only where both have read the same up to here.
        let beside = self.compared().filter(|beside| {
            beside.target == shown.target || beside.target.text == shown.target.text
        });
        let beside = beside.and_then(|beside| beside.next.get(row));
        let chance = |guess: &Guess| Chance {
            id: guess.id,
            text: surface(&guess.text).into(),
            begins: guess.text.starts_with('▁') || guess.text == END,
            p: guess.p,
            beside: beside
                .and_then(|all| all.iter().find(|other| other.id == guess.id))
                .map(|other| other.p),
            written: guess.id == written.id,
        };
        let end = row
            .checked_sub(1)
            .and_then(|last| shown.target.pieces.get(last))
            .map_or(0, |piece| piece.end);
        Some(Forecast {
            row,
            before: visible(shown.target.text.get(..end).unwrap_or_default()).into(),
            guesses: guesses.iter().map(chance).collect(),
        })
    }

    /// What became of every word of the target and of its end, the most changed first; empty when nothing is compared.
    pub fn changes(&self) -> Vec<Change> {
        let both = self.shown.as_deref().zip(self.compared());
        both.map_or_else(Vec::new, |(after, before)| changes(before, after))
    }
}

fn changes(before: &Shown, after: &Shown) -> Vec<Change> {
    let words = |shown: &Shown| -> Vec<String> {
        shown
            .target
            .words
            .iter()
            .map(|word| word.text.clone())
            .collect()
    };
    let (own, theirs) = (words(after), words(before));
    let mut partners = matched(&own, &theirs);
    // The end is the end of both.
    partners.push(Some(theirs.len()));
    let mut changes: Vec<Change> = partners
        .into_iter()
        .enumerate()
        .filter_map(|(word, partner)| {
            let rows = rows(word, &after.target);
            let first = *rows.first()?;
            let written = after.written.get(first)?;
            let likeliest = after.next.get(first).and_then(|guesses| guesses.first());
            let rather = likeliest.filter(|guess| guess.id != written.id);
            let text = own.get(word).map_or("the end", |text| text);
            Some(Change {
                word: (word < own.len()).then_some(word),
                text: visible(text).into(),
                before: probability(before, &self::rows(partner?, &before.target))?,
                after: probability(after, &rows)?,
                rather: rather.map(|guess| (surface(&guess.text).into(), guess.p)),
            })
        })
        .collect();
    let by = |change: &Change| (change.after - change.before).abs();
    changes.sort_by(|a, b| by(b).total_cmp(&by(a)));
    changes
}

/// The decoder rows that predict the pieces of a word; for the word after the last one, the row that predicts the end.
fn rows(word: usize, target: &Sentence) -> Vec<usize> {
    if word == target.words.len() {
        return vec![target.pieces.len()];
    }
    let pieces = target.pieces.iter().enumerate();
    pieces
        .filter(|(_, piece)| piece.word == Some(word))
        .map(|(row, _)| row)
        .collect()
}

/// How probable it was to say what is written in these rows: the product.
fn probability(shown: &Shown, rows: &[usize]) -> Option<f32> {
    let of_row = |&row: &usize| shown.written.get(row).map(|guess| guess.p);
    let all: Option<Vec<f32>> = rows.iter().map(of_row).collect();
    all.filter(|all| !all.is_empty())
        .map(|all| all.iter().product())
}

fn row(spot: Spot, target: &Sentence) -> Option<usize> {
    match (spot.side, spot.node) {
        (Side::Source, _) => None,
        (Side::Target, Node::Word(word)) => rows(word, target).first().copied(),
        (Side::Target, Node::Piece(piece)) => (piece < target.pieces.len()).then_some(piece),
        (Side::Target, Node::Symbol) => Some(0),
    }
}

/// Several pieces as one text; an end symbol closes it.
pub(super) fn spelled(pieces: &[Guess]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece.text.strip_prefix('▁') {
            _ if piece.text == END => text.push_str(" ⏹"),
            Some(rest) => text.extend([" ", rest]),
            None => text.push_str(&piece.text),
        }
    }
    visible(text.trim_start()).into_owned()
}

/// A vocabulary entry as it is read: `▁` marks where a word begins.
fn surface(entry: &str) -> String {
    match entry.trim_start_matches('▁') {
        END => "end".to_owned(),
        "" => "␣".to_owned(),
        text => visible(text).into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::{Action, News};
    use super::super::samples::{info, ran};
    use super::super::touch::Touch;
    use super::super::wanted::Slot;
    use super::*;

    fn guess(id: u32, text: &str, p: f32) -> Guess {
        let text = text.to_owned();
        Guess { text, id, p }
    }

    /// "ein Rasenmäher" (the second word is two pieces), read by a machine that is touched and by one that is not.
    fn state(touched: [f32; 4], before: [f32; 4]) -> State {
        let state = State::default().reduce(Action::News(News::Loaded(Box::new(info()))));
        let state = state
            .reduce(Action::Type(Side::Target, "ein Rasenmäher".into()))
            .reduce(Action::Touch(Touch::Positions(false)));
        let wanted = state.wanted().unwrap();
        let read = |state: State, slot, run, p: [f32; 4], interventions| {
            let (mut ran, buffers) = ran(
                run,
                &wanted.texts.source,
                &wanted.texts.target,
                &wanted.looks,
            );
            ran.written = (0..).zip(p).map(|(id, p)| guess(id, "▁x", p)).collect();
            ran.next = (0..)
                .zip(p)
                .map(|(id, p)| vec![guess(id, "▁x", p), guess(90 + id, "y", 0.01)])
                .collect();
            ran.next[3].insert(0, guess(50, "▁und", 0.5));
            state.reduce(Action::News(News::Ran {
                slot,
                ran: Box::new(ran),
                interventions,
                buffers,
            }))
        };
        let interventions = wanted.interventions.clone();
        let state = read(state, Slot::Main, 1, touched, interventions);
        read(state, Slot::Beside, 2, before, Default::default())
    }

    #[test]
    fn a_word_is_as_probable_as_all_its_pieces_and_the_most_changed_comes_first() {
        let state = state([0.9, 0.5, 0.5, 0.1], [0.8, 1.0, 0.75, 0.3]);
        let changes = state.changes();
        let told: Vec<_> = changes
            .iter()
            .map(|c| (&*c.text, c.word, c.before, c.after))
            .collect();
        assert_eq!(
            told,
            [
                ("Rasenmäher", Some(1), 0.75, 0.25),
                ("the end", None, 0.3, 0.1),
                ("ein", Some(0), 0.8, 0.9)
            ]
        );
        assert_eq!(changes[1].rather, Some(("und".into(), 0.5)));
        assert_eq!(changes[0].rather, None);
        let undone = state.reduce(Action::Touch(Touch::Nothing));
        assert!(undone.changes().len() == 3, "until the next run has come");
    }

    #[test]
    fn what_comes_next_is_told_for_the_word_pointed_at_else_for_the_end() {
        let state = state([0.9, 0.5, 0.5, 0.1], [0.8, 1.0, 0.75, 0.3]);
        let at = |state: &State| {
            state
                .forecast()
                .map(|f| (f.row, f.before.to_string()))
                .unwrap()
        };
        assert_eq!(at(&state), (3, "ein Rasenmäher".to_owned()));
        let pinned = state.reduce(Action::Pin(Spot::word(Side::Target, 1)));
        assert_eq!(at(&pinned).0, 1);
        let hovered = pinned.reduce(Action::Hover(Some(Hover::Spot(Spot::word(
            Side::Target,
            0,
        )))));
        assert_eq!(at(&hovered), (0, String::new()));
        let source = pinned.reduce(Action::Hover(Some(Hover::Spot(Spot::word(
            Side::Source,
            0,
        )))));
        assert_eq!(at(&source).0, 1, "the source has nothing to come");
        let forecast = pinned.forecast().unwrap();
        let chance = &forecast.guesses[0];
        assert_eq!(
            (&*chance.text, chance.begins, chance.written),
            ("x", true, true)
        );
        assert_eq!((chance.p, chance.beside), (0.5, Some(1.0)));
        let last = state.forecast().unwrap().guesses;
        assert_eq!(
            (last[0].id, last[0].written, last[1].written),
            (50, false, true)
        );
    }
}
