//! The lessons: ten short chapters in which each idea of dot-product attention is something the reader moves. One numbered
//! file a lesson, its text, formulas and exhibits as data.
//!
//! An exhibit is a pure function from what the reader has set ([`Desk`]) to what is shown ([`Shown`]). Its arithmetic is
//! [`crate::attention`]'s and [`crate::matrix`]'s, so that what a lesson says holds for the model too. Refuses to know the DOM.

mod desk;
mod hunting;
mod known;
mod l01_looking_up;
mod l02_dot_product;
mod l03_softmax;
mod l04_weighted_sum;
mod l05_square_root;
mod l06_three_matrices;
mod l07_many_heads;
mod l08_three_kinds;
mod l09_order;
mod l10_what_is_it;
mod math;
mod muting;
mod progress;
mod prose;
mod random;
mod reader;
mod shown;
mod sizes;
mod term;
mod visit;

use crate::engine::protocol::Study;
use crate::model::Side;

pub use desk::{Control, Desk, Knob};
pub use hunting::{Hunt, hunted};
pub use known::{Given, Known, Missing, Pair};
pub use l04_weighted_sum::differences;
pub use l05_square_root::{spread, variance};
pub use l06_three_matrices::switched_attention;
pub use l07_many_heads::{habit, heads};
pub use l09_order::moved;
pub use l10_what_is_it::row_weights;
pub use math::{Math, parts};
pub use muting::{Loss, missed};
pub use progress::Progress;
pub use prose::{Span, plain, spans};
pub use random::Random;
pub use shown::{
    Arrow, Chart, Column, Curve, Entry, Grid, Line, Plane, Shown, Small, Table, Wires,
};
pub use sizes::Sizes;
pub use term::{Entry as TermEntry, GLOSSARY, Term};
pub use visit::Visit;

/// A lesson.
pub struct Lesson {
    /// Its number, from 1.
    pub number: u8,
    /// Its title.
    pub title: &'static str,
    /// What its reader can do afterwards.
    pub aim: &'static str,
    /// Minutes it takes.
    pub minutes: u8,
    /// The question to ask a class before it.
    pub ask_first: &'static str,
    /// The one thing to do first, in marked prose.
    pub try_first: &'static str,
    /// Its parts.
    pub sections: &'static [Section],
    /// The sentence to remember, in marked prose.
    pub remember: &'static str,
    /// Where its claims come from.
    pub sources: &'static [Source],
    /// What the reader can set.
    pub knobs: &'static [Knob],
    /// What stands in its own text boxes to begin with.
    pub texts: &'static [&'static str],
}

/// A part of a lesson: prose, a formula, an exhibit, the question.
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// Its paragraphs before the formula, in marked prose.
    pub prose: &'static [&'static str],
    /// Its formula.
    pub formula: Option<&'static Math>,
    /// Its paragraphs after the formula.
    pub more: &'static [&'static str],
    /// The question, if it is asked here.
    pub predict: Option<&'static Predict>,
    /// Its exhibit.
    pub exhibit: Exhibit,
}

/// Something that the reader moves and that answers.
pub struct Exhibit {
    /// What it is, in a few words; names it for assistive technology.
    pub title: &'static str,
    /// The knobs under it, in their order. Those that are dragged or chosen in the picture are not among them.
    pub knobs: &'static [usize],
    /// The lesson's own texts that stand in boxes over it, each with its label.
    pub texts: &'static [(usize, &'static str)],
    /// The reader's sentences that it reads, in boxes over it.
    pub sentences: &'static [Side],
    /// The way to the same in the explorer, where the explorer can show it.
    pub explore: Option<fn(&Given<'_>) -> Option<Visit>>,
    /// What it has to know of the model.
    pub asks: Option<fn(&Given<'_>) -> Vec<Study>>,
    /// What it shows.
    pub show: fn(&Given<'_>) -> Result<Vec<Shown>, Missing>,
}

/// A question answered by doing.
pub struct Predict {
    /// The question, in marked prose.
    pub question: &'static str,
    /// The possible answers.
    pub options: &'static [&'static str],
    /// Which of them is right.
    pub right: usize,
    /// What to do to see, in marked prose.
    pub task: &'static str,
    /// Whether it has been done.
    pub seen: fn(&Given<'_>) -> bool,
    /// The knobs and numbers that do it.
    pub by: &'static [(usize, f32)],
    /// What is to be seen then, in marked prose.
    pub answer: &'static str,
}

/// Where a claim comes from.
pub struct Source {
    /// Authors, title, year and place.
    pub text: &'static str,
    /// Its name in a register that lasts, such as a DOI.
    pub link: &'static str,
}

/// All lessons, in their order.
pub static LESSONS: &[&Lesson] = &[
    &l01_looking_up::LESSON,
    &l02_dot_product::LESSON,
    &l03_softmax::LESSON,
    &l04_weighted_sum::LESSON,
    &l05_square_root::LESSON,
    &l06_three_matrices::LESSON,
    &l07_many_heads::LESSON,
    &l08_three_kinds::LESSON,
    &l09_order::LESSON,
    &l10_what_is_it::LESSON,
];

impl Lesson {
    /// Lesson number so-and-so.
    pub fn numbered(number: u8) -> Option<&'static Lesson> {
        LESSONS
            .iter()
            .copied()
            .find(|lesson| lesson.number == number)
    }

    /// Its place among the lessons.
    pub fn place(&self) -> usize {
        let place = LESSONS
            .iter()
            .position(|lesson| lesson.number == self.number);
        place.unwrap_or_default()
    }

    /// The lesson after it.
    pub fn next(&self) -> Option<&'static Lesson> {
        LESSONS.get(self.place() + 1).copied()
    }

    /// The lesson before it.
    pub fn previous(&self) -> Option<&'static Lesson> {
        LESSONS.get(self.place().checked_sub(1)?).copied()
    }

    /// Its question.
    pub fn predict(&self) -> Option<&'static Predict> {
        self.sections.iter().find_map(|section| section.predict)
    }

    /// What the reader finds set.
    pub fn desk(&self) -> Desk {
        Desk::new(self.knobs, self.texts)
    }
}

const VASWANI: Source = Source {
    text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017.",
    link: "https://arxiv.org/abs/1706.03762",
};

/// A column of numbers as a matrix of one column, for keys and values of one number each.
fn column(numbers: &[f32]) -> crate::matrix::Matrix {
    crate::matrix::Matrix::from_fn(numbers.len(), 1, |i, _| numbers[i])
}

/// Rows of two numbers.
fn plane_rows(points: &[(f32, f32)]) -> crate::matrix::Matrix {
    crate::matrix::Matrix::from_fn(points.len(), 2, |i, j| {
        let (x, y) = points[i];
        if j == 0 { x } else { y }
    })
}

/// A number in a sentence, with a true minus sign.
fn written(number: f32, places: u32) -> String {
    crate::figure::decimal(number, places).replace('-', "−")
}

#[cfg(test)]
mod tests;
