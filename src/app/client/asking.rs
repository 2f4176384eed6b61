//! What is asked next: the run of the first slot, then of the second, then what is to be seen of them, lessons, translations.

use std::mem;

use crate::engine::protocol::{Ask, Look, Request, ToWorker};

use super::super::action::News;
use super::super::picture::SheetKey;
use super::super::wanted::{RunInput, Slot, Translation};
use super::{Asked, Client, Effect, Have, Phase, Question};

/// Milliseconds for any other answer, and for every byte that is to be read: many times what it takes.
const ANSWER: u32 = 5_000;
const ANSWER_BYTE: u32 = 10;
/// Milliseconds for a lesson's question.
const STUDY: u32 = 30_000;

impl Client {
    /// Asks the next thing that is needed, unless an answer is awaited.
    pub(super) fn advance(&mut self, effects: &mut Vec<Effect>) {
        if self.phase != Phase::Ready || self.asked.is_some() {
            return;
        }
        if let Some(wanted) = self.wanted.clone() {
            for (slot, input) in wanted.inputs() {
                if self.see_to(slot, input, &wanted.looks, effects) {
                    return;
                }
            }
            if self.ask_more(wanted.asks, effects) {
                return;
            }
        }
        if let Some(study) = self.studies.first().cloned() {
            let request = Request::Study {
                study: study.clone(),
            };
            return self.ask(Question::Study(study), request, STUDY, effects);
        }
        if let Some(translation) = self.translate.take() {
            let Translation {
                source,
                interventions,
                begin,
            } = (*translation).clone();
            let request = Request::Translate {
                source: source.to_string(),
                interventions,
                begin,
            };
            let patience = patience(2 * source.len());
            self.ask(Question::Translate(translation), request, patience, effects);
        }
    }

    /// Asks for the run of `input` or for what of `looks` has not been seen of it; `false` when there is nothing to ask.
    fn see_to(
        &mut self,
        slot: Slot,
        input: RunInput,
        looks: &[Look],
        effects: &mut Vec<Effect>,
    ) -> bool {
        let place = slot as usize;
        let refused = self.refused[place].as_ref() == Some(&input);
        let have = self.have[place].as_ref();
        let had = have.is_some_and(|have| have.input == input);
        if !had && !refused {
            self.run(slot, input, looks.to_vec(), effects);
            return true;
        }
        // After a refusal the picture of the run before stays, and can be looked at.
        let unseen = have.map(|have| (have.run, have.unseen(looks), length(&have.input)));
        if had && self.refused[place].take().is_some() {
            effects.push(Effect::Tell(News::Settled(slot)));
        }
        let Some((run, looks, bytes)) = unseen.filter(|(_, looks, _)| !looks.is_empty()) else {
            return false;
        };
        let request = Request::Look {
            run,
            looks: looks.clone(),
        };
        let question = Question::Look(slot, run, looks);
        self.ask(question, request, patience(bytes), effects);
        true
    }

    /// Asks the first of `asks` that has not been asked of the main run; `false` when there is none.
    fn ask_more(&mut self, asks: Vec<Ask>, effects: &mut Vec<Effect>) -> bool {
        let Some(have) = &self.have[Slot::Main as usize] else {
            return false;
        };
        let mut asks = asks.into_iter();
        let Some(ask) = asks.find(|ask| !have.asked.contains(ask)) else {
            return false;
        };
        let (run, bytes) = (have.run, length(&have.input));
        let question = Question::Ask(run, ask.clone());
        self.ask(
            question,
            Request::Ask { run, ask },
            patience(bytes),
            effects,
        );
        true
    }

    fn run(&mut self, slot: Slot, input: RunInput, looks: Vec<Look>, effects: &mut Vec<Effect>) {
        let (texts, interventions) = input.clone();
        let request = Request::Run {
            source: texts.source.to_string(),
            target: texts.target.to_string(),
            interventions,
            looks: looks.clone(),
        };
        if slot == Slot::Main {
            effects.push(Effect::Tell(News::Running));
        }
        let patience = patience(length(&input));
        self.ask(
            Question::Run(slot, input, looks),
            request,
            patience,
            effects,
        );
    }

    pub(super) fn ask(
        &mut self,
        question: Question,
        request: Request,
        milliseconds: u32,
        effects: &mut Vec<Effect>,
    ) {
        let id = self.expect(question, milliseconds, effects);
        effects.push(Effect::Post(ToWorker { id, request }));
    }

    pub(super) fn expect(
        &mut self,
        question: Question,
        milliseconds: u32,
        effects: &mut Vec<Effect>,
    ) -> u64 {
        self.last += 1;
        let id = self.last;
        self.asked = Some(Asked { id, question });
        effects.push(Effect::Deadline { id, milliseconds });
        id
    }
}

impl Have {
    /// What of `looks` has not been seen of this run.
    fn unseen(&self, looks: &[Look]) -> Vec<Look> {
        let unseen = |look: &Look| {
            let mut look = look.clone();
            let heads = mem::take(&mut look.heads).into_iter();
            look.heads = heads
                .filter(|&head| !self.seen.contains(&SheetKey::new(&look, head)))
                .collect();
            look
        };
        let looks = looks.iter().map(unseen);
        looks.filter(|look| !look.heads.is_empty()).collect()
    }
}

fn length((texts, _): &RunInput) -> usize {
    texts.source.len() + texts.target.len()
}

fn patience(bytes: usize) -> u32 {
    let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
    ANSWER.saturating_add(bytes.saturating_mul(ANSWER_BYTE))
}
