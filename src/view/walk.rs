//! Walking along a figure's labels or thumbnails with the arrow keys.

use crate::figure::{Area, LabelBox, Point, Tile};

/// Where to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The next one above.
    Up,
    /// The next one below.
    Down,
    /// The next one to the left.
    Left,
    /// The next one to the right.
    Right,
    /// The very first.
    First,
    /// The very last.
    Last,
}

impl Step {
    /// The step that a key means, by its name in the DOM.
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            "ArrowLeft" => Step::Left,
            "ArrowRight" => Step::Right,
            "Home" => Step::First,
            "End" => Step::Last,
            _ => return None,
        })
    }

    fn direction(self) -> Option<(f32, f32)> {
        match self {
            Step::Up => Some((0.0, -1.0)),
            Step::Down => Some((0.0, 1.0)),
            Step::Left => Some((-1.0, 0.0)),
            Step::Right => Some((1.0, 0.0)),
            Step::First | Step::Last => None,
        }
    }
}

/// The label reached from label `from` by one step; `from` itself where there is none. Turned labels stand as close as their
/// lines are high.
pub fn walk(boxes: &[LabelBox], from: usize, step: Step) -> usize {
    let centre = |b: &LabelBox| {
        let middle = middle(&b.area);
        b.turn.map_or(middle, |turn| turn.apply(middle))
    };
    let width = |b: &LabelBox| match b.turn {
        None => b.area.width,
        Some(_) => b.area.height,
    };
    let place = |b: &LabelBox| (centre(b), width(b) / 2.0, b.area.height / 2.0);
    walk_places(&boxes.iter().map(place).collect::<Vec<_>>(), from, step)
}

/// The same among the thumbnails of all heads.
pub fn walk_tiles(tiles: &[Tile], from: usize, step: Step) -> usize {
    let place = |tile: &Tile| {
        (
            middle(&tile.area),
            tile.area.width / 2.0,
            tile.area.height / 2.0,
        )
    };
    walk_places(&tiles.iter().map(place).collect::<Vec<_>>(), from, step)
}

/// A middle, and how far what stands there reaches from it across and down.
type Place = (Point, f32, f32);

fn walk_places(places: &[Place], from: usize, step: Step) -> usize {
    let Some((dx, dy)) = step.direction() else {
        return match step {
            Step::Last => places.len().saturating_sub(1),
            _ => 0,
        };
    };
    let Some(&(at, across, down)) = places.get(from) else {
        return from;
    };
    let reach = if dx != 0.0 { across } else { down };
    // What lies aside counts threefold, so that a step stays in its column while the column lasts.
    let distance = |there: Point| {
        let (x, y) = (there.x - at.x, there.y - at.y);
        let (ahead, aside) = (x * dx + y * dy, (x * dy - y * dx).abs());
        (ahead > reach).then_some(ahead + 3.0 * aside)
    };
    let reachable = places
        .iter()
        .enumerate()
        .filter_map(|(i, place)| Some((i, distance(place.0)?)));
    reachable
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(from, |(i, _)| i)
}

fn middle(area: &Area) -> Point {
    Point {
        x: area.x + area.width / 2.0,
        y: area.y + area.height / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Duty, LabelId, Side};

    /// Two columns of three labels, the right one first in the list's second half.
    fn columns() -> Vec<LabelBox> {
        let label = |side, index: usize, x| LabelBox {
            id: LabelId { side, index },
            duty: Duty::Both,
            text: String::new(),
            area: Area {
                x,
                y: 34.0 * index as f32,
                // Words are as wide as they are, and keep to their column's left edge.
                width: 60.0 - 15.0 * index as f32,
                height: 32.0,
            },
            turn: None,
        };
        let source = (0..3).map(|i| label(Side::Source, i, 0.0));
        source
            .chain((0..3).map(|i| label(Side::Target, i, 300.0)))
            .collect()
    }

    #[test]
    fn arrows_stay_in_the_column_and_cross_to_the_same_height() {
        let boxes = columns();
        for (from, key, to) in [
            (0, "ArrowDown", 1),
            (1, "ArrowDown", 2),
            (2, "ArrowDown", 2),
            (0, "ArrowUp", 0),
            (1, "ArrowRight", 4),
            (4, "ArrowLeft", 1),
            (0, "ArrowLeft", 0),
            (3, "Home", 0),
            (0, "End", 5),
        ] {
            let step = Step::of_key(key).expect("a key that walks");
            assert_eq!(walk(&boxes, from, step), to, "{key} from {from}");
        }
        assert_eq!(Step::of_key("a"), None);
        assert_eq!(walk(&[], 0, Step::Down), 0);
    }
}
