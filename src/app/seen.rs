//! A figure as it is seen: with what is pinned and pointed at standing out, and their numbers beside the words. The page shows the
//! same with layers and a style sheet (`view::overlay`, `figure.css`); here it becomes part of the scene, to be taken away.

use crate::figure::{
    Anchor, Area, Mark, Part, Point, Role, Scene, Segment, Shape, Stroke, Weight, text_width,
};

use super::beside::Beside;
use super::drawing::Drawing;
use super::highlight::{Chosen, Highlight, TIP_SIZE, Tip};
use super::place::{Hover, Spot};

/// How much of their strength lines keep that have no part in what is chosen.
const BACK: f32 = 0.1;
/// Pixels of the numbers' type beside words, and how far its baseline lies below the middle of its line, as a share of it.
const SIZE: f32 = 13.0;
const DROP: f32 = 0.36;
/// Pixels of the ground around a number, so that lines do not run through it.
const HALO: f32 = 4.0;

/// Pixels left and right of a word at which one points at it still, and a frame stands.
pub const MARGIN: f32 = 6.0;
/// The space between two numbers, as a share of their type.
const GAP: f32 = 0.27;

/// The scene of `drawing` with what stands out. `enlarged` is how many times as large as usual the page's type is.
pub fn seen(drawing: &Drawing, pointed: Option<Hover>, pinned: &[Spot], enlarged: f32) -> Scene {
    let mut scene = drawing.scene.clone();
    let chosen = Chosen::new(drawing, pointed, pinned);
    if chosen.is_none() {
        return scene;
    }
    let out = Highlight::new(drawing, &chosen, crate::figure::Duty::Both);
    if scene.grids.is_empty() {
        for (i, mark) in scene.marks.iter_mut().enumerate() {
            if mark.datum.is_some() && !out.marks.contains(&i) {
                mark.opacity *= BACK;
            }
        }
    }
    let behind = out
        .words
        .iter()
        .map(|area| rect(*area, Some(Role::Wash), None));
    scene.marks.splice(0..0, behind);
    let frames = out.frames.iter().map(|area| rect(*area, None, Some(2.0)));
    scene.marks.extend(frames);
    scene.marks.extend(pins(drawing, pinned));
    let size = SIZE * enlarged;
    scene
        .marks
        .extend(out.beside.iter().flat_map(|beside| numbers(beside, size)));
    scene.marks.extend(out.tip.iter().flat_map(tip));
    scene
}

fn mark(part: Part, shape: Shape) -> Mark {
    Mark {
        part,
        shape,
        fill: None,
        stroke: None,
        opacity: 1.0,
        datum: None,
        label: None,
    }
}

fn outline(width: f32) -> Stroke {
    Stroke {
        role: Role::Accent,
        width,
    }
}

fn rect(area: Area, fill: Option<Role>, line: Option<f32>) -> Mark {
    Mark {
        fill,
        stroke: line.map(outline),
        ..mark(Part::Frame, Shape::Rect { area, radius: 4.0 })
    }
}

/// A line around every place where a pinned word stands, turned as the word is.
fn pins(drawing: &Drawing, pinned: &[Spot]) -> Vec<Mark> {
    let is_pinned = |id| drawing.spot(id).is_some_and(|spot| pinned.contains(&spot));
    let boxes = drawing.scene.boxes.iter().filter(|b| is_pinned(b.id));
    let pin = |b: &crate::figure::LabelBox| {
        let area = Area {
            x: b.area.x - MARGIN,
            width: b.area.width + 2.0 * MARGIN,
            ..b.area
        };
        let Some(turn) = b.turn else {
            return rect(area, None, Some(1.5));
        };
        let Area {
            x,
            y,
            width,
            height,
        } = area;
        let corner = |x, y| turn.apply(Point { x, y });
        let shape = Shape::Path(vec![
            Segment::Move(corner(x, y)),
            Segment::Line(corner(x + width, y)),
            Segment::Line(corner(x + width, y + height)),
            Segment::Line(corner(x, y + height)),
            Segment::Close,
        ]);
        Mark {
            stroke: Some(outline(1.5)),
            ..mark(Part::Frame, shape)
        }
    };
    boxes.map(pin).collect()
}

/// The numbers beside one word, each in its head's colour, from left to right.
fn numbers(beside: &Beside, size: f32) -> Vec<Mark> {
    let gap = GAP * size;
    let width = |text: &str| text_width(text, size);
    let all: f32 = beside
        .numbers
        .iter()
        .map(|number| width(&number.text))
        .sum();
    let all = all + gap * beside.numbers.len().saturating_sub(1) as f32;
    let mut x = match beside.anchor {
        Anchor::Start => beside.at.x,
        Anchor::Middle => beside.at.x - all / 2.0,
        Anchor::End => beside.at.x - all,
    };
    // The first of several is written from its left, the only one from where it is anchored, whatever the reader's font.
    let only = beside.numbers.len() == 1;
    let mut marks = Vec::new();
    for number in &beside.numbers {
        let (left, anchor) = if only {
            (beside.at.x, beside.anchor)
        } else {
            (x, Anchor::Start)
        };
        let shape = Shape::Text {
            text: number.text.clone(),
            at: Point {
                x: left,
                y: beside.at.y + DROP * size,
            },
            anchor,
            size,
            weight: if number.small {
                Weight::Regular
            } else {
                Weight::Bold
            },
            turn: None,
        };
        marks.push(Mark {
            fill: Some(Role::Written(number.colour)),
            stroke: Some(Stroke {
                role: Role::Background,
                width: HALO,
            }),
            label: Some(beside.label),
            ..mark(Part::Beside, shape)
        });
        x += width(&number.text) + gap;
    }
    marks
}

/// A pair's number in its box.
fn tip(tip: &Tip) -> [Mark; 2] {
    let area = tip.area;
    let text = Shape::Text {
        text: tip.text.clone(),
        at: Point {
            x: area.x + area.width / 2.0,
            y: area.y + area.height / 2.0 + DROP * TIP_SIZE,
        },
        anchor: Anchor::Middle,
        size: TIP_SIZE,
        weight: Weight::Bold,
        turn: None,
    };
    [
        rect(area, Some(Role::Ink), None),
        Mark {
            fill: Some(Role::Background),
            ..mark(Part::Beside, text)
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::super::drawing::samples::{opening, word};
    use super::super::selection::Figure;
    use super::*;

    fn written(scene: &Scene) -> Vec<&str> {
        let beside = scene.marks.iter().filter(|mark| mark.part == Part::Beside);
        let text = beside.filter_map(|mark| match &mark.shape {
            Shape::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
        text.collect()
    }

    #[test]
    fn the_numbers_of_a_pinned_word_are_part_of_the_figure() {
        let (picture, drawing) = opening(Figure::Loom);
        assert_eq!(seen(&drawing, None, &[], 1.0), drawing.scene);
        let spot = word(&picture, "müde");
        let scene = seen(&drawing, None, &[spot], 1.0);
        let chosen = Chosen::new(&drawing, None, &[spot]);
        let beside = Highlight::new(&drawing, &chosen, crate::figure::Duty::Both).beside;
        let expected: Vec<&str> = beside
            .iter()
            .flat_map(|beside| beside.numbers.iter().map(|number| &*number.text))
            .collect();
        assert!(!expected.is_empty());
        assert_eq!(written(&scene), expected);
        let lines = |scene: &Scene| {
            scene
                .marks
                .iter()
                .filter(|mark| mark.datum.is_some())
                .count()
        };
        assert_eq!(lines(&scene), lines(&drawing.scene), "no line is lost");
    }

    #[test]
    fn a_pinned_word_and_a_pair_are_framed_in_a_heatmap() {
        let (picture, drawing) = opening(Figure::Heatmap);
        let (query, key) = (word(&picture, "müde"), word(&picture, "tired"));
        let pair = Hover::Pair {
            kind: crate::model::Kind::Cross,
            query,
            key,
        };
        let scene = seen(&drawing, Some(pair), &[query], 1.0);
        assert!(written(&scene)[0].starts_with("müde → tired: "));
        let strong = |mark: &&Mark| mark.stroke.is_some_and(|line| line.role == Role::Accent);
        // The word's row, the cell, and the word itself.
        assert_eq!(scene.marks.iter().filter(strong).count(), 3);
    }
}
