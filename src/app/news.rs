//! What the reducer makes of news: a model, a run, another look, a refusal.

use crate::engine::protocol::{Ask, Looked, ModelInfo, Recording, RunId};
use crate::model::Kind;

use super::action::News;
use super::picture::{Answer, Shown};
use super::selection::index;
use super::shared::Shared;
use super::state::{Origin, State, Status, Texts};
use super::wanted::Slot;

impl State {
    /// Shows a recorded run, unless there is something better already.
    pub(super) fn recorded(&mut self, recording: Recording) {
        let own = self.origin != Origin::BuiltIn;
        if own || self.shown.is_some() || self.model.is_some() {
            return;
        }
        let Recording { info, ran, buffers } = recording;
        self.settle(&info);
        self.model = Some(Shared::new(info));
        self.show(Shown::new(ran, Default::default(), buffers, true));
    }

    /// Takes in news of the worker.
    pub(super) fn hear(&mut self, news: News) {
        match news {
            News::Starting => self.status = Status::Starting,
            News::Progress { loaded, total } => self.status = Status::Loading { loaded, total },
            News::Loaded(info) => self.loaded(*info),
            News::Running => self.status = Status::Running,
            News::Settled(Slot::Main) => self.status = Status::Ready,
            News::Settled(Slot::Beside) => self.beside_refused = None,
            News::Ran {
                slot,
                ran,
                interventions,
                buffers,
            } => {
                let shown = Shown::new(*ran, interventions, buffers, false);
                match slot {
                    Slot::Main => {
                        self.status = Status::Ready;
                        self.show(shown);
                    }
                    Slot::Beside => {
                        self.beside_refused = None;
                        self.beside = Some(Shared::new(shown));
                        self.compose();
                    }
                }
            }
            News::Looked {
                slot,
                run,
                looks,
                buffers,
            } => self.looked(slot, run, &looks, buffers),
            News::Told {
                run,
                ask,
                told,
                buffers,
            } => self.told(run, ask, Answer { told, buffers }),
            News::Studied { study, known } => self.lessons.learn(study, known),
            News::Translated { source, text } => {
                let asked = self.translating.take();
                let begin = asked.as_ref().and_then(|asked| asked.begin.as_ref());
                // One that keeps nothing of the target goes with any.
                let same_target = begin
                    .is_none_or(|begin| begin.kept == 0 || *begin.target == *self.texts.target);
                if source == self.texts.source && same_target {
                    self.deliberately(|state| state.texts = Texts::new(&source, &text));
                }
            }
            News::NotTranslated { message } => {
                self.translating = None;
                self.complain([message]);
            }
            News::Complaint { message } => self.complain([message]),
            News::Refused { slot, message } => match slot {
                Slot::Main => self.refused(message),
                Slot::Beside => self.beside_refused = Some(message.into()),
            },
            News::Broken { message } => {
                self.translating = None;
                self.status = Status::Broken { message };
            }
        }
    }

    /// Makes the view one that this model has: what nobody has chosen opens as the manifest says.
    pub(super) fn settle(&mut self, info: &ModelInfo) {
        for kind in Kind::ALL {
            if !self.chosen[index(kind)] {
                self.view.open(kind, info);
            } else if self.view.fit(kind, info) {
                let message = format!(
                    "The model {} has not all the layers and heads that were chosen; the nearest it has are shown.",
                    info.name
                );
                self.complain([message]);
            }
        }
        self.fit_panel(info);
    }

    fn loaded(&mut self, info: ModelInfo) {
        if self.model.as_ref().is_none_or(|old| **old != info) {
            // Another model than the one that was recorded or used before: no number of that may stay on screen.
            self.shown = None;
            self.beside = None;
            self.beside_refused = None;
            self.picture = None;
            self.lessons.forget();
            self.overview = None;
            self.second = None;
            self.apart = None;
            self.ranking = None;
        }
        self.settle(&info);
        self.model = Some(Shared::new(info));
        self.status = Status::Running;
        self.compose();
    }

    /// What is typed and cannot be read is said for as long as it stands there. What was done to the machine alone, and left it
    /// nothing to compute, is taken back.
    fn refused(&mut self, message: String) {
        let last = self.shown.as_ref().map(|shown| &shown.interventions);
        let typed = self.shown.as_ref().is_none_or(|shown| {
            (&*shown.source.text, &*shown.target.text) != (&*self.texts.source, &*self.texts.target)
        });
        match last {
            Some(last) if !typed && *last != self.interventions => {
                self.interventions = last.clone();
                let mut history = (*self.history).clone();
                history.forget();
                self.history = Shared::new(history);
                self.complain([format!("That cannot be done: {message}")]);
            }
            _ => self.status = Status::Refused { message },
        }
    }

    fn show(&mut self, mut shown: Shown) {
        self.carry(&shown);
        self.keep_beams(&mut shown);
        self.shown = Some(Shared::new(shown));
        self.compose();
    }

    fn looked(&mut self, slot: Slot, run: RunId, looks: &[Looked], buffers: Vec<Vec<f32>>) {
        self.learn(slot, run, |shown| shown.add(looks, buffers));
    }

    fn told(&mut self, run: RunId, ask: Ask, answer: Answer) {
        let answer = Shared::new(answer);
        self.learn(Slot::Main, run, |shown| shown.told.push((ask, answer)));
    }

    /// Adds to what is known of a run, if it is still on screen.
    fn learn(&mut self, slot: Slot, run: RunId, add: impl FnOnce(&mut Shown)) {
        let place = match slot {
            Slot::Main => &mut self.shown,
            Slot::Beside => &mut self.beside,
        };
        if let Some(shown) = place.as_mut()
            && shown.run == run
            && !shown.recorded
        {
            let mut more = (**shown).clone();
            add(&mut more);
            *shown = Shared::new(more);
            self.compose();
        }
    }
}
