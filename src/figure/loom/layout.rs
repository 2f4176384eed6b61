//! Where the Loom's columns, rows and zones lie.

use crate::figure::column::{Column, GAP};
use crate::figure::input::{LabelId, LoomInput, Side};
use crate::figure::order::Order;
use crate::figure::room::Room;
use crate::figure::scene::Anchor;

/// The Loom, measured out.
pub(super) struct Layout<'a> {
    pub width: f32,
    pub height: f32,
    pub source: Column<'a>,
    pub target: Column<'a>,
    /// Height of a row of the longer side.
    pub pitch: f32,
    /// Font size of headings and notes.
    pub small: f32,
    /// Baseline of the headings.
    pub head: f32,
    /// Upper edge of the footer.
    pub foot: f32,
    /// From where to where the encoder's arcs, the threads and the decoder's arcs may reach.
    pub left: (f32, f32),
    pub middle: (f32, f32),
    pub right: (f32, f32),
    /// The greatest distance between two labels of a side.
    span: f32,
    edges: [Vec<(f32, f32)>; 2],
    heights: [Vec<Option<f32>>; 2],
}

impl<'a> Layout<'a> {
    pub fn new(input: &LoomInput<'a>) -> Self {
        let Room {
            width,
            font,
            measured,
            small,
            pitch,
            slot,
            margin,
            ..
        } = Room::new(&input.style);

        // Across.
        let most = (width * 0.27).min(font * 15.0);
        let widest = |labels| Column::width_of(labels, font, measured, most);
        let (source_width, target_width) = (
            widest(input.source).max(small * 4.2),
            widest(input.target).max(small * 4.2),
        );
        let fixed = source_width + target_width + 4.0 * GAP;
        let free = (width - 2.0 * margin - fixed).max(small * 8.0);
        let thread = (free * 0.46).min(430.0);
        let arcs = ((free - thread) / 2.0).min(230.0);
        let used = fixed + thread + 2.0 * arcs;
        let width = width.max(used + 2.0 * margin);
        let left = (width - used) / 2.0;
        let source_x = left + arcs + GAP;
        let middle = source_x + source_width + GAP;
        let target_x = middle + thread + GAP;
        let right = target_x + target_width + GAP;

        // Down.
        let source_rows = Order::new(input.source, Side::Source);
        let target_rows = Order::new(input.target, Side::Target);
        let longest = source_rows.words.len().max(target_rows.words.len()).max(2) as f32;
        let head = small * 1.5;
        let above = source_rows.above.len().max(target_rows.above.len()) as f32;
        let below = source_rows.below.len().max(target_rows.below.len()) as f32;
        let top = head
            + small * 2.2
            + if above > 0.0 {
                small * 1.2 + above * slot
            } else {
                0.0
            };
        let body = longest * pitch;
        let foot = top + body + below * slot + if below > 0.0 { small * 1.6 } else { 0.0 } + small;
        let height = foot + small * 3.0;

        let column = |side, labels, rows: &Order, x, width, anchor| Column {
            side,
            labels,
            rows: rows.place(top, body, slot),
            x,
            width,
            anchor,
            font,
            measured,
            pitch,
        };
        let source = column(
            Side::Source,
            input.source,
            &source_rows,
            source_x,
            source_width,
            Anchor::Start,
        );
        let target = column(
            Side::Target,
            input.target,
            &target_rows,
            target_x,
            target_width,
            Anchor::End,
        );
        let edges = [source.edges(), target.edges()];
        let heights = [source.heights(), target.heights()];
        Self {
            width,
            height,
            source,
            target,
            pitch,
            small,
            head,
            foot,
            left: (left, left + arcs),
            middle: (middle, middle + thread),
            right: (right, right + arcs),
            span: body + slot,
            edges,
            heights,
        }
    }

    pub fn column(&self, side: Side) -> &Column<'a> {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }

    /// Left and right edge of every label's text.
    pub fn edges(&self, side: Side) -> &[(f32, f32)] {
        match side {
            Side::Source => &self.edges[0],
            Side::Target => &self.edges[1],
        }
    }

    /// The middle of a label's line.
    pub fn y(&self, label: LabelId) -> Option<f32> {
        let heights = match label.side {
            Side::Source => &self.heights[0],
            Side::Target => &self.heights[1],
        };
        heights.get(label.index).copied().flatten()
    }

    /// Where a side's arcs end.
    pub fn rail(&self, side: Side) -> f32 {
        match side {
            Side::Source => self.left.1,
            Side::Target => self.right.0,
        }
    }

    /// −1 for arcs that bulge to the left, 1 to the right.
    pub fn outwards(&self, side: Side) -> f32 {
        match side {
            Side::Source => -1.0,
            Side::Target => 1.0,
        }
    }

    /// How far an arc between rows `distance` pixels apart bulges: neighbours nearly round, farther ones flatter and flatter,
    /// at most the room beside the column.
    pub fn reach(&self, distance: f32) -> f32 {
        let room = (self.left.1 - self.left.0 - 4.0)
            .min(self.span * 0.5)
            .max(8.0);
        let (pitch, span) = (self.pitch, self.span);
        // d / (d + bend), with the bend at which neighbours take this share of the room.
        let near = (0.95 * pitch / room).min(0.4);
        let bend = if near * span > pitch {
            pitch * span * (1.0 - near) / (near * span - pitch)
        } else {
            1e6
        };
        let grown = |d: f32| d / (d + bend);
        (room * grown(distance.max(pitch * 0.5)) / grown(span)).min(room)
    }
}
