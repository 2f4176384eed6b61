//! What the screen needs of the worker.

use std::rc::Rc;

use crate::engine::protocol::{Ask, Begin, Look};
use crate::model::Interventions;

use super::state::Texts;

/// What the screen needs: two texts, what is done to the machine, and what to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What stands in the two boxes.
    pub texts: Texts,
    /// What is done to the machine.
    pub interventions: Interventions,
    /// One look per attention on screen.
    pub looks: Vec<Look>,
    /// What else is read and looked at in the same way, to compare with.
    pub beside: Option<RunInput>,
    /// What is asked of the main run beside, in order: what opened panels show.
    pub asks: Vec<Ask>,
}

/// What a run reads, and what is done to the machine meanwhile.
pub type RunInput = (Texts, Interventions);

/// What is to be translated, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// The source.
    pub source: Rc<str>,
    /// What is done to the machine meanwhile.
    pub interventions: Interventions,
    /// What it begins with.
    pub begin: Option<Begin>,
}

/// Which of the two runs on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The run that the page is about.
    Main,
    /// The run that it is compared with.
    Beside,
}

impl Wanted {
    /// What the main run reads.
    pub fn main(&self) -> RunInput {
        (self.texts.clone(), self.interventions.clone())
    }

    /// What is to be read, in the order in which it is wanted.
    pub fn inputs(&self) -> impl Iterator<Item = (Slot, RunInput)> {
        let beside = self.beside.clone().map(|input| (Slot::Beside, input));
        [(Slot::Main, self.main())].into_iter().chain(beside)
    }
}
