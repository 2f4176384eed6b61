//! Walking along a figure's labels with the arrow keys.

use crate::figure::{LabelBox, Point};

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

/// The label reached from label `from` by one step; `from` itself where there is none.
pub fn walk(boxes: &[LabelBox], from: usize, step: Step) -> usize {
    let Some((dx, dy)) = step.direction() else {
        return match step {
            Step::Last => boxes.len().saturating_sub(1),
            _ => 0,
        };
    };
    let Some(here) = boxes.get(from) else {
        return from;
    };
    let (at, reach) = (centre(here), reach(here, dx));
    // What lies aside counts threefold, so that a step stays in its column while the column lasts.
    let distance = |there: Point| {
        let (x, y) = (there.x - at.x, there.y - at.y);
        let (ahead, aside) = (x * dx + y * dy, (x * dy - y * dx).abs());
        (ahead > reach).then_some(ahead + 3.0 * aside)
    };
    let reachable = boxes
        .iter()
        .enumerate()
        .filter_map(|(i, b)| Some((i, distance(centre(b))?)));
    reachable
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map_or(from, |(i, _)| i)
}

/// How far the label itself reaches from its middle in the direction of the step; turned labels stand as close as their lines
/// are high.
fn reach(b: &LabelBox, dx: f32) -> f32 {
    let along = if dx != 0.0 && b.turn.is_none() {
        b.area.width
    } else {
        b.area.height
    };
    along / 2.0
}

fn centre(b: &LabelBox) -> Point {
    let middle = Point {
        x: b.area.x + b.area.width / 2.0,
        y: b.area.y + b.area.height / 2.0,
    };
    b.turn.map_or(middle, |turn| turn.apply(middle))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Area, Duty, LabelId, Side};

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
