//! Undo and redo of what was done on purpose.

use crate::model::Interventions;

use super::panel::Panel;
use super::place::Spot;
use super::selection::View;
use super::state::{Panels, State, Texts};

/// More steps than anyone takes back.
const STEPS: usize = 200;

/// What was before each deliberate change, and what was taken back.
#[derive(Debug, Clone, Default)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
}

/// What a deliberate change can change. Texts are kept only where one changed both boxes at once: typing has the box's own undo.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    view: View,
    interventions: Interventions,
    compare: Option<Texts>,
    pinned: Vec<Spot>,
    panel: Option<Panel>,
    panels: Panels,
    texts: Option<Texts>,
}

impl Step {
    fn of(state: &State, texts: bool) -> Self {
        Self {
            view: state.view.clone(),
            interventions: state.interventions.clone(),
            compare: state.compare.clone(),
            pinned: state.pinned.clone(),
            panel: state.panel,
            panels: state.panels,
            texts: texts.then(|| state.texts.clone()),
        }
    }

    fn restore(self, state: &mut State) {
        state.view = self.view;
        state.interventions = self.interventions;
        state.pinned = self.pinned;
        state.panel = self.panel;
        state.panels = self.panels;
        match self.texts {
            Some(texts) => {
                state.texts = texts;
                state.compare = self.compare;
            }
            // What is typed there has the box's own undo, too.
            None => {
                let typed = state.compare.take();
                state.compare = self.compare.map(|before| typed.unwrap_or(before));
            }
        }
    }
}

impl History {
    /// Remembers `before`, the state before a deliberate change; `texts` when it put other texts into the boxes.
    pub fn remember(&mut self, before: &State, texts: bool) {
        self.future.clear();
        self.past.push(Step::of(before, texts));
        let surplus = self.past.len().saturating_sub(STEPS);
        self.past.drain(..surplus);
    }

    /// Drops the newest step: the change before which it stood has not come about.
    pub fn forget(&mut self) {
        self.past.pop();
    }

    /// Something can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Something can be done again.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes back the last change of `state`.
    pub fn undo(&mut self, state: &mut State) {
        step(&mut self.past, &mut self.future, state);
    }

    /// Does again what was taken back.
    pub fn redo(&mut self, state: &mut State) {
        step(&mut self.future, &mut self.past, state);
    }
}

fn step(from: &mut Vec<Step>, to: &mut Vec<Step>, state: &mut State) {
    if let Some(step) = from.pop() {
        to.push(Step::of(state, step.texts.is_some()));
        step.restore(state);
    }
}
