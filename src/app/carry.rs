//! What becomes of what is pinned, opened and pointed at when other sentences are read.

use crate::engine::protocol::ModelInfo;
use crate::model::Side;

use super::follow::{exists, moved};
use super::panel::Panel;
use super::picture::Shown;
use super::place::{Hover, Node, Spot};
use super::selection::extent;
use super::state::State;

impl State {
    /// Carries what is pinned, opened and rested on over to the sentences of `next`, which are about to be shown.
    pub(super) fn carry(&mut self, next: &Shown) {
        let read = self.has_read(next);
        let before = match self.shown.clone() {
            Some(_) if self.ahead && !read => return,
            Some(before) if !self.ahead => before,
            // The spots are of these sentences already, as an address or a step back has it.
            _ => {
                self.ahead = false;
                let lost = self.lost(next);
                self.complain(lost);
                return;
            }
        };
        let moved = |spot: Spot| {
            let side = spot.side;
            moved(spot, before.sentence(side), next.sentence(side))
        };
        self.carry_panel(&before, next);
        self.pinned = self.pinned.iter().filter_map(|&spot| moved(spot)).collect();
        // The figure beside is still of the run before.
        self.hover_beside = None;
        self.hover = match self.hover {
            Some(Hover::Spot(spot)) => moved(spot).map(Hover::Spot),
            Some(Hover::Pair { kind, query, key }) => moved(query)
                .zip(moved(key))
                .map(|(query, key)| Hover::Pair { kind, query, key }),
            None => None,
        };
    }

    /// Remembers whether the spots have been set for texts that are still to be read.
    pub(super) fn look_ahead(&mut self) {
        self.ahead = self
            .shown
            .as_ref()
            .is_some_and(|shown| !self.has_read(shown));
    }

    /// Lets go of what the sentences on screen do not have, if they are those of the boxes; says so, a sentence each.
    pub(super) fn drop_lost(&mut self) -> Vec<String> {
        match self.shown.clone() {
            Some(shown) if !self.ahead => self.lost(&shown),
            _ => Vec::new(),
        }
    }

    /// A head beyond the model's gives way to the first that is shown.
    pub(super) fn fit_panel(&mut self, info: &ModelInfo) {
        if let Some(Panel::Cell(at)) = &mut self.panel
            && let Some(head) = at.head
            && head >= extent(info, at.kind).1
        {
            at.head = None;
            let message = format!(
                "The model {} has no head {} to take a pair apart in; the first that is shown is taken.",
                info.name,
                head + 1
            );
            self.complain([message]);
        }
    }

    fn has_read(&self, shown: &Shown) -> bool {
        *shown.source.text == *self.texts.source && *shown.target.text == *self.texts.target
    }

    fn lost(&mut self, shown: &Shown) -> Vec<String> {
        let there = |spot: &Spot| exists(*spot, shown.sentence(spot.side));
        let (kept, lost): (Vec<Spot>, Vec<Spot>) = self.pinned.iter().partition(|spot| there(spot));
        self.pinned = kept;
        let mut said: Vec<String> = lost
            .into_iter()
            .map(|spot| nothing_there(spot, "it is not pinned"))
            .collect();
        let ends = match self.panel {
            Some(Panel::Cell(at)) => vec![at.query, at.key],
            Some(Panel::Link(query, key)) => vec![query, key],
            Some(Panel::Sorted) | None => vec![],
        };
        if let Some(spot) = ends.into_iter().find(|spot| !there(spot)) {
            self.panel = None;
            said.push(nothing_there(spot, "nothing is opened for it"));
        }
        let pair = matches!(self.panel, Some(Panel::Cell(_) | Panel::Link(..)));
        if pair && self.panel_ask_of(shown).is_none() {
            self.panel = None;
            said.push(
                "The first of the two words to be opened does not look at anything here."
                    .to_owned(),
            );
        }
        if let Some(Panel::Cell(mut at)) = self.panel {
            let counts = [0, 1].map(|end| self.rows(shown, &at, end).len());
            if at.pieces[0] >= counts[0].max(1) || at.pieces[1] >= counts[1].max(1) {
                at.pieces = [0, 0];
                self.panel = Some(Panel::Cell(at));
                said.push(
                    "A word has fewer pieces than the address says; its first is taken apart."
                        .to_owned(),
                );
            }
        }
        said
    }
}

fn nothing_there(spot: Spot, so: &str) -> String {
    let side = match spot.side {
        Side::Source => "source",
        Side::Target => "target",
    };
    match spot.node {
        Node::Word(word) => format!("The {side} has no word {}, so {so}.", word + 1),
        Node::Piece(piece) => format!("The {side} has no piece {}, so {so}.", piece + 1),
        Node::Symbol => format!("The {side} has no symbol, so {so}."),
    }
}
