//! The reducer: from one state to the next.

use crate::engine::protocol::{Begin, Unit};
use crate::model::{Kind, Reading, Side};
use crate::text::words;

use super::action::{Action, Opened};
use super::chips::Chips;
use super::examples::EXAMPLES;
use super::history::History;
use super::labels;
use super::panel::{CellAt, Panel};
use super::place::Spot;
use super::route::Route;
use super::selection::{Choice, Contrast, Figure, View, extent, index};
use super::settings::Settings;
use super::shared::Shared;
use super::state::{State, Status, Texts};
use super::wanted::{Slot, Translation};

impl State {
    /// The state that an address opens with; nothing of it can be taken back.
    pub fn opened(opened: Opened, settings: Settings) -> Self {
        let mut state = Self {
            settings,
            ..Self::default()
        };
        state.open(opened);
        state.history = Shared::default();
        state
    }

    /// What comes of `action`. Pure; a state that compares equal to this one needs no painting.
    pub fn reduce(&self, action: Action) -> State {
        let mut next = self.clone();
        match action {
            Action::Type(Side::Source, text) => next.texts.source = text,
            Action::Type(Side::Target, text) => next.texts.target = text,
            Action::TypeBeside(side, text) => {
                if let Some(compare) = &mut next.compare {
                    match side {
                        Side::Source => compare.source = text,
                        Side::Target => compare.target = text,
                    }
                }
            }
            Action::Compare(compare) => next.deliberately(|state| {
                let texts = state.texts.clone();
                state.compare = compare.then_some(texts);
            }),
            Action::CompareExamples(one, other) => next.compare_examples(one, other),
            Action::Example(index) => next.example(index),
            Action::Translate => next.translate(None),
            Action::GoOn(begin) => next.translate(Some(begin)),
            Action::Figure(figure) => next.choose(|view| view.figure = figure),
            Action::Focus(kind) => next.choose(|view| view.focus = kind),
            Action::Dim(kind) => next.choose(|view| view.choice_mut(kind).dimmed ^= true),
            Action::Layer(kind, layer) => next.choose_for(kind, |choice| choice.layer = layer),
            Action::ToggleHead(kind, head) => {
                next.choose_for(kind, |choice| choice.chips = choice.chips.toggled(head));
            }
            Action::OnlyHead(kind, head) => next.chips(kind, Chips::Heads(vec![head])),
            Action::OpenHead(kind, layer, head) => next.open_head(kind, layer, head),
            Action::AllHeads(kind) => {
                let count = self.model.as_ref().map_or(0, |info| extent(info, kind).1);
                next.chips(kind, Chips::of((0..count).collect()));
            }
            Action::Mean(kind) => next.chips(kind, Chips::Mean),
            Action::Max(kind) => next.chips(kind, Chips::Max),
            Action::Reading(kind, reading) => {
                next.choose_for(kind, |choice| choice.reading = reading);
            }
            Action::Quantity(quantity) => next.choose(|view| view.quantity = quantity),
            Action::Unit(unit) => next.deliberately(|state| state.measure_in(unit)),
            Action::Hover(hover) => next.point(Slot::Main, hover),
            Action::Beside(action) => match *action {
                Action::Hover(hover) => next.point(Slot::Beside, hover),
                other => return self.meant(other).map_or(next, |meant| self.reduce(meant)),
            },
            Action::Pin(spot) => next.pin(|pinned| {
                let alone = *pinned == [spot];
                pinned.clear();
                pinned.extend((!alone).then_some(spot));
            }),
            Action::AlsoPin(spot) => next.pin(|pinned| {
                let count = pinned.len();
                pinned.retain(|&other| other != spot);
                pinned.extend((pinned.len() == count).then_some(spot));
            }),
            Action::LetGo if self.keys => next.keys = false,
            Action::LetGo if self.pinned.is_empty() => next.open_panel(None),
            Action::LetGo => next.pin(Vec::clear),
            Action::Panel(panel) => next.open_panel(panel),
            Action::FindLink => next.deliberately(State::find_link),
            Action::Intervene(interventions) => {
                next.deliberately(|state| state.interventions = interventions);
            }
            Action::Touch(touch) => next.deliberately(|state| {
                state.interventions = touch.after(&state.interventions);
            }),
            Action::Panels(panels) => next.deliberately(|state| state.panels = panels),
            Action::Keys => next.keys ^= true,
            Action::Contrast(contrast) => next.choose(|view| view.contrast = contrast),
            Action::Undo if self.history.can_undo() => next.travel(History::undo),
            Action::Redo if self.history.can_redo() => next.travel(History::redo),
            Action::Undo | Action::Redo => {}
            Action::Settings(settings) => next.settings = settings,
            Action::Model(origin) if origin == self.origin => {}
            Action::Model(origin) => {
                next.origin = origin;
                next.status = Status::Starting;
                next.model = None;
                // What was chosen was chosen among the layers and heads of another model.
                next.chosen = Default::default();
            }
            Action::SystemDark(dark) => next.system_dark = dark,
            Action::Retry => {
                next.retries += 1;
                next.status = Status::Starting;
            }
            Action::Heard if self.complaints.is_empty() => {}
            Action::Heard => next.complaints = Shared::default(),
            Action::Open(opened) => next.open(*opened),
            Action::Recorded(recording) => next.recorded(*recording),
            Action::Lessons(turn) => next.lessons.turn(turn, &self.texts),
            Action::News(news) => next.hear(news),
        }
        next
    }

    /// A change that can be taken back, if it changes anything.
    pub(super) fn deliberately(&mut self, change: impl FnOnce(&mut State)) {
        let before = self.clone();
        change(self);
        let texts = self.texts != before.texts;
        let others = (&self.view, &self.interventions, &self.pinned)
            != (&before.view, &before.interventions, &before.pinned)
            || self.compare != before.compare
            || self.panels != before.panels
            || !is_walk(before.panel, self.panel);
        if texts || others {
            let mut history = (*self.history).clone();
            history.remember(&before, texts);
            self.history = Shared::new(history);
            self.compose();
        }
    }

    /// Adds a sentence that is said once.
    pub(super) fn complain(&mut self, complaints: impl IntoIterator<Item = String>) {
        let mut all = self.complaints.to_vec();
        for complaint in complaints {
            if !all.contains(&complaint) {
                all.push(complaint);
            }
        }
        if all.len() > self.complaints.len() {
            self.complaints = Shared::new(all);
        }
    }

    fn choose(&mut self, change: impl FnOnce(&mut View)) {
        self.deliberately(|state| change(&mut state.view));
    }

    fn choose_for(&mut self, kind: Kind, change: impl FnOnce(&mut Choice)) {
        self.deliberately(|state| {
            change(state.view.choice_mut(kind));
            if let Some(info) = state.model.clone() {
                state.view.fit(kind, &info);
            }
        });
        self.chosen[index(kind)] = true;
    }

    fn chips(&mut self, kind: Kind, chips: Chips) {
        self.choose_for(kind, |choice| choice.chips = chips);
    }

    fn open_panel(&mut self, panel: Option<Panel>) {
        self.deliberately(|state| state.panel = panel);
    }

    /// Goes to one head, and where its matrix is painted.
    fn open_head(&mut self, kind: Kind, layer: usize, head: usize) {
        self.deliberately(|state| {
            let view = &mut state.view;
            view.focus = kind;
            if view.figure == Figure::Heads {
                view.figure = Figure::Loom;
            }
            let choice = view.choice_mut(kind);
            choice.layer = layer;
            choice.chips = Chips::Heads(vec![head]);
            choice.dimmed = false;
            match &mut state.panel {
                // It is a number of another attention than the one that is opened.
                Some(Panel::Cell(at)) if at.kind != kind => state.panel = None,
                Some(Panel::Cell(at)) => at.head = None,
                _ => {}
            }
        });
        self.chosen[index(kind)] = true;
    }

    fn pin(&mut self, change: impl FnOnce(&mut Vec<Spot>)) {
        self.deliberately(|state| change(&mut state.pinned));
    }

    fn translate(&mut self, begin: Option<Begin>) {
        self.translating = Some(Shared::new(Translation {
            source: self.texts.source.clone(),
            interventions: self.interventions.clone(),
            begin,
        }));
    }

    fn compare_examples(&mut self, one: usize, other: usize) {
        if let Some((one, other)) = EXAMPLES.get(one).zip(EXAMPLES.get(other)) {
            self.deliberately(|state| {
                state.texts = Texts::new(one.0, one.1);
                state.compare = Some(Texts::new(other.0, other.1));
                state.view.contrast = Contrast::Both;
                // About to say the first word that differs: where do both look?
                state.view.choice_mut(Kind::Cross).reading = Reading::Saying;
                if let Some(info) = state.model.clone()
                    && let Some(opening) = &info.manifest.pronoun
                {
                    state.view.open_at(opening, &info);
                    state.chosen[index(opening.kind)] = true;
                }
                let mut pairs = words(one.1).into_iter().zip(words(other.1));
                let differs = pairs.position(|(one, other)| one.text != other.text);
                state.pinned = differs
                    .map(|word| Spot::word(Side::Target, word))
                    .into_iter()
                    .collect();
                state.look_ahead();
            });
        }
    }

    fn example(&mut self, index: usize) {
        if let Some((source, target)) = EXAMPLES.get(index) {
            self.deliberately(|state| state.texts = Texts::new(source, target));
        }
    }

    /// Words or pieces: what is pinned stays where it is in the text.
    fn measure_in(&mut self, unit: Unit) {
        self.view.unit = unit;
        self.point(Slot::Main, None);
        let Some(shown) = self.shown.clone() else {
            return;
        };
        self.map_panel(|spot| {
            let there = labels::in_unit(spot, unit, shown.sentence(spot.side));
            there.first().copied()
        });
        let mut pinned = Vec::new();
        for &spot in &self.pinned {
            for spot in labels::in_unit(spot, unit, shown.sentence(spot.side)) {
                if !pinned.contains(&spot) {
                    pinned.push(spot);
                }
            }
        }
        self.pinned = pinned;
    }

    fn travel(&mut self, step: impl FnOnce(&mut History, &mut State)) {
        let mut history = (*self.history).clone();
        step(&mut history, self);
        self.history = Shared::new(history);
        self.point(Slot::Main, None);
        self.look_ahead();
        // What was typed since may have taken the words away.
        self.drop_lost();
        self.compose();
    }

    fn open(&mut self, opened: Opened) {
        self.complain(opened.complaints);
        self.lessons.go(opened.route);
        self.embed = opened.embed;
        self.deliberately(|state| {
            if let Some(source) = opened.source {
                state.texts.source = source;
            }
            if let Some(target) = opened.target {
                state.texts.target = target;
            }
            // A lesson's address says nothing of the explorer, which stays as it was left.
            if opened.route != Route::Explorer {
                return;
            }
            if let Some(view) = opened.view {
                state.view = view;
                state.chosen = opened.chosen;
            }
            state.interventions = opened.interventions;
            state.compare = opened.compare;
            state.pinned = opened.pinned;
            state.panel = opened.panel;
            state.panels = opened.panels;
            if let Some(info) = state.model.clone() {
                state.settle(&info);
            }
            state.look_ahead();
            let lost = state.drop_lost();
            state.complain(lost);
        });
    }
}

/// Whether the two are the same but for the step of the walk, whose own buttons go back and on.
fn is_walk(before: Option<Panel>, after: Option<Panel>) -> bool {
    let whole = |panel| match panel {
        Some(Panel::Cell(at)) => Some(Panel::Cell(CellAt { step: None, ..at })),
        other => other,
    };
    whole(before) == whole(after)
}

#[cfg(test)]
mod tests;
