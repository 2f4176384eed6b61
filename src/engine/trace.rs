//! A trace: everything that a model does with one pair of sentences, as `loom trace` prints it.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::guesses::{Next, next_pieces};
use super::protocol::Guess;
use crate::matrix::Matrix;
use crate::measure::{Axes, by_word};
use crate::model::{Interventions, Kind, Model, ModelError, Reading, Run, Side};
use crate::text::Sentence;

/// The number in a trace's `format`, raised when a field changes its meaning.
const FORMAT: u32 = 1;

/// What of the attentions is wanted; `None` means all. Layers and heads count from 1, as on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Only {
    /// One kind of attention.
    pub attention: Option<Kind>,
    /// One layer.
    pub layer: Option<usize>,
    /// One head.
    pub head: Option<usize>,
}

/// Everything that a model does with one pair of sentences.
#[derive(Debug, Clone, Serialize)]
pub struct Trace {
    format: u32,
    model: ModelName,
    interventions: Interventions,
    #[serde(skip_serializing_if = "Only::is_all")]
    only: Only,
    source: Sentence,
    target: Sentence,
    #[serde(flatten)]
    pieces: Pieces,
    by_word: ByWord,
    next: Vec<Vec<Guess>>,
    written: Vec<Guess>,
}

/// Which model a trace comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelName {
    /// Its name.
    pub name: String,
    /// SHA-256 of its weights file, in hexadecimal.
    pub hash: String,
}

/// `[layer][head]` matrices, each printed as rows of numbers.
type Heads = Vec<Vec<Rows>>;

#[derive(Debug, Clone, Serialize)]
struct Pieces {
    #[serde(skip_serializing_if = "Option::is_none")]
    encoder: Option<Heads>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decoder: Option<Heads>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cross: Option<Heads>,
}

#[derive(Debug, Clone, Serialize)]
struct ByWord {
    #[serde(skip_serializing_if = "Option::is_none")]
    encoder: Option<Heads>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decoder: Option<Readings>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cross: Option<Readings>,
}

#[derive(Debug, Clone, Serialize)]
struct Readings {
    saying: Heads,
    said: Heads,
}

/// A matrix that serialises as a list of its rows.
#[derive(Debug, Clone)]
struct Rows(Matrix);

impl Serialize for Rows {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.0.rows()))?;
        for i in 0..self.0.rows() {
            rows.serialize_element(self.0.row(i))?;
        }
        rows.end()
    }
}

impl Only {
    fn is_all(&self) -> bool {
        *self == Only::default()
    }

    fn wants(&self, kind: Kind) -> bool {
        self.attention.is_none_or(|wanted| wanted == kind)
    }

    /// The layers and heads wanted of one kind of attention, from 0.
    fn chosen(&self, kind: Kind, run: &Run) -> Result<(Vec<usize>, Vec<usize>), ModelError> {
        let (layers, heads) = run.extent(kind);
        let choose = |wanted: Option<usize>, count: usize| match wanted {
            None => Some((0..count).collect::<Vec<_>>()),
            Some(number) => (1..=count).contains(&number).then(|| vec![number - 1]),
        };
        choose(self.layer, layers)
            .zip(choose(self.head, heads))
            .ok_or(ModelError::NoSuchHead {
                kind,
                layer: self.layer.map_or(0, |number| number.saturating_sub(1)),
                head: self.head.map_or(0, |number| number.saturating_sub(1)),
            })
    }
}

impl Trace {
    /// Runs `model` on a pair of sentences and derives what `only` wants.
    ///
    /// # Errors
    /// As [`Model::run`], or when there is no such layer or head.
    pub fn new(
        model: &Model,
        name: ModelName,
        source: &str,
        target: &str,
        interventions: &Interventions,
        only: Only,
    ) -> Result<Self, ModelError> {
        let source = model.sentence(source, Side::Source)?;
        let target = model.sentence(target, Side::Target)?;
        let run = model.run(&source, &target, interventions)?;
        let heads = |kind| -> Result<Option<Vec<Vec<Matrix>>>, ModelError> {
            if !only.wants(kind) {
                return Ok(None);
            }
            let (layers, heads) = only.chosen(kind, &run)?;
            let weights = |layer, head| Ok(run.attended(kind, layer, head)?.weights);
            let layer = |&layer: &usize| heads.iter().map(|&head| weights(layer, head)).collect();
            layers.iter().map(layer).collect::<Result<_, _>>().map(Some)
        };
        let (encoder, decoder, cross) = (
            heads(Kind::Encoder)?,
            heads(Kind::Decoder)?,
            heads(Kind::Cross)?,
        );
        let words = |kind, reading, heads: &Vec<Vec<Matrix>>| -> Heads {
            let axes = Axes::new(kind, &source, &target, reading);
            let layer = |layer: &Vec<Matrix>| {
                layer
                    .iter()
                    .map(|weights| Rows(by_word(weights, &axes)))
                    .collect()
            };
            heads.iter().map(layer).collect()
        };
        let readings = |kind, heads: &Vec<Vec<Matrix>>| Readings {
            saying: words(kind, Reading::Saying, heads),
            said: words(kind, Reading::Said, heads),
        };
        let by_word = ByWord {
            encoder: encoder
                .as_ref()
                .map(|heads| words(Kind::Encoder, Reading::Saying, heads)),
            decoder: decoder.as_ref().map(|heads| readings(Kind::Decoder, heads)),
            cross: cross.as_ref().map(|heads| readings(Kind::Cross, heads)),
        };
        let rows = |heads: Option<Vec<Vec<Matrix>>>| -> Option<Heads> {
            heads.map(|layers| {
                layers
                    .into_iter()
                    .map(|layer| layer.into_iter().map(Rows).collect())
                    .collect()
            })
        };
        let Next { guesses, written } = next_pieces(model, &run, &target)?;
        Ok(Trace {
            format: FORMAT,
            model: name,
            interventions: interventions.clone(),
            only,
            next: guesses,
            written,
            source,
            target,
            pieces: Pieces {
                encoder: rows(encoder),
                decoder: rows(decoder),
                cross: rows(cross),
            },
            by_word,
        })
    }
}
