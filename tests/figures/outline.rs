//! Where marks really are: points along their outlines.

use attention_loom::figure::{Anchor, Area, Mark, Point, Segment, Shape, Stroke, Turn, text_width};

/// Points along a mark's outline, its line's width included.
pub fn outline(mark: &Mark) -> Vec<Point> {
    let half = mark.stroke.map_or(0.0, |Stroke { width, .. }| width / 2.0);
    match &mark.shape {
        Shape::Path(segments) => path(segments),
        Shape::Rect { area, .. } | Shape::Image { area, .. } => corners(
            &Area {
                x: area.x - half,
                y: area.y - half,
                width: area.width + 2.0 * half,
                height: area.height + 2.0 * half,
            },
            None,
        ),
        Shape::Circle { centre, radius } => corners(
            &Area {
                x: centre.x - radius,
                y: centre.y - radius,
                width: 2.0 * radius,
                height: 2.0 * radius,
            },
            None,
        ),
        Shape::Text {
            text,
            at,
            anchor,
            size,
            turn,
            ..
        } => {
            let width = text_width(text, *size);
            let x = match anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - width / 2.0,
                Anchor::End => at.x - width,
            };
            let area = Area {
                x,
                y: at.y - size * 0.8,
                width,
                height: *size,
            };
            corners(&area, *turn)
        }
    }
}

/// A rectangle's corners, turned.
pub fn corners(area: &Area, turn: Option<Turn>) -> Vec<Point> {
    let (right, bottom) = (area.x + area.width, area.y + area.height);
    let all = [
        (area.x, area.y),
        (right, area.y),
        (right, bottom),
        (area.x, bottom),
    ];
    let point = |(x, y)| {
        let point = Point { x, y };
        turn.map_or(point, |turn| turn.apply(point))
    };
    all.into_iter().map(point).collect()
}

fn path(segments: &[Segment]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for segment in segments {
        let from = points.last().copied().unwrap_or_default();
        match *segment {
            Segment::Move(to) => points.push(to),
            Segment::Line(to) => points.extend((1..=8).map(|i| {
                let t = i as f32 / 8.0;
                Point {
                    x: from.x + (to.x - from.x) * t,
                    y: from.y + (to.y - from.y) * t,
                }
            })),
            Segment::Cubic(a, b, to) => points.extend((1..=40).map(|i| {
                let t = i as f32 / 40.0;
                let mix = |p: f32, a: f32, b: f32, q: f32| {
                    let s = 1.0 - t;
                    s * s * s * p + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * q
                };
                Point {
                    x: mix(from.x, a.x, b.x, to.x),
                    y: mix(from.y, a.y, b.y, to.y),
                }
            })),
            Segment::Close => {}
        }
    }
    points
}

/// Whether two convex outlines share more than `slack` pixels in every direction.
pub fn overlap(a: &[Point], b: &[Point], slack: f32) -> bool {
    let apart_along = |axis: Point| {
        let span = |points: &[Point]| {
            let along = points.iter().map(|p| p.x * axis.x + p.y * axis.y);
            along.fold((f32::INFINITY, f32::NEG_INFINITY), |(lo, hi), v| {
                (lo.min(v), hi.max(v))
            })
        };
        let (a, b) = (span(a), span(b));
        a.1 - slack <= b.0 || b.1 - slack <= a.0
    };
    let normals = |points: &[Point]| {
        let edge = |i: usize| {
            let (p, q) = (points[i], points[(i + 1) % points.len()]);
            let (dx, dy) = (q.x - p.x, q.y - p.y);
            let length = dx.hypot(dy).max(1e-6);
            Point {
                x: -dy / length,
                y: dx / length,
            }
        };
        (0..points.len()).map(edge).collect::<Vec<_>>()
    };
    !normals(a).into_iter().chain(normals(b)).any(apart_along)
}
