//! Lesson 8: one function, three kinds of attention.

use crate::attention::attention;
use crate::engine::protocol::Study;
use crate::model::{Kind, Side};

use super::math::{EQUALS, Math};
use super::reader::question;
use super::{
    Control, Exhibit, Given, Grid, Knob, Lesson, Missing, Predict, Section, Shown, Source, Term,
    VASWANI, Visit, Wires,
};
use Math::{Id, Op, Part, Row, Sub};

/// The knobs: whether the target asks, whether it is looked at, the mask, the layer, the head.
const ASKS: usize = 0;
const FOUND: usize = 1;
const MASK: usize = 2;
const LAYER: usize = 3;
const HEAD: usize = 4;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 8,
    title: "Three kinds of attention",
    aim: "Tell encoder self-attention, masked decoder self-attention and cross-attention apart by who supplies Q, K and V.",
    minutes: 6,
    ask_first: "A translator has read the English sentence and written half of the German one. What must she look at for the next word?",
    try_first: "Click the socket Q, so that the target asks and the source is looked at.",
    sections: &[Section {
        title: "Plug in",
        prose: &[
            "There is only one attention function. What makes it three kinds is who supplies the [queries|query], and who supplies \
                 [keys|key] and [values|value], which always come together.",
            "The [encoder] reads the source: source asks source. The [decoder] writes the target piece by piece: target asks target, and \
                 a [mask] forbids looking at what is not written yet. And where two languages meet, the target asks the source: \
                 [cross-attention|cross].^1",
        ],
        formula: Some(&KINDS),
        more: &[
            "In layer 1 the vectors come from the [embeddings|embedding], each times its [matrix]; in every later [layer] they come from \
                 the layer before. Cross-attention in every layer looks at what the encoder gave *in the end*.",
            "The decoder's rows are labelled with the last word written; before the first stands the [start symbol|symbol]. In the \
                 cross-attention of layer 1, head 3 looks back at what that word translates; others may look ahead to the next.",
            "The mask is needed for [training]: there, all of the target is known, and without the mask each word would simply look at its \
                 own right neighbour, the answer. A masked score counts as −∞, the only way to a share of exactly 0.",
        ],
        predict: Some(&Predict {
            question: "Translation: which wiring lets a German word find the English word it belongs to?",
            options: &[
                "Q from the source, K and V from the target.",
                "Q from the target, K and V from the source.",
                "Q, K and V all from the target.",
            ],
            right: 1,
            task: "Plug Q into the target, and K and V into the source.",
            seen: |given| wiring(given) == Wiring::Real(Kind::Cross),
            by: &[(ASKS, 1.0), (FOUND, 0.0), (MASK, 0.0)],
            answer: "The one who needs something asks. The decoder, about to say the next word, asks with what it has written; the source's words \
                         are found, and hand over what they mean.",
        }),
        exhibit: Exhibit {
            title: "Click the sockets to plug them in",
            knobs: &[MASK, LAYER, HEAD],
            texts: &[],
            sentences: &[Side::Source, Side::Target],
            explore: Some(visit),
            asks: Some(asks),
            show: wired,
        },
    }],
    remember: "One function, three wirings: who supplies Q decides who asks, who supplies K and V decides who is found.",
    sources: &[Source {
        text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017, section 3.2.3.",
        link: VASWANI.link,
    }],
    knobs: &[
        Knob::switch("the target asks"),
        Knob::switch("the target is looked at"),
        Knob::of(
            "[mask]: nobody looks ahead",
            Some(Term::Mask),
            0.0,
            Control::Switch,
        ),
        Knob::of(
            "layer",
            Some(Term::Layer),
            0.0,
            Control::Choice(&["1", "2", "3"]),
        ),
        Knob::of(
            "head",
            Some(Term::Head),
            2.0,
            Control::Choice(&["1", "2", "3", "4", "5", "6", "7", "8"]),
        ),
    ],
    texts: &[],
};

const KINDS: Math = Row(&[
    Part(Term::Output, &Id("A")),
    EQUALS,
    Id("attention"),
    Op("("),
    Part(Term::Query, &Sub(&Id("Q"), &Id("asking"))),
    Op(","),
    Part(Term::Key, &Sub(&Id("K"), &Id("found"))),
    Op(","),
    Part(Term::Value, &Sub(&Id("V"), &Id("found"))),
    Op(")"),
]);

/// What is plugged in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wiring {
    /// One of the three that the model has.
    Real(Kind),
    /// One that it has not, and why.
    Other(&'static str),
}

fn wiring(given: &Given<'_>) -> Wiring {
    let on = |knob| given.desk.is_on(knob);
    match (on(ASKS), on(FOUND), on(MASK)) {
        (false, false, false) => Wiring::Real(Kind::Encoder),
        (true, true, true) => Wiring::Real(Kind::Decoder),
        (true, false, false) => Wiring::Real(Kind::Cross),
        (true, true, false) => Wiring::Other(
            "The target asks itself, *without* a mask: each word could look at words that are not written yet. No part of the model does \
             this; switch the [mask] on.",
        ),
        (false, true, _) => Wiring::Other(
            "The source asks the target. The encoder has finished reading before the first word is written, so there is nothing to look \
             at, with a mask or without. No part of the model does this.",
        ),
        (false, false, true) => Wiring::Other(
            "The source asks itself, *with* a mask. All of the source is known from the beginning, so nothing need be hidden. No part of \
             this model does this (models that only continue a text work so).",
        ),
        (true, false, true) => Wiring::Other(
            "The target asks the source, *with* a mask. All of the source is known, so nothing need be hidden. No part of the model does \
             this; switch the [mask] off.",
        ),
    }
}

fn asks(given: &Given<'_>) -> Vec<Study> {
    match wiring(given) {
        Wiring::Real(kind) => {
            let asked = question(given, kind, given.desk.index(LAYER), true);
            vec![Study::Pair(Box::new(asked))]
        }
        Wiring::Other(_) => vec![],
    }
}

/// The same head in the explorer, its rows as those that have just said a word.
fn visit(given: &Given<'_>) -> Option<Visit> {
    let Wiring::Real(kind) = wiring(given) else {
        return None;
    };
    let (layer, head) = (given.desk.index(LAYER), given.desk.index(HEAD));
    Some(Visit::heatmap(
        kind,
        layer,
        Some(head),
        kind != Kind::Encoder,
    ))
}

fn wired(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let wires = Shown::Wires(Wires {
        target_asks: given.desk.is_on(ASKS),
        target_found: given.desk.is_on(FOUND),
        masked: given.desk.is_on(MASK),
        knobs: [ASKS, FOUND, MASK],
    });
    let kind = match wiring(given) {
        Wiring::Real(kind) => kind,
        Wiring::Other(why) => {
            let say = [
                why,
                " There are no weights to show, and layer and head choose nothing.",
            ];
            return Ok(vec![wires, Shown::Say(say.concat())]);
        }
    };
    let layer = given.desk.index(LAYER);
    let pair = match given.pair(&question(given, kind, layer, true)) {
        Ok(pair) => pair,
        // The wires can be plugged before the model has come.
        Err(Missing::Untold) => {
            let say = "The numbers of this attention come as soon as the model is here.";
            return Ok(vec![wires, Shown::Say(say.to_owned())]);
        }
        Err(why) => return Err(why),
    };
    let [q, k, v] = pair.head(given.desk.index(HEAD))?;
    let mut rule = crate::attention::Rule::for_dimension(q.cols());
    rule.mask.causal = kind == Kind::Decoder;
    let found = attention(q, k, v, &rule)?;
    let (source, target) = (pair.source_names(), pair.target_names());
    let (name, rows, cols, from) = match kind {
        Kind::Encoder => (
            "*Encoder self-attention.* ",
            source.clone(),
            source,
            "Queries, keys and values all come, each times its matrix, from ",
        ),
        Kind::Decoder => (
            "*Masked decoder self-attention.* ",
            target.clone(),
            target,
            "Queries, keys and values all come, each times its matrix, from ",
        ),
        Kind::Cross => (
            "*Cross-attention.* ",
            target,
            source,
            "Keys and values come from what the encoder gave in the end; queries from this layer's own self-attention, which read ",
        ),
    };
    let origin = match layer {
        0 => "the embeddings.".to_owned(),
        layer => ["what layer ", &layer.to_string(), " gave."].concat(),
    };
    let numbers = found.weights.as_slice().iter().enumerate();
    let cells = cols.len().max(1);
    let numbers = numbers.map(|(place, &weight)| {
        let allowed = rule.mask.allows(place / cells, place % cells);
        if allowed { weight } else { f32::NEG_INFINITY }
    });
    Ok(vec![
        wires,
        Shown::Say([name, from, &origin].concat()),
        Shown::Grid(Grid::new(
            "weights: rows ask, columns are looked at; grey is masked",
            Term::Weight,
            [rows, cols],
            numbers.collect(),
        )),
    ])
}
