//! All heads at a glance: what is asked for it, and the whole that is put together when everything has been told.

use crate::engine::protocol::{Ask, Glance, RunId, Told};
use crate::matrix::Matrix;
use crate::measure::Job;
use crate::model::{Habits, Kind, Reading};
use crate::text::Sentence;

use super::picture::{Answer, Shown};
use super::selection::{Figure, extent};
use super::shared::Shared;
use super::state::State;

/// Every head of every layer of the three attentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// Of which run.
    pub run: RunId,
    /// Its source.
    pub source: Shared<Sentence>,
    /// Its target.
    pub target: Shared<Sentence>,
    /// What its model's manifest says of the heads.
    pub habits: Habits,
    /// In the order of [`Kind::ALL`], `[layer][head]`.
    pub attentions: Vec<(Kind, Vec<Vec<Thumbnail>>)>,
    asks: Vec<Ask>,
}

/// One head.
#[derive(Debug, Clone, PartialEq)]
pub struct Thumbnail {
    /// Its weights by words, in the size of a thumbnail.
    pub weights: Matrix,
    /// What it does on these sentences.
    pub job: Job,
    /// In which row of the decoder its words were read for that.
    pub reading: Reading,
}

impl State {
    /// One question a layer.
    pub(super) fn overview_asks(&self) -> Vec<Ask> {
        let Some(info) = &self.model else {
            return Vec::new();
        };
        let of_kind = |kind| {
            let reading = self.view.choice(kind).reading_of(kind);
            (0..extent(info, kind).0).map(move |layer| Ask::Overview {
                kind,
                layer,
                reading,
            })
        };
        Kind::ALL.into_iter().flat_map(of_kind).collect()
    }

    /// Whether all heads are those of `shown`, read as chosen.
    pub(super) fn has_overview_of(&self, shown: &Shown) -> bool {
        let overview = self.overview.as_ref();
        overview.is_some_and(|all| all.run == shown.run && all.asks == self.overview_asks())
    }

    /// Puts all heads together, if they are to be seen and everything has been told; else those before stay.
    pub(super) fn compose_overview(&mut self) {
        let Some(shown) = self.shown.clone() else {
            return;
        };
        if self.view.figure == Figure::Heads && !self.has_overview_of(&shown) {
            let info = self.model.as_deref();
            let habits = info.and_then(|info| info.manifest.habits.clone());
            let whole = Overview::new(&shown, habits.unwrap_or_default(), self.overview_asks());
            self.overview = whole.map(Shared::new).or(self.overview.take());
        }
    }
}

impl Overview {
    fn new(shown: &Shown, habits: Habits, asks: Vec<Ask>) -> Option<Self> {
        let mut attentions: Vec<(Kind, Vec<Vec<Thumbnail>>)> = Vec::new();
        for ask in &asks {
            let Ask::Overview { kind, .. } = *ask else {
                continue;
            };
            let layer = thumbnails(shown.told(ask)?)?;
            match attentions.last_mut() {
                Some((last, layers)) if *last == kind => layers.push(layer),
                _ => attentions.push((kind, vec![layer])),
            }
        }
        Some(Self {
            run: shown.run,
            source: shown.source.clone(),
            target: shown.target.clone(),
            habits,
            attentions,
            asks,
        })
    }
}

/// The heads of one layer; `None` when numbers are missing.
fn thumbnails(answer: &Answer) -> Option<Vec<Thumbnail>> {
    let Told::Overview(heads) = &answer.told else {
        return None;
    };
    let thumbnail = |head: &Glance| {
        let tensor = head.weights;
        let numbers = answer.numbers(&tensor)?.to_vec();
        Some(Thumbnail {
            weights: Matrix::from_vec(tensor.rows, tensor.cols, numbers).ok()?,
            job: head.job,
            reading: head.reading,
        })
    };
    heads.iter().map(thumbnail).collect()
}
