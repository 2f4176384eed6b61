//! Lesson 10: what *it* stands for, and where the model knows.

use crate::attention::{Rule, attend};
use crate::engine::protocol::{PairStudy, Study};
use crate::model::{Interventions, Kind, Side};

use super::math::{EQUALS, Math};
use super::{
    Column, Control, Entry, Exhibit, Given, Knob, Lesson, Line, Missing, Pair, Predict, Section,
    Shown, Source, Table, Term, Visit,
};
use Math::{Id, Op, Part, Row};

/// The knobs: the sentence, where to look, the layer, the head (0 is the mean of all).
const SENTENCE: usize = 0;
const PLACE: usize = 1;
const LAYER: usize = 2;
const HEAD: usize = 3;

/// Layers of the shipped model's decoder, and heads of a layer.
const LAST: usize = 2;

/// A source, its translation, its pronouns in both, the noun meant and the other.
struct Example {
    source: &'static str,
    target: &'static str,
    pronouns: [&'static str; 2],
    nouns: [&'static str; 2],
}

/// What was measured on the hundred pairs of `tests/fixtures/pronouns.tsv` with the shipped model. All of its rates stand here and
/// nowhere else; `tests/lessons.rs` measures them anew, and another model wants other words.
const MEASURED: &str = "One sentence proves nothing: whoever looks at some noun is right half the time. So we measured a hundred other \
     sentences of this kind, with pairs of nouns that the model never met in training; choosing blindly between the two gives 50 of them. About \
     to say the pronoun, the mean of the last layer's heads gives more weight to the noun that is meant in *100 of 100*. In the encoder's row of \
     *it* even the best of all 24 heads does so in only *59 of 100*; of two dozen coins the luckiest comes about as far. And of *er*, *sie* and \
     *es* the model finds the right one likeliest in *100 of 100*.";

/// The model before its last layer was shown where to look. Its card has these rates; `tests/lessons.rs` reads them there.
const BEFORE: &str = "The last layer looks at the noun because it was *shown* to. At the end of its training, about to say a pronoun, it was asked \
     to look there (the model's card says how). Before that, by learning to translate and nothing else, the model already chose the \
     right pronoun in *100 %* of such sentences, and this layer gave the right noun more weight in *70 %*. So it knew, and did not need \
     this look: a weight says how much of a vector is taken over, not what it holds, and in the last layer the vector at *tired* or at *it* may \
     hold the noun already.";

const EXAMPLES: [Example; 3] = [
    Example {
        source: "The animal did not cross the street because it was too tired.",
        target: "Das Tier überquerte die Straße nicht, weil es zu müde war.",
        pronouns: ["it", "es"],
        nouns: ["animal", "street"],
    },
    Example {
        source: "The animal did not cross the street because it was too wide.",
        target: "Das Tier überquerte die Straße nicht, weil sie zu breit war.",
        pronouns: ["it", "sie"],
        nouns: ["street", "animal"],
    },
    Example {
        source: "The law will never be perfect, but its application should be just.",
        target: "Das Gesetz wird nie perfekt sein, aber seine Anwendung sollte gerecht sein.",
        pronouns: ["its", "seine"],
        nouns: ["law", "application"],
    },
];

/// The lesson.
pub static LESSON: Lesson = Lesson {
    number: 10,
    title: "What is “it”?",
    aim: "Look for the link between a pronoun and its noun, and say what one picture of attention proves and what it does not.",
    minutes: 8,
    ask_first: "“… because it was too tired”, “… because it was too wide”: what is “it”? How do you know? In which word did you see it?",
    try_first: "Switch between *too tired* and *too wide* and watch the German pronoun.",
    sections: &[
        Section {
            title: "One word changes another",
            prose: &[
                "In English both are *it*. German has to choose: *das Tier*, the animal, asks for *es*; *die Straße*, the street, asks for \
                 *sie*. So a translator must know what *it* stands for. This is called [coreference].",
                "The model has read the English sentence, and the German up to the pronoun. Its decoder gives one score to every piece that \
                 it knows, as the next one, the [logits]; their [softmax] says how probable it finds each.",
            ],
            formula: Some(&NEXT),
            more: &[
                "Up to the pronoun, the German is the same in the first two. The only difference that the model sees is the last English \
                 word, three words after *it*.",
                "The third sentence has another pronoun, *its*, and no twin: only the law can be meant. German says whose application it is \
                 by *seine*, since *das Gesetz*, the law, asks for it as *das Tier* asks for *es*; of a noun with *die* it would be *ihre*.",
            ],
            predict: None,
            exhibit: Exhibit {
                title: "What comes next?",
                knobs: &[SENTENCE],
                texts: &[],
                sentences: &[],
                explore: None,
                asks: Some(|given| vec![Study::Pair(Box::new(asked(given, Kind::Cross, LAST)))]),
                show: next,
            },
        },
        Section {
            title: "Find the link",
            prose: &[
                "Somewhere the pronoun should meet its noun. One would look at the encoder's row of *it* (or *its*): does it look at the noun that is \
                 meant? Or the decoder may do it, when it is about to say the pronoun: does it look back at the right noun?",
                "Search both places, layer by layer and head by head. *Mean* is the mean of all heads of the layer.",
            ],
            formula: None,
            more: &[
                MEASURED,
                BEFORE,
                "Whether attention explains a model's choice is disputed.^1 ^2 To test it, change something: hide the noun in the explorer, and see \
                 whether the pronoun changes.",
            ],
            predict: Some(&Predict {
                question: "In training, the last layer was at last *shown* to look at the noun that is meant, and now it does. What did the model do \
                           before it was shown?",
                options: &[
                    "It guessed the pronoun: it did not look.",
                    "It chose the right pronoun just as well.",
                    "It always said *es*.",
                ],
                right: 1,
                task: "Choose *decoder* and layer 3, with the mean of the heads. Compare the two nouns, in both sentences.",
                seen: |given| given.desk.index(PLACE) == 1 && given.desk.index(LAYER) == LAST,
                by: &[(PLACE, 1.0), (LAYER, 2.0), (HEAD, 0.0)],
                answer: "Just as well, as the numbers below say. What you see is true and looks like an explanation; but the choice did not need \
                         it. A link seen is a question, not an answer.",
            }),
            exhibit: Exhibit {
                title: "Who looks at which English word?",
                knobs: &[SENTENCE, PLACE, LAYER, HEAD],
                texts: &[],
                sentences: &[],
                explore: Some(visit),
                asks: Some(|given| {
                    vec![Study::Pair(Box::new(asked(
                        given,
                        place(given),
                        given.desk.index(LAYER),
                    )))]
                }),
                show: linked,
            },
        },
    ],
    remember: "A link seen in one sentence is a question: measure it on many. A [weight] shows where a model looks, not what it concludes.",
    sources: &[
        Source {
            text: "S. Jain, B. C. Wallace: Attention is not Explanation. NAACL 2019.",
            link: "https://arxiv.org/abs/1902.10186",
        },
        Source {
            text: "S. Wiegreffe, Y. Pinter: Attention is not not Explanation. EMNLP 2019.",
            link: "https://arxiv.org/abs/1908.04626",
        },
    ],
    knobs: &[
        Knob::choice("sentence", &["… too tired", "… too wide", "The law …"]),
        Knob::choice(
            "look in the",
            &["encoder, at the pronoun", "decoder, about to say it"],
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
            0.0,
            Control::Choice(&["mean", "1", "2", "3", "4", "5", "6", "7", "8"]),
        ),
    ],
    texts: &[],
};

const NEXT: Math = Row(&[
    Id("P"),
    Op("("),
    Id("next piece"),
    Op(")"),
    EQUALS,
    Part(Term::Softmax, &Id("softmax")),
    Op("("),
    Part(Term::Logits, &Id("logits")),
    Op(")"),
]);

fn example(given: &Given<'_>) -> &'static Example {
    &EXAMPLES[given.desk.index(SENTENCE).min(EXAMPLES.len() - 1)]
}

fn place(given: &Given<'_>) -> Kind {
    match given.desk.index(PLACE) {
        0 => Kind::Encoder,
        _ => Kind::Cross,
    }
}

fn asked(given: &Given<'_>, kind: Kind, layer: usize) -> PairStudy {
    let example = example(given);
    PairStudy {
        source: example.source.to_owned(),
        target: example.target.to_owned(),
        interventions: Interventions::default(),
        kind,
        layer,
        order: Vec::new(),
    }
}

/// The same row in the explorer, of the lesson's own sentences.
fn visit(given: &Given<'_>) -> Option<Visit> {
    let (example, kind, layer) = (example(given), place(given), given.desk.index(LAYER));
    let pair = given.exactly(&asked(given, kind, layer)).ok()?;
    let (side, sentence, word) = match kind {
        Kind::Encoder => (Side::Source, &pair.source, example.pronouns[0]),
        _ => (Side::Target, &pair.target, example.pronouns[1]),
    };
    let head = given.desk.index(HEAD).checked_sub(1);
    let visit =
        Visit::heatmap(kind, layer, head, false).pinned(side, sentence, piece(sentence, word)?);
    Some(Visit {
        texts: Some([example.source, example.target]),
        ..visit
    })
}

/// The first of the pieces that write a word.
fn piece(sentence: &crate::text::Sentence, word: &str) -> Option<usize> {
    let word = sentence.words.iter().position(|other| other.text == word)?;
    sentence.pieces_of_words().get(word)?.first().copied()
}

/// The weights of row `row` over all keys: of one head, or the mean of all.
///
/// # Errors
/// When there is no such head or row.
pub fn row_weights(pair: &Pair, row: usize, head: Option<usize>) -> Result<Vec<f32>, Missing> {
    let heads = match head {
        Some(head) => head..head + 1,
        None => 0..pair.heads,
    };
    let count = heads.len().max(1) as f32;
    let mut sum = vec![0.0; pair.k.rows()];
    for head in heads {
        let [q, k, v] = pair.head(head)?;
        let query: Vec<f32> = q.row_view(row)?.row(0).collect();
        let found = attend(row, &query, k, v, &Rule::for_dimension(q.cols()))?;
        for (sum, weight) in sum.iter_mut().zip(found.weights) {
            *sum += weight / count;
        }
    }
    Ok(sum)
}

fn next(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let (example, pair) = (
        example(given),
        given.exactly(&asked(given, Kind::Cross, LAST))?,
    );
    let Some(said) = piece(&pair.target, example.pronouns[1]) else {
        return Err(Missing::Said(
            "The model's tokenizer cuts this sentence in another way.".to_owned(),
        ));
    };
    let begin = pair.target.pieces.get(said).map_or(0, |piece| piece.start);
    let before = example.target.get(..begin).unwrap_or_default().trim_end();
    let guesses = pair.next.get(said).map_or(&[][..], |row| row);
    let row = |guess: &crate::engine::protocol::Guess| Line {
        name: guess.text.trim_start_matches('▁').to_owned(),
        part: Some(Term::Logits),
        cells: vec![Entry::Share(guess.p)],
        total: false,
    };
    Ok(vec![
        Shown::Say(["English: *", example.source, "*"].concat()),
        Shown::Say(["German so far: *", before, " …*"].concat()),
        Shown::Table(Table {
            columns: vec![
                Column::of("next piece", Term::Logits),
                Column::of("probability", Term::Softmax),
            ],
            rows: guesses.iter().take(4).map(row).collect(),
            ..Table::default()
        }),
    ])
}

fn linked(given: &Given<'_>) -> Result<Vec<Shown>, Missing> {
    let (example, kind) = (example(given), place(given));
    let pair = given.exactly(&asked(given, kind, given.desk.index(LAYER)))?;
    // Row t of the decoder is about to say piece t.
    let row = match kind {
        Kind::Encoder => piece(&pair.source, example.pronouns[0]),
        _ => piece(&pair.target, example.pronouns[1]),
    };
    let row = row.ok_or(Missing::Untold)?;
    let head = given.desk.index(HEAD).checked_sub(1);
    let weights = row_weights(pair, row, head)?;
    let nouns = example.nouns.map(|noun| piece(&pair.source, noun));
    let line = |(i, (name, weight)): (usize, (String, &f32))| Line {
        name,
        part: (nouns.contains(&Some(i))).then_some(Term::Key),
        cells: vec![
            Entry::Share(*weight),
            Entry::Text(
                match Some(i) {
                    at if at == nouns[0] => "the noun meant",
                    at if at == nouns[1] => "the other noun",
                    _ => "",
                }
                .to_owned(),
            ),
        ],
        total: false,
    };
    let title = match kind {
        Kind::Encoder => ["The encoder’s row of ", example.pronouns[0]].concat(),
        _ => ["The decoder, about to say ", example.pronouns[1]].concat(),
    };
    let names = pair.source_names();
    Ok(vec![Shown::Table(Table {
        title,
        columns: vec![
            Column::of("looks at", Term::Key),
            Column::of("weight", Term::Weight),
            Column::new("which noun"),
        ],
        rows: names
            .into_iter()
            .zip(&weights)
            .enumerate()
            .map(line)
            .collect(),
        pick: None,
    })])
}
