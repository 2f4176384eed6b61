//! What a person does to the machine, one thing at a time, and how it is said.

use std::rc::Rc;

use crate::figure::trimmed;
use crate::model::{Heads, Hidden, Interventions, Kind, Side, word_order};
use crate::text::Sentence;

use super::picture::Shown;
use super::place::Spot;
use super::state::State;
use super::visible::visible;

/// So many words of a side are offered to be hidden.
const OFFERED: usize = 60;

/// So many words of another order are named.
const NAMED: usize = 12;

/// A word that can be hidden from being looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hideable {
    /// The word.
    pub hidden: Hidden,
    /// As it is read.
    pub text: Rc<str>,
    /// It is hidden.
    pub is_hidden: bool,
}

/// One thing done to the machine, or taken back.
#[derive(Debug, Clone, PartialEq)]
pub enum Touch {
    /// Mute these heads; when all of them are muted, let them speak again.
    Mute(Vec<Heads>),
    /// Hide this word from being looked at, or show it again.
    Hide(Hidden),
    /// Multiply every score by this, beside 1/√d.
    Scale(f32),
    /// Add positions to the embeddings, or do not.
    Positions(bool),
    /// Read the source's words in an order drawn from this seed, or as they stand.
    Shuffle(Option<u32>),
    /// Take everything back.
    Nothing,
}

impl Touch {
    /// What is done to the machine after this.
    pub fn after(self, before: &Interventions) -> Interventions {
        let mut next = before.clone();
        match self {
            Touch::Mute(heads) => {
                let all = heads.iter().all(|heads| next.mute.contains(heads));
                next.mute.retain(|muted| !heads.contains(muted));
                if !all {
                    next.mute.extend(heads);
                }
            }
            Touch::Hide(hidden) => {
                let count = next.hide.len();
                next.hide.retain(|other| *other != hidden);
                next.hide
                    .extend((next.hide.len() == count).then_some(hidden));
            }
            Touch::Scale(scale) => next.scale = scale,
            Touch::Positions(positions) => next.positions = positions,
            Touch::Shuffle(seed) => next.shuffle = seed,
            Touch::Nothing => next = Interventions::default(),
        }
        next
    }
}

impl State {
    /// The words of a side that can be hidden, and its symbol: the first so many, and of the others those pinned or hidden.
    pub fn hideable(&self, side: Side) -> Vec<Hideable> {
        let Some(shown) = &self.shown else {
            return Vec::new();
        };
        let words = shown
            .sentence(side)
            .words
            .iter()
            .map(|word| visible(&word.text).into());
        let symbol = match side {
            Side::Source => "end symbol",
            Side::Target => "start symbol",
        };
        let words = (0..).map(Some).zip(words).chain([(None, symbol.into())]);
        let hideable = |(word, text): (Option<usize>, Rc<str>)| {
            let hidden = Hidden { side, word };
            let is_hidden = self.interventions.hide.contains(&hidden);
            let pinned = word.is_some_and(|word| self.pinned.contains(&Spot::word(side, word)));
            let offered = is_hidden || pinned || word.is_none_or(|word| word < OFFERED);
            offered.then_some(Hideable {
                hidden,
                text,
                is_hidden,
            })
        };
        words.filter_map(hideable).collect()
    }

    /// What is done to the machine, one sentence each; empty when nothing is.
    pub fn touched(&self) -> Vec<String> {
        let sentence = |side| {
            self.shown
                .as_deref()
                .map(|shown: &Shown| &**shown.sentence(side))
        };
        let source = sentence(Side::Source);
        let of = &self.interventions;
        let mut said: Vec<String> = of.mute.iter().map(muted).collect();
        said.extend(
            of.hide
                .iter()
                .map(|&word| hidden(word, sentence(word.side))),
        );
        if of.scale == 0.0 {
            said.push(
                "Every score counts as 0, so every word looks at all words alike.".to_owned(),
            );
        } else if of.scale != 1.0 {
            let effect = if of.scale > 1.0 { "sharper" } else { "flatter" };
            let scale = trimmed(of.scale, 2);
            said.push(format!(
                "Scores are multiplied by {scale}: attention is {effect}."
            ));
        }
        if !of.positions {
            said.push("Positions are off: the model sees words without their order.".to_owned());
        }
        if let Some((seed, source)) = of.shuffle.zip(source) {
            said.push(shuffled(seed, source));
        }
        said
    }
}

fn muted(muted: &Heads) -> String {
    let place = format!("{}, layer {}", muted.kind, muted.layer + 1);
    match muted.head {
        Some(head) => format!("Head {} of {place}, is muted.", head + 1),
        None => format!("All heads of {place}, are muted."),
    }
}

fn hidden(hidden: Hidden, sentence: Option<&Sentence>) -> String {
    let Some(index) = hidden.word else {
        return match hidden.side {
            Side::Source => "The end symbol is hidden.".to_owned(),
            Side::Target => "The start symbol is hidden.".to_owned(),
        };
    };
    let word = sentence.and_then(|sentence| sentence.words.get(index));
    match word {
        Some(word) => format!("Nothing may look at “{}”.", visible(&word.text)),
        None => format!("Word {} of the {} is hidden.", index + 1, hidden.side),
    }
}

fn shuffled(seed: u32, source: &Sentence) -> String {
    let order = word_order(source.words.len(), seed);
    let words = order
        .iter()
        .take(NAMED)
        .filter_map(|&word| source.words.get(word));
    let words: Vec<_> = words.map(|word| visible(&word.text)).collect();
    let more = if order.len() > NAMED { " …" } else { "" };
    format!(
        "The source is read in another order: {}{more}",
        words.join(" ")
    )
}

/// The heads that an attention's panel mutes: those shown, or where their mean or maximum is shown the whole layer.
pub fn heads_shown(kind: Kind, layer: usize, chosen: Option<&[usize]>) -> Vec<Heads> {
    let heads = |head| Heads { kind, layer, head };
    match chosen {
        Some(chosen) => chosen.iter().map(|&head| heads(Some(head))).collect(),
        None => vec![heads(None)],
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::Action;
    use super::*;

    #[test]
    fn what_is_done_once_more_is_taken_back() {
        let head = |head| Heads {
            kind: Kind::Cross,
            layer: 0,
            head: Some(head),
        };
        let none = Interventions::default();
        let one = Touch::Mute(vec![head(4)]).after(&none);
        let two = Touch::Mute(vec![head(4), head(1)]).after(&one);
        assert_eq!(two.mute, [head(4), head(1)]);
        assert_eq!(Touch::Mute(vec![head(1), head(4)]).after(&two), none);
        let word = Hidden {
            side: Side::Source,
            word: Some(1),
        };
        let hidden = Touch::Hide(word).after(&two);
        assert_eq!(hidden.hide, [word]);
        assert_eq!(Touch::Hide(word).after(&hidden), two);
        assert_eq!(Touch::Nothing.after(&hidden), none);
    }

    #[test]
    fn everything_that_is_done_is_said() {
        let touches = [
            Touch::Mute(heads_shown(Kind::Cross, 0, Some(&[4]))),
            Touch::Mute(heads_shown(Kind::Encoder, 2, None)),
            Touch::Hide(Hidden {
                side: Side::Source,
                word: None,
            }),
            Touch::Scale(0.5),
            Touch::Positions(false),
        ];
        let mut state = State::default();
        assert!(state.touched().is_empty());
        for touch in touches {
            state = state.reduce(Action::Touch(touch));
        }
        assert_eq!(
            state.touched(),
            [
                "Head 5 of cross-attention, layer 1, is muted.",
                "All heads of encoder self-attention, layer 3, are muted.",
                "The end symbol is hidden.",
                "Scores are multiplied by 0.5: attention is flatter.",
                "Positions are off: the model sees words without their order.",
            ]
        );
        let undone = state.reduce(Action::Touch(Touch::Nothing));
        assert!(undone.touched().is_empty());
        assert_eq!(undone.reduce(Action::Undo).touched(), state.touched());
    }
}
