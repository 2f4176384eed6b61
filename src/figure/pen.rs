//! Short ways to write marks.

use super::decimal::decimal;
use super::input::LabelId;
use super::pointing::Datum;
use super::scene::{
    Anchor, Area, Mark, Part, Point, Role, Scene, Segment, Shape, Stroke, Turn, Weight,
};
use super::text::text_width;

impl Mark {
    /// A filled shape.
    pub(super) fn filled(part: Part, shape: Shape, role: Role) -> Self {
        Self {
            part,
            shape,
            fill: Some(role),
            stroke: None,
            opacity: 1.0,
            datum: None,
            label: None,
        }
    }

    /// A shape drawn as a line.
    pub(super) fn outlined(part: Part, shape: Shape, role: Role, width: f32) -> Self {
        let stroke = Some(Stroke { role, width });
        Self {
            part,
            shape,
            fill: None,
            stroke,
            opacity: 1.0,
            datum: None,
            label: None,
        }
    }

    /// The same, less or more of it.
    pub(super) fn opacity(self, opacity: f32) -> Self {
        Self {
            opacity: opacity.clamp(0.0, 1.0),
            ..self
        }
    }

    /// The same, showing a number.
    pub(super) fn showing(self, datum: Datum) -> Self {
        Self {
            datum: Some(datum),
            ..self
        }
    }

    /// The same, belonging to a label.
    pub(super) fn of(self, label: LabelId) -> Self {
        Self {
            label: Some(label),
            ..self
        }
    }
}

/// Text of regular weight; `at` is on the baseline.
pub(super) fn text(text: impl Into<String>, at: Point, anchor: Anchor, size: f32) -> Shape {
    Shape::Text {
        text: text.into(),
        at,
        anchor,
        size,
        weight: Weight::Regular,
        turn: None,
    }
}

/// Bold text.
pub(super) fn bold(text: impl Into<String>, at: Point, anchor: Anchor, size: f32) -> Shape {
    Shape::Text {
        text: text.into(),
        at,
        anchor,
        size,
        weight: Weight::Bold,
        turn: None,
    }
}

/// Turned text.
pub(super) fn turned(
    text: impl Into<String>,
    at: Point,
    anchor: Anchor,
    size: f32,
    degrees: f32,
) -> Shape {
    let turn = (degrees != 0.0).then_some(Turn { degrees, about: at });
    Shape::Text {
        text: text.into(),
        at,
        anchor,
        size,
        weight: Weight::Regular,
        turn,
    }
}

/// A straight line.
pub(super) fn line(from: Point, to: Point) -> Shape {
    Shape::Path(vec![Segment::Move(from), Segment::Line(to)])
}

/// A rectangle.
pub(super) fn rect(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Shape {
    Shape::Rect {
        area: Area {
            x,
            y,
            width,
            height,
        },
        radius,
    }
}

/// A point.
pub(super) fn point(x: f32, y: f32) -> Point {
    Point { x, y }
}

/// How far below the middle of its line the baseline of text lies, as a share of the font size.
pub(super) const BASELINE: f32 = 0.35;

/// The first of `choices` that fits into `room` at `size`; `None` when none does.
pub(super) fn first_fitting<'a>(choices: &[&'a str], size: f32, room: f32) -> Option<&'a str> {
    choices
        .iter()
        .find(|choice| text_width(choice, size) * 1.04 <= room)
        .copied()
}

/// A share as it is written in figures: `0 %`, `<1 %`, `37 %`.
pub(super) fn percent(share: f32) -> String {
    match share {
        share if share <= 0.0 => "0 %".into(),
        share if share < 0.01 => "<1 %".into(),
        share => decimal(share * 100.0, 0) + " %",
    }
}

impl Scene {
    /// Adds a mark.
    pub(super) fn put(&mut self, mark: Mark) {
        self.marks.push(mark);
    }
}
