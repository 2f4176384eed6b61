//! One selection for two figures: what is pointed at, pinned or clicked in the figure of the run beside, as words of the main
//! run, and back.

use crate::text::Sentence;

use super::action::Action;
use super::matching::matched;
use super::panel::{CellAt, Panel};
use super::place::{Hover, Node, Spot};
use super::state::State;
use super::wanted::Slot;

impl State {
    /// What the pointer rests on, in both figures where there are two.
    pub(super) fn point(&mut self, slot: Slot, hover: Option<Hover>) {
        let partner = |to| hover.and_then(|hover| self.hover_in(to, hover));
        (self.hover, self.hover_beside) = match slot {
            Slot::Main => (hover, partner(Slot::Beside)),
            Slot::Beside => (partner(Slot::Main), hover),
        };
    }

    /// What stands out in the figure of the run beside, as [`State::pointed`] has it for the main one.
    pub fn pointed_beside(&self) -> Option<Hover> {
        let opened = || self.hover_in(Slot::Beside, self.pointed()?);
        match self.hover.or(self.hover_beside) {
            Some(_) => self.hover_beside,
            None => opened(),
        }
    }

    /// The pinned words that the run beside has.
    pub fn pinned_beside(&self) -> Vec<Spot> {
        let pinned = self.pinned.iter();
        pinned
            .filter_map(|&spot| self.partner(Slot::Beside, spot))
            .collect()
    }

    /// What an action in the figure of the run beside means for the main one; `None` when it is about a word that only the other
    /// run has.
    pub(super) fn meant(&self, action: Action) -> Option<Action> {
        let main = |spot| self.partner(Slot::Main, spot);
        Some(match action {
            Action::Pin(spot) => Action::Pin(main(spot)?),
            Action::AlsoPin(spot) => Action::AlsoPin(main(spot)?),
            Action::Panel(Some(Panel::Cell(at))) => Action::Panel(Some(Panel::Cell(CellAt {
                query: main(at.query)?,
                key: main(at.key)?,
                ..at
            }))),
            other => other,
        })
    }

    fn hover_in(&self, to: Slot, hover: Hover) -> Option<Hover> {
        Some(match hover {
            Hover::Spot(spot) => Hover::Spot(self.partner(to, spot)?),
            Hover::Pair { kind, query, key } => Hover::Pair {
                kind,
                query: self.partner(to, query)?,
                key: self.partner(to, key)?,
            },
        })
    }

    /// The word or piece of one figure that is the same as `spot` of the other, or stands in its place; `None` while there is only one
    /// figure.
    fn partner(&self, to: Slot, spot: Spot) -> Option<Spot> {
        let (main, beside) = self.picture.as_deref().zip(self.second.as_deref())?;
        let (from, to) = match to {
            Slot::Main => (beside, main),
            Slot::Beside => (main, beside),
        };
        let (from, to) = (from.sentence(spot.side), to.sentence(spot.side));
        let node = match spot.node {
            Node::Word(word) => Node::Word(place(word, &words(from), &words(to))?),
            Node::Piece(piece) => Node::Piece(place(piece, &pieces(from), &pieces(to))?),
            Node::Symbol => Node::Symbol,
        };
        Some(Spot { node, ..spot })
    }
}

/// The same word; else, where as many words stand in place of those around it, the one in its place.
fn place(at: usize, from: &[&str], to: &[&str]) -> Option<usize> {
    let partners = matched(from, to);
    if let Some(same) = *partners.get(at)? {
        return Some(same);
    }
    let known = |(i, partner): (usize, &Option<usize>)| Some((i, (*partner)?));
    let before = partners[..at].iter().enumerate().rev().find_map(known);
    let after = partners.iter().enumerate().skip(at).find_map(known);
    let start = before.map_or((0, 0), |(i, partner)| (i + 1, partner + 1));
    let end = after.unwrap_or((from.len(), to.len()));
    (end.0 - start.0 == end.1 - start.1).then(|| start.1 + at - start.0)
}

fn words(sentence: &Sentence) -> Vec<&str> {
    sentence.words.iter().map(|word| &*word.text).collect()
}

fn pieces(sentence: &Sentence) -> Vec<&str> {
    let real = sentence.pieces.iter().filter(|piece| piece.word.is_some());
    real.map(|piece| &*piece.surface).collect()
}
