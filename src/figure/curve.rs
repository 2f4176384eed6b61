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

/// A thread between two columns, a cubic that leaves both ends horizontally. `edges` are the columns' edges: where the thread
/// would stray more than `stray` from its row before it has passed the edge, it runs straight for a while first, so that it
/// never crosses a longer word of another row.
pub(super) fn thread(from: End, to: End, edges: [f32; 2], stray: f32) -> Vec<Segment> {
    // Near its ends the cubic strays by 4/3 · dy · (x / length)².
    let length = (edges[1] - edges[0]).abs();
    let dy = (to.at.y - from.at.y).abs().max(0.01);
    let free = length * (0.75 * stray / dy).sqrt();
    let bend_at = |word: f32, edge: f32| {
        let straight = ((edge - word).abs() - free).max(0.0);
        word + straight.copysign(edge - word)
    };
    let edges = [bend_at(from.at.x, edges[0]), bend_at(to.at.x, edges[1])];
    let at_edge = |end: End, x: f32| End {
        at: Point { x, ..end.at },
        ..end
    };
    let middle = (edges[0] + edges[1]) / 2.0;
    let (curve_from, curve_to) = (at_edge(from, edges[0]), at_edge(to, edges[1]));
    let [above, below] = ribbon(curve_from, curve_to, middle);
    let straight = |point: Point, x: f32| {
        let away = (point.x - x).abs() > 0.05;
        away.then_some(Segment::Line(Point { x, ..point }))
    };
    let start = Point {
        x: from.at.x,
        ..above[0]
    };
    let mut path = vec![Segment::Move(start)];
    path.extend(straight(start, edges[0]));
    path.push(Segment::Cubic(above[1], above[2], above[3]));
    path.extend(straight(above[3], to.at.x));
    path.push(Segment::Line(Point {
        x: to.at.x,
        ..below[3]
    }));
    path.extend(straight(to.at, edges[1]).map(|_| Segment::Line(below[3])));
    path.push(Segment::Cubic(below[2], below[1], below[0]));
    path.extend(straight(below[0], from.at.x));
    path.push(Segment::Close);
    path
}

/// Half an ellipse from one end to the other, bulging `reach` pixels to the right (to the left when negative).
pub(super) fn arc(from: End, to: End, reach: f32) -> Vec<Segment> {
    // The cubic through (x, y₀), (c, y₀), (c, y₁), (x, y₁) reaches three quarters of the way to c.
    let edge = (from.at.x + to.at.x) / 2.0;
    let [above, below] = ribbon(from, to, edge + reach * 4.0 / 3.0);
    vec![
        Segment::Move(above[0]),
        Segment::Cubic(above[1], above[2], above[3]),
        Segment::Line(below[3]),
        Segment::Cubic(below[2], below[1], below[0]),
        Segment::Close,
    ]
}

/// Both edges of the ribbon along (from), (control, from.y), (control, to.y), (to), as cubics: the one that begins above, and
/// the one that begins below.
fn ribbon(from: End, to: End, control: f32) -> [[Point; 4]; 2] {
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
    [edge(-1.0), edge(1.0)]
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
