//! Lesson 3: from scores to shares.

use crate::attention::{Rule, attend};

use super::math::{EQUALS, Math};
use super::{
    Column, Control, Desk, Entry, Exhibit, Given, Knob, Lesson, Line, Missing, Predict, Section,
    Shown, Source, Table, Term, column, written,
};
use Math::{Frac, Id, Op, Part, Row, Sub, Sum, Sup};

const NAMES: [&str; 5] = ["s₁", "s₂", "s₃", "s₄", "s₅"];

/// The knobs: five scores, what is added to all of them, and what divides them.
const SCORES: usize = 5;
const ADDED: usize = 5;
const TEMPERATURE: usize = 6;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 3,
    title: "From scores to shares",
    aim: "Turn any list of scores into shares between 0 and 1 that sum to 1, and say what happens to low scores.",
    minutes: 5,
    ask_first: "Five candidates have the scores 2, 1, 0, −1 and 5. How would you divide one euro among them so that the best get most?",
    try_first: "Raise {s₁|score} slowly from 2 to 8 and watch the other shares.",
    sections: &[
        Section {
            title: "Dividing one whole",
            prose: &[
                "[Scores|score] can be any numbers, negative ones too. What we need are [weights|weight]: shares between 0 and 1 that \
                 sum to 1, so that a [query] divides its attention, all of it, among the [keys|key].",
                "The [softmax] does it in two steps. First {e} (2.718…) is raised to the power of each score: every result is \
                 positive, and one point more of score makes it 2.7 times as large. Then each is divided by the sum of all.",
            ],
            formula: Some(&SOFTMAX),
            more: &[
                "Low scores all but vanish, yet no share is ever exactly 0 (“<\u{a0}0.1\u{a0}%” is little, but not nothing). Only differences count, and they count as factors: a \
                 score that lies 5 below another gets a 148th of its share.",
            ],
            predict: Some(&Predict {
                question: "You add 3 to all five scores. What happens to the shares?",
                options: &[
                    "They all grow.",
                    "The largest share grows, the others shrink.",
                    "Nothing at all.",
                ],
                right: 2,
                task: "Move the slider *added to all* to 3.",
                seen: |given| given.desk.get(ADDED) >= 3.0,
                by: &[(ADDED, 3.0)],
                answer: "Nothing. Adding 3 multiplies every e-power by the same {e}³ ≈ 20, and dividing by the sum takes it out again. \
                         So programs subtract the largest score first: the shares stay the same, and no power grows too large.",
            }),
            exhibit: Exhibit {
                title: "Five scores and their shares",
                knobs: &[0, 1, 2, 3, 4, ADDED],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: shares,
            },
        },
        Section {
            title: "How sharp?",
            prose: &[
                "Divide all scores by a number {T|temperature} first, the [temperature]. Its name comes from physics, where the same \
                 formula says how particles spread over states of different energy.^1",
            ],
            formula: Some(&COOLED),
            more: &[
                "Small {T|temperature}: the differences grow, and the highest score takes nearly everything. Large {T|temperature}: \
                 the differences shrink, and everybody gets the same. Lesson 5 shows where attention needs this.",
                "The sentence under the table tells how many candidates share the attention: 1 when one has everything, 5 when all have the same. \
                 (It is 2 to the power of the shares' entropy in bits.)",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "The same scores, divided by a temperature",
                knobs: &[TEMPERATURE],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: cooled,
            },
        },
    ],
    remember: "The [softmax] divides one whole: every key gets a share, and each point more of [score] makes its [weight] 2.7 times as large beside the others.",
    sources: &[Source {
        text: "J. S. Bridle: Training Stochastic Model Recognition Algorithms as Networks can Lead to Maximum Mutual Information \
                   Estimation of Parameters. NIPS 1989. (It gave the softmax its name, after Boltzmann's distribution of 1868.)",
        link: "https://papers.nips.cc/paper/1989/hash/0336dcbab05b9d5ad24f4333c7658a0e-Abstract.html",
    }],
    knobs: &[
        score(2.0, "{s₁|score}"),
        score(1.0, "{s₂|score}"),
        score(0.0, "{s₃|score}"),
        score(-1.0, "{s₄|score}"),
        score(5.0, "{s₅|score}"),
        Knob::slider("added to all", 0.0, -5.0, 5.0, 0.5),
        Knob::of(
            "temperature {T|temperature}",
            Some(Term::Temperature),
            1.0,
            Control::Slider {
                min: 0.1,
                max: 10.0,
                step: 0.1,
            },
        ),
    ],
    texts: &[],
};

const fn score(start: f32, label: &'static str) -> Knob {
    Knob::of(
        label,
        Some(Term::Score),
        start,
        Control::Slider {
            min: -8.0,
            max: 8.0,
            step: 0.5,
        },
    )
}

const W_I: Math = Part(Term::Weight, &Sub(&Id("w"), &Id("i")));
const S_I: Math = Part(Term::Score, &Sub(&Id("s"), &Id("i")));
const S_J: Math = Part(Term::Score, &Sub(&Id("s"), &Id("j")));

const SOFTMAX: Math = Row(&[
    W_I,
    EQUALS,
    Frac(
        &Sup(&Id("e"), &S_I),
        &Row(&[Sum(&Id("j")), Sup(&Id("e"), &S_J)]),
    ),
]);

const COOLED: Math = Row(&[
    W_I,
    EQUALS,
    Sub(
        &Row(&[
            Part(Term::Softmax, &Id("softmax")),
            Op("("),
            Part(Term::Score, &Id("s")),
            Op("/"),
            Part(Term::Temperature, &Id("T")),
            Op(")"),
        ]),
        &Id("i"),
    ),
]);

/// The five scores as they stand, and their shares when they are divided by `temperature`.
fn weigh(desk: &Desk, temperature: f32) -> Result<(Vec<f32>, Vec<f32>), Missing> {
    let added = desk.get(ADDED);
    let scores: Vec<f32> = (0..SCORES).map(|i| desk.get(i) + added).collect();
    // A query of one number, 1, and keys of one number each: their products are the scores themselves.
    let keys = column(&scores);
    let rule = Rule {
        scale: 1.0 / temperature,
        ..Rule::for_dimension(1)
    };
    let found = attend(0, &[1.0], keys.view(), keys.view(), &rule)?;
    Ok((found.scores, found.weights))
}

/// How many candidates share the attention: 2 to the power of the entropy in bits.
pub(super) fn sharing(weights: &[f32]) -> f32 {
    let bits: f32 = weights
        .iter()
        .filter(|weight| **weight > 0.0)
        .map(|weight| -weight * weight.log2())
        .sum();
    bits.exp2()
}

fn shares(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let desk = given.desk;
    let (scores, weights) = weigh(desk, 1.0)?;
    let row = |i: usize| Line {
        name: NAMES[i].to_owned(),
        part: Some(Term::Score),
        cells: vec![
            Entry::Number(scores[i], 1),
            Entry::Number(scores[i].exp(), 2),
            Entry::Share(weights[i]),
        ],
        total: false,
    };
    let mut rows: Vec<Line> = (0..SCORES).map(row).collect();
    rows.push(Line {
        name: "sum".to_owned(),
        part: None,
        cells: vec![
            Entry::Text(String::new()),
            Entry::Number(scores.iter().map(|score| score.exp()).sum(), 2),
            Entry::Share(weights.iter().sum()),
        ],
        total: true,
    });
    Ok(vec![Shown::Table(Table {
        title: String::new(),
        columns: vec![
            Column::new("candidate"),
            Column::of("score", Term::Score),
            Column::new("{e} to its power"),
            Column::of("weight", Term::Weight),
        ],
        rows,
        pick: None,
    })])
}

fn cooled(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let desk = given.desk;
    let temperature = desk.get(TEMPERATURE);
    let (scores, weights) = weigh(desk, temperature)?;
    let row = |i: usize| Line {
        name: NAMES[i].to_owned(),
        part: Some(Term::Score),
        cells: vec![
            Entry::Number(scores[i], 1),
            Entry::Number(scores[i] / temperature, 2),
            Entry::Share(weights[i]),
        ],
        total: false,
    };
    let table = Table {
        title: String::new(),
        columns: vec![
            Column::new("candidate"),
            Column::of("score", Term::Score),
            Column::of("divided by {T|temperature}", Term::Temperature),
            Column::of("weight", Term::Weight),
        ],
        rows: (0..SCORES).map(row).collect(),
        pick: None,
    };
    let say = [
        "The attention is spread as if over {",
        &written(sharing(&weights), 1),
        "|weight} candidates of 5.",
    ];
    Ok(vec![Shown::Table(table), Shown::Say(say.concat())])
}
