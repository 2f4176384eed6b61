//! What a person has chosen to see: figure, attention, layer, heads, reading, quantity, unit.

use crate::engine::protocol::{Look, ModelInfo, Quantity, Unit};
use crate::model::{Kind, Opening, Reading};

use super::chips::Chips;

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
    /// Every head of every layer as a thumbnail, all three attentions.
    Heads,
}

impl Figure {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Figure; 4] = [Figure::Loom, Figure::Lines, Figure::Heatmap, Figure::Heads];

    /// Whether it shows one attention, the one that is emphasised.
    pub fn shows_one(self) -> bool {
        matches!(self, Figure::Lines | Figure::Heatmap)
    }
}

/// Which of two runs the figure shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Contrast {
    /// The run that the page is about.
    #[default]
    Main,
    /// The run that it is compared with.
    Beside,
    /// The first less the second.
    Difference,
    /// One under the other.
    Both,
}

impl Contrast {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Contrast; 4] = [
        Contrast::Main,
        Contrast::Beside,
        Contrast::Difference,
        Contrast::Both,
    ];
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
    /// Which run, as long as there are two.
    pub contrast: Contrast,
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
            contrast: Contrast::Main,
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
            Figure::Heads => Kind::ALL.to_vec(),
            Figure::Loom => {
                let defined = |kind: &Kind| self.quantity.is_of(*kind);
                Kind::ALL.into_iter().filter(defined).collect()
            }
            Figure::Lines | Figure::Heatmap => vec![self.focused()],
        }
    }

    /// The attention that is emphasised: the chosen one, or the encoder's where what is shown is not defined for that.
    pub fn focused(&self) -> Kind {
        if self.quantity.is_of(self.focus) {
            self.focus
        } else {
            Kind::Encoder
        }
    }

    /// The attentions whose chosen matrices are painted; thumbnails are of all matrices.
    pub fn painted(&self) -> Vec<Kind> {
        match self.figure {
            Figure::Heads => Vec::new(),
            _ => self.kinds(),
        }
    }

    /// Opens `kind` as the model's manifest says, from measurement; where it says nothing, on the last layer's mean.
    pub fn open(&mut self, kind: Kind, info: &ModelInfo) {
        let choice = self.choice_mut(kind);
        choice.layer = extent(info, kind).0.saturating_sub(1);
        choice.chips = Chips::Mean;
        choice.reading = Reading::default();
        match info.manifest.open.iter().find(|open| open.kind == kind) {
            Some(opening) => self.open_at(opening, info),
            None => {
                self.fit(kind, info);
            }
        }
    }

    /// Opens one attention at these layer and heads.
    pub fn open_at(&mut self, opening: &Opening, info: &ModelInfo) {
        let choice = self.choice_mut(opening.kind);
        choice.layer = opening.layer;
        choice.chips = Chips::of(opening.heads.clone());
        choice.reading = opening.reading;
        self.fit(opening.kind, info);
    }

    /// Leaves out what this model does not have; says whether anything had to be.
    pub fn fit(&mut self, kind: Kind, info: &ModelInfo) -> bool {
        let (layers, heads) = extent(info, kind);
        let choice = self.choice_mut(kind);
        let before = choice.clone();
        choice.layer = choice.layer.min(layers.saturating_sub(1));
        if let Chips::Heads(chosen) = &choice.chips {
            let kept = chosen.iter().copied().filter(|&head| head < heads);
            choice.chips = Chips::of(kept.collect());
        }
        *choice != before
    }

    /// What has to be asked of the worker so that all of this can be painted: one look per attention on screen. A mean or a
    /// maximum needs every head.
    pub fn looks(&self, info: &ModelInfo) -> Vec<Look> {
        let look = |kind| {
            let choice = self.choice(kind);
            Look {
                kind,
                layer: choice.layer,
                heads: match self.quantity.has_heads() {
                    true => choice.chips.heads(extent(info, kind).1),
                    // One matrix, whichever head is named.
                    false => vec![0],
                },
                quantity: self.quantity,
                unit: self.unit,
                reading: choice.reading_of(kind),
            }
        };
        self.painted().into_iter().map(look).collect()
    }
}

impl Choice {
    /// The reading that counts for `kind`: the encoder has only one.
    pub fn reading_of(&self, kind: Kind) -> Reading {
        match kind {
            Kind::Encoder => Reading::default(),
            Kind::Decoder | Kind::Cross => self.reading,
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

#[cfg(test)]
mod tests {
    use super::super::samples::info;
    use super::*;

    #[test]
    fn a_view_opens_as_the_manifest_says_and_never_beyond_the_model() {
        let mut info = info();
        info.manifest.open = vec![
            Opening {
                kind: Kind::Cross,
                layer: 0,
                heads: vec![4, 1, 4],
                reading: Reading::Said,
            },
            Opening {
                kind: Kind::Decoder,
                layer: 99,
                heads: vec![99],
                reading: Reading::Saying,
            },
        ];
        let mut view = View::default();
        Kind::ALL
            .into_iter()
            .for_each(|kind| view.open(kind, &info));
        let opened = |kind| {
            let choice = view.choice(kind);
            (choice.layer, choice.chips.clone(), choice.reading)
        };
        assert_eq!(
            opened(Kind::Cross),
            (0, Chips::Heads(vec![1, 4]), Reading::Said)
        );
        assert_eq!(opened(Kind::Decoder), (2, Chips::Mean, Reading::Saying));
        assert_eq!(opened(Kind::Encoder), (2, Chips::Mean, Reading::Saying));
    }

    #[test]
    fn looks_are_what_is_on_screen_and_no_more() {
        let info = info();
        let mut view = View::default();
        view.choice_mut(Kind::Decoder).chips = Chips::Heads(vec![2]);
        view.choice_mut(Kind::Encoder).reading = Reading::Said;
        let looks = view.looks(&info);
        let kinds: Vec<Kind> = looks.iter().map(|look| look.kind).collect();
        assert_eq!(kinds, Kind::ALL);
        assert_eq!(looks[0].heads, [0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(looks[0].reading, Reading::Saying);
        assert_eq!(looks[1].heads, [2]);
        view.figure = Figure::Heatmap;
        view.focus = Kind::Decoder;
        assert_eq!(view.looks(&info), looks[1..2]);
        // Rollout is of a whole stack: it has no heads, and there is none between two stacks.
        view.quantity = Quantity::Rollout;
        view.focus = Kind::Cross;
        assert_eq!(view.kinds(), [Kind::Encoder]);
        view.figure = Figure::Loom;
        assert_eq!(view.kinds(), [Kind::Encoder, Kind::Decoder]);
        assert!(view.looks(&info).iter().all(|look| look.heads == [0]));
    }
}
