//! Several figures as one, one under the other, each with its name above it.

use super::pen::{bold, point};
use super::scene::{Anchor, Area, Mark, Part, Point, Role, Scene, Segment, Shape, Turn};

/// The figures from top to bottom; names are written in `size` pixels. What can be pointed at is left out: this is to be taken
/// away.
pub fn stack(figures: &[(&str, Scene)], size: f32) -> Scene {
    let mut all = Scene::default();
    for (name, figure) in figures {
        let top = all.height + size * 2.0;
        let name = bold(
            *name,
            point(size * 0.5, all.height + size * 1.4),
            Anchor::Start,
            size,
        );
        all.put(Mark::filled(Part::Heading, name, Role::Ink));
        let marks = figure.marks.iter().cloned();
        all.marks.extend(marks.map(|mark| lowered(mark, top)));
        all.width = all.width.max(figure.width);
        all.height = top + figure.height + size * 0.5;
    }
    all
}

fn lowered(mark: Mark, by: f32) -> Mark {
    let down = |at: Point| Point { y: at.y + by, ..at };
    let lower = |area: Area| Area {
        y: area.y + by,
        ..area
    };
    let shape = match mark.shape {
        Shape::Path(segments) => Shape::Path(
            segments
                .into_iter()
                .map(|segment| match segment {
                    Segment::Move(to) => Segment::Move(down(to)),
                    Segment::Line(to) => Segment::Line(down(to)),
                    Segment::Cubic(a, b, to) => Segment::Cubic(down(a), down(b), down(to)),
                    Segment::Close => Segment::Close,
                })
                .collect(),
        ),
        Shape::Rect { area, radius } => Shape::Rect {
            area: lower(area),
            radius,
        },
        Shape::Circle { centre, radius } => Shape::Circle {
            centre: down(centre),
            radius,
        },
        Shape::Text {
            text,
            at,
            anchor,
            size,
            weight,
            turn,
        } => Shape::Text {
            text,
            at: down(at),
            anchor,
            size,
            weight,
            turn: turn.map(|turn| Turn {
                about: down(turn.about),
                ..turn
            }),
        },
        Shape::Image {
            area,
            rows,
            cols,
            cells,
        } => Shape::Image {
            area: lower(area),
            rows,
            cols,
            cells,
        },
    };
    Mark { shape, ..mark }
}

#[cfg(test)]
mod tests {
    use super::super::pen::{line, rect, text};
    use super::*;

    #[test]
    fn figures_stand_under_each_other_under_their_names() {
        let shapes = [
            line(point(0.0, 1.0), point(2.0, 3.0)),
            rect(0.0, 5.0, 2.0, 2.0, 0.0),
            text("a", point(1.0, 9.0), Anchor::Start, 5.0),
        ];
        let marks = shapes.map(|shape| Mark::filled(Part::Cell, shape, Role::Ink));
        let figure = |width| Scene {
            width,
            height: 10.0,
            marks: marks.to_vec(),
            ..Scene::default()
        };
        let all = stack(&[("one", figure(20.0)), ("two", figure(30.0))], 10.0);
        assert_eq!((all.width, all.height, all.marks.len()), (30.0, 70.0, 8));
        let second = &all.marks[5..];
        assert_eq!(second[0].shape, line(point(0.0, 56.0), point(2.0, 58.0)));
        assert_eq!(second[1].shape, rect(0.0, 60.0, 2.0, 2.0, 0.0));
        assert_eq!(
            second[2].shape,
            text("a", point(1.0, 64.0), Anchor::Start, 5.0)
        );
        let Shape::Text { text, at, .. } = &all.marks[4].shape else {
            panic!("a name");
        };
        assert_eq!((text.as_str(), at.y), ("two", 49.0));
    }
}
