//! From the picture in the state to a figure on screen: labels with their widths, patterns over them, the scene, and which
//! marks belong to which label.
//!
//! Refuses to know how text is measured (a function is passed in) and how a scene is painted.

use crate::figure::{
    self, Attention, Datum, LabelId, LoomInput, Pattern, PatternInput, Scene, Side, Style,
};
use crate::model::Kind;

use super::names;
use super::picture::{Drawn, Label, Picture};
use super::place::Spot;
use super::selection::{Figure, View};

mod pattern;
#[cfg(test)]
pub mod samples;

use pattern::{labels, measured, pattern};

/// How much of its strength a dimmed attention keeps.
const DIMMED: f32 = 0.12;

/// A figure, ready to be painted and pointed at.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// What the names of its parts begin with, where there are several figures.
    pub name: &'static str,
    /// What is painted.
    pub scene: Scene,
    /// The numbers behind it, also those too small for a line.
    pub patterns: Vec<Pattern>,
    /// What the labels of the source stand for, in the figure's order.
    source: Vec<Spot>,
    /// What the labels of the target stand for, in the figure's order.
    target: Vec<Spot>,
    /// For every label of the source and of the target, the marks whose number it has part in.
    marks: [Vec<Vec<usize>>; 2],
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
            focus: view.focused(),
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

/// Rooms narrower than this get smaller type.
const NARROW: f32 = 520.0;

/// Room and type of a drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Pixels from left to right.
    pub width: f32,
    /// Pixels of the words' type.
    pub font_size: f32,
    /// How many times as large as they would fit a heatmap's cells are.
    pub zoom: f32,
}

impl Room {
    /// A room of this width, with type as large as is read well in it; larger still for a classroom.
    pub fn new(width: f32, large: bool) -> Self {
        let font_size = match (width < NARROW, large) {
            (true, false) => 15.0,
            (true, true) => 18.0,
            (false, false) => 17.0,
            (false, true) => 21.0,
        };
        Self {
            width,
            font_size,
            zoom: 1.0,
        }
    }
}

impl Drawing {
    /// Draws `picture` as `asked`. `measure` says how many pixels a text takes at `room.font_size`.
    pub fn new(picture: &Picture, asked: Asked, room: Room, measure: impl Fn(&str) -> f32) -> Self {
        let shown: Vec<&Drawn> = match asked.figure {
            Figure::Loom | Figure::Heads => {
                picture.attentions.iter().map(|drawn| &**drawn).collect()
            }
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
                let opacity = asked.opacity(drawn.kind);
                pattern(drawn, names::quantity(picture), opacity, [&source, &target])
            })
            .collect();
        let style = Style {
            width: room.width,
            font_size: room.font_size,
            zoom: room.zoom,
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
        let none = |labels: &[&Label]| vec![Vec::new(); labels.len()];
        let mut marks = [none(&source), none(&target)];
        for (i, mark) in scene.marks.iter().enumerate() {
            let Some(datum) = mark.datum else { continue };
            let mut add = |label: LabelId| {
                if let Some(of_label) = marks[place(label.side)].get_mut(label.index) {
                    of_label.push(i);
                }
            };
            add(datum.from);
            if datum.to != datum.from {
                add(datum.to);
            }
        }
        let spots = |labels: &[&Label]| labels.iter().filter_map(|label| label.spot).collect();
        Self {
            name: "",
            source: spots(&source),
            target: spots(&target),
            scene,
            patterns,
            marks,
        }
    }

    /// A figure without labels to point at.
    pub fn of(scene: Scene) -> Self {
        Self {
            scene,
            ..Self::default()
        }
    }

    /// What a label stands for.
    pub fn spot(&self, id: LabelId) -> Option<Spot> {
        self.spots(id.side).get(id.index).copied()
    }

    /// The label that stands for `spot`.
    pub fn label(&self, spot: Spot) -> Option<LabelId> {
        let side = names::side(spot.side);
        let index = self.spots(side).iter().position(|own| *own == spot)?;
        Some(LabelId { side, index })
    }

    /// The marks whose number has to do with any of these labels, each once, in painting order.
    pub fn marks_of(&self, labels: &[LabelId]) -> Vec<usize> {
        let mut has_part = vec![false; self.scene.marks.len()];
        for &i in labels.iter().flat_map(|label| self.of_label(*label)) {
            has_part[i] = true;
        }
        (0..has_part.len()).filter(|&i| has_part[i]).collect()
    }

    /// The marks of one pair.
    pub fn marks_between(&self, attention: Attention, from: LabelId, to: LabelId) -> Vec<usize> {
        let is_pair =
            |datum: &Datum| datum.attention == attention && datum.from == from && datum.to == to;
        let of_query = self.of_label(from).iter().copied();
        of_query
            .filter(|&i| self.scene.marks[i].datum.as_ref().is_some_and(is_pair))
            .collect()
    }

    fn of_label(&self, label: LabelId) -> &[usize] {
        let of_side = &self.marks[place(label.side)];
        of_side.get(label.index).map_or(&[], Vec::as_slice)
    }

    fn spots(&self, side: Side) -> &[Spot] {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}

fn place(side: Side) -> usize {
    match side {
        Side::Source => 0,
        Side::Target => 1,
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
        Figure::Loom | Figure::Heads => loom(),
        Figure::Lines => figure::lines(&input),
        Figure::Heatmap => figure::heatmap(&input),
    }
}

#[cfg(test)]
mod tests;
