//! Threads and arcs: tapered ribbons along one cubic curve.
//!
//! A ribbon is broad at the end that asks and thin at the end that is looked at, the cue that readers of directed lines
//! follow best (Holten & van Wijk 2009). Its two edges are cubics whose control points are those of the middle line moved
//! outwards by half the width across each leg of the control polygon (Tiller & Hanson 1984).

use super::scene::{Point, Segment};

/// An end of a ribbon.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// Where it is; the ribbon leaves horizontally.
    pub at: Point,
    /// Its whole width.
    pub width: f32,
}

/// A thread between two columns, a cubic that leaves both ends horizontally.
pub(super) fn thread(from: End, to: End) -> Vec<Segment> {
    let middle = (from.at.x + to.at.x) / 2.0;
    ribbon(from, to, middle)
}

/// Half an ellipse from one end to the other, bulging `reach` pixels to the right (to the left when negative).
pub(super) fn arc(from: End, to: End, reach: f32) -> Vec<Segment> {
    // The cubic through (x, y₀), (c, y₀), (c, y₁), (x, y₁) reaches three quarters of the way to c.
    let edge = (from.at.x + to.at.x) / 2.0;
    ribbon(from, to, edge + reach * 4.0 / 3.0)
}

/// Both edges of the ribbon along (from), (control, from.y), (control, to.y), (to).
fn ribbon(from: End, to: End, control: f32) -> Vec<Segment> {
    let half = |end: End| end.width / 2.0;
    let dy = to.at.y - from.at.y;
    let middle = (half(from) + half(to)) / 2.0;
    // The middle leg is vertical where the ends lie apart; where they do not, there is no leg to move.
    let steep = dy / (dy * dy + 16.0 * middle * middle + 1e-6).sqrt();
    let leaves_right = if control >= from.at.x { 1.0 } else { -1.0 };
    let edge = |sign: f32| {
        // `sign` is −1 for the edge that begins above; a cubic comes three quarters of the way to its control points.
        let x = control - sign * leaves_right * middle * steep * 4.0 / 3.0;
        // An S keeps its upper side up; an arc comes back and turns it over.
        let returns = (to.at.x - control) * leaves_right < 0.0;
        let end_sign = if returns { -sign } else { sign };
        let (y0, y1) = (from.at.y + sign * half(from), to.at.y + end_sign * half(to));
        [
            Point {
                x: from.at.x,
                y: y0,
            },
            Point { x, y: y0 },
            Point { x, y: y1 },
            Point { x: to.at.x, y: y1 },
        ]
    };
    let (above, below) = (edge(-1.0), edge(1.0));
    vec![
        Segment::Move(above[0]),
        Segment::Cubic(above[1], above[2], above[3]),
        Segment::Line(below[3]),
        Segment::Cubic(below[2], below[1], below[0]),
        Segment::Close,
    ]
}

/// A straight piece of a ribbon, for legends.
pub(super) fn wedge(from: End, to: End) -> Vec<Segment> {
    let corner = |end: End, sign: f32| Point {
        x: end.at.x,
        y: end.at.y + sign * end.width / 2.0,
    };
    vec![
        Segment::Move(corner(from, -1.0)),
        Segment::Line(corner(to, -1.0)),
        Segment::Line(corner(to, 1.0)),
        Segment::Line(corner(from, 1.0)),
        Segment::Close,
    ]
}
