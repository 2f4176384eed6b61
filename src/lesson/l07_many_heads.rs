//! Lesson 7: several attentions side by side.

use crate::attention::{Rule, attention};
use crate::engine::protocol::{Guess, PairStudy, Study};
use crate::matrix::{Matrix, product};
use crate::model::{Heads, Kind, Side};

use super::math::{EQUALS, Math};
use super::reader::{ask_encoder, encoder, question};
use super::{
    Column, Control, Entry, Exhibit, Given, Grid, Knob, Lesson, Line, Missing, Predict, Random,
    Section, Shown, Source, Table, Term, VASWANI, percent,
};
use Math::{Id, Op, Part, Row, Sub};

/// The knobs: the layer, whose matrices, the seed; the head that is muted.
const LAYER: usize = 0;
const RANDOM: usize = 1;
const SEED: usize = 2;
const MUTED: usize = 3;

/// A job that holds less than this share of a head's weight is none.
const CLEAR: f32 = 0.4;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 7,
    title: "Many heads",
    aim: "Say what a head is, why there are several, and what training makes of them.",
    minutes: 7,
    ask_first: "If one attention can look for one thing, how could a model look for eight things at once?",
    try_first: "Switch between *trained* and *random* matrices and compare the eight pictures.",
    sections: &[
        Section {
            title: "Eight questions at once",
            prose: &[
                "With one set of matrices a word asks one question. The model wants to know several things of each word: what stands before \
                 it, what it belongs to, where the sentence ends. So it has several sets, each of them a [head], all working side by side on \
                 the same words. Their outputs are joined into one vector.^1",
                "Each picture is one head: rows ask, columns are looked at, as in lesson 6. Heads that sit together form the attention of a \
                 [layer]; this model has three layers of eight heads on this side, one after the other.",
            ],
            formula: Some(&JOINED),
            more: &[
                "Before training, all matrices are random numbers, and so they differ from head to head. If all began alike they would all \
                 learn the same. Random matrices make pictures too, but they look for nothing. Draw again: other pictures, no more sense.",
                "The table says on what each head spends most of its weight *on this sentence*; *mixed* means that no simple answer covers \
                 40 % of it. A name like “the word before” is our description of numbers, not the model's.",
            ],
            predict: Some(&Predict {
                question: "Heads with *random* matrices: will any of them keep looking at the word before?",
                options: &[
                    "Yes, each head has some habit from the start.",
                    "No. Such habits come from training.",
                ],
                right: 1,
                task: "Switch to *random* and look at the last column of the table. Then go back to the trained ones: head 7 of layer 2 does.",
                seen: |given| given.desk.is_on(RANDOM),
                by: &[(RANDOM, 1.0)],
                answer: "Random matrices spread their weight without regard to place or meaning. What trained heads do, they do because it made \
                         translations better.",
            }),
            exhibit: Exhibit {
                title: "The eight heads of one layer",
                knobs: &[LAYER, RANDOM, SEED],
                texts: &[],
                sentences: &[Side::Source],
                explore: Some("figure=heatmap&focus=encoder&encoder=2.7"),
                asks: Some(|given| vec![ask_encoder(given, given.desk.index(LAYER), true)]),
                show: eight,
            },
        },
        Section {
            title: "Take one away",
            prose: &[
                "What is a head good for? One way to find out: mute it (its output becomes zero) and see what changes. The model reads your \
                 sentence, and the table says how probable it finds each piece of the translation, with and without this head.",
            ],
            formula: None,
            more: &[
                "Often little changes: other heads know enough. Many heads of trained models can be removed with hardly any loss, and a few \
                 cannot.^2 A change here says that the head matters for *this* sentence. It does not say what it means.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "Mute a head of this layer",
                knobs: &[MUTED],
                texts: &[],
                sentences: &[Side::Target],
                explore: None,
                asks: Some(|given| {
                    vec![
                        Study::Pair(Box::new(told(given, None))),
                        Study::Pair(Box::new(told(given, Some(muted(given))))),
                    ]
                }),
                show: without,
            },
        },
    ],
    remember: "A [head] is one attention with its own three matrices; heads begin at random and come to do different things by training.",
    sources: &[
        Source {
            text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017, section 3.2.2.",
            link: VASWANI.link,
        },
        Source {
            text: "P. Michel, O. Levy, G. Neubig: Are Sixteen Heads Really Better than One? NeurIPS 2019.",
            link: "https://arxiv.org/abs/1905.10650",
        },
    ],
    knobs: &[
        Knob::of(
            "layer",
            Some(Term::Layer),
            1.0,
            Control::Choice(&["1", "2", "3"]),
        ),
        Knob::choice("matrices", &["trained", "random"]),
        Knob::seed(7.0),
        Knob::of(
            "head that is muted",
            Some(Term::Head),
            6.0,
            Control::Choice(&["1", "2", "3", "4", "5", "6", "7", "8"]),
        ),
    ],
    texts: &[],
};

const HEAD_1: Math = Sub(&Id("head"), &Math::Number("1"));
const HEAD_8: Math = Sub(&Id("head"), &Math::Number("8"));

const JOINED: Math = Row(&[
    Part(Term::Output, &Id("A")),
    EQUALS,
    Op("["),
    Part(Term::Head, &HEAD_1),
    Op(","),
    Op("…"),
    Op(","),
    Part(Term::Head, &HEAD_8),
    Op("]"),
    Part(Term::Projection, &Sub(&Id("W"), &Id("O"))),
]);

/// Weights of every head of the chosen layer, trained or random, each `[n, n]`, and the pieces' names.
///
/// # Errors
/// When the model has not told, or attention fails.
pub fn heads(given: &Given<'_>) -> Result<(Vec<Matrix>, Vec<String>), Missing> {
    let pair = encoder(given, given.desk.index(LAYER), true)?;
    let weights = (0..pair.heads).map(|head| -> Result<Matrix, Missing> {
        let [q, k, v] = pair.head(head)?;
        let rule = Rule::for_dimension(q.cols());
        if !given.desk.is_on(RANDOM) {
            return Ok(attention(q, k, v, &rule)?.weights);
        }
        // As layers are begun before training: numbers of variance 1 / inputs (LeCun et al. 1998).
        let mut random = Random::new(given.desk.index(SEED), head);
        let (d, size) = (pair.input.cols(), q.cols());
        let spread = 1.0 / (d as f32).sqrt();
        let mut made = || -> Result<Matrix, Missing> {
            let matrix = Matrix::from_fn(d, size, |_, _| random.normal() * spread);
            Ok(product(pair.input.view(), matrix.view(), 1.0)?)
        };
        let (q, k) = (made()?, made()?);
        Ok(attention(q.view(), k.view(), v, &rule)?.weights)
    });
    Ok((weights.collect::<Result<_, _>>()?, pair.source_names()))
}

/// On what a head spends the largest part of its weight, and how much that is: the mean over all rows that have such a key.
pub fn habit(weights: &Matrix) -> (&'static str, f32) {
    let n = weights.rows();
    let mean = |key: &dyn Fn(usize) -> Option<usize>| {
        let shares: Vec<f32> = (0..n)
            .filter_map(|row| Some(weights.at(row, key(row).filter(|&key| key < n)?)))
            .collect();
        shares.iter().sum::<f32>() / shares.len().max(1) as f32
    };
    let habits = [
        ("the word before", mean(&|row| row.checked_sub(1))),
        ("the word itself", mean(&Some)),
        ("the word after", mean(&|row| Some(row + 1))),
        ("the end symbol", mean(&|_| n.checked_sub(1))),
    ];
    let best = habits.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    best.unwrap_or(("", 0.0))
}

fn eight(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let (heads, names) = heads(given)?;
    let name = |head: usize| ["head ", &(head + 1).to_string()].concat();
    let mut shown: Vec<Shown> = heads
        .iter()
        .enumerate()
        .map(|(head, weights)| {
            Shown::Grid(Grid {
                title: name(head),
                part: Term::Weight,
                rows: names.clone(),
                cols: names.clone(),
                numbers: weights.as_slice().to_vec(),
                pick: None,
                at: None,
                small: true,
            })
        })
        .collect();
    let row = |(head, weights): (usize, &Matrix)| {
        let (habit, share) = habit(weights);
        Line {
            name: name(head),
            part: Some(Term::Head),
            cells: vec![
                Entry::Share(share),
                Entry::Text(if share >= CLEAR { habit } else { "mixed" }.to_owned()),
            ],
            total: false,
        }
    };
    shown.push(Shown::Table(Table {
        title: if given.desk.is_on(RANDOM) {
            [
                "Random matrices, seed ",
                &given.desk.index(SEED).to_string(),
            ]
            .concat()
        } else {
            "Trained matrices".to_owned()
        },
        columns: vec![
            Column::of("head", Term::Head),
            Column::of("share of its weight", Term::Weight),
            Column::new("on"),
        ],
        rows: heads.iter().enumerate().map(row).collect(),
        pick: None,
    }));
    Ok(shown)
}

fn muted(given: &Given<'_>) -> Heads {
    Heads {
        kind: Kind::Encoder,
        layer: given.desk.index(LAYER),
        head: Some(given.desk.index(MUTED)),
    }
}

/// What the model expects of the target, with a head muted or none.
fn told(given: &Given<'_>, muted: Option<Heads>) -> PairStudy {
    let mut asked = question(given, Kind::Cross, 0, true);
    asked.interventions.mute.extend(muted);
    asked
}

fn without(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let whole = given.pair(&told(given, None))?;
    let part = given.exactly(&told(given, Some(muted(given))))?;
    let names = whole.target_names();
    let row = |(i, (before, after)): (usize, (&Guess, &Guess))| Line {
        // Row i is about to say piece i; after the last comes the end.
        name: names.get(i + 1).map_or("end", |name| name).to_owned(),
        cells: vec![Entry::Share(before.p), Entry::Share(after.p)],
        ..Line::default()
    };
    let rows = whole.written.iter().zip(&part.written).enumerate().map(row);
    let mean = |pair: &super::Pair| {
        let logs: f32 = pair
            .written
            .iter()
            .map(|guess| guess.p.max(1e-9).ln())
            .sum();
        (logs / pair.written.len().max(1) as f32).exp()
    };
    Ok(vec![
        Shown::Table(Table {
            title: "How probable each piece is, given the sentence and the pieces before"
                .to_owned(),
            columns: vec![
                Column::new("piece"),
                Column::of("all heads", Term::Weight),
                Column::of("one muted", Term::Head),
            ],
            rows: rows.collect(),
            pick: None,
        }),
        Shown::Say(
            [
                "Geometric mean: ",
                &percent(mean(whole)),
                " with all heads, ",
                &percent(mean(part)),
                " without this one.",
            ]
            .concat(),
        ),
    ])
}
