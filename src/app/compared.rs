//! The run beside the main one: which it is, and what is painted of the two.

use crate::model::{Interventions, Side};

use super::matching::matched;
use super::picture::Shown;
use super::selection::{Contrast, Figure};
use super::shared::Shared;
use super::state::State;
use super::visible::visible;
use super::wanted::RunInput;

impl State {
    /// What the present run is compared with: another pair, read by the same machine; else, while something is done to the
    /// machine, the same pair with nothing done. So the two differ in one thing.
    pub fn compared_with(&self) -> Option<RunInput> {
        if let Some(texts) = &self.compare {
            return Some((texts.clone(), self.interventions.clone()));
        }
        let touched = !self.interventions.is_none();
        touched.then(|| (self.texts.clone(), Interventions::default()))
    }

    /// The run that `shown` is compared with, once it is there and belongs to it.
    pub fn compared(&self) -> Option<&Shared<Shown>> {
        let (shown, beside) = self.shown.as_ref().zip(self.beside.as_ref())?;
        if self.compare.is_some() {
            return (beside.interventions == shown.interventions).then_some(beside);
        }
        let same_texts =
            (&shown.source.text, &shown.target.text) == (&beside.source.text, &beside.target.text);
        let only_touched = same_texts && beside.interventions.is_none();
        (only_touched && !shown.interventions.is_none()).then_some(beside)
    }

    /// The words, source before target, that only the one run of the two has, and those that only the other has.
    pub fn unmatched(&self) -> [Vec<String>; 2] {
        let mut only = [vec![], vec![]];
        let Some((own, other)) = self.shown.as_ref().zip(self.compared()) else {
            return only;
        };
        for side in [Side::Source, Side::Target] {
            let words = |shown: &Shown| -> Vec<String> {
                let words = shown.sentence(side).words.iter();
                words.map(|word| visible(&word.text).into_owned()).collect()
            };
            let (own, other) = (words(own), words(other));
            let partners = matched(&own, &other);
            let alone = (0..other.len()).filter(|place| !partners.contains(&Some(*place)));
            only[1].extend(alone.map(|place| other[place].clone()));
            let own = own.into_iter().zip(partners);
            only[0].extend(own.filter_map(|(word, partner)| partner.is_none().then_some(word)));
        }
        only
    }

    fn shows_both(&self) -> bool {
        self.view.contrast == Contrast::Both && self.view.figure != Figure::Heads
    }

    pub(super) fn is_second_current(&self) -> bool {
        let beside = self.compared().filter(|_| self.shows_both());
        beside.map(|beside| &beside.source) == self.second.as_ref().map(|second| &second.source)
            && self.second.as_ref().is_none_or(|second| {
                (second.unit, second.quantity) == (self.view.unit, self.view.quantity)
                    && second.attentions.iter().all(|drawn| drawn.is(&self.view))
            })
    }

    /// The run whose words the figure stands over.
    pub(super) fn pictured(&self) -> Option<&Shared<Shown>> {
        match (self.view.contrast, self.compared()) {
            (Contrast::Beside, Some(beside)) => Some(beside),
            _ => self.shown.as_ref(),
        }
    }

    /// The run whose numbers are taken off.
    pub(super) fn less(&self) -> Option<&Shared<Shown>> {
        let difference = self.view.contrast == Contrast::Difference;
        self.compared().filter(|_| difference)
    }

    /// Paints what is chosen, if all of it has arrived; else what was painted stays.
    pub(super) fn compose(&mut self) {
        let Some((shown, info)) = self.pictured().zip(self.model.as_ref()) else {
            return;
        };
        let before = self.picture.as_deref();
        let picture = match self.less() {
            Some(other) => {
                let same = before.filter(|before| {
                    (before.run, before.less) == (shown.run, Some(other.run))
                        && (&before.source, &before.target) == (&shown.source, &shown.target)
                        && (before.unit, before.quantity) == (self.view.unit, self.view.quantity)
                        && before
                            .attentions
                            .iter()
                            .map(|drawn| drawn.kind)
                            .eq(self.view.painted())
                        && before.attentions.iter().all(|drawn| drawn.is(&self.view))
                });
                match same {
                    Some(same) => Some(same.clone()),
                    None => shown.difference(other, &self.view, info),
                }
            }
            None => shown.picture(&self.view, info, before),
        };
        let second = self.compared().filter(|_| self.shows_both()).map(|beside| {
            let before = self.second.as_deref();
            beside.picture(&self.view, info, before)
        });
        if let Some(picture) = picture
            && Some(&picture) != before
        {
            self.picture = Some(Shared::new(picture));
        }
        match second {
            None => self.second = None,
            Some(Some(second)) if Some(&second) != self.second.as_deref() => {
                self.second = Some(Shared::new(second));
            }
            Some(_) => {}
        }
        self.compose_overview();
        self.compose_panel();
    }
}
