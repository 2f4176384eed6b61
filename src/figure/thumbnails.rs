//! The grid of all heads: layers from top to bottom, heads from left to right, each head a tiny heatmap with two lines under it.
//!
//! Every thumbnail has a scale of its own, up to its head's greatest number: here the pattern counts. Where a head has more
//! cells than a thumbnail, each of its pixels shows the strongest of the cells it stands for, so that no line is lost.

use crate::matrix::Matrix;

use super::input::ThumbnailsInput;
use super::pen::{BASELINE, point, rect, text};
use super::pointing::Tile;
use super::room::Room;
use super::scale::Scale;
use super::scene::{Anchor, Area, Mark, Part, Role, Scene, Shape};

/// Cells of a thumbnail, at most, in each direction.
pub const THUMBNAIL: usize = 32;

/// Pixels of a thumbnail's side: below the first, a layer's heads go on in a further row.
const SIDES: [f32; 2] = [62.0, 96.0];

/// Draws the grid of all heads.
pub fn thumbnails(input: &ThumbnailsInput<'_>) -> Scene {
    let Room {
        width,
        small,
        narrow,
        ..
    } = Room::new(&input.style);
    let heads = input.layers.iter().map(Vec::len).max().unwrap_or(0).max(1);
    // Layers are named at the left where there is room, else above their heads.
    let (label, gap) = if narrow {
        (0.0, 8.0)
    } else {
        (small * 4.6, 10.0)
    };
    let fit = |columns: usize| (width - label - 12.0) / columns as f32 - gap;
    let rows = (1..heads).find(|rows| fit(heads.div_ceil(*rows)) >= SIDES[0]);
    let columns = heads.div_ceil(rows.unwrap_or(heads));
    let side = fit(columns).clamp(16.0, SIDES[1]);
    let noted = if input.notes.is_empty() {
        0.0
    } else {
        small * 2.5
    };
    let used = label + columns as f32 * (side + gap) - gap;
    let left = ((width - used) / 2.0).max(4.0);
    let mut scene = Scene {
        width: width.max(used + 8.0),
        ..Scene::default()
    };
    let mut y = small * 0.4;
    for (layer, heads) in input.layers.iter().enumerate() {
        let name = format!("layer {}", layer + 1);
        let (at, anchor) = if narrow {
            y += small * 1.6;
            (point(left, y), Anchor::Start)
        } else {
            let middle = y + small * 1.5 + side / 2.0 + small * BASELINE;
            (point(left + label - gap * 1.6, middle), Anchor::End)
        };
        let name = text(name, at, anchor, small);
        scene.put(Mark::filled(Part::Heading, name, Role::Muted));
        for (head, values) in heads.iter().enumerate() {
            let (row, column) = (head / columns, head % columns);
            let x = left + label + column as f32 * (side + gap);
            if column == 0 {
                y += if row > 0 { side + noted + gap } else { 0.0 } + small * 1.5;
            }
            let area = Area {
                x,
                y,
                width: side,
                height: side,
            };
            let name = if side < small * 4.0 {
                (head + 1).to_string()
            } else {
                format!("head {}", head + 1)
            };
            let name = text(name, point(x, y - small * 0.4), Anchor::Start, small * 0.92);
            scene.put(Mark::filled(Part::Heading, name, Role::Muted));
            let shrunk = pooled(values, THUMBNAIL);
            let scale = Scale::exact(input.quantity, values);
            let cells = shrunk.as_slice().iter();
            let shape = Shape::Image {
                area,
                rows: shrunk.rows(),
                cols: shrunk.cols(),
                cells: cells.map(|&value| scale.role(value)).collect(),
            };
            scene.put(Mark {
                fill: None,
                ..Mark::filled(Part::Cell, shape, Role::Ink)
            });
            let open = input.selected.contains(&(layer, head));
            let (role, line) = if open {
                (Role::Ink, 2.0)
            } else {
                (Role::Faint, 1.0)
            };
            let frame = rect(x, y, side, side, 3.0);
            scene.put(Mark::outlined(Part::Frame, frame, role, line));
            let notes = input.notes.get(layer).and_then(|notes| notes.get(head));
            for (line, note) in notes.into_iter().flatten().enumerate() {
                let at = point(x, y + side + small * (1.05 + line as f32 * 1.1));
                let note = text(note.clone(), at, Anchor::Start, small * 0.92);
                let role = if line == 0 { Role::Ink } else { Role::Muted };
                scene.put(Mark::filled(Part::Note, note, role));
            }
            scene.tiles.push(Tile { layer, head, area });
        }
        y += side + noted + gap;
    }
    scene.height = y;
    scene
}

/// `matrix` with at most `most` rows and columns: of the numbers that fall together, the one farthest from zero (numbers that
/// are not finite count only where there is nothing else).
pub fn pooled(matrix: &Matrix, most: usize) -> Matrix {
    let [rows, cols] = matrix.shape();
    let (down, across) = (rows.min(most), cols.min(most));
    let mut out = Matrix::from_fn(down, across, |_, _| f32::NAN);
    for row in 0..rows {
        for col in 0..cols {
            let (i, j) = (row * down / rows, col * across / cols);
            let (old, new) = (out.at(i, j), matrix.at(row, col));
            if new.is_finite() && (!old.is_finite() || new.abs() > old.abs()) {
                out.set(i, j, new);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_strong_cell_survives_in_the_thumbnail() {
        let mut large = Matrix::zeros(100, 70);
        large.set(57, 33, -0.9);
        let small = pooled(&large, 32);
        assert_eq!(small.shape(), [32, 32]);
        assert_eq!(small.as_slice().iter().filter(|v| **v == -0.9).count(), 1);
        let exact = Matrix::from_fn(3, 2, |i, j| (i * 2 + j) as f32);
        assert_eq!(pooled(&exact, 32), exact);
        assert_eq!(pooled(&Matrix::zeros(0, 0), 32).shape(), [0, 0]);
    }
}
