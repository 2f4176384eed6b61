//! A column of words: where each label stands, how it is written, where a line may touch it.

use super::input::{Label, LabelId, LabelKind, Side};
use super::pen::{BASELINE, line, point, rect, text};
use super::pointing::{Duty, LabelBox};
use super::scene::{Anchor, Area, Mark, Part, Role, Scene};
use super::text::fit;

/// Space between a word and the lines that touch it.
pub(super) const GAP: f32 = 7.0;

/// A column, placed.
pub(super) struct Column<'a> {
    /// Whose words.
    pub side: Side,
    /// All labels of the side.
    pub labels: &'a [Label],
    /// The labels that stand in it, from top to bottom, each with the middle of its line.
    pub rows: Vec<(usize, f32)>,
    /// Left edge.
    pub x: f32,
    /// Width.
    pub width: f32,
    /// To which edge the words keep: [`Anchor::Start`] or [`Anchor::End`].
    pub anchor: Anchor,
    /// Font size of words.
    pub font: f32,
    /// Font size at which the labels were measured.
    pub measured: f32,
    /// Height that a label's box may take.
    pub pitch: f32,
}

/// Symbols are written this much smaller than words.
const SYMBOL: f32 = 0.84;

impl Column<'_> {
    /// The widest label of `labels` at `font`, no wider than `most`.
    pub fn width_of(labels: &[Label], font: f32, measured: f32, most: f32) -> f32 {
        let width = |label: &Label| finite(label.width) * size(label, font) / measured;
        labels.iter().map(width).fold(0.0, f32::max).min(most)
    }

    /// The middle of every label's line, by label index; `None` for labels that are not in the column.
    pub fn heights(&self) -> Vec<Option<f32>> {
        let mut heights = vec![None; self.labels.len()];
        for &(index, y) in &self.rows {
            heights[index] = Some(y);
        }
        heights
    }

    /// What is written for label `index`, with its left edge, width and font size.
    fn written(&self, index: usize) -> (String, f32, f32, f32) {
        let label = &self.labels[index];
        let size = size(label, self.font);
        let (text, width) = fit(
            &label.text,
            finite(label.width) * size / self.measured,
            self.width,
        );
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x + (self.width - width) / 2.0,
            Anchor::End => self.x + self.width - width,
        };
        (text, x, width, size)
    }

    /// Left and right edge of every label's text, by label index.
    pub fn edges(&self) -> Vec<(f32, f32)> {
        let edge = |index| {
            let (_, x, width, _) = self.written(index);
            (x, x + width)
        };
        (0..self.labels.len()).map(edge).collect()
    }

    /// Writes the labels and adds their boxes.
    pub fn write(&self, scene: &mut Scene, duty: Duty) {
        for &(index, y) in &self.rows {
            let label = &self.labels[index];
            let id = LabelId {
                side: self.side,
                index,
            };
            let (words, x, width, size) = self.written(index);
            let at = point(
                match self.anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x + width / 2.0,
                    Anchor::End => x + width,
                },
                y + size * BASELINE,
            );
            let role = match label.kind {
                LabelKind::Symbol | LabelKind::Alone => Role::Muted,
                LabelKind::Word | LabelKind::Unknown => Role::Ink,
            };
            if label.kind == LabelKind::Symbol {
                let (high, pad) = (size * 1.45, GAP - 2.0);
                let pill = rect(x - pad, y - high / 2.0, width + 2.0 * pad, high, high / 2.0);
                scene.put(Mark::outlined(Part::Node, pill, Role::Faint, 1.0).of(id));
            }
            scene.put(Mark::filled(Part::Label, text(words, at, self.anchor, size), role).of(id));
            if label.kind == LabelKind::Unknown {
                let below = y + size * 0.62;
                let underline = line(point(x, below), point(x + width, below));
                scene.put(Mark::outlined(Part::Node, underline, Role::Minus, 1.2).of(id));
            }
            if label.kind == LabelKind::Alone {
                let (high, pad) = (size * 1.5, GAP - 2.0);
                let frame = rect(x - pad, y - high / 2.0, width + 2.0 * pad, high, 3.0);
                scene.put(Mark::outlined(Part::Node, frame, Role::Muted, 1.0).of(id));
            }
            let height = (size * 1.9).min(self.pitch);
            let pad = GAP - 2.0;
            let area = Area {
                x: x - pad,
                y: y - height / 2.0,
                width: width + 2.0 * pad,
                height,
            };
            scene.boxes.push(LabelBox {
                id,
                duty,
                text: label.text.clone(),
                area,
                turn: None,
            });
        }
    }
}

/// Font size of a label where words have `font`.
pub(super) fn size(label: &Label, font: f32) -> f32 {
    if label.kind == LabelKind::Symbol {
        font * SYMBOL
    } else {
        font
    }
}

/// A width as it may be used: a caller's measurement that failed counts as nothing.
pub(super) fn finite(width: f32) -> f32 {
    if width.is_finite() {
        width.max(0.0)
    } else {
        0.0
    }
}
