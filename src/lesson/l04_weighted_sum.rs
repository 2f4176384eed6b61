//! Lesson 4: values, blended; one query at a time, and all at once.

use crate::attention::{Attended, AttendedRow, Rule, attend, attention};
use crate::matrix::View;
use crate::model::{Kind, Side};

use super::math::{EQUALS, KEYS_TURNED, Math, Q, QUERIES, VALUES};
use super::reader::{ask_encoder, encoder};
use super::{
    Column, Entry, Exhibit, Given, Knob, Lesson, Line, Missing, Pair, Predict, Section, Shown,
    Source, Table, Term, VASWANI, Visit,
};
use Math::{Frac, Id, Op, Part, Row, Sub, Sum};

/// Numbers of a vector that are written out.
const WRITTEN: usize = 3;

/// The knobs: which word asks, what is made into queries, keys and values, and by which matrices.
const WORD: usize = 0;
const MADE: usize = 1;
const SET: usize = 2;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 4,
    title: "The weighted sum",
    aim: "Compute what attention gives for one word, and see that the matrix formula does just this for all words at once.",
    minutes: 7,
    ask_first: "Ten people each know a number. You trust some more than others. How do you make one number of the ten?",
    try_first: "Click another word in the table, so that it asks, and watch who gets its [weight].",
    sections: &[
        Section {
            title: "Every word asks every word",
            prose: &[
                "Here is a sentence of yours, or ours. Each of its words (or [pieces|piece] of words, and last of all an [end symbol|symbol]) enters the model as \
                 a vector of #width numbers, {x|embedding}: its [embedding], plus a mark for its place that lesson 9 explains.",
                "The simplest attention uses these vectors three times: {x|embedding} is [query], [key] and [value] at once. The word that asks \
                 compares itself with all, itself included. Since all three come from one sentence, this is [self-attention|self].",
            ],
            formula: Some(&ONE),
            more: &[
                "Scores are first divided by √{d}, where {d} tells how many numbers a query has: √#width for {x|embedding} itself, √#size for \
                 the learned ones. Lesson 5 says why.",
                "The [output] is one vector: each value times its weight, all added up. It has as many numbers as a value; the table writes \
                 the first three.",
                "Without learned matrices a word mostly finds itself: its score is its own length squared, and few others reach that. Switch to the learned \
                 ones: {x|embedding} is multiplied by three tables of numbers, and what comes out asks for something else (lesson 6).",
            ],
            predict: Some(&Predict {
                question: "With {x|embedding} as query, key and value, who gets most of a word's attention?",
                options: &[
                    "Its neighbours.",
                    "The word itself.",
                    "All words about the same.",
                ],
                right: 1,
                task: "Click at least one other word in the first column, with *x itself* chosen.",
                seen: |given| given.desk.index(WORD) != START && given.desk.index(MADE) == 0,
                by: &[(WORD, 1.0), (MADE, 0.0)],
                answer: "The word itself. A vector's dot product with itself is its length squared, and few others come near it. Such \
                         attention hardly changes anything: a reason to learn better queries and keys.",
            }),
            exhibit: Exhibit {
                title: "One word asks: a sum, word by word",
                knobs: &[MADE, SET],
                texts: &[],
                sentences: &[Side::Source],
                explore: Some(visit),
                asks: Some(|given| vec![ask_encoder(given, 0, true)]),
                show: one_sum,
            },
        },
        Section {
            title: "All words at once",
            prose: &[
                "Write all queries under each other as the rows of a matrix {Q|query}, all keys as {K|key}, all values as {V|value}. Then \
                 {QKᵀ|score} holds every score: row {i} is what word {i} asked. The [softmax] goes along each row, and the product with \
                 {V|value} makes all the sums.",
            ],
            formula: Some(&ALL),
            more: &[
                "Nothing new is computed. The last column compares the two ways, over all numbers of every word's output. Where it says 0, they \
                 agree to the last bit; what it says else is the rounding of 32-bit numbers.",
                "As everywhere in this lesson, the scores are divided by √{d} before the softmax.^1",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "Both forms, with the same matrices as above",
                knobs: &[],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: both_forms,
            },
        },
    ],
    remember: "The [output] of attention is a weighted sum of [values|value]; the matrix formula is this sum for all words at once.",
    sources: &[Source {
        text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017, equation 1.",
        link: VASWANI.link,
    }],
    knobs: &[
        Knob::place(START as f32),
        Knob::choice(
            "query, key and value are",
            &["x itself", "x times learned matrices"],
        ),
        Knob::choice(
            "set of learned matrices",
            &["1", "2", "3", "4", "5", "6", "7", "8"],
        ),
    ],
    texts: &[],
};

/// The word that asks to begin with.
const START: usize = 4;

const W_I: Math = Part(
    Term::Weight,
    &Row(&[
        Id("softmax"),
        Op("("),
        Frac(
            &Part(
                Term::Score,
                &Row(&[Q, Op("·"), Part(Term::Key, &Sub(&Id("k"), &Id("i")))]),
            ),
            &Row(&[Id("√"), Id("d")]),
        ),
        Op(")"),
    ]),
);

const ONE: Math = Row(&[
    Part(Term::Output, &Row(&[Id("A"), Op("("), Q, Op(")")])),
    EQUALS,
    Sum(&Id("i")),
    W_I,
    Part(Term::Value, &Sub(&Id("v"), &Id("i"))),
]);

const ALL: Math = Row(&[
    Part(Term::Output, &Id("A")),
    EQUALS,
    Part(Term::Weight, &Id("softmax")),
    Op("("),
    Frac(
        &Part(Term::Score, &Row(&[QUERIES, KEYS_TURNED])),
        &Row(&[Id("√"), Id("d")]),
    ),
    Op(")"),
    VALUES,
]);

/// q, k and v as the reader has chosen them.
fn made<'a>(given: &Given<'_>, pair: &'a Pair) -> Result<[View<'a>; 3], Missing> {
    match given.desk.index(MADE) {
        0 => Ok([pair.input.view(); 3]),
        _ => pair.head(given.desk.index(SET)),
    }
}

/// The same head in the explorer, the word that asks pinned; of `x` itself the model has no attention.
fn visit(given: &Given<'_>) -> Option<Visit> {
    let pair = encoder(given, 0, true).ok()?;
    let set = given.desk.index(SET);
    (given.desk.index(MADE) == 1).then(|| {
        let word = given.desk.index(WORD).min(pair.q.rows().saturating_sub(1));
        Visit::heatmap(Kind::Encoder, 0, Some(set), false).pinned(Side::Source, &pair.source, word)
    })
}

/// What the word in row `word` gets, as a sum.
fn one([q, k, v]: [View<'_>; 3], word: usize) -> Result<AttendedRow, Missing> {
    let query: Vec<f32> = q.row_view(word)?.row(0).collect();
    Ok(attend(word, &query, k, v, &Rule::for_dimension(q.cols()))?)
}

/// What all words get, as matrices.
fn all([q, k, v]: [View<'_>; 3]) -> Result<Attended, Missing> {
    Ok(attention(q, k, v, &Rule::for_dimension(q.cols()))?)
}

fn one_sum(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let pair = encoder(given, 0, true)?;
    let (names, qkv) = (pair.source_names(), made(given, pair)?);
    let word = given.desk.index(WORD).min(names.len() - 1);
    let (found, rule) = (one(qkv, word)?, Rule::for_dimension(qkv[0].cols()));
    let size = qkv[0].cols().to_string();
    let row = |i: usize| {
        let weighed = qkv[2].row(i).map(|number| number * found.weights[i]);
        Line {
            name: names[i].clone(),
            cells: vec![
                Entry::Number(found.scores[i], 1),
                Entry::Number(found.scores[i] * rule.scale, 2),
                Entry::Share(found.weights[i]),
                Entry::Vector(weighed.take(WRITTEN).collect()),
            ],
            ..Line::default()
        }
    };
    let mut rows: Vec<Line> = (0..names.len()).map(row).collect();
    rows.push(Line {
        name: "sum".to_owned(),
        part: Some(Term::Output),
        cells: vec![
            Entry::Text(String::new()),
            Entry::Text(String::new()),
            Entry::Share(found.weights.iter().sum()),
            Entry::Vector(found.output.iter().copied().take(WRITTEN).collect()),
        ],
        total: true,
    });
    Ok(vec![Shown::Table(Table {
        title: ["The word that asks: ", &names[word]].concat(),
        columns: vec![
            Column::of("key", Term::Key),
            Column::of("score", Term::Score),
            Column::of(&["score/√", &size].concat(), Term::Score),
            Column::of("weight", Term::Weight),
            Column::of("weight × value …", Term::Output),
        ],
        rows,
        pick: Some((WORD, word)),
    })])
}

/// The largest difference between a word's output as a sum and as a row of the product, for every word.
///
/// # Errors
/// When the model has not told, or attention fails.
pub fn differences(given: &Given<'_>) -> Result<Vec<f32>, Missing> {
    let pair = encoder(given, 0, true)?;
    let qkv = made(given, pair)?;
    let all = all(qkv)?;
    (0..all.output.rows())
        .map(|word| {
            let sum = one(qkv, word)?.output;
            let off = sum
                .iter()
                .zip(all.output.row(word))
                .map(|(a, b)| (a - b).abs());
            Ok(off.fold(0.0, f32::max))
        })
        .collect()
}

fn both_forms(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let pair = encoder(given, 0, true)?;
    let (names, qkv) = (pair.source_names(), made(given, pair)?);
    let (matrices, off) = (all(qkv)?, differences(given)?);
    let row = |(word, name): (usize, String)| -> Result<Line, Missing> {
        let written =
            |numbers: &[f32]| Entry::Vector(numbers[..WRITTEN.min(numbers.len())].to_vec());
        Ok(Line {
            name,
            cells: vec![
                written(&one(qkv, word)?.output),
                written(matrices.output.row(word)),
                Entry::Apart(off[word]),
            ],
            ..Line::default()
        })
    };
    let rows = names.into_iter().enumerate().map(row);
    Ok(vec![Shown::Table(Table {
        columns: vec![
            Column::of("query", Term::Query),
            Column::of("as a sum …", Term::Output),
            Column::of("as matrices …", Term::Output),
            Column::new("largest difference"),
        ],
        rows: rows.collect::<Result<_, _>>()?,
        ..Table::default()
    })])
}
