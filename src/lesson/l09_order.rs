//! Lesson 9: attention does not see the order of words unless it is told.

use crate::attention::{Rule, attention};
use crate::engine::protocol::{PairStudy, Study};
use crate::model::{Kind, Side, word_order};

use super::math::{EQUALS, Math};
use super::reader::question;
use super::{
    Column, Entry, Exhibit, Given, Grid, Knob, Lesson, Line, Missing, Predict, Section, Shown,
    Source, Table, Term, VASWANI, Visit, written,
};
use Math::{Id, Op, Part, Row};

/// The knobs.
const POSITIONS: usize = 0;
const SEED: usize = 1;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 9,
    title: "Order",
    aim: "Explain why a Transformer needs positions, and why a masked decoder could do without.",
    minutes: 6,
    ask_first: "“Dog bites man” and “man bites dog” have the same words. Where in the attention formula is the order?",
    try_first: "Draw another order, and look at the last column. Then switch positions on.",
    sections: &[
        Section {
            title: "Shuffle the words",
            prose: &[
                "Look at the formula for [self-attention|self] once more: a sum over keys. A sum is the same in any order. Nothing in it says \
                 which word stands first.",
                "So the model is told in another way: to each word's [embedding] a vector is added that depends on its place alone, its \
                 [position], made of sines and cosines.^1",
            ],
            formula: Some(&ENTERS),
            more: &[
                "The exhibit reads your sentence twice: as it stands, and shuffled (the [end symbol|symbol] stays). Then it compares what the \
                 encoder's last layer gives for each word, all #width numbers of it. Without positions every word gets the same vector wherever \
                 it stands, up to the rounding of 32-bit numbers.",
            ],
            predict: Some(&Predict {
                question: "Positions are switched *on*, and the words are shuffled. What happens to the words' vectors?",
                options: &[
                    "They change for the words that have moved, and hardly for the others.",
                    "They all change: every word now has other neighbours.",
                    "Nothing: the words are the same.",
                ],
                right: 1,
                task: "Switch *positions* on.",
                seen: |given| given.desk.is_on(POSITIONS),
                by: &[(POSITIONS, 1.0)],
                answer: "They all change, those that kept their place too. Each vector is a blend of the whole sentence, and each word in it now \
                         says another place.",
            }),
            exhibit: Exhibit {
                title: "What the encoder gives, as it stands and shuffled",
                knobs: &[POSITIONS, SEED],
                texts: &[],
                sentences: &[Side::Source],
                explore: Some(visit),
                asks: Some(asks),
                show: shuffled,
            },
        },
        Section {
            title: "The decoder still sees order",
            prose: &[
                "Leaving positions out harms the [decoder] less. Its [mask] lets each word look only at itself and at what stands before it. So \
                 the first word blends one value, the second two, the third three: no two places are alike, even without positions.",
            ],
            formula: None,
            more: &[
                "This is why models that only continue a text, and so have a mask everywhere, can be built without positions and still know \
                 where they are.^2 An encoder cannot.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "Masked decoder self-attention without positions, layer 1, head 1",
                knobs: &[],
                texts: &[],
                sentences: &[Side::Target],
                explore: None,
                asks: Some(|given| {
                    vec![Study::Pair(Box::new(question(
                        given,
                        Kind::Decoder,
                        0,
                        false,
                    )))]
                }),
                show: masked,
            },
        },
    ],
    remember: "Attention is a sum and sees no order; [positions|position] must be added to the words, or a [mask] must tell them apart.",
    sources: &[
        Source {
            text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017, section 3.5.",
            link: VASWANI.link,
        },
        Source {
            text: "A. Haviv et al.: Transformer Language Models without Positional Encodings Still Learn Positional Information. Findings of \
                   EMNLP 2022.",
            link: "https://arxiv.org/abs/2203.16634",
        },
    ],
    knobs: &[Knob::switch("[positions|position]"), Knob::seed(7.0)],
    texts: &[],
};

const ENTERS: Math = Row(&[
    Part(Term::Embedding, &Id("x")),
    EQUALS,
    Part(Term::Embedding, &Id("embedding(word)")),
    Op("+"),
    Part(Term::Position, &Id("position(place)")),
]);

/// The question about the sentence as it stands.
fn straight(given: &Given<'_>) -> PairStudy {
    question(given, Kind::Encoder, 0, given.desk.is_on(POSITIONS))
}

/// The question about the shuffled sentence, once it is known of which pieces it consists.
fn turned(given: &Given<'_>) -> Result<PairStudy, Missing> {
    let pair = given.exactly(&straight(given))?;
    Ok(PairStudy {
        order: order(
            &pair.source.pieces_of_words(),
            pair.source.pieces.len(),
            given.desk.index(SEED),
        ),
        ..straight(given)
    })
}

/// Another order of words by `seed`, as an order of their pieces; what belongs to no word stays at the end.
fn order(words: &[Vec<usize>], pieces: usize, seed: usize) -> Vec<usize> {
    // The explorer's own, so that it can open in the same order.
    let mut order: Vec<usize> = word_order(words.len(), seed as u32)
        .into_iter()
        .flat_map(|word| words[word].clone())
        .collect();
    order.extend((0..pieces).filter(|piece| !words.iter().any(|word| word.contains(piece))));
    order
}

/// The loom of the sentence in this order.
fn visit(given: &Given<'_>) -> Option<Visit> {
    let seed = given.desk.index(SEED).to_string();
    let positions = if given.desk.is_on(POSITIONS) {
        ""
    } else {
        "&positions=off"
    };
    Some(Visit {
        view: ["figure=loom&focus=encoder&shuffle=", &seed, positions].concat(),
        texts: None,
    })
}

fn asks(given: &Given<'_>) -> Vec<Study> {
    let mut all = vec![Study::Pair(Box::new(straight(given)))];
    all.extend(turned(given).ok().map(|asked| Study::Pair(Box::new(asked))));
    all
}

/// For every piece of the source: its place in the shuffled sentence, and the largest difference between its vectors of the
/// encoder's last layer, as it stands and shuffled.
///
/// # Errors
/// When the model has not told.
pub fn moved(given: &Given<'_>) -> Result<Vec<(usize, f32)>, Missing> {
    let asked = turned(given)?;
    let (before, after) = (given.exactly(&straight(given))?, given.exactly(&asked)?);
    let place = |piece: usize| {
        let new = asked.order.iter().position(|&other| other == piece)?;
        let pairs = before.output.row(piece).iter().zip(after.output.row(new));
        Some((new, pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)))
    };
    (0..before.output.rows())
        .map(|piece| place(piece).ok_or(Missing::Untold))
        .collect()
}

fn shuffled(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let moved = moved(given)?;
    let names = given.exactly(&straight(given))?.source_names();
    let mut sentence: Vec<(usize, &str)> = Vec::new();
    for (name, (place, _)) in names.iter().zip(&moved) {
        sentence.push((*place, name));
    }
    sentence.sort_unstable();
    let words: Vec<&str> = sentence.into_iter().map(|(_, name)| name).collect();
    let row = |(piece, (place, off)): (usize, &(usize, f32))| Line {
        name: names[piece].clone(),
        cells: vec![
            Entry::Number((piece + 1) as f32, 0),
            Entry::Number((place + 1) as f32, 0),
            Entry::Number(*off, 7),
        ],
        ..Line::default()
    };
    let largest = moved.iter().map(|(_, off)| *off).fold(0.0, f32::max);
    let say = [
        "The largest difference of all: {",
        &written(largest, 7),
        if given.desk.is_on(POSITIONS) {
            "|output}. With positions the model reads another sentence."
        } else {
            "|output}. Without positions it is the same sentence to the model."
        },
    ];
    Ok(vec![
        Shown::Table(Table {
            title: ["Shuffled: ", &words.join(" ")].concat(),
            columns: vec![
                Column::new("word"),
                Column::of("place", Term::Position),
                Column::of("place when shuffled", Term::Position),
                Column::of("largest difference", Term::Output),
            ],
            rows: moved.iter().enumerate().map(row).collect(),
            pick: None,
        }),
        Shown::Say(say.concat()),
    ])
}

fn masked(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let pair = given.pair(&question(given, Kind::Decoder, 0, false))?;
    let [q, k, v] = pair.head(0)?;
    let mut rule = Rule::for_dimension(q.cols());
    rule.mask.causal = true;
    let found = attention(q, k, v, &rule)?;
    let names = pair.target_names();
    let n = names.len().max(1);
    let numbers = found.weights.as_slice().iter().enumerate();
    let numbers = numbers.map(
        |(place, &weight)| match rule.mask.allows(place / n, place % n) {
            true => weight,
            false => f32::NEG_INFINITY,
        },
    );
    Ok(vec![Shown::Grid(Grid::new(
        "weights; grey: may not be looked at",
        Term::Weight,
        [names.clone(), names],
        numbers.collect(),
    ))])
}
