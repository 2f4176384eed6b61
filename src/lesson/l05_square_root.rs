//! Lesson 5: why scores are divided by √d.

use std::cell::RefCell;

use crate::attention::{Rule, attend};
use crate::matrix::{Matrix, dot};

use super::l03_softmax::sharing;
use super::math::{EQUALS, KEYS_TURNED, Math, QUERIES, VALUES};
use super::{
    Chart, Column, Control, Curve, Entry, Exhibit, Given, Knob, Lesson, Line, Missing, Predict,
    Random, Section, Shown, Source, Table, Term, VASWANI, written,
};
use Math::{Frac, Id, Op, Part, Row};

/// The sizes on the slider: 2, 4, … 512.
const SIZES: usize = 9;
/// Keys that one query meets.
const KEYS: usize = 8;
/// Queries over which the curves are means.
const QUERIES_DRAWN: usize = 40;
/// Products whose spread is measured on the page; the lesson's test measures ten thousand.
const DRAWS: usize = 2_000;

/// The knobs.
const SIZE: usize = 0;
const DIVIDED: usize = 1;
const SEED: usize = 2;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 5,
    title: "Why divide by √d?",
    aim: "Explain what goes wrong with the softmax when vectors get long lists of numbers, and why √d repairs it.",
    minutes: 6,
    ask_first: "Two lists of random numbers, each around 1 in size: how large is their dot product if the lists are 2 long? And 512 long?",
    try_first: "Move {d} from 2 to 512, with *divide by √d* off, and watch the eight [weights|weight].",
    sections: &[
        Section {
            title: "Long lists, large scores",
            prose: &[
                "In lessons 1 and 2 vectors had two numbers. A word's vector {x|embedding} here has #width; a [query], cut for one of #heads \
                 heads (lesson 7), has {d}\u{a0}=\u{a0}#size. The [score] is a sum of {d} products, and the more one adds, the further the sum strays from zero.",
                "How far? Draw all numbers at random around 0, so that their squares are 1 in the mean. (The mean square of what \
                 varies around 0 is its *variance*.) Then the products vary around 0 with variance 1 too, and in a sum variances add \
                 up: {q·k|score} has variance {d}.^1 So typical scores have the size √{d}.",
            ],
            formula: Some(&FORMULA),
            more: &[
                "Large scores make the [softmax] all but choose one key: lesson 3's small [temperature]. Then, in [training], a small \
                 change of a score changes next to nothing, and the model hardly learns from its mistakes. Dividing by √{d} keeps the \
                 variance at 1, whatever {d} is. The factor 1/√{d} is the [scale].",
            ],
            predict: Some(&Predict {
                question: "With {d}\u{a0}=\u{a0}512 and *no* division: how will one query divide its attention among eight random keys?",
                options: &[
                    "Evenly: random keys are equally good.",
                    "Nearly all of it goes to one key.",
                    "As it does with {d}\u{a0}=\u{a0}2.",
                ],
                right: 1,
                task: "Set {d} to 512, with *divide by √d* off.",
                seen: |given| given.desk.index(SIZE) == SIZES - 1 && !given.desk.is_on(DIVIDED),
                by: &[(SIZE, SIZES as f32 - 1.0), (DIVIDED, 0.0)],
                answer: "One key gets nearly everything, though all were drawn by lot and none is better than another. Now switch the \
                         division on, and draw again a few times.",
            }),
            exhibit: Exhibit {
                title: "A random query and eight random keys",
                knobs: &[SIZE, DIVIDED, SEED],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: random_keys,
            },
        },
        Section {
            title: "From 2 to 512",
            prose: &[
                "The same for forty random queries at each size, in the mean: over how many of the eight keys is the attention spread? \
                 8 means evenly, 1 means that one key has it all.",
            ],
            formula: None,
            more: &[
                "Without the division the attention narrows as {d} grows. With it the line stays level: the size of the vectors no \
                 longer decides how sharp attention is.",
                "Trained queries and keys are not random, and a trained model may be as sharp as it likes. The division only sees to it \
                 that training can *begin*, when they still are.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "How many keys share the attention, by size",
                knobs: &[],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: narrowing,
            },
        },
    ],
    remember: "{q·k|score} of random vectors grows like √{d}; dividing by √{d} keeps the [softmax] from choosing too soon.",
    sources: &[Source {
        text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017, section 3.2.1 and its footnote 4.",
        link: VASWANI.link,
    }],
    knobs: &[
        Knob::of(
            "{d}, numbers in a vector",
            None,
            0.0,
            Control::Choice(&["2", "4", "8", "16", "32", "64", "128", "256", "512"]),
        ),
        Knob::of("divide by √{d}", Some(Term::Scale), 0.0, Control::Switch),
        Knob::seed(7.0),
    ],
    texts: &[],
};

const FORMULA: Math = Row(&[
    Id("A"),
    EQUALS,
    Part(Term::Softmax, &Id("softmax")),
    Op("("),
    Frac(
        &Part(Term::Score, &Row(&[QUERIES, KEYS_TURNED])),
        &Part(Term::Scale, &Math::Root(&Id("d"))),
    ),
    Op(")"),
    VALUES,
]);

fn size(place: usize) -> usize {
    2 << place.min(SIZES - 1)
}

fn rule(d: usize, divided: bool) -> Rule {
    let paper = Rule::for_dimension(d);
    Rule {
        scale: if divided { paper.scale } else { 1.0 },
        ..paper
    }
}

/// One query of d numbers and [`KEYS`] keys, `[8, d]`.
fn draw(random: &mut Random, d: usize) -> (Vec<f32>, Matrix) {
    let query = (0..d).map(|_| random.normal()).collect();
    (query, Matrix::from_fn(KEYS, d, |_, _| random.normal()))
}

/// The variance of `draws` products q·k of vectors of `d` random numbers; their mean is 0 by how they are drawn.
pub fn variance(seed: usize, d: usize, draws: usize) -> f32 {
    let mut random = Random::new(seed, d + 1);
    let mut sum = 0.0_f64;
    let (mut q, mut k) = (vec![0.0; d], vec![0.0; d]);
    for _ in 0..draws {
        q.iter_mut().for_each(|number| *number = random.normal());
        k.iter_mut().for_each(|number| *number = random.normal());
        let score = f64::from(dot(&q, &k));
        sum += score * score;
    }
    (sum / draws.max(1) as f64) as f32
}

/// Over how many of eight random keys the attention of a random query is spread, the mean of forty queries.
///
/// # Errors
/// When the attention fails.
pub fn spread(seed: usize, d: usize, divided: bool) -> Result<f32, Missing> {
    let mut random = Random::new(seed, 2 * d);
    let mut sum = 0.0;
    for _ in 0..QUERIES_DRAWN {
        let (query, keys) = draw(&mut random, d);
        let found = attend(0, &query, keys.view(), keys.view(), &rule(d, divided))?;
        sum += sharing(&found.weights);
    }
    Ok(sum / QUERIES_DRAWN as f32)
}

/// What has been measured with one seed: a slider that is dragged must not measure it again at every step.
#[derive(Default)]
struct Measured {
    seed: usize,
    variances: [Option<f32>; SIZES],
    curves: Option<[Vec<f32>; 2]>,
}

thread_local! {
    static MEASURED: RefCell<Measured> = RefCell::default();
}

/// What `measure` finds in the measurements with `seed`, or adds to them.
fn measured<T>(seed: usize, measure: impl FnOnce(&mut Measured) -> T) -> T {
    MEASURED.with_borrow_mut(|kept| {
        if kept.seed != seed {
            *kept = Measured {
                seed,
                ..Measured::default()
            };
        }
        measure(kept)
    })
}

/// [`variance`] of the products at a place of the slider.
fn variance_at(seed: usize, place: usize) -> f32 {
    measured(seed, |kept| {
        *kept.variances[place].get_or_insert_with(|| variance(seed, size(place), DRAWS))
    })
}

/// [`spread`] at every place of the slider, with the division and without.
fn curves(seed: usize) -> Result<[Vec<f32>; 2], Missing> {
    measured(seed, |kept| {
        if let Some(curves) = &kept.curves {
            return Ok(curves.clone());
        }
        let curve = |divided| -> Result<Vec<f32>, Missing> {
            let places = 0..SIZES;
            places
                .map(|place| spread(seed, size(place), divided))
                .collect()
        };
        let curves = [curve(true)?, curve(false)?];
        kept.curves = Some(curves.clone());
        Ok(curves)
    })
}

fn random_keys(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let desk = given.desk;
    let (d, seed, divided) = (
        size(desk.index(SIZE)),
        desk.index(SEED),
        desk.is_on(DIVIDED),
    );
    let (query, keys) = draw(&mut Random::new(seed, d), d);
    let rule = rule(d, divided);
    let found = attend(0, &query, keys.view(), keys.view(), &rule)?;
    let row = |i: usize| Line {
        name: ["k₁", "k₂", "k₃", "k₄", "k₅", "k₆", "k₇", "k₈"][i].to_owned(),
        part: Some(Term::Key),
        cells: vec![
            Entry::Number(found.scores[i], 2),
            Entry::Number(found.scores[i] * rule.scale, 2),
            Entry::Share(found.weights[i]),
        ],
        total: false,
    };
    let table = Table {
        title: String::new(),
        columns: vec![
            Column::of("key", Term::Key),
            Column::of("score", Term::Score),
            Column::of(if divided { "divided" } else { "not divided" }, Term::Scale),
            Column::of("weight", Term::Weight),
        ],
        rows: (0..KEYS).map(row).collect(),
        pick: None,
    };
    let say = [
        "Random, draw number ",
        &seed.to_string(),
        ". The variance of {q·k|score}, measured on 2,000 random pairs: {",
        &written(variance_at(seed, desk.index(SIZE).min(SIZES - 1)), 1),
        "|score}, and {d} = ",
        &d.to_string(),
        ".",
    ];
    Ok(vec![Shown::Table(table), Shown::Say(say.concat())])
}

fn narrowing(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let desk = given.desk;
    let [divided, not_divided] = curves(desk.index(SEED))?;
    Ok(vec![Shown::Chart(Chart {
        title: "Keys that share the attention".to_owned(),
        places: (0..SIZES).map(|place| size(place).to_string()).collect(),
        axis: "d",
        top: KEYS as f32,
        curves: vec![
            Curve {
                name: "divided by √d",
                part: Term::Scale,
                numbers: divided,
            },
            Curve {
                name: "not divided",
                part: Term::Score,
                numbers: not_divided,
            },
        ],
        at: desk.index(SIZE).min(SIZES - 1),
    })])
}
