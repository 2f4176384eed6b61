//! What the client makes of what the worker says, and of its failures.

use crate::engine::protocol::{BUILD, FromWorker, PROTOCOL, Reply, Request};

use crate::lesson::Known;

use super::super::action::News;
use super::super::wanted::Slot;
use super::{Asked, Client, Effect, Have, LOADING, Phase, Question, keys};

const UNEXPECTED: &str = "it answered something else than was asked";

impl Client {
    pub(super) fn hear(
        &mut self,
        said: FromWorker,
        buffers: Vec<Vec<f32>>,
        effects: &mut Vec<Effect>,
    ) {
        match said {
            FromWorker::Hello { protocol, build } => {
                if self.phase != Phase::Starting {
                    return;
                }
                if protocol != PROTOCOL || build != BUILD {
                    let message = "The page and its model program are of different versions. Load the page again, \
                                   past the browser's cache if need be.";
                    return self.give_up(message.to_owned(), Phase::Down, effects);
                }
                self.phase = Phase::Loading;
                let folder = self.folder.clone();
                self.ask(Question::Load, Request::Load { folder }, LOADING, effects);
            }
            FromWorker::Progress { loaded, total } => {
                if let Some(asked) = &self.asked
                    && self.phase == Phase::Loading
                {
                    effects.push(Effect::Deadline {
                        id: asked.id,
                        milliseconds: LOADING,
                    });
                    effects.push(Effect::Tell(News::Progress { loaded, total }));
                }
            }
            FromWorker::Panicked { message } => self.died(&message, effects),
            FromWorker::Answer { id, reply } => {
                if self.asked.as_ref().is_some_and(|asked| asked.id == id)
                    && let Some(asked) = self.asked.take()
                {
                    effects.push(Effect::NoDeadline);
                    self.answered(asked, reply, buffers, effects);
                }
            }
        }
    }

    fn answered(
        &mut self,
        asked: Asked,
        reply: Reply,
        buffers: Vec<Vec<f32>>,
        effects: &mut Vec<Effect>,
    ) {
        // A model that has loaded has not yet survived the text that killed the last worker.
        if !matches!(asked.question, Question::Load) {
            self.deaths = 0;
        }
        match (asked.question, reply) {
            (Question::Load, Reply::Loaded(info)) => {
                self.phase = Phase::Ready;
                effects.push(Effect::Tell(News::Loaded(info)));
            }
            (Question::Load, Reply::Refused { message }) => {
                self.give_up(message, Phase::Down, effects);
            }
            (Question::Run(slot, input, looks), Reply::Ran(ran)) => {
                let interventions = input.1.clone();
                self.refused[slot as usize] = None;
                self.have[slot as usize] = Some(Have {
                    run: ran.run,
                    input,
                    seen: keys(&looks).collect(),
                    asked: Vec::new(),
                });
                effects.push(Effect::Tell(News::Ran {
                    slot,
                    ran,
                    interventions,
                    buffers,
                }));
            }
            (Question::Run(slot, input, _), Reply::Refused { message }) => {
                self.refused[slot as usize] = Some(input);
                effects.push(Effect::Tell(News::Refused { slot, message }));
            }
            (Question::Look(slot, run, looks), reply) => {
                let have = &mut self.have[slot as usize];
                // Asked once: what could not be seen is not asked for again and again.
                if let Some(have) = have.as_mut().filter(|have| have.run == run) {
                    have.seen.extend(keys(&looks));
                }
                match reply {
                    Reply::Looked { run, looks } => effects.push(Effect::Tell(News::Looked {
                        slot,
                        run,
                        looks,
                        buffers,
                    })),
                    Reply::Gone { .. } => *have = None,
                    Reply::Refused { message } => {
                        effects.push(Effect::Tell(News::Complaint { message }));
                    }
                    _ => self.died(UNEXPECTED, effects),
                }
            }
            (Question::Ask(run, ask), reply) => {
                let have = &mut self.have[Slot::Main as usize];
                if let Some(have) = have.as_mut().filter(|have| have.run == run) {
                    have.asked.push(ask);
                }
                match reply {
                    Reply::Told { run, ask, told } => effects.push(Effect::Tell(News::Told {
                        run,
                        ask,
                        told,
                        buffers,
                    })),
                    Reply::Gone { .. } => *have = None,
                    Reply::Refused { message } => {
                        effects.push(Effect::Tell(News::Complaint { message }));
                    }
                    _ => self.died(UNEXPECTED, effects),
                }
            }
            (Question::Study(study), Reply::Studied { studied }) => {
                self.studies.retain(|other| *other != study);
                let known = Known::new(studied, &buffers);
                effects.push(Effect::Tell(News::Studied { study, known }));
            }
            (Question::Study(study), Reply::Refused { message }) => {
                self.studies.retain(|other| *other != study);
                let known = Known::Refused(message);
                effects.push(Effect::Tell(News::Studied { study, known }));
            }
            (Question::Translate(translation), Reply::Translated { text }) => {
                let source = translation.source.clone();
                effects.push(Effect::Tell(News::Translated { source, text }));
            }
            (Question::Translate(_), Reply::Refused { message }) => {
                effects.push(Effect::Tell(News::NotTranslated { message }));
            }
            (question, _) => {
                self.asked = Some(Asked {
                    id: asked.id,
                    question,
                });
                self.died(UNEXPECTED, effects);
            }
        }
    }

    /// The worker is of no more use: another takes its place and is asked the same. One that dies before it is ready, or
    /// twice in a row over an answer, is given up.
    pub(super) fn died(&mut self, why: &str, effects: &mut Vec<Effect>) {
        if self.is_down() {
            return;
        }
        if let Some(Question::Translate(_)) = self.asked.take().map(|asked| asked.question) {
            let message = format!("The translation failed: {why}.");
            effects.push(Effect::Tell(News::NotTranslated { message }));
        }
        self.deaths += 1;
        if self.phase != Phase::Ready {
            let message = format!("The model could not be started: {why}.");
            self.give_up(message, Phase::Down, effects);
        } else if self.deaths > 1 {
            let message = format!("The model failed twice in a row: {why}.");
            self.give_up(message, Phase::Poisoned, effects);
        } else {
            self.start(effects);
        }
    }

    fn give_up(&mut self, message: String, phase: Phase, effects: &mut Vec<Effect>) {
        self.phase = phase;
        self.asked = None;
        self.have = Default::default();
        self.translate = None;
        effects.push(Effect::NoDeadline);
        effects.push(Effect::Terminate);
        effects.push(Effect::Tell(News::Broken { message }));
    }
}
