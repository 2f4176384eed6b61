//! Where a heatmap's panels, axes and labels lie.

use crate::figure::column::finite;
use crate::figure::input::{Label, LabelId, PatternInput, Side};
use crate::figure::order::Order;
use crate::figure::room::Room;
use crate::figure::scale::Scale;
use crate::figure::scene::{Area, sin_cos};
use crate::figure::text::text_width;

/// One axis of a heatmap.
pub(super) struct Axis {
    /// The matrix's rows or columns shown, in order, with their labels.
    pub labels: Vec<(usize, LabelId)>,
    /// Pixels of a cell along it.
    pub cell: f32,
    /// Font size of its labels.
    pub font: f32,
    /// Pixels that a label may take.
    pub room: f32,
    /// Every how-manieth label is written.
    pub every: usize,
}

impl Axis {
    pub fn is_written(&self, place: usize) -> bool {
        place.is_multiple_of(self.every)
    }
}

/// A heatmap, measured out.
pub(super) struct Layout {
    pub width: f32,
    /// Font size at which the caller measured.
    pub measured: f32,
    pub height: f32,
    pub rows: Axis,
    pub cols: Axis,
    /// How far column labels are turned: 0 or negative.
    pub degrees: f32,
    /// Height that the column labels take.
    pub header: f32,
    pub small: f32,
    /// Baseline of the headings.
    pub head: f32,
    /// Upper edge of the legend.
    pub foot: f32,
    /// Left edge of the row labels.
    pub left: f32,
    /// Width that the row labels take.
    pub label_room: f32,
    across: usize,
    /// Width of a panel.
    panel: f32,
    gap: f32,
    top: f32,
    line: f32,
}

/// The least and the greatest side of a cell.
const CELL: (f32, f32) = (2.0, 36.0);

impl Layout {
    pub fn new(input: &PatternInput<'_>) -> Self {
        let pattern = input.pattern;
        let Room {
            width,
            font,
            measured,
            small,
            margin,
            ..
        } = Room::new(&input.style);
        let heads = pattern.heads.len().max(1);

        let rows = labels(input, pattern.attention.asks(), Way::Rows);
        let cols = labels(input, pattern.attention.looked_at(), Way::Columns);
        let widest = |labels: &[(usize, LabelId)]| {
            let own = |id: LabelId| finite(input.labels(id.side)[id.index].width) / measured;
            labels.iter().map(|&(_, id)| own(id)).fold(0.0, f32::max)
        };
        let (row_widest, col_widest) = (widest(&rows), widest(&cols));
        let small_font = font * 0.88;
        let room = (width * 0.24).min(font * 12.0);
        let label_room = (row_widest * small_font)
            .min(room)
            .max(text_width("Source", small * 1.15))
            + 8.0;

        // The widest cells for which the last column's label still ends inside the figure.
        let gap = font * 1.6;
        let free = width - 2.0 * margin - label_room;
        let (columns, lines) = (cols.len().max(1) as f32, rows.len().max(1) as f32);
        let side = |across: usize, over: f32| {
            let panels = across as f32;
            (free - over - gap * (panels - 1.0)) / (panels * columns)
        };
        let title = if heads > 1 { small * 5.5 } else { 0.0 };
        let across = (1..=heads)
            .rev()
            .find(|&n| side(n, 0.0) >= 17.0 && side(n, 0.0) * columns >= title)
            .unwrap_or(1);
        let turned_room = room.min(font * 8.0);
        let mut over = 0.0;
        let mut cell = CELL.0;
        for _ in 0..3 {
            let fitting = side(across, over).clamp(CELL.0, CELL.1);
            cell = (fitting * input.style.zoom.max(1.0)).min(CELL.1);
            let (degrees, _) = turn(cell, col_widest * small_font, small_font);
            let (_, cos) = sin_cos(degrees);
            let reach = |(place, &(_, id)): (usize, &(usize, LabelId))| {
                let own = finite(input.labels(id.side)[id.index].width) / measured * small_font;
                let from_end = (columns - place as f32 - 0.5) * cell;
                own.min(turned_room) * cos + small_font * 0.4 - from_end
            };
            let reaches = cols.iter().enumerate().map(reach).fold(0.0, f32::max);
            over = if degrees == 0.0 { 0.0 } else { reaches };
        }
        // Words of many rows make a figure taller, never narrower: cells stay square.
        let (degrees, font_across) = turn(cell, col_widest * small_font, small_font);
        let col_room = if degrees == 0.0 {
            cell - 4.0
        } else {
            turned_room
        };
        let label_width = (col_widest * font_across).min(col_room.max(0.0));
        let (sin, cos) = sin_cos(-degrees);
        let header = label_width * sin + font_across * cos + 8.0;

        // A panel is never narrower than its title, a figure never narrower than its legend.
        let panel = (cell * columns).max(title);
        let used = label_room + across as f32 * panel + (across as f32 - 1.0) * gap + over;
        let used = used.max(Scale::LEGEND * small);
        let width = width.max(used + 2.0 * margin);
        let left = (width - used) / 2.0;
        let head = small * 1.5;
        let titles = if heads > 1 { small * 2.2 } else { small * 0.6 };
        let top = head + small * 1.6;
        let line = titles + header + cell * lines + font * 0.9;
        let foot = top + heads.div_ceil(across) as f32 * line;
        let font_down = small_font.min((cell / 1.15).max(9.0));
        let axis = |labels, font: f32, room| Axis {
            labels,
            cell,
            font,
            room,
            every: ((font * 1.15 / cell).ceil() as usize).max(1),
        };
        Self {
            width,
            measured,
            height: foot + small * 2.4,
            rows: axis(rows, font_down, label_room - 8.0),
            cols: axis(cols, font_across, col_room),
            degrees,
            header,
            small,
            head,
            foot,
            left,
            label_room,
            across,
            panel,
            gap,
            top: top + titles + header,
            line,
        }
    }

    /// The cells of head number `slot` of the pattern.
    pub fn panel(&self, slot: usize) -> Area {
        let width = self.cols.cell * self.cols.labels.len() as f32;
        let height = self.rows.cell * self.rows.labels.len() as f32;
        let (line, place) = (slot / self.across, slot % self.across);
        Area {
            x: self.left + self.label_room + place as f32 * (self.panel + self.gap),
            y: self.top + line as f32 * self.line,
            width,
            height,
        }
    }

    /// Whether this head's panel is the first of its line; only there the rows are labelled.
    pub fn begins_line(&self, slot: usize) -> bool {
        slot.is_multiple_of(self.across)
    }
}

/// How far column labels must be turned so that they do not touch, and how large they can be written.
fn turn(cell: f32, widest: f32, font: f32) -> (f32, f32) {
    match cell {
        cell if widest + 6.0 <= cell => (0.0, font),
        cell if cell >= font * 1.75 => (-45.0, font),
        cell if cell >= font * 1.42 => (-60.0, font),
        cell => (-90.0, font.min((cell / 1.15).max(9.0))),
    }
}

/// Which way an axis runs.
#[derive(PartialEq)]
enum Way {
    Rows,
    Columns,
}

/// An axis's labels in the order in which all figures show them, each with its row or column of the matrix.
fn labels(input: &PatternInput<'_>, side: Side, way: Way) -> Vec<(usize, LabelId)> {
    let pattern = input.pattern;
    let own: &[Label] = input.labels(side);
    let shapes = pattern.heads.iter().map(|head| head.values.shape());
    let count = shapes
        .map(|[rows, cols]| if way == Way::Rows { rows } else { cols })
        .max();
    let mut place = vec![None; own.len()];
    for i in (0..count.unwrap_or(0)).rev() {
        let label = match way {
            Way::Rows => pattern.query_label(i),
            Way::Columns => pattern.key_label(i),
        };
        if let Some(slot) = label.and_then(|label| place.get_mut(label.index)) {
            *slot = Some(i);
        }
    }
    let order = Order::new(own, side);
    order
        .all()
        .filter_map(|index| Some((place[index]?, LabelId { side, index })))
        .collect()
}
