//! The page's side of the conversation with the worker: what is asked when, what an answer is worth, and what happens when
//! the worker fails.
//!
//! One question is under way at a time. The screen shows one run or two (the second to compare the first with); the first
//! always goes before. What the screen needs ([`Wanted`]) is only ever the newest, so a person who types
//! faster than the model reads never waits for readings that nobody wants any more. Everything is an [`Event`] that comes in
//! and the [`Effect`]s that go out; `browser` carries them out. Refuses to know how a worker is made or a timer is set.

use std::collections::HashSet;

use crate::engine::protocol::{Ask, FromWorker, Look, RunId, Study, ToWorker};

use super::action::News;
use super::picture::SheetKey;
use super::shared::Shared;
use super::wanted::{RunInput, Slot, Translation, Wanted};

mod answers;
mod asking;

/// Milliseconds in which a new worker must say hello.
const HELLO: u32 = 30_000;
/// Milliseconds without a byte of the model, or from its last byte to its being ready.
const LOADING: u32 = 60_000;

/// What happens to the conversation.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The page has begun, or "try again" was pressed.
    Start,
    /// The model in this folder is wanted instead.
    Model(String),
    /// The screen needs this.
    Want(Wanted),
    /// This is to be translated.
    Translate(Shared<Translation>),
    /// Lessons want to know this, in this order.
    Study(Vec<Study>),
    /// The worker has said something; the buffers came with it.
    Heard(FromWorker, Vec<Vec<f32>>),
    /// The worker has failed, or said something that cannot be understood.
    Failed(String),
    /// The time for the question of this number is up.
    Deadline(u64),
}

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Start a worker.
    Spawn,
    /// End the worker; nothing is heard of it any more.
    Terminate,
    /// Say this to the worker.
    Post(ToWorker),
    /// Tell [`Event::Deadline`] after so many milliseconds, in place of any earlier deadline.
    Deadline {
        /// The question's number.
        id: u64,
        /// How long to wait.
        milliseconds: u32,
    },
    /// The deadline is met.
    NoDeadline,
    /// Tell the state.
    Tell(News),
}

/// The conversation.
#[derive(Debug)]
pub struct Client {
    folder: String,
    phase: Phase,
    last: u64,
    asked: Option<Asked>,
    wanted: Option<Wanted>,
    translate: Option<Shared<Translation>>,
    /// What lessons want to know and have not been told.
    studies: Vec<Study>,
    /// One for each [`Slot`].
    have: [Option<Have>; 2],
    /// What cannot be read, one for each [`Slot`].
    refused: [Option<RunInput>; 2],
    /// How often in a row the worker has died instead of answering.
    deaths: u32,
}

/// How far the worker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// There is none, and only "try again" starts one.
    Down,
    /// There is none, since it has died over a text; another text starts one.
    Poisoned,
    /// It has not said hello.
    Starting,
    /// It fetches the model.
    Loading,
    /// It answers.
    Ready,
}

/// A question that is under way.
#[derive(Debug)]
struct Asked {
    id: u64,
    question: Question,
}

#[derive(Debug)]
enum Question {
    Hello,
    Load,
    Run(Slot, RunInput, Vec<Look>),
    Look(Slot, RunId, Vec<Look>),
    Ask(RunId, Ask),
    Translate(Shared<Translation>),
    Study(Study),
}

/// The newest run of a slot and what has been seen of it.
#[derive(Debug)]
struct Have {
    run: RunId,
    input: RunInput,
    seen: HashSet<SheetKey>,
    /// What has been asked of it, answered or refused.
    asked: Vec<Ask>,
}

impl Client {
    /// A conversation about the model in `folder`, which ends in `/`.
    pub fn new(folder: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            phase: Phase::Down,
            last: 0,
            asked: None,
            wanted: None,
            translate: None,
            studies: Vec::new(),
            have: Default::default(),
            refused: Default::default(),
            deaths: 0,
        }
    }

    /// What is to be done about `event`, in order.
    pub fn on(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Start => self.start_afresh(&mut effects),
            Event::Model(folder) => {
                self.folder = folder;
                self.wanted = None;
                self.start_afresh(&mut effects);
            }
            Event::Want(wanted) => {
                let other = self
                    .wanted
                    .as_ref()
                    .is_none_or(|old| !old.inputs().eq(wanted.inputs()));
                self.wanted = Some(wanted);
                if other && self.phase == Phase::Poisoned {
                    self.deaths = 1;
                    self.start(&mut effects);
                }
            }
            Event::Translate(translation) => self.translate = Some(translation),
            Event::Study(studies) => self.studies = studies,
            Event::Heard(said, buffers) => self.hear(said, buffers, &mut effects),
            Event::Failed(message) => self.died(&message, &mut effects),
            Event::Deadline(id) => {
                if self.asked.as_ref().is_some_and(|asked| asked.id == id) {
                    self.died("it did not answer in time", &mut effects);
                }
            }
        }
        self.advance(&mut effects);
        effects
    }

    fn start_afresh(&mut self, effects: &mut Vec<Effect>) {
        self.deaths = 0;
        self.refused = Default::default();
        self.start(effects);
    }

    fn start(&mut self, effects: &mut Vec<Effect>) {
        if !self.is_down() {
            effects.push(Effect::Terminate);
        }
        self.phase = Phase::Starting;
        self.have = Default::default();
        effects.push(Effect::Spawn);
        effects.push(Effect::Tell(News::Starting));
        self.expect(Question::Hello, HELLO, effects);
    }

    fn is_down(&self) -> bool {
        matches!(self.phase, Phase::Down | Phase::Poisoned)
    }
}

fn keys(looks: &[Look]) -> impl Iterator<Item = SheetKey> + '_ {
    let keys = |look| move |&head: &usize| SheetKey::new(look, head);
    looks
        .iter()
        .flat_map(move |look| look.heads.iter().map(keys(look)))
}

#[cfg(test)]
mod tests;
