//! Lesson 6: where queries, keys and values come from.

use crate::attention::{Attended, Rule, attention};
use crate::engine::protocol::Study;
use crate::matrix::View;
use crate::model::Side;

use super::hunting;
use super::math::{EQUALS, Math};
use super::reader::{ask_encoder, encoder};
use super::{
    Control, Exhibit, Given, Grid, Knob, Lesson, Missing, Predict, Section, Shown, Source, Term,
    VASWANI, written,
};
use Math::{Id, Op, Part, Row, Sub};

/// The knobs: the set of matrices, the pair chosen, and which matrices are switched in.
pub(super) const SET: usize = 0;
pub(super) const ASKS: usize = 1;
pub(super) const FOUND: usize = 2;
const WITH_Q: usize = 3;
const WITH_K: usize = 4;
const WITH_V: usize = 5;

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 6,
    title: "Where query, key and value come from",
    aim: "Explain why one word needs three vectors, and find two words that are related without being alike.",
    minutes: 8,
    ask_first: "“Cross the street”, in German: the verb decides which form “the” takes. Which word must “the” find? Is it one that means something similar?",
    try_first: "Click a cell that is strong in the picture *how related* and weak in the picture *how alike*.",
    sections: &[
        Section {
            title: "Alike is not related",
            prose: &[
                "Lesson 4 compared plain vectors: a word finds what is *like* it. But reading a sentence means finding what *belongs* to a \
                 word. *The* is nothing like *cross*, yet it has to find it: in German the verb decides which form an article takes.",
                "So the model multiplies the same vector {x|embedding} by three [learned matrices|matrix]: one makes \
                 its [query], one its [key], one its [value]. The word *the* can ask in one direction and be found in another.",
            ],
            formula: Some(&MADE),
            more: &[
                "*How alike* shows the cosine of the angle between the plain vectors. *How related* shows the scores of queries and keys that \
                 the matrices make of these very vectors. The first is a mirror of itself: *a* is as like *b* as *b* is like *a*. The \
                 second is not, since who asks and who is found are different.",
                "All three matrices were found by [training], by nothing but getting translations right. The model has #heads sets of them here; \
                 lesson 7 says why. (So that only the words count, their places are left out in this lesson.)",
            ],
            predict: Some(&Predict {
                question: "Does a word always give its highest score to the word that is most like it?",
                options: &[
                    "Yes. That is what the dot product measures.",
                    "No. The highest score can go to a word that is hardly like it at all.",
                ],
                right: 1,
                task: "Choose a pair whose score is the highest of its row, but whose likeness is among the lower half. The table says when you \
                       have found one. Try other sets of matrices.",
                seen: |given| hunting::hunted(given).is_ok_and(|(hunt, _)| hunt.found()),
                by: &[(SET, 4.0), (ASKS, 5.0), (FOUND, 4.0)],
                answer: "Related without being alike. The dot product measures the likeness of *query* and *key*, and the matrices decide what \
                         these are.",
            }),
            exhibit: Exhibit {
                title: "The same words, compared in two ways",
                knobs: &[SET],
                texts: &[],
                sentences: &[Side::Source],
                explore: Some(hunting::visit),
                asks: Some(asks),
                show: hunting::show,
            },
        },
        Section {
            title: "What the formula has, and what it has not",
            prose: &[
                "*Scaled dot-product attention*, the paper's equation 1, contains no learned number at all: it takes Q, K and V as they \
                 come.^1 All that is learned sits in the matrices around it.",
                "Switch them in one by one. With none of them, this is lesson 4's plain attention.",
            ],
            formula: Some(&SWITCHED),
            more: &[
                "The first two change *who* is found: the [weights|weight]. The third changes nothing about that; it changes *what* is handed \
                 over. The sentence under the grid shows it for the word that asks in the pictures above.",
                "Here the matrices have their full size, #width × #width, so that each can be exchanged for none. In the model they are \
                 used in #heads slices: the next lesson.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "Equation 1, and the three matrices around it",
                knobs: &[WITH_Q, WITH_K, WITH_V],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: None,
                show: switched,
            },
        },
    ],
    remember: "Three [learned matrices|matrix] let one word ask, be found and answer differently; the attention formula itself learns nothing.",
    sources: &[Source {
        text: "A. Vaswani et al.: Attention Is All You Need. NeurIPS 2017, sections 3.2.1 and 3.2.2.",
        link: VASWANI.link,
    }],
    knobs: &[
        Knob::of(
            "set of learned matrices",
            Some(Term::Projection),
            1.0,
            Control::Choice(&["1", "2", "3", "4", "5", "6", "7", "8"]),
        ),
        Knob::place(8.0),
        Knob::place(1.0),
        Knob::of(
            "queries: times {W_Q|query}",
            Some(Term::Query),
            0.0,
            Control::Switch,
        ),
        Knob::of(
            "keys: times {W_K|key}",
            Some(Term::Key),
            0.0,
            Control::Switch,
        ),
        Knob::of(
            "values: times {W_V|value}",
            Some(Term::Value),
            0.0,
            Control::Switch,
        ),
    ],
    texts: &[],
};

const W_Q: Math = Part(Term::Projection, &Sub(&Id("W"), &Id("Q")));
const W_K: Math = Part(Term::Projection, &Sub(&Id("W"), &Id("K")));
const W_V: Math = Part(Term::Projection, &Sub(&Id("W"), &Id("V")));
const X: Math = Part(Term::Embedding, &Id("x"));

const MADE: Math = Row(&[
    Part(Term::Query, &Id("q")),
    EQUALS,
    X,
    W_Q,
    Op(","),
    Part(Term::Key, &Id("k")),
    EQUALS,
    X,
    W_K,
    Op(","),
    Part(Term::Value, &Id("v")),
    EQUALS,
    X,
    W_V,
]);

const SWITCHED: Math = Row(&[
    Part(Term::Output, &Id("A")),
    EQUALS,
    Id("attention"),
    Op("("),
    Part(Term::Query, &Row(&[X, W_Q])),
    Op(","),
    Part(Term::Key, &Row(&[X, W_K])),
    Op(","),
    Part(Term::Value, &Row(&[X, W_V])),
    Op(")"),
]);

fn asks(given: &Given<'_>) -> Vec<Study> {
    vec![ask_encoder(given, 0, false)]
}

/// Attention over x, with those matrices that are switched in; all of them as wide as x.
///
/// # Errors
/// When the model has not told, or attention fails.
pub fn switched_attention(given: &Given<'_>, with: [bool; 3]) -> Result<Attended, Missing> {
    let pair = encoder(given, 0, false)?;
    let made = [&pair.q, &pair.k, &pair.v];
    let chosen = |i: usize| -> View<'_> {
        if with[i] {
            made[i].view()
        } else {
            pair.input.view()
        }
    };
    let rule = Rule::for_dimension(pair.input.cols());
    Ok(attention(chosen(0), chosen(1), chosen(2), &rule)?)
}

fn switched(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let pair = encoder(given, 0, false)?;
    let names = pair.source_names();
    let with = [WITH_Q, WITH_K, WITH_V].map(|knob| given.desk.is_on(knob));
    let found = switched_attention(given, with)?;
    let word = given.desk.index(ASKS).min(names.len() - 1);
    let mut say = ["What “", &*names[word], "” is handed begins with {"].concat();
    for (i, number) in found.output.row(word).iter().take(4).enumerate() {
        if i > 0 {
            say.push_str(", ");
        }
        say.push_str(&written(*number, 2));
    }
    say.extend([
        "|output}, ",
        &found.output.cols().to_string(),
        " numbers in all.",
    ]);
    Ok(vec![
        Shown::Grid(Grid::new(
            "weights: who looks at whom",
            Term::Weight,
            [names.clone(), names],
            found.weights.as_slice().to_vec(),
        )),
        Shown::Say(say),
    ])
}
