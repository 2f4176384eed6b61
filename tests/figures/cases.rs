//! Sentences and seeded weights to draw.

use attention_loom::figure::{
    Attention, Head, Label, LabelKind, LoomInput, Pattern, PatternInput, Quantity, Scene, Style,
    heatmap, lines, loom, text_width,
};
use attention_loom::matrix::Matrix;

/// Font size at which all widths here are estimated.
pub const FONT: f32 = 16.0;

/// The opening pair.
pub const OPENING: [&str; 2] = [
    "The animal did not cross the street because it was too tired .",
    "Das Tier überquerte die Straße nicht , weil es zu müde war .",
];

/// Both sides of a pair, symbols last.
#[derive(Debug)]
pub struct Pair {
    pub source: Vec<Label>,
    pub target: Vec<Label>,
    /// Font size at which both are measured.
    pub font: f32,
}

impl Pair {
    pub fn new(source: &str, target: &str) -> Self {
        Self {
            source: labels(source, "end"),
            target: labels(target, "start"),
            font: FONT,
        }
    }

    pub fn opening() -> Self {
        Self::new(OPENING[0], OPENING[1])
    }

    /// `n` and `m` words of all sorts.
    pub fn of_size(n: usize, m: usize) -> Self {
        let words = |count: usize, shift: usize| {
            let word = |i| SORTS[(i + shift) % SORTS.len()];
            (0..count).map(word).collect::<Vec<_>>().join(" ")
        };
        Self::new(&words(n, 0), &words(m, 5))
    }

    /// The same, measured at another size.
    pub fn measured_at(mut self, font: f32) -> Self {
        for label in self.source.iter_mut().chain(&mut self.target) {
            label.width *= font / self.font;
        }
        self.font = font;
        self
    }

    pub fn scene(&self, figure: Figure, patterns: &[Pattern], width: f32) -> Scene {
        let style = Style {
            width,
            font_size: self.font,
            ..Style::default()
        };
        let one = |pattern| PatternInput {
            source: &self.source,
            target: &self.target,
            pattern,
            row: None,
            style,
        };
        match figure {
            Figure::Loom => loom(&LoomInput {
                source: &self.source,
                target: &self.target,
                patterns,
                style,
            }),
            Figure::Lines => lines(&one(&patterns[0])),
            Figure::Heatmap => heatmap(&one(&patterns[0])),
        }
    }

    /// A pattern with seeded weights: softmax over seeded scores that favour a drifting diagonal.
    pub fn pattern(&self, attention: Attention, heads: &[usize], seed: u64) -> Pattern {
        let (rows, cols) = self.shape(attention);
        let head = |&number: &usize| Head {
            head: Some(number),
            colour: Some(number),
            values: weights(attention, rows, cols, seed + number as u64),
        };
        Pattern::weights(attention, heads.iter().map(head).collect())
    }

    /// The same with scores; what is masked is −∞.
    pub fn scores(&self, attention: Attention, heads: &[usize], seed: u64) -> Pattern {
        let mut pattern = self.pattern(attention, heads, seed);
        pattern.quantity = Quantity::Score;
        for value in pattern
            .heads
            .iter_mut()
            .flat_map(|head| head.values.as_mut_slice())
        {
            *value = (value.max(1e-9).ln() + 4.0) * 1.7;
            if *value < -25.0 {
                *value = f32::NEG_INFINITY;
            }
        }
        pattern
    }

    /// All three attentions, one head each.
    pub fn three(&self) -> Vec<Pattern> {
        vec![
            self.pattern(Attention::Encoder, &[6], 3),
            self.pattern(Attention::Decoder, &[6], 5),
            self.pattern(Attention::Cross, &[4], 8),
        ]
    }

    /// Words that ask, labels that are looked at.
    pub fn shape(&self, attention: Attention) -> (usize, usize) {
        let (n, m) = (self.source.len() - 1, self.target.len() - 1);
        match attention {
            Attention::Encoder => (n, n + 1),
            Attention::Decoder => (m, m + 1),
            Attention::Cross => (m, n + 1),
        }
    }
}

/// Which figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Loom,
    Lines,
    Heatmap,
}

const SORTS: [&str; 12] = [
    "attention",
    "a",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "שלום",
    "mu\u{308}de",
    "👩‍👩‍👧",
    ".",
    "<script>",
    "漢字仮名交じり文",
    "it",
    "العربية",
    "was",
];

/// Words, apart by spaces, then a symbol.
fn labels(words: &str, symbol: &str) -> Vec<Label> {
    let label = |text: &str, kind| Label {
        text: text.to_owned(),
        width: text_width(text, FONT),
        kind,
    };
    let words = words
        .split_whitespace()
        .map(|word| label(word, LabelKind::Word));
    words.chain([label(symbol, LabelKind::Symbol)]).collect()
}

/// A small generator of its own (SplitMix64), so that golden files never change with a library.
pub struct Seeded(pub u64);

impl Seeded {
    /// 0 ..< 1.
    pub fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 40) as f32 / (1_u64 << 24) as f32
    }
}

fn weights(attention: Attention, rows: usize, cols: usize, seed: u64) -> Matrix {
    let mut seeded = Seeded(seed);
    let words = cols.saturating_sub(1).max(1) as f32;
    let drift = if attention == Attention::Cross {
        words / rows.max(1) as f32
    } else {
        1.0
    };
    let shift = seeded.next() * 3.0 - 1.5;
    let mut matrix = Matrix::from_fn(rows, cols, |row, col| {
        let symbol = col + 1 == cols;
        let apart = (col as f32 - row as f32 * drift - shift).abs();
        let masked = attention == Attention::Decoder && !symbol && col > row;
        let score = if symbol { -1.0 } else { 2.2 - 0.9 * apart } + seeded.next() * 4.0 - 2.0;
        if masked { f32::NEG_INFINITY } else { score }
    });
    for row in 0..rows {
        let row = matrix.row_mut(row);
        let most = row.iter().fold(f32::NEG_INFINITY, |a, b| f32::max(a, *b));
        row.iter_mut()
            .for_each(|value| *value = (*value - most).exp());
        let sum: f32 = row.iter().sum();
        row.iter_mut().for_each(|value| *value /= sum);
    }
    matrix
}
