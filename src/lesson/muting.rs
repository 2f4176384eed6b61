//! Lesson 7's second exhibit: each head of a layer muted in turn, and what the translation loses.

use crate::engine::protocol::{Guess, Study};

use super::known::names;
use super::l07_many_heads::{LAYER, MUTED};
use super::{Column, Entry, Given, Line, Missing, Shown, Table, Term, Visit, written};

/// Before the reader has chosen a head to mute, it is the one that is missed most.
pub(super) const NOBODY: f32 = 999.0;
/// A head is missed when without it the mean probability falls by so many points.
const FELT: f32 = 1.0;
/// Bytes of both texts up to which every head is muted in turn.
const MOST: usize = 800;

/// What the translation loses: the mean probability of its pieces with all heads, without each, and without all.
#[derive(Debug, Clone, PartialEq)]
pub struct Loss {
    /// With all heads.
    pub whole: f32,
    /// Without each head of the layer, and last without all of them.
    pub without: Vec<f32>,
}

impl Loss {
    /// The head without which the mean is lowest.
    fn most(&self) -> usize {
        let heads = 0..self.without.len().saturating_sub(1);
        let most = heads.min_by(|&a, &b| self.without[a].total_cmp(&self.without[b]));
        most.unwrap_or_default()
    }

    /// What is muted: what the reader has chosen, else the head that is missed most.
    fn muted(&self, given: &Given<'_>) -> usize {
        match given.desk.index(MUTED) {
            chosen if chosen < self.without.len() => chosen,
            _ => self.most(),
        }
    }

    /// A head of the layer, from 0; `None` for all of them.
    fn head(&self, muted: usize) -> Option<usize> {
        (muted + 1 < self.without.len()).then_some(muted)
    }

    /// What is left when `muted` is gone.
    fn name(&self, muted: usize) -> String {
        match self.head(muted) {
            Some(head) => ["without head ", &(head + 1).to_string()].concat(),
            None => "without all of them".to_owned(),
        }
    }
}

/// What the translation loses without heads of the chosen layer.
///
/// # Errors
/// When the model has not told.
pub fn missed(given: &Given<'_>) -> Result<Loss, Missing> {
    let told = given.missed(given.desk.index(LAYER))?;
    let without = told.without.iter().chain([&told.without_all]);
    Ok(Loss {
        whole: mean(&told.whole),
        without: without.map(|written| mean(written)).collect(),
    })
}

/// The loom with the chosen head muted, or the layer's attention.
pub(super) fn visit(given: &Given<'_>) -> Option<Visit> {
    let loss = missed(given).ok()?;
    let layer = (given.desk.index(LAYER) + 1).to_string();
    let head = loss.head(loss.muted(given));
    let head = head.map(|head| [".", &(head + 1).to_string()].concat());
    let head = head.unwrap_or_default();
    Some(Visit {
        view: ["figure=loom&mute=encoder.", &layer, &head].concat(),
        texts: None,
    })
}

/// Asks how the heads of the chosen layer are missed, unless that would take too long.
pub(super) fn asks(given: &Given<'_>) -> Vec<Study> {
    let [source, target] = given.texts;
    let study = Study::Missed {
        source: source.to_owned(),
        target: target.to_owned(),
        layer: given.desk.index(LAYER),
    };
    if too_long(given) { vec![] } else { vec![study] }
}

fn too_long(given: &Given<'_>) -> bool {
    given.texts.iter().map(|text| text.len()).sum::<usize>() > MOST
}

/// The geometric mean of a translation's probabilities.
fn mean(written: &[Guess]) -> f32 {
    let logs: f32 = written.iter().map(|guess| guess.p.max(1e-9).ln()).sum();
    (logs / written.len().max(1) as f32).exp()
}

pub(super) fn show(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    if too_long(given) {
        let say = "These texts are too long to mute every head in turn. Take shorter ones.";
        return Ok(vec![Shown::Say(say.to_owned())]);
    }
    let told = given.missed(given.desk.index(LAYER))?;
    let loss = missed(given)?;
    let chosen = loss.muted(given);
    let head = |(muted, mean): (usize, &f32)| Line {
        name: loss.name(muted),
        part: Some(Term::Head),
        cells: vec![Entry::Share(*mean)],
        total: false,
    };
    let mut heads: Vec<Line> = loss.without.iter().enumerate().map(head).collect();
    heads.push(Line {
        name: "with all heads".to_owned(),
        part: None,
        cells: vec![Entry::Share(loss.whole)],
        total: true,
    });
    let pieces = names(&told.target);
    let after = told.without.get(chosen).unwrap_or(&told.without_all);
    let piece = |(i, (before, after)): (usize, (&Guess, &Guess))| Line {
        // After the last piece comes the end.
        name: pieces.get(i).map_or("end", |name| name).to_owned(),
        cells: vec![Entry::Share(before.p), Entry::Share(after.p)],
        ..Line::default()
    };
    let fall = |mean: f32| 100.0 * (loss.whole - mean);
    let one = loss
        .without
        .get(loss.most())
        .map_or(0.0, |&mean| fall(mean));
    let all = loss.without.last().map_or(0.0, |mean| 100.0 * mean);
    let felt = match one < FELT {
        true => {
            "In this sentence no head of this layer is missed much: the mean stays nearly the same"
                .to_owned()
        }
        false => [
            "Without the head that is missed most the mean falls by ",
            &written(one, 1),
            " points",
        ]
        .concat(),
    };
    let all = [". Without all of them it is ", &written(all, 1), " %."].concat();
    Ok(vec![
        Shown::Table(Table {
            title: "Choose what is muted".to_owned(),
            columns: vec![
                Column::of("heads", Term::Head),
                Column::of("mean probability of a piece", Term::Weight),
            ],
            rows: heads,
            pick: Some((MUTED, chosen)),
        }),
        Shown::Say([felt, all].concat()),
        Shown::Table(Table {
            title: "How probable each piece is, given the sentence and the pieces before"
                .to_owned(),
            columns: vec![
                Column::new("piece"),
                Column::of("all heads", Term::Weight),
                Column::of(&loss.name(chosen), Term::Head),
            ],
            rows: told
                .whole
                .iter()
                .zip(after)
                .enumerate()
                .map(piece)
                .collect(),
            pick: None,
        }),
    ])
}
