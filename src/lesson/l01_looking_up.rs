//! Lesson 1: attention as looking something up.

use crate::attention::{AttendedRow, Rule, attend};
use crate::engine::protocol::Study;
use crate::matrix::Matrix;

use super::math::{EQUALS, Math};
use super::{
    Arrow, Column, Desk, Entry, Exhibit, Given, Knob, Lesson, Line, Missing, Plane, Predict,
    Section, Shown, Source, Table, Term, VASWANI, plane_rows,
};
use Math::{Id, Number, Op, Part, Row, Sub};

const REACH: f32 = 3.0;

/// The knobs: the query's coordinates, three keys', three values'.
const QUERY: [usize; 2] = [0, 1];
const KEYS: [[usize; 2]; 3] = [[2, 3], [4, 5], [6, 7]];
const VALUES: [[usize; 2]; 3] = [[8, 9], [10, 11], [12, 13]];

const KEY_NAMES: [&str; 3] = ["k₁", "k₂", "k₃"];
const VALUE_NAMES: [&str; 3] = ["v₁", "v₂", "v₃"];

/// The question and the answers it is held against.
const TEXTS: [&str; 5] = [
    "Who plays the piano?",
    "The dog sleeps in the garden.",
    "My sister plays the piano.",
    "We had soup for dinner.",
    "He lost his keys.",
];

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 1,
    title: "Looking something up",
    aim: "Say in one sentence each what a query, a key and a value are, and what attention hands back.",
    minutes: 6,
    ask_first: "You type a question into a search box. What does the machine compare it with, and what does it give you?",
    try_first: "Drag {q|query} round the middle of the picture *query and keys*, past {k₁|key}, {k₂|key} and {k₃|key}, and watch the pink point {A|output} in the picture *values and their blend*.",
    sections: &[
        Section {
            title: "Ask, find, hand over",
            prose: &[
                "In a library you look something up in three steps. You have a question. You compare it with the labels on the drawers. \
                 You take what lies in the drawer that fits.",
                "Attention does the same with vectors. The question is the [query] {q|query}. Each label is a [key] {k|key}. What lies in \
                 the drawer is a [value] {v|value}. The [score] says how well {q|query} and a {k|key} match: it is large when the \
                 arrows point the same way (lesson 2).",
            ],
            formula: Some(&FORMULA),
            more: &[
                "One thing is different: attention never opens just one drawer. It turns the scores into [weights|weight], shares that sum \
                 to 1 (lesson 3), and hands back a *blend*, its [output] {A|output}: every value, times its weight, added up (lesson 4).^1 \
                 In the formula {w₁|weight} is the weight of {k₁|key}, and so on.",
                "So a small turn of {q|query} changes the result a little, never all at once. That is what lets a model learn to ask \
                 better, step by step: this is its [training].",
            ],
            predict: Some(&Predict {
                question: "Turn {q|query} so that it lies exactly between {k₁|key} and {k₂|key}. Where will the pink point {A|output}, the blend, be?",
                options: &[
                    "On v₁ or on v₂, whichever is found first.",
                    "About half-way between v₁ and v₂.",
                    "At the origin: nothing fits.",
                ],
                right: 1,
                task: "Drag {q|query} until the weights of {k₁|key} and {k₂|key} are equal.",
                seen: |given| halved(given.desk),
                by: &[(0, 1.4), (1, 1.4)],
                answer: "Half-way: both keys get the same weight, so both values go into the blend in equal parts. {k₃|key} points the other \
                         way and gets next to nothing.",
            }),
            exhibit: Exhibit {
                title: "Who matches, and what is handed over",
                knobs: &[],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: plane,
            },
        },
        Section {
            title: "With real sentences",
            prose: &[
                "Where do such vectors come from? The model on this page reads English and writes German. The half of it that reads, the \
                 [encoder], gives one vector for every word. Here the mean of a sentence's vectors stands for the sentence: your question's \
                 mean is the [query], the means of the possible answers are the [keys|key].",
                "Type a question, or change an answer. The model has learned to translate and nothing else; nobody ever told it what an \
                 answer is.",
            ],
            formula: None,
            more: &[
                "It often works: sentences that share words and subjects get vectors that point in similar directions. And it often fails. \
                 Ask *Where is your pet?* and see whether the dog comes first. What the vectors capture is likeness, and a question is not \
                 always like its answer.",
                "Inside the model it is done better: there, query and key are made for each other. Lesson 6 shows how.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "Which answer matches?",
                knobs: &[],
                texts: &[
                    (0, "Question"),
                    (1, "Answer 1"),
                    (2, "Answer 2"),
                    (3, "Answer 3"),
                    (4, "Answer 4"),
                ],
                sentences: &[],
                explore: None,
                asks: Some(|given| vec![Study::Meanings(texts(given))]),
                show: answers,
            },
        },
    ],
    remember: "A [query] asks, [keys|key] are compared with it, [values|value] are handed over, each by its [weight].",
    sources: &[Source {
        text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017, section 3.2: an attention function maps a query and a set of \
                   key–value pairs to an output, a weighted sum of the values.",
        link: VASWANI.link,
    }],
    knobs: &[
        Knob::coordinate(1.4, REACH),
        Knob::coordinate(0.7, REACH),
        Knob::coordinate(2.2, REACH),
        Knob::coordinate(0.6, REACH),
        Knob::coordinate(0.6, REACH),
        Knob::coordinate(2.2, REACH),
        Knob::coordinate(-1.7, REACH),
        Knob::coordinate(-1.3, REACH),
        Knob::coordinate(2.0, REACH),
        Knob::coordinate(-1.5, REACH),
        Knob::coordinate(-0.6, REACH),
        Knob::coordinate(1.7, REACH),
        Knob::coordinate(-2.0, REACH),
        Knob::coordinate(-1.2, REACH),
    ],
    texts: &TEXTS,
};

const ONE: Math = Number("1");
const TWO: Math = Number("2");
const THREE: Math = Number("3");

const FORMULA: Math = Row(&[
    Part(Term::Output, &Id("A")),
    EQUALS,
    Part(Term::Weight, &Sub(&Id("w"), &ONE)),
    Part(Term::Value, &Sub(&Id("v"), &ONE)),
    Op("+"),
    Part(Term::Weight, &Sub(&Id("w"), &TWO)),
    Part(Term::Value, &Sub(&Id("v"), &TWO)),
    Op("+"),
    Part(Term::Weight, &Sub(&Id("w"), &THREE)),
    Part(Term::Value, &Sub(&Id("v"), &THREE)),
]);

fn found(desk: &Desk) -> Result<AttendedRow, Missing> {
    let q = desk.at(QUERY);
    let keys = plane_rows(&KEYS.map(|key| desk.at(key)));
    let values = plane_rows(&VALUES.map(|value| desk.at(value)));
    let rule = Rule {
        scale: 1.0,
        ..Rule::for_dimension(2)
    };
    Ok(attend(0, &[q.0, q.1], keys.view(), values.view(), &rule)?)
}

/// Whether the first two keys share nearly everything, and evenly.
fn halved(desk: &Desk) -> bool {
    found(desk).is_ok_and(|found| {
        let [first, second] = [found.weights[0], found.weights[1]];
        (first - second).abs() < 0.06 && first + second > 0.9
    })
}

fn plane(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let desk = given.desk;
    let found = found(desk)?;
    let mut arrows = vec![Arrow::dragged("q", Term::Query, desk.at(QUERY), QUERY)];
    for (name, knobs) in KEY_NAMES.into_iter().zip(KEYS) {
        arrows.push(Arrow::dragged(name, Term::Key, desk.at(knobs), knobs));
    }
    let blend = (found.output[0], found.output[1]);
    let mut points = Vec::new();
    let mut dashed = Vec::new();
    for (i, (name, knobs)) in VALUE_NAMES.into_iter().zip(VALUES).enumerate() {
        let at = desk.at(knobs);
        points.push(Arrow {
            point: true,
            strength: 0.6 + 0.4 * found.weights[i],
            ..Arrow::dragged(name, Term::Value, at, knobs)
        });
        dashed.push([blend, at]);
    }
    points.push(Arrow::point("A", Term::Output, blend));
    let row = |i: usize| Line {
        name: KEY_NAMES[i].to_owned(),
        part: Some(Term::Key),
        cells: vec![
            Entry::Number(found.scores[i], 2),
            Entry::Share(found.weights[i]),
            Entry::Text(VALUE_NAMES[i].to_owned()),
        ],
        total: false,
    };
    Ok(vec![
        Shown::Plane(Plane {
            title: "query and keys".to_owned(),
            reach: REACH,
            arrows,
            dashed: vec![],
        }),
        Shown::Plane(Plane {
            title: "values and their blend".to_owned(),
            reach: REACH,
            arrows: points,
            dashed,
        }),
        Shown::Table(Table {
            columns: vec![
                Column::of("key", Term::Key),
                Column::of("score", Term::Score),
                Column::of("weight", Term::Weight),
                Column::of("hands over", Term::Value),
            ],
            rows: (0..3).map(row).collect(),
            ..Table::default()
        }),
    ])
}

fn texts(given: &Given<'_>) -> Vec<String> {
    given
        .desk
        .texts
        .iter()
        .map(|text| text.to_string())
        .collect()
}

fn answers(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    if given.desk.text(0).trim().is_empty() {
        let say = "There is nothing to look up: it needs a question. Type one.";
        return Ok(vec![Shown::Say(say.to_owned())]);
    }
    let (texts, rows) = given.meanings(&texts(given))?;
    // An empty box is no answer.
    let answers: Vec<usize> = (1..rows.rows())
        .filter(|&i| !texts[i].trim().is_empty())
        .collect();
    if answers.is_empty() {
        let say = "There is nothing to find: it needs an answer. Type one.";
        return Ok(vec![Shown::Say(say.to_owned())]);
    }
    let keys = Matrix::from_fn(answers.len(), rows.cols(), |i, j| rows.at(answers[i], j));
    let rule = Rule {
        scale: 1.0,
        ..Rule::for_dimension(rows.cols())
    };
    let found = attend(0, rows.row(0), keys.view(), keys.view(), &rule)?;
    let mut order: Vec<usize> = (0..answers.len()).collect();
    order.sort_by(|&a, &b| found.scores[b].total_cmp(&found.scores[a]));
    let row = |&i: &usize| Line {
        name: texts[answers[i]].clone(),
        part: None,
        cells: vec![
            Entry::Number(found.scores[i], 2),
            Entry::Share(found.weights[i]),
        ],
        total: false,
    };
    Ok(vec![Shown::Table(Table {
        title: "Best match first".to_owned(),
        columns: vec![
            Column::of("key: mean vector of", Term::Key),
            Column::of("score", Term::Score),
            Column::of("weight", Term::Weight),
        ],
        rows: order.iter().map(row).collect(),
        pick: None,
    })])
}
