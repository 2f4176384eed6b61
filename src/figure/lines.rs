//! Lines: the two-column diagram of one attention that readers of tensor2tensor and BertViz know. Who asks stands on the left,
//! who is looked at on the right. Beside the words looked at, squares in the heads' colours say what each head gives them: in
//! the chosen row, or else on the whole.

use std::collections::HashSet;

use super::column::{Column, GAP};
use super::curve::thread;
use super::input::{LabelId, PatternInput, Quantity, Side};
use super::note;
use super::order::Order;
use super::pen::{bold, point, rect, text};
use super::pointing::Duty;
use super::room::Room;
use super::scene::{Anchor, Mark, Part, Role, Scene};
use super::strand::{Lanes, colour, title};
use super::strength::{Link, links};
use super::text::text_width;

/// Draws Lines.
pub fn lines(input: &PatternInput<'_>) -> Scene {
    let (pattern, style) = (input.pattern, input.style);
    let (asks, looked_at) = (pattern.attention.asks(), pattern.attention.looked_at());
    let layout = Layout::new(input);
    let (left, right) = (&layout.left, &layout.right);
    let mut scene = Scene {
        width: layout.width,
        height: layout.foot + layout.small * 3.0,
        ..Scene::default()
    };
    headings(&mut scene, &layout, asks, looked_at);

    let (from_heights, to_heights) = (left.heights(), right.heights());
    let y_of = |index: usize| to_heights[index].unwrap_or(0.0);
    let found = links(
        pattern,
        [input.source, input.target],
        style.threshold,
        &y_of,
    );
    scene.hidden.push(found.hidden);
    let (from_edges, to_edges) = (left.edges(), right.edges());
    let lanes = Lanes::new(pattern, layout.pitch * 0.5);
    for link in &found.shown {
        let (from, to) = (link.datum.from.index, link.datum.to.index);
        let (Some(y_from), Some(y_to)) = (from_heights[from], to_heights[to]) else {
            continue;
        };
        let strand = lanes.strand(link);
        let (x_from, x_to) = (from_edges[from].1 + GAP, to_edges[to].0 - GAP);
        let path = thread(
            strand.from(x_from, y_from),
            strand.to(x_to, y_to),
            [x_from, x_to],
            layout.pitch,
        );
        scene.put(lanes.mark(link, path, right.labels));
    }
    left.write(&mut scene, Duty::Asks);
    right.write(&mut scene, Duty::LookedAt);
    if layout.square > 0.0 {
        // Here everything counts, also what is too weak for a line.
        let all = links(pattern, [input.source, input.target], 0.0, &y_of);
        squares(&mut scene, &layout, input, &all.shown);
    }
    note::footer(&mut scene, layout.foot, layout.small, style.threshold);
    if pattern.quantity.is_difference() {
        note::signs(&mut scene, layout.small);
    }
    scene
}

/// What each head gives each label that is looked at, 0 ..= 1 of the most that it gives to any.
fn squares(scene: &mut Scene, layout: &Layout<'_>, input: &PatternInput<'_>, links: &[Link]) {
    let (pattern, right) = (input.pattern, &layout.right);
    let mut given = vec![vec![0.0_f32; right.labels.len()]; pattern.heads.len()];
    let in_row = |query: usize| input.row.is_none_or(|row| row == query);
    for link in links.iter().filter(|link| in_row(link.datum.query)) {
        given[link.slot][link.datum.to.index] += link.strength;
    }
    for (slot, head) in pattern.heads.iter().enumerate() {
        let most = given[slot].iter().fold(0.0, |a, b| f32::max(a, *b));
        let x = right.x + right.width + GAP * 2.0 + slot as f32 * layout.square;
        let side = layout.square - 2.0;
        for &(index, y) in &right.rows {
            let share = if most > 0.0 {
                given[slot][index] / most
            } else {
                0.0
            };
            if share < 0.02 {
                continue;
            }
            let id = LabelId {
                side: right.side,
                index,
            };
            let square = rect(x, y - side / 2.0, side, side, 1.5);
            scene.put(
                Mark::filled(Part::Square, square, colour(head))
                    .opacity(share)
                    .of(id),
            );
        }
    }
    let words = match (input.row, pattern.quantity) {
        (Some(_), _) => "this word",
        (None, Quantity::Weight) => "all weight",
        (None, Quantity::Score) => "all scores",
        (None, Quantity::WeightDifference | Quantity::ScoreDifference) => "all change",
        (None, Quantity::Norm) => "all norms",
    };
    let size = layout.small * 0.92;
    let x = right.x + right.width + GAP * 2.0;
    // Written only where it does not run out of the figure.
    if x + text_width(words, size) <= layout.width {
        let at = point(x, layout.head);
        scene.put(Mark::filled(
            Part::Heading,
            text(words, at, Anchor::Start, size),
            Role::Muted,
        ));
    }
}

fn headings(scene: &mut Scene, layout: &Layout<'_>, asks: Side, looked_at: Side) {
    let size = layout.small;
    let right_of_left = layout.left.x + layout.left.width;
    let columns = [
        (right_of_left, Anchor::End, title(asks), "asks"),
        (
            layout.right.x,
            Anchor::Start,
            title(looked_at),
            "is looked at",
        ),
    ];
    for (x, anchor, title, duty) in columns {
        let name = bold(title, point(x, layout.head), anchor, size * 1.08);
        scene.put(Mark::filled(Part::Heading, name, Role::Ink));
        let duty = text(duty, point(x, layout.head + size * 1.35), anchor, size);
        scene.put(Mark::filled(Part::Heading, duty, Role::Muted));
    }
}

struct Layout<'a> {
    width: f32,
    left: Column<'a>,
    right: Column<'a>,
    pitch: f32,
    small: f32,
    head: f32,
    foot: f32,
    /// Width that a square takes with its gap; 0 without squares.
    square: f32,
}

impl<'a> Layout<'a> {
    fn new(input: &PatternInput<'a>) -> Self {
        let pattern = input.pattern;
        let (asks, looked_at) = (pattern.attention.asks(), pattern.attention.looked_at());
        let Room {
            width,
            font,
            measured,
            small,
            pitch,
            slot,
            ..
        } = Room::new(&input.style);

        let heads = pattern.heads.len() as f32;
        let square = if heads > 1.0 {
            (width * 0.2 / heads).max(4.0).min(font * 0.7)
        } else {
            0.0
        };
        let squares = if heads > 1.0 {
            heads * square + GAP * 2.0
        } else {
            0.0
        };
        let most = (width * 0.28).min(font * 15.0);
        let widest = |side| {
            let own = Column::width_of(input.labels(side), font, measured, most);
            own.max(text_width("is looked at", small))
        };
        let (left_width, right_width) = (widest(asks), widest(looked_at));
        let fixed = left_width + right_width + squares + 2.0 * GAP;
        let between = (width - fixed - 24.0).clamp(40.0, 380.0);
        let width = width.max(fixed + between + 24.0);
        let x = (width - fixed - between) / 2.0;

        let queries: HashSet<usize> = (0..rows(input))
            .filter_map(|row| pattern.query_label(row).map(|label| label.index))
            .collect();
        let mut asking = Order::new(input.labels(asks), asks);
        asking.retain(|index| queries.contains(&index));
        let looked = Order::new(input.labels(looked_at), looked_at);
        let most_of = |part: fn(&Order) -> usize| part(&asking).max(part(&looked)) as f32;
        let body = most_of(|order| order.words.len()).max(2.0) * pitch;
        let head = small * 1.5;
        let top = head + small * 2.4 + most_of(|order| order.above.len()) * slot;
        let foot = top + body + most_of(|order| order.below.len()) * slot + small;

        let column = |side, rows, x, width, anchor| Column {
            side,
            labels: input.labels(side),
            rows,
            x,
            width,
            anchor,
            font,
            measured,
            pitch,
        };
        let right_x = x + left_width + 2.0 * GAP + between;
        let right_rows = looked.place(top, body, slot);
        Self {
            width,
            left: column(
                asks,
                asking.place(top, body, slot),
                x,
                left_width,
                Anchor::End,
            ),
            right: column(looked_at, right_rows, right_x, right_width, Anchor::Start),
            pitch,
            small,
            head,
            foot,
            square,
        }
    }
}

/// Rows of the largest head.
fn rows(input: &PatternInput<'_>) -> usize {
    let rows = input.pattern.heads.iter().map(|head| head.values.rows());
    rows.max().unwrap_or(0)
}
