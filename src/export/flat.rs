//! Curves as straight pieces, for backends that know no curves.

use crate::figure::{Area, Point, Segment};

/// A path as lines; curves are cut finely enough to stay within a fifth of a pixel at `scale`.
pub(super) fn flatten(segments: &[Segment], scale: f32) -> Vec<Vec<Point>> {
    let mut lines: Vec<Vec<Point>> = Vec::new();
    for segment in segments {
        let Some(line) = lines
            .last_mut()
            .filter(|_| !matches!(segment, Segment::Move(_)))
        else {
            if let Segment::Move(to) = segment {
                lines.push(vec![*to]);
            }
            continue;
        };
        let from = line.last().copied().unwrap_or_default();
        match *segment {
            Segment::Move(_) => {}
            Segment::Line(to) => line.push(to),
            Segment::Close => line.extend(line.first().copied()),
            Segment::Cubic(a, b, to) => {
                // The farthest a cubic strays from n chords is √3/18 · d / n², d bounded by its second differences; ¾ is safe.
                let bend = |p: Point, q: Point, r: Point| {
                    (p.x - 2.0 * q.x + r.x).hypot(p.y - 2.0 * q.y + r.y)
                };
                let most = bend(from, a, b).max(bend(a, b, to)) * scale;
                let steps = ((0.75 * most / 0.2).sqrt().ceil() as usize).clamp(1, 256);
                for i in 1..=steps {
                    line.push(cubic(from, a, b, to, i as f32 / steps as f32));
                }
            }
        }
    }
    lines
}

fn cubic(p: Point, a: Point, b: Point, q: Point, t: f32) -> Point {
    let s = 1.0 - t;
    let mix = |p: f32, a: f32, b: f32, q: f32| {
        s * s * s * p + 3.0 * s * s * t * a + 3.0 * s * t * t * b + t * t * t * q
    };
    Point {
        x: mix(p.x, a.x, b.x, q.x),
        y: mix(p.y, a.y, b.y, q.y),
    }
}

/// A rectangle with rounded corners as a path; a circle, when the radius is half its side.
pub(super) fn rounded(area: &Area, radius: f32) -> Vec<Segment> {
    let radius = radius.min(area.width / 2.0).min(area.height / 2.0).max(0.0);
    // Where the control points of a quarter circle lie.
    let near = radius * (1.0 - 0.552_284_8);
    let (left, top) = (area.x, area.y);
    let (right, bottom) = (left + area.width, top + area.height);
    let at = |x: f32, y: f32| Point { x, y };
    vec![
        Segment::Move(at(left + radius, top)),
        Segment::Line(at(right - radius, top)),
        Segment::Cubic(
            at(right - near, top),
            at(right, top + near),
            at(right, top + radius),
        ),
        Segment::Line(at(right, bottom - radius)),
        Segment::Cubic(
            at(right, bottom - near),
            at(right - near, bottom),
            at(right - radius, bottom),
        ),
        Segment::Line(at(left + radius, bottom)),
        Segment::Cubic(
            at(left + near, bottom),
            at(left, bottom - near),
            at(left, bottom - radius),
        ),
        Segment::Line(at(left, top + radius)),
        Segment::Cubic(
            at(left, top + near),
            at(left + near, top),
            at(left + radius, top),
        ),
        Segment::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flattened_curves_stay_within_a_fifth_of_a_pixel() {
        let at = |x, y| Point { x, y };
        let ends = (
            at(0.0, 0.0),
            at(300.0, 0.0),
            at(-50.0, 400.0),
            at(200.0, 380.0),
        );
        for scale in [1.0, 4.0, 16.0] {
            let path = [
                Segment::Move(ends.0),
                Segment::Cubic(ends.1, ends.2, ends.3),
            ];
            let line = &flatten(&path, scale)[0];
            for i in 0..=1000 {
                let p = cubic(ends.0, ends.1, ends.2, ends.3, i as f32 / 1000.0);
                let nearest = line
                    .windows(2)
                    .map(|pair| {
                        let (dx, dy) = (pair[1].x - pair[0].x, pair[1].y - pair[0].y);
                        let along =
                            ((p.x - pair[0].x) * dx + (p.y - pair[0].y) * dy) / (dx * dx + dy * dy);
                        let along = along.clamp(0.0, 1.0);
                        (p.x - pair[0].x - along * dx).hypot(p.y - pair[0].y - along * dy)
                    })
                    .fold(f32::INFINITY, f32::min);
                assert!(nearest * scale <= 0.2, "{nearest} at scale {scale}");
            }
        }
    }
}
