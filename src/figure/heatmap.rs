//! Heatmap: who asks as rows, who is looked at as columns, a cell's colour by its number; several heads side by side.
//!
//! Beyond [`DENSE`] cells a head's cells become one image; what lies under the pointer is found through the scene's grids.

mod layout;

use super::column::finite;
use super::input::{LabelId, LabelKind, Pattern, PatternInput};
use super::pen::{bold, point, rect, text, turned};
use super::pointing::{Datum, Duty, Grid, LabelBox};
use super::scale::Scale;
use super::scene::{Anchor, Area, Mark, Part, Role, Scene, Shape, Turn, sin_cos};
use super::strand::{colour, title};
use super::text::fit;

use layout::{Axis, Layout};

/// More cells than this are drawn as an image.
pub const DENSE: usize = 1500;

/// Draws the heatmap.
pub fn heatmap(input: &PatternInput<'_>) -> Scene {
    let pattern = input.pattern;
    let layout = Layout::new(input);
    let mut scene = Scene {
        width: layout.width,
        height: layout.height,
        ..Scene::default()
    };
    let scale = Scale::of(
        pattern.quantity,
        pattern.heads.iter().map(|head| &head.values),
    );
    let cells = layout.rows.labels.len() * layout.cols.labels.len() * pattern.heads.len();
    for slot in 0..pattern.heads.len() {
        let area = layout.panel(slot);
        if layout.begins_line(slot) {
            row_labels(&mut scene, &layout, input, area);
        }
        column_labels(&mut scene, &layout, input, area);
        head_title(&mut scene, &layout, pattern, slot, area);
        let grid = grid(&layout, pattern, slot, area);
        if cells > DENSE {
            image(&mut scene, &grid, &scale);
        } else {
            rects(&mut scene, &grid, &scale);
        }
        scene.grids.push(grid);
    }
    headings(&mut scene, &layout, pattern);
    scale.legend(
        &mut scene,
        layout.left,
        layout.foot + layout.small,
        layout.small,
    );
    scene
}

fn grid(layout: &Layout, pattern: &Pattern, slot: usize, area: Area) -> Grid {
    let head = &pattern.heads[slot];
    Grid {
        attention: pattern.attention,
        head: head.head,
        area,
        queries: layout.rows.labels.clone(),
        keys: layout.cols.labels.clone(),
        values: head.values.clone(),
        quantity: pattern.quantity,
    }
}

/// A cell of a grid: its number, and where it lies.
fn cells(grid: &Grid) -> impl Iterator<Item = (Datum, Area)> {
    let (rows, cols) = (grid.queries.len().max(1), grid.keys.len().max(1));
    let (width, height) = (
        grid.area.width / cols as f32,
        grid.area.height / rows as f32,
    );
    let of_row = move |row: usize| (0..grid.keys.len()).map(move |col| (row, col));
    (0..grid.queries.len())
        .flat_map(of_row)
        .filter_map(move |(row, col)| {
            let ((query, from), (key, to)) = (grid.queries[row], grid.keys[col]);
            if query >= grid.values.rows() || key >= grid.values.cols() {
                return None;
            }
            let datum = Datum {
                attention: grid.attention,
                head: grid.head,
                query,
                key,
                value: grid.values.at(query, key),
                quantity: grid.quantity,
                from,
                to,
            };
            let (x, y) = (
                grid.area.x + col as f32 * width,
                grid.area.y + row as f32 * height,
            );
            Some((
                datum,
                Area {
                    x,
                    y,
                    width,
                    height,
                },
            ))
        })
}

fn rects(scene: &mut Scene, grid: &Grid, scale: &Scale) {
    for (datum, area) in cells(grid) {
        let Some(role) = scale.role(datum.value) else {
            continue;
        };
        let gap = if area.width >= 8.0 { 1.0 } else { 0.0 };
        let radius = (area.width * 0.1).min(2.5);
        let shape = rect(area.x, area.y, area.width - gap, area.height - gap, radius);
        scene.put(Mark::filled(Part::Cell, shape, role).showing(datum));
    }
}

fn image(scene: &mut Scene, grid: &Grid, scale: &Scale) {
    let (rows, cols) = (grid.queries.len(), grid.keys.len());
    let mut roles = vec![None; rows * cols];
    for (i, (row, col)) in (0..rows)
        .flat_map(|r| (0..cols).map(move |c| (r, c)))
        .enumerate()
    {
        let (query, key) = (grid.queries[row].0, grid.keys[col].0);
        if query < grid.values.rows() && key < grid.values.cols() {
            roles[i] = scale.role(grid.values.at(query, key));
        }
    }
    let shape = Shape::Image {
        area: grid.area,
        rows,
        cols,
        cells: roles,
    };
    scene.put(Mark {
        fill: None,
        ..Mark::filled(Part::Cell, shape, Role::Ink)
    });
    let Area {
        x,
        y,
        width,
        height,
    } = grid.area;
    let frame = rect(x, y, width, height, 0.0);
    scene.put(Mark::outlined(Part::Frame, frame, Role::Faint, 1.0));
}

/// What is written for a label of an axis, with its width.
fn written(
    input: &PatternInput<'_>,
    layout: &Layout,
    axis: &Axis,
    id: LabelId,
) -> (String, f32, Role) {
    let label = &input.labels(id.side)[id.index];
    let width = finite(label.width) * axis.font / layout.measured;
    let (words, width) = fit(&label.text, width, axis.room);
    let role = match label.kind {
        LabelKind::Symbol | LabelKind::Alone => Role::Muted,
        LabelKind::Word | LabelKind::Unknown => Role::Ink,
    };
    (words, width, role)
}

fn row_labels(scene: &mut Scene, layout: &Layout, input: &PatternInput<'_>, area: Area) {
    let axis = &layout.rows;
    for (place, &(_, id)) in axis.labels.iter().enumerate() {
        let (words, width, role) = written(input, layout, axis, id);
        let middle = area.y + (place as f32 + 0.5) * axis.cell;
        let x = area.x - 8.0;
        if axis.is_written(place) {
            let at = point(x, middle + axis.font * 0.35);
            let shape = text(words, at, Anchor::End, axis.font);
            scene.put(Mark::filled(Part::Label, shape, role).of(id));
        }
        let height = axis.cell;
        scene.boxes.push(LabelBox {
            id,
            duty: Duty::Asks,
            text: input.labels(id.side)[id.index].text.clone(),
            area: Area {
                x: x - width - 4.0,
                y: middle - height / 2.0,
                width: width + 8.0,
                height,
            },
            turn: None,
        });
    }
}

fn column_labels(scene: &mut Scene, layout: &Layout, input: &PatternInput<'_>, area: Area) {
    let axis = &layout.cols;
    let bottom = area.y - 7.0;
    for (place, &(_, id)) in axis.labels.iter().enumerate() {
        let (words, width, role) = written(input, layout, axis, id);
        let middle = area.x + (place as f32 + 0.5) * axis.cell;
        let upright = layout.degrees == 0.0;
        // A turned label begins at the middle of its column; its baseline lies a little to the right of that.
        let (at, anchor) = if upright {
            (point(middle, bottom - 2.0), Anchor::Middle)
        } else {
            let sin = -sin_cos(layout.degrees).0;
            (point(middle + axis.font * 0.1 * sin, bottom), Anchor::Start)
        };
        if axis.is_written(place) {
            let shape = turned(words, at, anchor, axis.font, layout.degrees);
            scene.put(Mark::filled(Part::Label, shape, role).of(id));
        }
        let apart = axis.cell
            * if upright {
                1.0
            } else {
                -sin_cos(layout.degrees).0
            };
        let height = if upright {
            axis.font * 1.4
        } else {
            apart.min(axis.font * 1.4)
        };
        let x = if upright { at.x - width / 2.0 } else { at.x };
        scene.boxes.push(LabelBox {
            id,
            duty: Duty::LookedAt,
            text: input.labels(id.side)[id.index].text.clone(),
            area: Area {
                x,
                y: at.y - axis.font * 0.35 - height / 2.0,
                width: width.max(1.0),
                height,
            },
            turn: (!upright).then_some(Turn {
                degrees: layout.degrees,
                about: at,
            }),
        });
    }
}

/// Over each panel, where there are several: which head.
fn head_title(scene: &mut Scene, layout: &Layout, pattern: &Pattern, slot: usize, area: Area) {
    if pattern.heads.len() < 2 {
        return;
    }
    let head = &pattern.heads[slot];
    let size = layout.small;
    let y = area.y - layout.header - size * 0.6;
    let square = rect(area.x, y - size * 0.72, size * 0.72, size * 0.72, 2.0);
    scene.put(Mark::filled(Part::Square, square, colour(head)));
    let name = head
        .head
        .map_or("mean".to_owned(), |head| format!("head {}", head + 1));
    let at = point(area.x + size * 1.1, y);
    scene.put(Mark::filled(
        Part::Heading,
        bold(name, at, Anchor::Start, size),
        Role::Muted,
    ));
}

/// Who asks and who is looked at.
fn headings(scene: &mut Scene, layout: &Layout, pattern: &Pattern) {
    let size = layout.small;
    let grid_x = layout.left + layout.label_room;
    let axes = [
        (
            grid_x - 8.0,
            Anchor::End,
            title(pattern.attention.asks()),
            "asks ↓",
        ),
        (
            grid_x,
            Anchor::Start,
            title(pattern.attention.looked_at()),
            "is looked at →",
        ),
    ];
    for (x, anchor, name, duty) in axes {
        let name = bold(name, point(x, layout.head), anchor, size * 1.08);
        scene.put(Mark::filled(Part::Heading, name, Role::Ink));
        let duty = text(duty, point(x, layout.head + size * 1.35), anchor, size);
        scene.put(Mark::filled(Part::Direction, duty, Role::Muted));
    }
}
