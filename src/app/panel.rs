//! What is opened beside the figure: a pair taken apart, a link across all heads, a word's numbers in order.

use std::rc::Rc;

use crate::engine::protocol::{Ask, Quantity, Unit};
use crate::model::{Kind, Side};

use super::chips::Chips;
use super::follow::moved;
use super::labels;
use super::picture::Shown;
use super::place::{Hover, Node, Spot};
use super::state::State;

/// What is opened; one thing at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Panel {
    /// One pair of one head, taken apart.
    Cell(CellAt),
    /// Every layer and head ranked by what it gives to one pair: who looks, who is looked at.
    Link(Spot, Spot),
    /// The numbers of the word that was pinned last, sorted.
    Sorted,
}

/// Which pair is taken apart, and how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CellAt {
    /// Which attention; its layer is the one that is chosen.
    pub kind: Kind,
    /// Who looks.
    pub query: Spot,
    /// Who is looked at.
    pub key: Spot,
    /// The head, from 0; `None` is the first that is shown.
    pub head: Option<usize>,
    /// Which piece of each word, from 0.
    pub pieces: [usize; 2],
    /// The step of the walk, from 0; `None` shows everything.
    pub step: Option<usize>,
}

/// Steps of the walk: q·k, the scale, the softmax, times v, the sum.
pub const STEPS: usize = 5;

impl CellAt {
    /// A pair as it opens.
    pub fn new(kind: Kind, query: Spot, key: Spot, head: Option<usize>) -> Self {
        Self {
            kind,
            query,
            key,
            head,
            pieces: [0, 0],
            step: None,
        }
    }
}

/// Which attention lets `query` look at `key`, as its side is.
pub fn link_kind(query: Spot, key: Spot) -> Option<Kind> {
    match (query.side, key.side) {
        (Side::Source, Side::Source) => Some(Kind::Encoder),
        (Side::Target, Side::Target) => Some(Kind::Decoder),
        (Side::Target, Side::Source) => Some(Kind::Cross),
        (Side::Source, Side::Target) => None,
    }
}

impl State {
    /// What stands out in the figure: what is pointed at, or else the pair that is taken apart or looked for.
    pub fn pointed(&self) -> Option<Hover> {
        let pair = || match self.panel? {
            Panel::Cell(CellAt {
                kind, query, key, ..
            }) => Some(Hover::Pair { kind, query, key }),
            Panel::Link(query, key) => Some(Hover::Pair {
                kind: link_kind(query, key)?,
                query,
                key,
            }),
            Panel::Sorted => None,
        };
        let pinned = !self.pinned.is_empty();
        self.hover.or_else(|| pair().filter(|_| !pinned))
    }

    /// The two pinned words as a pair that an attention joins: the later of two of one side looks at the earlier.
    pub fn pinned_pair(&self) -> Option<(Spot, Spot)> {
        let [.., a, b] = self.pinned[..] else {
            return None;
        };
        let (query, key) = match link_kind(b, a) {
            Some(Kind::Cross) => (b, a),
            Some(_) if is_before(a, b) => (b, a),
            _ => (a, b),
        };
        let symbol = query.node == Node::Symbol && self.view.unit == Unit::Words;
        (!symbol).then_some((query, key))
    }

    /// Opens the link of the pinned pair, else of the pair that is taken apart, else of the first two that there are.
    pub(super) fn find_link(&mut self) {
        let apart = match self.panel {
            Some(Panel::Cell(at)) => Some((at.query, at.key)),
            _ => None,
        };
        let first = || {
            let shown = self.shown.as_ref()?;
            let (unit, reading) = (self.view.unit, self.view.choice(Kind::Cross).reading);
            let (source, target) = (&shown.source, &shown.target);
            let queries = labels::queries(Kind::Cross, unit, reading, source, target);
            let keys = labels::keys(Kind::Cross, unit, source, target);
            let first = |labels: &[super::picture::Label]| labels.iter().find_map(|l| l.spot);
            first(&queries).zip(first(&keys))
        };
        if let Some((query, key)) = self.pinned_pair().or(apart).or_else(first) {
            self.panel = Some(Panel::Link(query, key));
        }
    }

    /// Every word, piece or symbol of both sentences with what is written there, as the figures show them.
    pub fn spots(&self) -> Rc<[(Spot, Rc<str>)]> {
        let Some(shown) = &self.shown else {
            return Rc::from([]);
        };
        let labels = |kind| labels::keys(kind, self.view.unit, &shown.source, &shown.target);
        let (source, target) = (labels(Kind::Cross), labels(Kind::Decoder));
        let both = source.iter().chain(target.iter());
        both.filter_map(|label| Some((label.spot?, Rc::clone(&label.text))))
            .collect()
    }

    /// What is written at `spot`.
    pub fn text_of(&self, spot: Spot) -> Option<Rc<str>> {
        let spots = self.spots();
        let found = spots.iter().find(|(own, _)| *own == spot)?;
        Some(Rc::clone(&found.1))
    }

    /// The head of the pair that is taken apart: as chosen in its panel, else the first that is shown.
    pub(super) fn head_of(&self, at: &CellAt) -> usize {
        let shown = match &self.view.choice(at.kind).chips {
            Chips::Heads(heads) => heads.first().copied(),
            Chips::Mean | Chips::Max => None,
        };
        at.head.or(shown).unwrap_or(0)
    }

    /// The question behind the opened panel.
    pub(super) fn panel_ask(&self) -> Option<Ask> {
        self.panel_ask_of(self.shown.as_ref()?)
    }

    /// The same of the run `shown`.
    pub(super) fn panel_ask_of(&self, shown: &Shown) -> Option<Ask> {
        match self.panel? {
            Panel::Cell(at) => {
                let [query, key] = [0, 1].map(|end| {
                    let rows = self.rows(shown, &at, end);
                    rows.get(at.pieces[end]).or(rows.first()).copied()
                });
                Some(Ask::Cell {
                    kind: at.kind,
                    layer: self.view.choice(at.kind).layer,
                    head: self.head_of(&at),
                    query: query?,
                    key: key?,
                })
            }
            Panel::Link(query, key) => {
                let kind = link_kind(query, key)?;
                let (unit, reading) = (self.view.unit, self.view.choice(kind).reading_of(kind));
                let (source, target) = (&shown.source, &shown.target);
                let queries = labels::queries(kind, unit, reading, source, target);
                let keys = labels::keys(kind, unit, source, target);
                Some(Ask::Link {
                    kind,
                    // Norms and rollout are no single head's gift to a pair; its weight is.
                    quantity: match self.view.quantity {
                        Quantity::Norm | Quantity::Rollout => Quantity::Weight,
                        other => other,
                    },
                    unit,
                    reading,
                    query: labels::place(&queries, query)?,
                    key: labels::place(&keys, key)?,
                })
            }
            Panel::Sorted => None,
        }
    }

    /// The rows of pieces of the word that looks (`end` 0) or is looked at (`end` 1).
    pub(super) fn rows(&self, shown: &Shown, at: &CellAt, end: usize) -> Vec<usize> {
        let reading = self.view.choice(at.kind).reading_of(at.kind);
        let (source, target) = (&shown.source, &shown.target);
        let (spot, labels) = if end == 0 {
            let labels = labels::queries(at.kind, Unit::Pieces, reading, source, target);
            (at.query, labels)
        } else {
            let labels = labels::keys(at.kind, Unit::Pieces, source, target);
            (at.key, labels)
        };
        let pieces = labels::in_unit(spot, Unit::Pieces, shown.sentence(spot.side));
        let place = |spot| labels::place(&labels, spot);
        pieces.into_iter().filter_map(place).collect()
    }

    /// Carries the panel over to the sentences of the next run; one whose words are gone is shut.
    pub(super) fn carry_panel(&mut self, before: &Shown, next: &Shown) {
        self.map_panel(|spot| {
            let side = spot.side;
            moved(spot, before.sentence(side), next.sentence(side))
        });
    }

    /// Puts other spots into the panel; where one is lost, the panel is shut.
    pub(super) fn map_panel(&mut self, spot: impl Fn(Spot) -> Option<Spot>) {
        self.panel = match self.panel {
            Some(Panel::Cell(at)) => spot(at.query).zip(spot(at.key)).map(|(query, key)| {
                let pieces = if (query, key) == (at.query, at.key) {
                    at.pieces
                } else {
                    [0, 0]
                };
                Panel::Cell(CellAt {
                    query,
                    key,
                    pieces,
                    ..at
                })
            }),
            Some(Panel::Link(query, key)) => {
                let both = spot(query).zip(spot(key));
                both.map(|(query, key)| Panel::Link(query, key))
            }
            other => other,
        };
    }
}

/// Whether `a` stands before `b` on the same side; the target's start symbol stands before, the source's end symbol after all.
fn is_before(a: Spot, b: Spot) -> bool {
    let place = |spot: Spot| match (spot.node, spot.side) {
        (Node::Word(index) | Node::Piece(index), _) => index as i64,
        (Node::Symbol, Side::Source) => i64::MAX,
        (Node::Symbol, Side::Target) => -1,
    };
    // The end symbol is only looked at.
    a.node == Node::Symbol || b.node != Node::Symbol && place(a) < place(b)
}
