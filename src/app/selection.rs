//! What a person has chosen to see: figure, attention, layer, heads, reading, quantity, unit.

use crate::engine::protocol::{ModelInfo, Quantity, Unit};
use crate::model::{Kind, Reading};

/// Which figure is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Figure {
    /// All three attentions in one picture.
    #[default]
    Loom,
    /// Two columns and lines between them, one attention.
    Lines,
    /// Queries as rows, keys as columns, one attention.
    Heatmap,
}

impl Figure {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Figure; 3] = [Figure::Loom, Figure::Lines, Figure::Heatmap];
}

/// Which heads of an attention are shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Chips {
    /// These, in ascending order, one colour each; never empty.
    Heads(Vec<usize>),
    /// The mean of all heads.
    Mean,
    /// The largest of all heads, pair by pair.
    Max,
}

/// One matrix's name among those shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chip {
    /// This head.
    Head(usize),
    /// The mean of all heads.
    Mean,
    /// The largest of all heads, pair by pair.
    Max,
}

/// What is chosen for one attention.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choice {
    /// Its layer, from 0.
    pub layer: usize,
    /// Its heads.
    pub chips: Chips,
    /// In which row of the decoder a target word is read; of no meaning for the encoder.
    pub reading: Reading,
    /// Drawn faintly, so that the others stand out.
    pub dimmed: bool,
}

/// What a person has chosen to see.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct View {
    /// The figure.
    pub figure: Figure,
    /// The attention that is emphasised: the one that Lines and Heatmap show, and the summary speaks of.
    pub focus: Kind,
    /// What is chosen for each attention, in the order of [`Kind::ALL`].
    pub choices: [Choice; 3],
    /// Score, scaled score or weight.
    pub quantity: Quantity,
    /// Words or pieces.
    pub unit: Unit,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            layer: 0,
            chips: Chips::Mean,
            reading: Reading::Saying,
            dimmed: false,
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self {
            figure: Figure::Loom,
            focus: Kind::Cross,
            choices: Default::default(),
            quantity: Quantity::Weight,
            unit: Unit::Words,
        }
    }
}

impl View {
    /// What is chosen for `kind`.
    pub fn choice(&self, kind: Kind) -> &Choice {
        &self.choices[index(kind)]
    }

    /// What is chosen for `kind`, to be changed.
    pub fn choice_mut(&mut self, kind: Kind) -> &mut Choice {
        &mut self.choices[index(kind)]
    }

    /// The attentions on screen, in the order of [`Kind::ALL`].
    pub fn kinds(&self) -> Vec<Kind> {
        match self.figure {
            Figure::Loom => Kind::ALL.to_vec(),
            Figure::Lines | Figure::Heatmap => vec![self.focus],
        }
    }
}

/// The place of `kind` in [`Kind::ALL`].
pub(super) fn index(kind: Kind) -> usize {
    match kind {
        Kind::Encoder => 0,
        Kind::Decoder => 1,
        Kind::Cross => 2,
    }
}

/// Layers and heads of `kind` in this model.
pub fn extent(info: &ModelInfo, kind: Kind) -> (usize, usize) {
    match kind {
        Kind::Encoder => (info.encoder_layers, info.encoder_heads),
        Kind::Decoder | Kind::Cross => (info.decoder_layers, info.decoder_heads),
    }
}
