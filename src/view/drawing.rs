//! From the picture in the state to a figure on screen: labels with their widths, patterns over them, the scene, and which
//! marks belong to which label.
//!
//! Refuses to know how text is measured (a function is passed in) and how a scene is painted.

use std::collections::HashMap;

use crate::app::{Chip, Drawn, Figure, Label, Node, Picture, Spot, View};
use crate::engine::protocol::Quantity;
use crate::figure::{
    self, Attention, Datum, Head, LabelId, LabelKind, LoomInput, Pattern, PatternInput, Scene,
    Style,
};
use crate::matrix::Matrix;
use crate::model::{Kind, Side};

/// How much of its strength a dimmed attention keeps.
const DIMMED: f32 = 0.12;

/// A figure, ready to be painted and pointed at.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// What is painted.
    pub scene: Scene,
    /// The numbers behind it, also those too small for a line.
    pub patterns: Vec<Pattern>,
    /// What the labels of the source stand for, in the figure's order.
    source: Vec<Spot>,
    /// What the labels of the target stand for, in the figure's order.
    target: Vec<Spot>,
    /// For every label, the marks whose number it has part in.
    marks: HashMap<LabelId, Vec<usize>>,
}

/// What a drawing needs to know of what is chosen; the rest is in the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which figure.
    pub figure: Figure,
    /// Which attention, where the figure shows one.
    pub focus: Kind,
    /// Which attentions are drawn faintly, in the order of [`Kind::ALL`].
    pub dimmed: [bool; 3],
}

impl From<&View> for Asked {
    fn from(view: &View) -> Self {
        Self {
            figure: view.figure,
            focus: view.focus,
            dimmed: Kind::ALL.map(|kind| view.choice(kind).dimmed),
        }
    }
}

impl Asked {
    fn opacity(&self, kind: Kind) -> f32 {
        let place = Kind::ALL.iter().position(|own| *own == kind);
        let dimmed = place.is_some_and(|place| self.dimmed[place]);
        if dimmed && self.figure == Figure::Loom {
            DIMMED
        } else {
            1.0
        }
    }
}

/// Room and type of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Pixels from left to right.
    pub width: f32,
    /// Pixels of the words' type.
    pub font_size: f32,
}

impl Drawing {
    /// Draws `picture` as `asked`. `measure` says how many pixels a text takes at `room.font_size`.
    pub fn new(picture: &Picture, asked: Asked, room: Room, measure: impl Fn(&str) -> f32) -> Self {
        let shown: Vec<&Drawn> = match asked.figure {
            Figure::Loom => picture.attentions.iter().map(|drawn| &**drawn).collect(),
            Figure::Lines | Figure::Heatmap => picture
                .attention(asked.focus)
                .or(picture.attentions.first())
                .map(|drawn| &**drawn)
                .into_iter()
                .collect(),
        };
        let source = labels(&shown, Side::Source);
        let target = labels(&shown, Side::Target);
        let patterns: Vec<Pattern> = shown
            .iter()
            .map(|drawn| {
                pattern(
                    drawn,
                    picture.quantity,
                    asked.opacity(drawn.kind),
                    &source,
                    &target,
                )
            })
            .collect();
        let style = Style {
            width: room.width,
            font_size: room.font_size,
            ..Style::default()
        };
        let measured = |labels: &[&Label]| -> Vec<figure::Label> {
            labels
                .iter()
                .map(|label| measured(label, &measure))
                .collect()
        };
        let scene = draw(
            asked.figure,
            &measured(&source),
            &measured(&target),
            &patterns,
            style,
        );
        let mut marks: HashMap<LabelId, Vec<usize>> = HashMap::new();
        for (i, mark) in scene.marks.iter().enumerate() {
            let Some(datum) = mark.datum else { continue };
            marks.entry(datum.from).or_default().push(i);
            if datum.to != datum.from {
                marks.entry(datum.to).or_default().push(i);
            }
        }
        let spots = |labels: &[&Label]| labels.iter().filter_map(|label| label.spot).collect();
        Self {
            source: spots(&source),
            target: spots(&target),
            scene,
            patterns,
            marks,
        }
    }

    /// What a label stands for.
    pub fn spot(&self, id: LabelId) -> Option<Spot> {
        self.spots(id.side).get(id.index).copied()
    }

    /// The label that stands for `spot`.
    pub fn label(&self, spot: Spot) -> Option<LabelId> {
        let side = side(spot.side);
        let index = self.spots(side).iter().position(|own| *own == spot)?;
        Some(LabelId { side, index })
    }

    /// The marks whose number has to do with any of these labels, each once, in painting order.
    pub fn marks_of(&self, labels: &[LabelId]) -> Vec<usize> {
        let mut marks: Vec<usize> = labels
            .iter()
            .filter_map(|label| self.marks.get(label))
            .flatten()
            .copied()
            .collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// The marks of one pair.
    pub fn marks_between(&self, attention: Attention, from: LabelId, to: LabelId) -> Vec<usize> {
        let is_pair =
            |datum: &Datum| datum.attention == attention && datum.from == from && datum.to == to;
        let of_query = self.marks.get(&from).map_or(&[][..], Vec::as_slice);
        of_query
            .iter()
            .copied()
            .filter(|&i| self.scene.marks[i].datum.as_ref().is_some_and(is_pair))
            .collect()
    }

    fn spots(&self, side: figure::Side) -> &[Spot] {
        match side {
            figure::Side::Source => &self.source,
            figure::Side::Target => &self.target,
        }
    }
}

fn draw(
    figure: Figure,
    source: &[figure::Label],
    target: &[figure::Label],
    patterns: &[Pattern],
    style: Style,
) -> Scene {
    let loom = || {
        figure::loom(&LoomInput {
            source,
            target,
            patterns,
            style,
        })
    };
    let Some(pattern) = patterns.first().filter(|_| figure != Figure::Loom) else {
        return loom();
    };
    let input = PatternInput {
        source,
        target,
        pattern,
        row: None,
        style,
    };
    match figure {
        Figure::Loom => loom(),
        Figure::Lines => figure::lines(&input),
        Figure::Heatmap => figure::heatmap(&input),
    }
}

/// The figure's name for an attention.
pub fn attention(kind: Kind) -> Attention {
    match kind {
        Kind::Encoder => Attention::Encoder,
        Kind::Decoder => Attention::Decoder,
        Kind::Cross => Attention::Cross,
    }
}

/// The model's name for a figure's attention.
pub fn kind(attention: Attention) -> Kind {
    match attention {
        Attention::Encoder => Kind::Encoder,
        Attention::Decoder => Kind::Decoder,
        Attention::Cross => Kind::Cross,
    }
}

/// The figure's name for a side.
pub fn side(side: Side) -> figure::Side {
    match side {
        Side::Source => figure::Side::Source,
        Side::Target => figure::Side::Target,
    }
}

/// The figure's name for a quantity.
pub fn quantity(quantity: Quantity) -> figure::Quantity {
    match quantity {
        Quantity::Weight => figure::Quantity::Weight,
        Quantity::Score | Quantity::Scaled => figure::Quantity::Score,
    }
}

/// The labels of one side in reading order: those looked at, where one of the attentions looks at this side, else those that
/// ask.
fn labels<'a>(shown: &[&'a Drawn], of: Side) -> Vec<&'a Label> {
    let looked_at = |kind: Kind| attention(kind).looked_at() == side(of);
    let asks = |kind: Kind| attention(kind).asks() == side(of);
    let all = shown
        .iter()
        .find(|drawn| looked_at(drawn.kind))
        .map(|drawn| &drawn.keys)
        .or_else(|| {
            shown
                .iter()
                .find(|drawn| asks(drawn.kind))
                .map(|drawn| &drawn.queries)
        });
    let mut labels: Vec<&Label> = all.map_or(vec![], |labels| labels.iter().collect());
    labels.retain(|label| label.spot.is_some());
    labels
}

fn pattern(
    drawn: &Drawn,
    quantity: Quantity,
    opacity: f32,
    source: &[&Label],
    target: &[&Label],
) -> Pattern {
    let attention = attention(drawn.kind);
    let places = |labels: &[Label], side: figure::Side| -> Vec<usize> {
        let list = match side {
            figure::Side::Source => source,
            figure::Side::Target => target,
        };
        let places: HashMap<Spot, usize> = list
            .iter()
            .enumerate()
            .filter_map(|(i, label)| Some((label.spot?, i)))
            .collect();
        labels
            .iter()
            .map(|label| {
                label
                    .spot
                    .and_then(|spot| places.get(&spot).copied())
                    .unwrap_or(usize::MAX)
            })
            .collect()
    };
    Pattern {
        attention,
        quantity: self::quantity(quantity),
        heads: drawn
            .sheets
            .iter()
            .filter_map(|sheet| {
                let head = match sheet.chip {
                    Chip::Head(head) => Some(head),
                    Chip::Mean | Chip::Max => None,
                };
                let values =
                    Matrix::from_vec(sheet.rows, sheet.cols, sheet.numbers.to_vec()).ok()?;
                Some(Head {
                    head,
                    colour: head,
                    values,
                })
            })
            .collect(),
        queries: places(&drawn.queries, attention.asks()),
        keys: places(&drawn.keys, attention.looked_at()),
        opacity,
    }
}

fn measured(label: &Label, measure: impl Fn(&str) -> f32) -> figure::Label {
    let text = figure::writable(&label.text);
    let symbol = label.spot.is_some_and(|spot| spot.node == Node::Symbol);
    figure::Label {
        width: measure(&text),
        text,
        kind: match (symbol, label.unknown) {
            (true, _) => LabelKind::Symbol,
            (_, true) => LabelKind::Unknown,
            _ => LabelKind::Word,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{opening, word};
    use super::*;

    #[test]
    fn every_number_of_a_line_is_the_pictures() {
        for figure in Figure::ALL {
            let (picture, drawing) = opening(figure);
            let data: Vec<Datum> = drawing
                .scene
                .marks
                .iter()
                .filter_map(|mark| mark.datum)
                .collect();
            assert!(!data.is_empty(), "{figure:?}");
            for datum in data {
                let drawn = picture
                    .attention(kind(datum.attention))
                    .expect("the attention is shown");
                let sheet = &drawn.sheets[0];
                assert_eq!(
                    sheet.get(datum.query, datum.key),
                    Some(datum.value),
                    "{figure:?} {datum:?}"
                );
                assert_eq!(
                    drawing.spot(datum.from),
                    drawn.queries[datum.query].spot,
                    "{figure:?} {datum:?}"
                );
                assert_eq!(
                    drawing.spot(datum.to),
                    drawn.keys[datum.key].spot,
                    "{figure:?} {datum:?}"
                );
            }
        }
    }

    #[test]
    fn labels_and_spots_name_each_other() {
        let (picture, drawing) = opening(Figure::Loom);
        for text in ["tired", "müde", "end", "start"] {
            let spot = word(&picture, text);
            let label = drawing.label(spot).expect("the spot is drawn");
            assert_eq!(drawing.spot(label), Some(spot), "{text}");
        }
        assert_eq!(drawing.label(Spot::word(Side::Source, 999)), None);
    }

    #[test]
    fn the_marks_of_a_word_are_all_those_that_it_has_part_in() {
        let (picture, drawing) = opening(Figure::Loom);
        let label = drawing.label(word(&picture, "it")).expect("drawn");
        let marks = drawing.marks_of(&[label, label]);
        let has_part = |datum: Datum| datum.from == label || datum.to == label;
        let expected: Vec<usize> = (0..drawing.scene.marks.len())
            .filter(|&i| drawing.scene.marks[i].datum.is_some_and(has_part))
            .collect();
        assert!(!expected.is_empty());
        assert_eq!(marks, expected);
    }

    #[test]
    fn a_dimmed_attention_stays_in_the_loom_but_faintly() {
        let asked = Asked {
            figure: Figure::Loom,
            focus: Kind::Cross,
            dimmed: [false, true, false],
        };
        assert_eq!(
            Kind::ALL.map(|kind| asked.opacity(kind)),
            [1.0, DIMMED, 1.0]
        );
        let lines = Asked {
            figure: Figure::Lines,
            ..asked
        };
        assert_eq!(Kind::ALL.map(|kind| lines.opacity(kind)), [1.0; 3]);
    }
}
