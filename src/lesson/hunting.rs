//! Lesson 6's first exhibit: the same words compared as plain vectors and as queries and keys, and the hunt for two that are
//! related without being alike.

use crate::matrix::{Matrix, dot, product};
use crate::model::{Kind, Side};

use super::l06_three_matrices::{ASKS, FOUND, SET};
use super::reader::encoder;
use super::{Column, Entry, Given, Grid, Line, Missing, Pair, Shown, Table, Term, Visit};

/// The same scores in the explorer, the word that asks pinned.
pub(super) fn visit(given: &Given<'_>) -> Option<Visit> {
    let pair = encoder(given, 0, false).ok()?;
    let word = given.desk.index(ASKS).min(pair.q.rows().saturating_sub(1));
    let head = Visit::heatmap(Kind::Encoder, 0, Some(given.desk.index(SET)), false);
    let pinned = head.pinned(Side::Source, &pair.source, word);
    Some(pinned.and("show=score").and("positions=off"))
}

/// 1st, 2nd, 3rd, …
fn ordinal(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    [&*place.to_string(), ending].concat()
}

/// The cosine of every pair of rows of `x`, `[n, n]`.
fn likeness(x: &Matrix) -> Matrix {
    let length = |i: usize| dot(x.row(i), x.row(i)).sqrt().max(1e-6);
    Matrix::from_fn(x.rows(), x.rows(), |i, j| {
        dot(x.row(i), x.row(j)) / (length(i) * length(j))
    })
}

/// A pair of words, held against the others of its row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hunt {
    /// The cosine of their plain vectors.
    pub likeness: f32,
    /// How many other words are more like the one that asks (itself apart).
    pub more_alike: usize,
    /// q·k.
    pub score: f32,
    /// How many words have a higher score.
    pub higher: usize,
    /// How many other words there are.
    pub others: usize,
}

impl Hunt {
    /// Related without being alike: the highest score of its row, in the lower half by likeness.
    pub fn found(&self) -> bool {
        self.higher == 0 && 2 * self.more_alike >= self.others
    }
}

/// The pair that the reader has chosen, and what it is made from.
///
/// # Errors
/// When the model has not told, or the pair is one word.
pub fn hunted<'a>(given: &Given<'a>) -> Result<(Hunt, &'a Pair), Missing> {
    let pair = encoder(given, 0, false)?;
    let (alike, scores) = grids(given, pair)?;
    let last = alike.rows().saturating_sub(1);
    let at = |knob| given.desk.index(knob).min(last);
    let (i, j) = (at(ASKS), at(FOUND));
    let more = |row: &Matrix, itself: bool| {
        let others = (0..=last).filter(|&other| itself || other != i);
        others
            .filter(|&other| row.at(i, other) > row.at(i, j))
            .count()
    };
    let hunt = Hunt {
        likeness: alike.at(i, j),
        more_alike: if i == j { 0 } else { more(&alike, false) },
        score: scores.at(i, j),
        higher: more(&scores, true),
        others: last.max(1),
    };
    Ok((hunt, pair))
}

/// Likeness and scores, both `[n, n]`.
fn grids(given: &Given<'_>, pair: &Pair) -> Result<(Matrix, Matrix), Missing> {
    let [q, k, _] = pair.head(given.desk.index(SET))?;
    Ok((likeness(&pair.input), product(q, k.transposed(), 1.0)?))
}

pub(super) fn show(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let (hunt, pair) = hunted(given)?;
    let (alike, scores) = grids(given, pair)?;
    let names = pair.source_names();
    let at = [ASKS, FOUND].map(|knob| given.desk.index(knob).min(names.len() - 1));
    let grid = |title: &str, part, numbers: &Matrix| {
        let names = [names.clone(), names.clone()];
        Shown::Grid(Grid {
            pick: Some([ASKS, FOUND]),
            at: Some((at[0], at[1])),
            ..Grid::new(title, part, names, numbers.as_slice().to_vec())
        })
    };
    let place = |before: usize| Entry::Text([&*ordinal(before + 1), " in its row"].concat());
    let line = |name: &str, part, number, before| Line {
        name: name.to_owned(),
        part: Some(part),
        cells: vec![Entry::Number(number, 2), place(before)],
        total: false,
    };
    let verdict = match (hunt.found(), at[0] == at[1]) {
        (_, true) => "A word is always most like itself. Choose two different ones.".to_owned(),
        (true, _) => {
            "*Found:* the highest score in its row, for a word that is hardly like it.".to_owned()
        }
        (false, _) if hunt.higher == 0 => {
            "The highest score in its row, but the two are rather alike. Try another cell."
                .to_owned()
        }
        _ => [
            "“",
            &*names[at[0]],
            "” scores another word higher. Try another cell.",
        ]
        .concat(),
    };
    Ok(vec![
        grid(
            "how alike: cosine of {x|embedding} and {x|embedding}",
            Term::Embedding,
            &alike,
        ),
        grid("how related: {q·k|score}", Term::Score, &scores),
        Shown::Table(Table {
            title: [&*names[at[0]], " asks, ", &names[at[1]], " is looked at"].concat(),
            columns: vec![
                Column::new("measure"),
                Column::new("number"),
                Column::new("place"),
            ],
            rows: vec![
                line("how alike", Term::Embedding, hunt.likeness, hunt.more_alike),
                line("score", Term::Score, hunt.score, hunt.higher),
            ],
            pick: None,
        }),
        Shown::Say(verdict),
    ])
}
