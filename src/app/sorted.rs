//! The numbers of one word in order: what it gives to each other word, and what each gives to it.

use std::rc::Rc;

use crate::engine::protocol::Quantity;
use crate::model::Kind;

use super::picture::Drawn;
use super::place::Spot;
use super::state::State;

/// The numbers of one word in one attention, the greatest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Sorted {
    /// Which attention.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: usize,
    /// The word looks; else it is looked at.
    pub asks: bool,
    /// The other words with their numbers: of the one matrix shown, or the mean of those shown. Pairs that may not look at
    /// each other are left out, and weights of 0.
    pub words: Vec<(Rc<str>, f32)>,
}

impl State {
    /// Of every attention on screen in which `spot` looks or is looked at, the emphasised one first.
    pub fn sorted(&self, spot: Spot) -> Vec<Sorted> {
        let Some(picture) = &self.picture else {
            return Vec::new();
        };
        let scores = matches!(picture.quantity, Quantity::Score | Quantity::Scaled);
        let weights = !scores && picture.less.is_none();
        let attentions = picture.attentions.iter();
        let both =
            attentions.flat_map(|drawn| [true, false].map(|asks| of(drawn, spot, asks, weights)));
        let mut both: Vec<Sorted> = both.flatten().collect();
        both.sort_by_key(|sorted| sorted.kind != self.view.focus);
        both
    }
}

/// `weights`: a number of 0 is a pair that may not look at each other, or as good as.
fn of(drawn: &Drawn, spot: Spot, asks: bool, weights: bool) -> Option<Sorted> {
    let (own, others) = if asks {
        (&drawn.queries, &drawn.keys)
    } else {
        (&drawn.keys, &drawn.queries)
    };
    let own = super::labels::place(own, spot)?;
    let number = |other: usize| {
        let (query, key) = if asks { (own, other) } else { (other, own) };
        let numbers = drawn
            .sheets
            .iter()
            .filter_map(|sheet| sheet.get(query, key));
        numbers.sum::<f32>() / drawn.sheets.len().max(1) as f32
    };
    let mut words: Vec<(Rc<str>, f32)> = (others.iter().enumerate())
        .filter(|(_, label)| label.spot.is_some())
        .map(|(other, label)| (Rc::clone(&label.text), number(other)))
        .filter(|(_, number)| number.is_finite() && !(weights && *number <= 0.0))
        .collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1));
    Some(Sorted {
        kind: drawn.kind,
        layer: drawn.layer,
        asks,
        words,
    })
}
