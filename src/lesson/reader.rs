//! The reader's own sentences, as exhibits ask the model about them.

use crate::engine::protocol::{PairStudy, Study};
use crate::model::{Interventions, Kind};

use super::known::{Given, Missing, Pair};

/// What one layer's attention of this kind is made of while the reader's sentences are read; without `positions` no word
/// knows its place.
pub fn question(given: &Given<'_>, kind: Kind, layer: usize, positions: bool) -> PairStudy {
    let [source, target] = given.texts;
    PairStudy {
        source: source.to_owned(),
        // The encoder reads the source alone; so its answers outlive a change of the target.
        target: if kind == Kind::Encoder { "" } else { target }.to_owned(),
        interventions: Interventions {
            positions,
            ..Interventions::default()
        },
        kind,
        layer,
        order: Vec::new(),
    }
}

/// Asks for an encoder layer's self-attention.
pub fn ask_encoder(given: &Given<'_>, layer: usize, positions: bool) -> Study {
    Study::Pair(Box::new(question(given, Kind::Encoder, layer, positions)))
}

/// What is known of an encoder layer's self-attention.
///
/// # Errors
/// When the model has not told or cannot.
pub fn encoder<'a>(given: &Given<'a>, layer: usize, positions: bool) -> Result<&'a Pair, Missing> {
    given.pair(&question(given, Kind::Encoder, layer, positions))
}
