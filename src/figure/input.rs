//! What a figure is drawn from: labels with their widths, and attention patterns over them.
//!
//! Refuses to know how text is measured, and which model the numbers come from.

use crate::matrix::Matrix;

/// Which of the three attentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attention {
    /// Encoder self-attention: source looks at source.
    Encoder,
    /// Masked decoder self-attention: target looks at what stands before it.
    Decoder,
    /// Cross-attention: target looks at source.
    Cross,
}

impl Attention {
    /// All three, in the order in which data flows.
    pub const ALL: [Attention; 3] = [Attention::Encoder, Attention::Decoder, Attention::Cross];

    /// The name used in `data-attention` and by `loom trace`.
    pub fn name(self) -> &'static str {
        match self {
            Attention::Encoder => "encoder",
            Attention::Decoder => "decoder",
            Attention::Cross => "cross",
        }
    }

    /// The side whose words ask.
    pub fn asks(self) -> Side {
        match self {
            Attention::Encoder => Side::Source,
            Attention::Decoder | Attention::Cross => Side::Target,
        }
    }

    /// The side whose words are looked at.
    pub fn looked_at(self) -> Side {
        match self {
            Attention::Encoder | Attention::Cross => Side::Source,
            Attention::Decoder => Side::Target,
        }
    }
}

/// One of the two sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// What the encoder reads.
    Source,
    /// What the decoder reads.
    Target,
}

impl Side {
    /// The name used in `data-side`.
    pub fn name(self) -> &'static str {
        match self {
            Side::Source => "source",
            Side::Target => "target",
        }
    }
}

/// What a label stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LabelKind {
    /// A word or piece of the text.
    #[default]
    Word,
    /// A start or end symbol: drawn small and dim.
    Symbol,
    /// A word or piece that the model does not know.
    Unknown,
    /// A word or piece that what is compared with does not have.
    Alone,
}

/// A word, piece or symbol of one side.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Label {
    /// As it is to be read; the painter lets its direction follow its first strong letter.
    pub text: String,
    /// Pixels it takes at [`Style::font_size`]. Figures that choose another size scale it.
    pub width: f32,
    /// What it stands for.
    pub kind: LabelKind,
}

/// Names a label in every figure: the side and the index in that side's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelId {
    /// The side.
    pub side: Side,
    /// The index in the side's labels.
    pub index: usize,
}

/// What the numbers of a pattern are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Quantity {
    /// Shares of one, 0 ..= 1.
    #[default]
    Weight,
    /// Any real numbers, larger is more; what is not finite is masked and not drawn.
    Score,
    /// Lengths: 0 or more, of any size.
    Norm,
    /// A weight less another, −1 ..= 1; what is not finite is not compared and not drawn.
    WeightDifference,
    /// A score or a norm less another; what is not finite is not compared and not drawn.
    ScoreDifference,
}

impl Quantity {
    /// Whether the sign says which of two has more.
    pub fn is_difference(self) -> bool {
        matches!(self, Quantity::WeightDifference | Quantity::ScoreDifference)
    }

    /// The name used by legends and of the attribute that holds the number: `data-weight`.
    pub fn name(self) -> &'static str {
        match self {
            Quantity::Weight => "weight",
            Quantity::Score => "score",
            Quantity::Norm => "norm",
            Quantity::WeightDifference | Quantity::ScoreDifference => "difference",
        }
    }
}

/// The numbers of one head, or of a mean over heads.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The head's number from 0; `None` for a mean or maximum over heads.
    pub head: Option<usize>,
    /// Its colour: an index into the palette (taken modulo [`super::PALETTE`]), `None` for the neutral one of a mean.
    pub colour: Option<usize>,
    /// `[queries, keys]`.
    pub values: Matrix,
}

/// One attention's numbers, for one head or several at once.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Which attention; it tells which side asks and which is looked at.
    pub attention: Attention,
    /// What the numbers are.
    pub quantity: Quantity,
    /// The heads shown, one colour each.
    pub heads: Vec<Head>,
    /// For each row, the index of the label that asks. Empty: row i is label i. A row without label (index beyond the list)
    /// is not shown.
    pub queries: Vec<usize>,
    /// For each column, the index of the label that is looked at. Empty: column j is label j.
    pub keys: Vec<usize>,
    /// 1 draws fully, less dims, 0 leaves it out.
    pub opacity: f32,
}

impl Pattern {
    /// Weights whose rows and columns are the labels in their order, drawn fully.
    pub fn weights(attention: Attention, heads: Vec<Head>) -> Self {
        Self {
            attention,
            quantity: Quantity::Weight,
            heads,
            queries: Vec::new(),
            keys: Vec::new(),
            opacity: 1.0,
        }
    }

    /// The label that asks in row `row`.
    pub fn query_label(&self, row: usize) -> Option<LabelId> {
        lookup(&self.queries, row).map(|index| LabelId {
            side: self.attention.asks(),
            index,
        })
    }

    /// The label that is looked at in column `col`.
    pub fn key_label(&self, col: usize) -> Option<LabelId> {
        lookup(&self.keys, col).map(|index| LabelId {
            side: self.attention.looked_at(),
            index,
        })
    }
}

fn lookup(map: &[usize], index: usize) -> Option<usize> {
    if map.is_empty() {
        Some(index)
    } else {
        map.get(index).copied()
    }
}

/// How large a figure is and what it leaves out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Pixels available from left to right.
    pub width: f32,
    /// Size in pixels at which the labels' widths were measured; figures use it, or less on narrow screens.
    pub font_size: f32,
    /// Lines weaker than this (weight, or a score's strength) are not drawn but counted.
    pub threshold: f32,
    /// How many times as large as they would fit a heatmap's cells are; what is not a number from 1 on is 1.
    pub zoom: f32,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 960.0,
            font_size: 16.0,
            threshold: 0.01,
            zoom: 1.0,
        }
    }
}

/// What the Loom is drawn from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoomInput<'a> {
    /// Words of the source, then its end symbol (pieces: in their order).
    pub source: &'a [Label],
    /// Words of the target, then its start symbol (pieces: the start symbol first).
    pub target: &'a [Label],
    /// Up to three patterns, one for each attention.
    pub patterns: &'a [Pattern],
    /// Size and threshold.
    pub style: Style,
}

/// What Lines and Heatmap are drawn from: one attention between the two lists that [`LoomInput`] has too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PatternInput<'a> {
    /// Words of the source, then its end symbol.
    pub source: &'a [Label],
    /// Words of the target, then its start symbol.
    pub target: &'a [Label],
    /// The one attention shown.
    pub pattern: &'a Pattern,
    /// A row whose numbers stand beside the keys (Lines: as squares); without it, what each key gets on the whole.
    pub row: Option<usize>,
    /// Size and threshold.
    pub style: Style,
}

impl<'a> PatternInput<'a> {
    /// The labels of a side.
    pub fn labels(&self, side: Side) -> &'a [Label] {
        match side {
            Side::Source => self.source,
            Side::Target => self.target,
        }
    }
}

/// What the grid of all heads is drawn from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThumbnailsInput<'a> {
    /// Which attention.
    pub attention: Attention,
    /// `[layer][head]`, each `[queries, keys]`.
    pub layers: &'a [Vec<Matrix>],
    /// What the numbers are.
    pub quantity: Quantity,
    /// Two lines under each, `[layer][head]`; none without any.
    pub notes: &'a [Vec<[String; 2]>],
    /// The layers and heads that are open.
    pub selected: &'a [(usize, usize)],
    /// Size; the threshold is not used.
    pub style: Style,
}
