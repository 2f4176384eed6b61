//! What a figure is: marks in painting order, label boxes to point at, and an account of what was not drawn.
//!
//! Refuses to know who paints: marks name colours by [`Role`], and everything interactive is found through [`Datum`] and
//! [`LabelBox`]. Pixels, y grows downwards.

use super::input::LabelId;
use super::pointing::{Datum, Grid, Hidden, LabelBox, Tile};

/// A whole figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Pixels from left to right; as [`super::Style::width`] asks, or more where the figure cannot be that narrow.
    pub width: f32,
    /// Pixels from top to bottom.
    pub height: f32,
    /// What is painted, first to last.
    pub marks: Vec<Mark>,
    /// Where the labels are, to point at and to focus; in reading order.
    pub boxes: Vec<LabelBox>,
    /// The heatmaps' cells, to look up what lies under the pointer.
    pub grids: Vec<Grid>,
    /// The tiles of the grid of all heads.
    pub tiles: Vec<Tile>,
    /// What fell below the threshold, one entry a pattern.
    pub hidden: Vec<Hidden>,
}

/// Something painted.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is in the figure.
    pub part: Part,
    /// Its outline.
    pub shape: Shape,
    /// What it is filled with; text is written in it.
    pub fill: Option<Role>,
    /// Its line.
    pub stroke: Option<Stroke>,
    /// 0 ..= 1, over fill and line.
    pub opacity: f32,
    /// The number it shows.
    pub datum: Option<Datum>,
    /// The label it belongs to.
    pub label: Option<LabelId>,
}

/// What a mark is in its figure; names the CSS class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A column's or zone's heading.
    Heading,
    /// The cue that says which way is asked.
    Direction,
    /// A word, piece or symbol.
    Label,
    /// The small node of a symbol, the underline of an unknown word.
    Node,
    /// A thread or arc: one pair of one head.
    Line,
    /// A square in a head's colour beside a word.
    Square,
    /// A heatmap's cell, or all its cells as one image.
    Cell,
    /// Colour scale and its numbers.
    Legend,
    /// A frame around cells.
    Frame,
    /// What was left out, shares of symbols.
    Note,
    /// A number beside a word that is pinned or pointed at.
    Beside,
}

impl Part {
    /// The class that painters give the mark.
    pub fn class(self) -> &'static str {
        match self {
            Part::Heading => "heading",
            Part::Direction => "direction",
            Part::Label => "label",
            Part::Node => "node",
            Part::Line => "line",
            Part::Square => "square",
            Part::Cell => "cell",
            Part::Legend => "legend",
            Part::Frame => "frame",
            Part::Note => "note",
            Part::Beside => "beside",
        }
    }
}

/// A point, pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Begin here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier curve: two control points, then the end.
    Cubic(Point, Point, Point),
    /// Back to the last [`Segment::Move`].
    Close,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Upper edge.
    pub y: f32,
    /// Pixels from left to right.
    pub width: f32,
    /// Pixels from top to bottom.
    pub height: f32,
}

impl Area {
    /// Whether the point lies in it (left and upper edges belong to it).
    pub fn contains(&self, x: f32, y: f32) -> bool {
        x >= self.x && x < self.x + self.width && y >= self.y && y < self.y + self.height
    }
}

/// A turn about a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turn {
    /// Degrees, clockwise.
    pub degrees: f32,
    /// The point that stays.
    pub about: Point,
}

/// An outline.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Lines and curves.
    Path(Vec<Segment>),
    /// A rectangle with rounded corners.
    Rect {
        /// Where.
        area: Area,
        /// The corners' radius.
        radius: f32,
    },
    /// A circle.
    Circle {
        /// Its middle.
        centre: Point,
        /// Its radius.
        radius: f32,
    },
    /// One line of text.
    Text {
        /// What is written.
        text: String,
        /// Where: the anchor's point, on the baseline.
        at: Point,
        /// Which of its points stands there.
        anchor: Anchor,
        /// Pixels.
        size: f32,
        /// How heavy.
        weight: Weight,
        /// Turned text.
        turn: Option<Turn>,
    },
    /// Cells of one colour each, painted as an image without smoothing.
    Image {
        /// Where.
        area: Area,
        /// Cells from top to bottom.
        rows: usize,
        /// Cells from left to right.
        cols: usize,
        /// One colour a cell, row after row; `None` is left open.
        cells: Vec<Option<Role>>,
    },
}

/// Which point of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// Its left end, whatever its direction.
    Start,
    /// Its middle.
    Middle,
    /// Its right end, whatever its direction.
    End,
}

/// How heavy text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400.
    Regular,
    /// 600.
    Bold,
}

/// A line around or along a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub role: Role,
    /// Its width in pixels.
    pub width: f32,
}

/// What a colour is for; a [`super::Theme`] says which colour that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// Words.
    Ink,
    /// Headings, notes, symbols.
    Muted,
    /// Rules and frames.
    Faint,
    /// Behind everything.
    Background,
    /// A surface on the background.
    Panel,
    /// A head's colour, an index into the palette.
    Head(usize),
    /// A mean over heads.
    Mean,
    /// A head's colour, or a mean's, as legible as text.
    Written(Option<usize>),
    /// Lines around what is chosen.
    Accent,
    /// The ground of what is chosen.
    Wash,
    /// A weight's place on the scale, 0 ..= 1.
    Ramp(f32),
    /// A signed number's place on the scale, −1 ..= 1.
    Signed(f32),
    /// More than before.
    Plus,
    /// Less than before.
    Minus,
}

impl Turn {
    /// The point, turned.
    pub fn apply(&self, point: Point) -> Point {
        let (sin, cos) = sin_cos(self.degrees);
        let (dx, dy) = (point.x - self.about.x, point.y - self.about.y);
        Point {
            x: self.about.x + dx * cos - dy * sin,
            y: self.about.y + dx * sin + dy * cos,
        }
    }
}

/// Sine and cosine of at most a full turn either way, by their series: a figure turns a few words, and the standard library's
/// are made for angles of any size.
pub(super) fn sin_cos(degrees: f32) -> (f32, f32) {
    let angle = f64::from(degrees).to_radians();
    let (mut sin, mut cos, mut term) = (0.0, 0.0, 1.0);
    for n in 0..32 {
        match n % 4 {
            0 => cos += term,
            1 => sin += term,
            2 => cos -= term,
            _ => sin -= term,
        }
        term *= angle / f64::from(n + 1);
    }
    (sin as f32, cos as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_agree_with_the_standard_library() {
        for degrees in (-360..=360).step_by(5).map(|degrees| degrees as f32) {
            let (sin, cos) = sin_cos(degrees);
            let (expected_sin, expected_cos) = degrees.to_radians().sin_cos();
            assert!(
                (sin - expected_sin).abs() < 1e-6 && (cos - expected_cos).abs() < 1e-6,
                "{degrees}"
            );
        }
    }
}
