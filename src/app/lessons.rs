//! The lessons' part of the state: which page is open, what the reader has set and predicted, and what is finished.

use std::rc::Rc;

use crate::engine::protocol::Study;
use crate::lesson::{Desk, Given, Known, LESSONS, Lesson, Progress, Term};

use super::route::Route;
use super::shared::Shared;
use super::state::{State, Texts};

/// So many answers of the model are remembered.
const REMEMBERED: usize = 16;

/// Everything that the lessons remember.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lessons {
    /// The open page.
    pub route: Route,
    /// Which lessons are finished.
    pub done: Progress,
    /// The part of the picture that the reader points at.
    pub lit: Option<Term>,
    /// What the model has told, newest last.
    pub known: Shared<Vec<(Study, Known)>>,
    /// The lessons that have been opened, with what the reader has made of them.
    opened: Vec<(u8, Shared<Reading>)>,
}

/// What a reader has made of one lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What is set.
    pub desk: Desk,
    /// The answer that the reader expects.
    pub predicted: Option<usize>,
    /// Whether, after that, what was asked has been seen.
    pub seen: bool,
}

/// What a person does in the lessons.
#[derive(Debug, Clone, PartialEq)]
pub enum Turn {
    /// Opens this page.
    Go(Route),
    /// Opens the lesson after this one, or the one before.
    Step(bool),
    /// Sets some of the open lesson's knobs.
    Set(Rc<[(usize, f32)]>),
    /// Moves some of the open lesson's knobs by so much: keys may come faster than the page is painted.
    Nudge(Rc<[(usize, f32)]>),
    /// Types into one of the open lesson's own boxes.
    Write(usize, Rc<str>),
    /// Expects this answer.
    Predict(usize),
    /// Points at a part of the picture, or at none.
    Light(Option<Term>),
}

impl Lessons {
    /// The open lesson.
    pub fn lesson(&self) -> Option<&'static Lesson> {
        match self.route {
            Route::Lesson(number) => Lesson::numbered(number),
            _ => None,
        }
    }

    /// What the reader has made of the open lesson.
    pub fn reading(&self) -> Option<Shared<Reading>> {
        let lesson = self.lesson()?;
        let known = self
            .opened
            .iter()
            .find(|(number, _)| *number == lesson.number);
        known.map(|(_, reading)| reading.clone())
    }

    /// Opens a page.
    pub(super) fn go(&mut self, route: Route) {
        self.route = route;
        self.lit = None;
        if let Some(lesson) = self.lesson()
            && self.reading().is_none()
        {
            let reading = Reading {
                desk: lesson.desk(),
                predicted: None,
                seen: false,
            };
            self.opened.push((lesson.number, Shared::new(reading)));
        }
    }

    /// Takes in what the model has told.
    pub(super) fn learn(&mut self, study: Study, known: Known) {
        let mut all = (*self.known).clone();
        all.retain(|(other, _)| *other != study);
        all.push((study, known));
        let surplus = all.len().saturating_sub(REMEMBERED);
        all.drain(..surplus);
        self.known = Shared::new(all);
    }

    /// What was told holds for another model.
    pub(super) fn forget(&mut self) {
        self.known = Shared::default();
    }

    /// Takes a turn.
    pub(super) fn turn(&mut self, turn: Turn, texts: &Texts) {
        match turn {
            Turn::Go(route) => self.go(route),
            Turn::Step(forward) => {
                let next = match self.route {
                    Route::Explorer | Route::Glossary(_) | Route::Model => None,
                    Route::Lessons | Route::Teachers => {
                        LESSONS.first().copied().filter(|_| forward)
                    }
                    Route::Lesson(_) if forward => self.lesson().and_then(Lesson::next),
                    Route::Lesson(_) => self.lesson().and_then(Lesson::previous),
                };
                if let Some(lesson) = next {
                    self.go(Route::Lesson(lesson.number));
                }
            }
            Turn::Light(lit) => self.lit = lit,
            Turn::Set(numbers) => self.read(texts, |lesson, reading| {
                for &(knob, number) in &*numbers {
                    reading.desk.set(lesson.knobs, knob, number);
                }
            }),
            Turn::Nudge(steps) => self.read(texts, |lesson, reading| {
                for &(knob, step) in &*steps {
                    let number = reading.desk.get(knob) + step;
                    reading.desk.set(lesson.knobs, knob, number);
                }
            }),
            Turn::Write(text, words) => self.read(texts, |_, reading| {
                if let Some(place) = reading.desk.texts.get_mut(text) {
                    *place = words;
                }
            }),
            Turn::Predict(answer) => {
                self.read(texts, |_, reading| reading.predicted = Some(answer));
            }
        }
    }

    /// Changes what the reader has made of the open lesson, and looks whether its question is answered now.
    fn read(&mut self, texts: &Texts, change: impl FnOnce(&'static Lesson, &mut Reading)) {
        let Some(lesson) = self.lesson() else { return };
        let open = self
            .opened
            .iter_mut()
            .find(|(number, _)| *number == lesson.number);
        let Some((_, shared)) = open else { return };
        let mut reading = (**shared).clone();
        change(lesson, &mut reading);
        if let (Some(predict), Some(_)) = (lesson.predict(), reading.predicted) {
            reading.seen |= (predict.seen)(&Given {
                desk: &reading.desk,
                texts: [&texts.source, &texts.target],
                known: &self.known,
            });
        }
        if reading.seen {
            self.done = self.done.with(lesson.number);
        }
        if reading != **shared {
            *shared = Shared::new(reading);
        }
    }
}

impl State {
    /// What the open lesson wants to be told and has not been; nothing before there is a model.
    pub fn studies(&self) -> Vec<Study> {
        let lessons = &self.lessons;
        let Some((lesson, reading)) = lessons.lesson().zip(lessons.reading()) else {
            return Vec::new();
        };
        if self.model.is_none() {
            return Vec::new();
        }
        let given = Given {
            desk: &reading.desk,
            texts: [&self.texts.source, &self.texts.target],
            known: &lessons.known,
        };
        let asks = lesson
            .sections
            .iter()
            .filter_map(|section| section.exhibit.asks);
        let mut studies = Vec::new();
        for study in asks.flat_map(|asks| asks(&given)) {
            let known = lessons.known.iter().any(|(other, _)| *other == study);
            if !known && !studies.contains(&study) {
                studies.push(study);
            }
        }
        studies
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Lessons {
        /// A turn of a reader with two sentences.
        fn take(&mut self, turn: Turn) {
            self.turn(turn, &Texts::new("I am.", "Ich bin."));
        }
    }

    fn open(number: u8) -> Lessons {
        let mut lessons = Lessons::default();
        lessons.take(Turn::Go(Route::Lesson(number)));
        lessons
    }

    #[test]
    fn a_lesson_is_finished_when_its_question_is_answered_and_the_answer_seen() {
        // Those whose exhibits need no model; the others are in `tests/lessons.rs`.
        for number in [1, 2, 3, 5] {
            let lesson = Lesson::numbered(number).unwrap();
            let predict = lesson.predict().unwrap();
            let mut lessons = open(lesson.number);
            lessons.take(Turn::Set(predict.by.into()));
            assert!(
                !lessons.reading().unwrap().seen,
                "nothing was predicted yet"
            );
            lessons.take(Turn::Predict(0));
            assert!(lessons.reading().unwrap().seen);
            assert!(lessons.done.has(lesson.number));
        }
    }

    #[test]
    fn what_was_set_is_still_there_after_another_lesson() {
        let mut lessons = open(3);
        lessons.take(Turn::Set([(0, 4.0)].into()));
        lessons.take(Turn::Step(true));
        assert_ne!(lessons.route, Route::Lesson(3));
        lessons.take(Turn::Step(false));
        assert_eq!(lessons.route, Route::Lesson(3));
        assert_eq!(lessons.reading().unwrap().desk.get(0), 4.0);
    }

    #[test]
    fn outside_a_lesson_nothing_is_set() {
        let mut lessons = Lessons::default();
        lessons.take(Turn::Set([(0, 4.0)].into()));
        lessons.take(Turn::Step(true));
        assert_eq!(lessons.route, Route::Explorer);
        assert!(lessons.reading().is_none());
    }
}
