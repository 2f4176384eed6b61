//! Lesson 7: several attentions side by side.

use crate::attention::{Rule, attention};
use crate::matrix::{Matrix, product};
use crate::model::{Kind, Side};

use super::math::{EQUALS, Math};
use super::muting::{self, NOBODY};
use super::reader::{ask_encoder, encoder};
use super::{
    Column, Control, Entry, Exhibit, Given, Grid, Knob, Lesson, Line, Missing, Predict, Random,
    Section, Shown, Small, Source, Table, Term, VASWANI, Visit,
};
use Math::{Id, Op, Part, Row, Sub};

/// The knobs: the layer, whose matrices, the seed; the head shown large, the head that is muted.
pub(super) const LAYER: usize = 0;
const RANDOM: usize = 1;
const SEED: usize = 2;
const LARGE: usize = 3;
pub(super) const MUTED: usize = 4;

/// A job that holds less than this share of a head's weight is none.
const CLEAR: f32 = 0.4;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 7,
    title: "Many heads",
    aim: "Say what a head is, why there are several, and what training makes of them.",
    minutes: 7,
    ask_first: "If one attention can look for one thing, how could a model look for eight things at once?",
    try_first: "Switch between *trained* and *random* matrices and compare the pictures of the heads.",
    sections: &[
        Section {
            title: "Many questions at once",
            prose: &[
                "With one set of matrices a word asks one question. The model wants to know several things of each word: what stands before \
                 it, what it belongs to, where the sentence ends. So it has several sets, each of them a [head], all working side by side on \
                 the same words. A head's matrices make shorter vectors: of the #width numbers of {x|embedding} a query, a key and a value of \
                 #width / #heads = #size. The outputs of the heads, #size numbers each, are joined into one vector of #width again, and \
                 multiplied by one more [learned matrix|matrix], {W_O|matrix}.^1",
                "Each picture is one head: rows ask, columns are looked at, as in lesson 6. Heads that sit together form the attention of a \
                 [layer]; this model has #layers layers of #heads heads on this side, one after the other.",
            ],
            formula: Some(&JOINED),
            more: &[
                "Before [training], all matrices are random numbers, and so they differ from head to head. If all began alike they would all \
                 learn the same. Random matrices make pictures too, but they look for nothing: every word gets about as much as any other. \
                 Draw again: other pictures, no more sense.",
                "Only some habits are simple enough to name. The table tries four simple places, and says which of them gets most of a \
                 head's weight *on this sentence*, and how much; below 40 % it calls the head *mixed*. A name like “the word before” is our \
                 description of numbers, not the model's.",
            ],
            predict: Some(&Predict {
                question: "Heads with *random* matrices: will any of them keep looking at the word before?",
                options: &[
                    "Yes, each head has some habit from the start.",
                    "No. Such habits come from training.",
                ],
                right: 1,
                task: "Switch to *random* and look at the last column of the table. Then go back to the trained ones: head 5 of layer 1 does.",
                seen: |given| given.desk.is_on(RANDOM),
                by: &[(RANDOM, 1.0)],
                answer: "Random matrices spread their weight without regard to place or meaning. What trained heads do, they do because it made \
                         translations better.",
            }),
            exhibit: Exhibit {
                title: "The heads of one layer; click one to see it large",
                knobs: &[LAYER, RANDOM, SEED],
                texts: &[],
                sentences: &[Side::Source],
                explore: Some(visit),
                asks: Some(|given| vec![ask_encoder(given, given.desk.index(LAYER), true)]),
                show: all_heads,
            },
        },
        Section {
            title: "Take one away",
            prose: &[
                "What is a head good for? One way to find out: mute it (its output becomes zero) and see what changes. The model reads your \
                 sentence, and says how probable it finds each piece of the translation. The first table does so for every head of the layer \
                 chosen above, and for all of them together. Multiplied with each other, a translation's probabilities give its own; its *mean* is the number that, in \
                 the place of each of them, would give the same product.",
            ],
            formula: None,
            more: &[
                "Often little changes: other heads, and other layers, know enough. Many heads of trained models can be removed with hardly any loss, and a few \
                 cannot.^2 A change here says that the head matters for *this* sentence. It does not say what it means.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "Mute the heads of this layer, one at a time",
                knobs: &[],
                texts: &[],
                sentences: &[Side::Target],
                explore: Some(muting::visit),
                asks: Some(muting::asks),
                show: muting::show,
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
            0.0,
            Control::Choice(&["1", "2", "3"]),
        ),
        Knob::choice("matrices", &["trained", "random"]),
        Knob::seed(7.0),
        Knob::place(4.0),
        Knob::place(NOBODY),
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

/// Whether a habit is one.
fn says((habit, share): (&str, f32)) -> String {
    match share >= CLEAR {
        true => habit.to_owned(),
        false => ["mixed, most on ", habit].concat(),
    }
}

fn all_heads(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let (heads, names) = heads(given)?;
    let name = |head: usize| ["head ", &(head + 1).to_string()].concat();
    let large = given.desk.index(LARGE).min(heads.len().saturating_sub(1));
    // One scale for all heads, trained or random: full colour is all of a row's weight.
    let grid = |head: usize, title: &str| Grid {
        top: Some(1.0),
        ..Grid::new(
            title,
            Term::Weight,
            [names.clone(), names.clone()],
            heads[head].as_slice().to_vec(),
        )
    };
    let small = |head: usize| {
        Shown::Grid(Grid {
            small: Some(Small {
                knob: LARGE,
                number: head,
                chosen: head == large,
            }),
            ..grid(head, &name(head))
        })
    };
    let mut shown: Vec<Shown> = (0..heads.len()).map(small).collect();
    if large < heads.len() {
        let title = [&*name(large), ": rows ask, columns are looked at"].concat();
        shown.push(Shown::Grid(grid(large, &title)));
    }
    let row = |(head, weights): (usize, &Matrix)| {
        let found = habit(weights);
        Line {
            name: name(head),
            part: Some(Term::Head),
            cells: vec![Entry::Share(found.1), Entry::Text(says(found))],
            total: false,
        }
    };
    let seed = given.desk.index(SEED).to_string();
    shown.push(Shown::Table(Table {
        title: match given.desk.is_on(RANDOM) {
            true => ["Random matrices, draw number ", &seed].concat(),
            false => "Trained matrices".to_owned(),
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

/// The head that is shown large; random matrices are this lesson's own.
fn visit(given: &Given<'_>) -> Option<Visit> {
    let (layer, head) = (given.desk.index(LAYER), given.desk.index(LARGE));
    let trained = !given.desk.is_on(RANDOM);
    trained.then(|| Visit::heatmap(Kind::Encoder, layer, Some(head), false))
}
