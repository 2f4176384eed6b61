//! Lesson 2: the dot product as a measure of how well two vectors match.

use crate::attention::{Rule, attend};
use crate::matrix::dot;

use super::math::{EQUALS, K, Math, Q, SCORE};
use super::{
    Arrow, Column, Desk, Entry, Exhibit, Given, Knob, Lesson, Line, Missing, Plane, Predict,
    Section, Shown, Source, Table, Term, VASWANI, plane_rows, written,
};
use Math::{Id, Number, Op, Part, Row, Sub};

const REACH: f32 = 3.0;

/// The knobs.
const QUERY: [usize; 2] = [0, 1];
const KEY: [usize; 2] = [2, 3];
const LENGTH: usize = 4;
const EVEN: usize = 5;

/// The second exhibit's query, of length 2; its first key, of length 1, stands 10° from it, its second 60°.
const ASKING: (f32, f32) = (2.0, 0.0);
const NEAR: (f32, f32) = (0.984_807_7, 0.173_648_18);
const FAR: (f32, f32) = (0.5, 0.866_025_4);

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 2,
    title: "How well do these two match?",
    aim: "Say why q·k is large when two vectors point the same way, and why length counts too.",
    minutes: 5,
    ask_first: "Two arrows start at the same point. Which single number would tell how well they agree?",
    try_first: "Drag the tip of {k|key} around the middle until its [score] with {q|query} is zero. Then keep turning.",
    sections: &[
        Section {
            title: "Two arrows, one number",
            prose: &[
                "A [query] and a [key] are vectors: lists of numbers, or arrows. To find out whether they belong together we need \
                 *one* number, the [score].",
                "The simplest such number is the [dot product|dot]: multiply the two vectors place by place and add up the \
                 products.",
            ],
            formula: Some(&FORMULA),
            more: &[
                "The second half of the formula says what the first half means: the two lengths times the cosine of the angle \
                 between the arrows. Same direction: the cosine is 1. At a right angle it is 0. Opposite: −1.",
                "The dashed line drops from {k|key} onto {q|query}'s direction, and there {k|key}'s shadow ends. The score is the length \
                 of that shadow times the length of {q|query}, negative if the shadow falls on the far side.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "A query and a key in the plane",
                knobs: &[],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: two_arrows,
            },
        },
        Section {
            title: "A long key wins",
            prose: &[
                "A query does not meet one key but many, and the highest score gets the most attention. Here are two: {k₁|key} \
                 points nearly where {q|query} points, {k₂|key} points 60° away from it.",
            ],
            formula: None,
            more: &[
                "Is that unfair? One could divide each key by its length, and only directions would count (that is *cosine \
                 similarity*; try the switch). Attention as it is built in a [Transformer|transformer] does not do so.^1 A model may use length: \
                 a word that many others need can have a long key.",
                "Other ways to score have been tried, such as a small network that looks at both vectors. The dot product won since \
                 all scores of a sentence are one product of two matrices, which computers do very fast.^1 ^2",
            ],
            predict: Some(&Predict {
                question: "{k₂|key} points 60° away from {q|query}. Can it beat {k₁|key}, which is nearly aligned?",
                options: &[
                    "No. It points the wrong way.",
                    "Yes, if it is long enough.",
                    "Only if it turns.",
                ],
                right: 1,
                task: "Move the slider *length of* {k₂|key} until {k₂|key} has the higher score.",
                seen: |given| beaten(given.desk) && !given.desk.is_on(EVEN),
                by: &[(LENGTH, 2.5), (EVEN, 0.0)],
                answer: "A score is length × length × cosine. cos 60° is one half, so from about twice {k₁|key}'s length on, {k₂|key} \
                         wins without having turned at all.",
            }),
            exhibit: Exhibit {
                title: "Two keys, one of them long",
                knobs: &[LENGTH, EVEN],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: long_key,
            },
        },
    ],
    remember: "The [dot product|dot] is large when two vectors point the same way *and* are long; it is zero at a right angle.",
    sources: &[
        VASWANI,
        Source {
            text: "M.-T. Luong, H. Pham, C. D. Manning: Effective Approaches to Attention-based Neural Machine Translation. EMNLP 2015.",
            link: "https://arxiv.org/abs/1508.04025",
        },
    ],
    knobs: &[
        Knob::coordinate(2.0, REACH),
        Knob::coordinate(1.0, REACH),
        Knob::coordinate(1.0, REACH),
        Knob::coordinate(2.0, REACH),
        Knob::slider("length of {k₂|key}", 1.0, 0.2, 3.0, 0.1),
        Knob::switch("divide by the lengths (cosine)"),
    ],
    texts: &[],
};

const FORMULA: Math = Row(&[
    SCORE,
    EQUALS,
    Part(Term::Query, &Sub(&Id("q"), &Number("1"))),
    Part(Term::Key, &Sub(&Id("k"), &Number("1"))),
    Op("+"),
    Part(Term::Query, &Sub(&Id("q"), &Number("2"))),
    Part(Term::Key, &Sub(&Id("k"), &Number("2"))),
    EQUALS,
    Op("‖"),
    Q,
    Op("‖"),
    Op("‖"),
    K,
    Op("‖"),
    Id("cos"),
    Id("φ"),
]);

/// The length of an arrow.
fn length((x, y): (f32, f32)) -> f32 {
    dot(&[x, y], &[x, y]).sqrt()
}

fn two_arrows(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let desk = given.desk;
    let (q, k) = (desk.at(QUERY), desk.at(KEY));
    let score = dot(&[q.0, q.1], &[k.0, k.1]);
    let lengths = length(q) * length(k);
    // Where the foot of the perpendicular from k stands on q's line.
    let share = score / dot(&[q.0, q.1], &[q.0, q.1]).max(1e-6);
    let foot = (q.0 * share, q.1 * share);
    let plane = Plane {
        title: "Drag the tips".to_owned(),
        reach: REACH,
        arrows: vec![
            Arrow::dragged("q", Term::Query, q, QUERY),
            Arrow::dragged("k", Term::Key, k, KEY),
        ],
        dashed: vec![[k, foot], [(0.0, 0.0), foot]],
    };
    let product = |name: &str, q: f32, k: f32| Line {
        name: name.to_owned(),
        cells: vec![
            Entry::Number(q, 1),
            Entry::Number(k, 1),
            Entry::Number(q * k, 2),
        ],
        ..Line::default()
    };
    let table = Table {
        title: String::new(),
        columns: vec![
            Column::new("place"),
            Column::of("{q|query}", Term::Query),
            Column::of("{k|key}", Term::Key),
            Column::of("product", Term::Score),
        ],
        rows: vec![
            product("1", q.0, k.0),
            product("2", q.1, k.1),
            Line {
                name: "sum".to_owned(),
                part: Some(Term::Score),
                cells: vec![
                    Entry::Text(String::new()),
                    Entry::Text(String::new()),
                    Entry::Number(score, 2),
                ],
                total: true,
            },
        ],
        pick: None,
    };
    let mut say = String::new();
    if lengths < 1e-6 {
        say.push_str("An arrow without length has no direction: every score with it is 0.");
    } else {
        let cosine = (score / lengths).clamp(-1.0, 1.0);
        for part in [
            "Lengths ",
            &written(length(q), 2),
            " and ",
            &written(length(k), 2),
            ", angle ",
            &written(cosine.acos().to_degrees(), 0),
            "°, cosine ",
            &written(cosine, 2),
            ": ",
            &written(length(q), 2),
            " × ",
            &written(length(k), 2),
            " × ",
            &written(cosine, 2),
            " = {",
            &written(score, 2),
            "|score}.",
        ] {
            say.push_str(part);
        }
    }
    Ok(vec![
        Shown::Plane(plane),
        Shown::Table(table),
        Shown::Say(say),
    ])
}

/// The second exhibit's keys.
fn keys(desk: &Desk) -> [(f32, f32); 2] {
    let long = desk.get(LENGTH);
    [NEAR, (FAR.0 * long, FAR.1 * long)]
}

fn beaten(desk: &Desk) -> bool {
    let [near, far] = keys(desk).map(|k| dot(&[ASKING.0, ASKING.1], &[k.0, k.1]));
    far > near
}

fn long_key(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let desk = given.desk;
    let keys = keys(desk);
    let even = desk.is_on(EVEN);
    let one = |(x, y): (f32, f32)| {
        let length = if even { length((x, y)).max(1e-6) } else { 1.0 };
        (x / length, y / length)
    };
    let (q, compared) = (one(ASKING), keys.map(one));
    let k = plane_rows(&compared);
    let rule = Rule {
        scale: 1.0,
        ..Rule::for_dimension(2)
    };
    let found = attend(0, &[q.0, q.1], k.view(), k.view(), &rule)?;
    let arrow = |name: &str, part, to| Arrow {
        handle: None,
        ..Arrow::dragged(name, part, to, [0, 0])
    };
    let plane = Plane {
        title: "One query, two keys".to_owned(),
        reach: REACH,
        arrows: vec![
            arrow("q", Term::Query, q),
            arrow("k₁", Term::Key, compared[0]),
            arrow("k₂", Term::Key, compared[1]),
        ],
        dashed: vec![],
    };
    let best = usize::from(found.scores[1] > found.scores[0]);
    let row = |i: usize| Line {
        name: ["k₁", "k₂"][i].to_owned(),
        part: Some(Term::Key),
        cells: vec![
            Entry::Number(length(compared[i]), 2),
            Entry::Text(["10°", "60°"][i].to_owned()),
            Entry::Number(found.scores[i], 2),
            Entry::Text(if i == best { "1st" } else { "2nd" }.to_owned()),
        ],
        total: false,
    };
    let table = Table {
        title: String::new(),
        columns: vec![
            Column::of("key", Term::Key),
            Column::new("length"),
            Column::new("angle to {q|query}"),
            Column::of("score", Term::Score),
            Column::new("place"),
        ],
        rows: vec![row(0), row(1)],
        pick: None,
    };
    Ok(vec![Shown::Plane(plane), Shown::Table(table)])
}
