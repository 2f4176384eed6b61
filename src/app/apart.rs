//! What opened panels show, put together from what was told: a pair taken apart, a link's ranking.

use std::rc::Rc;

use crate::engine::protocol::{Ask, Cell, Quantity, RunId, Tensor, Told, Unit};
use crate::model::Kind;

use super::labels;
use super::panel::Panel;
use super::picture::{Answer, Label, Shown};
use super::shared::Shared;
use super::state::State;

/// One pair of one head, taken apart, with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Apart {
    /// Its numbers.
    pub cell: Cell,
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// Its head, from 0.
    pub head: usize,
    /// The pieces of the word that looks.
    pub queries: Vec<Rc<str>>,
    /// The pieces of the word that is looked at.
    pub keys: Vec<Rc<str>>,
    /// Which of each is taken apart.
    pub pieces: [usize; 2],
    /// Everything that the row can look at, one label a column.
    pub row: Rc<[Label]>,
    /// The column of the piece that is looked at.
    pub column: usize,
    answer: Shared<Answer>,
    from: (RunId, Ask),
}

/// Every layer and head with what it gives to one pair, the greatest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// Which attention.
    pub kind: Kind,
    /// What the numbers are.
    pub quantity: Quantity,
    /// Layer, head and number; −∞ where the pair may not look at each other.
    pub heads: Vec<(usize, usize, f32)>,
    from: (RunId, Ask),
}

impl Apart {
    /// The numbers of one of the cell's tensors; none when they have not come.
    pub fn numbers(&self, tensor: &Tensor) -> &[f32] {
        self.answer.numbers(tensor).unwrap_or_default()
    }

    /// The piece that looks.
    pub fn query(&self) -> &str {
        self.queries.get(self.pieces[0]).map_or("", |text| text)
    }

    /// The piece that is looked at.
    pub fn key(&self) -> &str {
        self.keys.get(self.pieces[1]).map_or("", |text| text)
    }

    /// How much of the head's output comes from this pair: the part of weight · v along the output, as a share of the output.
    /// The shares of all keys sum to 1; one can be negative. `None` for an output of zeros.
    pub fn share(&self) -> Option<f32> {
        let (own, all) = (
            self.numbers(&self.cell.contribution),
            self.numbers(&self.cell.output),
        );
        let dot = |a: &[f32]| -> f32 { a.iter().zip(all).map(|(a, b)| a * b).sum() };
        let length = dot(all);
        (length > 0.0).then(|| dot(own) / length)
    }
}

impl State {
    /// Puts together what the opened panel shows, when it has been told; else what was shown before stays.
    pub(super) fn compose_panel(&mut self) {
        if !matches!(self.panel, Some(Panel::Cell(_))) {
            self.apart = None;
        }
        if !matches!(self.panel, Some(Panel::Link(..))) {
            self.ranking = None;
        }
        let (Some(shown), Some(ask)) = (self.shown.clone(), self.panel_ask()) else {
            return;
        };
        let from = (shown.run, ask);
        let known = self.apart.as_ref().is_some_and(|apart| apart.from == from)
            || self.ranking.as_ref().is_some_and(|rank| rank.from == from);
        let Some(answer) = shown.told(&from.1).filter(|_| !known).cloned() else {
            return;
        };
        match &answer.told {
            Told::Cell(cell) => {
                let cell = (**cell).clone();
                self.apart = self.apart_of(&shown, cell, answer, from).map(Shared::new);
            }
            Told::Link(tensor) => {
                self.ranking = Ranking::new(tensor, &answer, from).map(Shared::new);
            }
            Told::Overview(_) | Told::Beams(_) => {}
        }
    }

    fn apart_of(
        &self,
        shown: &Shown,
        cell: Cell,
        answer: Shared<Answer>,
        from: (RunId, Ask),
    ) -> Option<Apart> {
        let Some(Panel::Cell(at)) = self.panel else {
            return None;
        };
        let Ask::Cell {
            kind,
            layer,
            head,
            query,
            key,
        } = from.1
        else {
            return None;
        };
        let reading = self.view.choice(kind).reading_of(kind);
        let (source, target) = (&shown.source, &shown.target);
        let asking = labels::queries(kind, Unit::Pieces, reading, source, target);
        let row = labels::keys(kind, Unit::Pieces, source, target);
        let rows = [0, 1].map(|end| self.rows(shown, &at, end));
        let texts = |labels: &[Label], rows: &[usize]| {
            let label = |&row: &usize| labels.get(row).map(|label| Rc::clone(&label.text));
            rows.iter().filter_map(label).collect()
        };
        let place = |rows: &[usize], row| rows.iter().position(|own| *own == row).unwrap_or(0);
        Some(Apart {
            cell,
            kind,
            layer,
            head,
            queries: texts(&asking, &rows[0]),
            keys: texts(&row, &rows[1]),
            pieces: [place(&rows[0], query), place(&rows[1], key)],
            row,
            column: key,
            answer,
            from,
        })
    }
}

impl Ranking {
    fn new(tensor: &Tensor, answer: &Answer, from: (RunId, Ask)) -> Option<Self> {
        let Ask::Link { kind, quantity, .. } = from.1 else {
            return None;
        };
        let numbers = answer.numbers(tensor)?.iter().enumerate();
        let cols = tensor.cols.max(1);
        let mut heads: Vec<(usize, usize, f32)> = numbers
            .map(|(at, &number)| (at / cols, at % cols, number))
            .collect();
        heads.sort_by(|a, b| b.2.total_cmp(&a.2));
        Some(Self {
            kind,
            quantity,
            heads,
            from,
        })
    }
}

#[cfg(test)]
mod tests;
