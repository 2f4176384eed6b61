//! The way from an exhibit to the same attention in the explorer, as the parts of an address.

use crate::model::{Kind, Side};
use crate::text::Sentence;

/// What the explorer is to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Parts of an address, texts apart.
    pub view: String,
    /// The lesson's own source and target; else the reader's.
    pub texts: Option<[&'static str; 2]>,
}

impl Visit {
    /// One attention's layer from piece to piece as a heatmap: of one head, or the mean of all. The decoder's rows are read as
    /// about to say a piece, or as having just `said` it.
    pub fn heatmap(kind: Kind, layer: usize, head: Option<usize>, said: bool) -> Self {
        let name = match kind {
            Kind::Encoder => "encoder",
            Kind::Decoder => "decoder",
            Kind::Cross => "cross",
        };
        let head = head.map_or("mean".to_owned(), |head| (head + 1).to_string());
        let layer = (layer + 1).to_string();
        let parts = [
            "figure=heatmap&by=pieces&focus=",
            name,
            "&",
            name,
            "=",
            &layer,
            ".",
            &head,
            if said { ".said" } else { "" },
        ];
        Self {
            view: parts.concat(),
            texts: None,
        }
    }

    /// With one more part of an address.
    #[must_use]
    pub fn and(mut self, part: &str) -> Self {
        self.view.extend(["&", part]);
        self
    }

    /// With a piece of a sentence pinned; what belongs to no word is the side's symbol.
    #[must_use]
    pub fn pinned(self, side: Side, sentence: &Sentence, piece: usize) -> Self {
        let (side, symbol) = match side {
            Side::Source => ("s", "end"),
            Side::Target => ("t", "start"),
        };
        let word = sentence.pieces.get(piece).and_then(|piece| piece.word);
        let node = match word {
            Some(_) => [&*(piece + 1).to_string(), "p"].concat(),
            None => symbol.to_owned(),
        };
        self.and(&["pin=", side, &node].concat())
    }
}
