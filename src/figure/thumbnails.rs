//! The grid of all heads: layers from top to bottom, heads from left to right, each head a tiny heatmap.
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

/// Draws the grid of all heads.
pub fn thumbnails(input: &ThumbnailsInput<'_>) -> Scene {
    let Room {
        width,
        small,
        narrow,
        ..
    } = Room::new(&input.style);
    let heads = input.layers.iter().map(Vec::len).max().unwrap_or(0);
    let (label, gap) = (small * 4.2, if narrow { 5.0 } else { 9.0 });
    let side = ((width - label - 12.0) / heads.max(1) as f32 - gap).clamp(16.0, 96.0);
    let used = label + heads as f32 * (side + gap);
    let (left, top) = (((width - used) / 2.0).max(4.0), small * 2.0);
    let mut scene = Scene {
        width: width.max(used + 8.0),
        height: top + input.layers.len() as f32 * (side + gap),
        ..Scene::default()
    };
    for head in 0..heads {
        let x = left + label + head as f32 * (side + gap) + side / 2.0;
        let at = point(x, top - small * 0.6);
        let name = if side < small * 4.0 {
            format!("{}", head + 1)
        } else {
            format!("head {}", head + 1)
        };
        let name = text(name, at, Anchor::Middle, small);
        scene.put(Mark::filled(Part::Heading, name, Role::Muted));
    }
    for (layer, heads) in input.layers.iter().enumerate() {
        let y = top + layer as f32 * (side + gap);
        let at = point(left + label - gap, y + side / 2.0 + small * BASELINE);
        let name = text(format!("layer {}", layer + 1), at, Anchor::End, small);
        scene.put(Mark::filled(Part::Heading, name, Role::Muted));
        for (head, values) in heads.iter().enumerate() {
            let x = left + label + head as f32 * (side + gap);
            let area = Area {
                x,
                y,
                width: side,
                height: side,
            };
            let small = pooled(values, THUMBNAIL);
            let scale = Scale::exact(input.quantity, values);
            let cells = small
                .as_slice()
                .iter()
                .map(|&value| scale.role(value))
                .collect();
            let shape = Shape::Image {
                area,
                rows: small.rows(),
                cols: small.cols(),
                cells,
            };
            scene.put(Mark {
                fill: None,
                ..Mark::filled(Part::Cell, shape, Role::Ink)
            });
            let open = input.selected == Some((layer, head));
            let (role, line) = if open {
                (Role::Ink, 2.0)
            } else {
                (Role::Faint, 1.0)
            };
            let frame = rect(x, y, side, side, 3.0);
            scene.put(Mark::outlined(Part::Frame, frame, role, line));
            scene.tiles.push(Tile { layer, head, area });
        }
    }
    scene
}

/// `matrix` with at most `most` rows and columns: of the numbers that fall together, the one farthest from zero (numbers that
/// are not finite count only where there is nothing else).
fn pooled(matrix: &Matrix, most: usize) -> Matrix {
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
