//! The Loom: source and target in two columns, cross-attention as threads between them, encoder self-attention as arcs on the
//! outer side of the source, masked decoder self-attention as arcs on the outer side of the target.
//!
//! A word's weights leave it stacked in the order of the words they go to, so that their widths add up to one and the same
//! band at every word; at the word looked at they run together into a point.

mod layout;

use super::column::GAP;
use super::curve::{arc, thread};
use super::input::{Attention, LabelId, LabelKind, LoomInput, Pattern, Side};
use super::note;
use super::pen::{bold, first_fitting, percent, point, text};
use super::pointing::Duty;
use super::scene::{Anchor, Mark, Part, Point, Role, Scene, Shape};
use super::strand::{Lanes, title};
use super::strength::{Link, links};

use layout::Layout;

/// Draws the Loom.
pub fn loom(input: &LoomInput<'_>) -> Scene {
    let layout = Layout::new(input);
    let mut scene = Scene {
        width: layout.width,
        height: layout.height,
        ..Scene::default()
    };
    headings(&mut scene, &layout);
    let mut shares = Vec::new();
    for pattern in input.patterns {
        let attention = pattern.attention;
        let looked_at = attention.looked_at();
        let found = links(
            pattern,
            [input.source, input.target],
            input.style.threshold,
            &|index| {
                layout
                    .y(LabelId {
                        side: looked_at,
                        index,
                    })
                    .unwrap_or(0.0)
            },
        );
        if let Some(share) = found.symbols {
            shares.push((attention, share));
        }
        scene.hidden.push(found.hidden);
        if pattern.opacity > 0.0 {
            draw(&mut scene, &layout, pattern, &found.shown);
        }
    }
    layout.source.write(&mut scene, Duty::Both);
    layout.target.write(&mut scene, Duty::Both);
    symbol_shares(&mut scene, &layout, &shares);
    note::footer(&mut scene, layout.foot, layout.small, input.style.threshold);
    if input
        .patterns
        .iter()
        .any(|pattern| pattern.quantity.is_difference())
    {
        note::signs(&mut scene, layout.small);
    }
    scene
}

/// The lines of one pattern.
fn draw(scene: &mut Scene, layout: &Layout<'_>, pattern: &Pattern, shown: &[Link]) {
    let cross = pattern.attention == Attention::Cross;
    let lanes = Lanes::new(pattern, layout.pitch * if cross { 0.46 } else { 0.4 });
    let (asks, looked_at) = (pattern.attention.asks(), pattern.attention.looked_at());
    let (asking, looked_at) = (layout.column(asks), layout.column(looked_at));
    let (from_edges, to_edges) = (layout.edges(asking.side), layout.edges(looked_at.side));
    for link in shown {
        let (from, to) = (link.datum.from, link.datum.to);
        let (Some(y_from), Some(y_to)) = (layout.y(from), layout.y(to)) else {
            continue;
        };
        let strand = lanes.strand(link);
        let path = if cross {
            let (x_from, x_to) = (from_edges[from.index].0, to_edges[to.index].1);
            thread(
                strand.from(x_from - GAP, y_from),
                strand.to(x_to + GAP, y_to),
                [layout.middle.1, layout.middle.0],
                layout.pitch * 0.3,
            )
        } else {
            let (x, out) = (layout.rail(asks), layout.outwards(asks));
            let reach = layout.reach((y_to - y_from).abs());
            if from == to {
                // A word that looks at itself: a small loop, from above its middle to below it.
                let (strand, apart) = (strand.unstacked(), layout.pitch * 0.18);
                let (start, stop) = (strand.from(x, y_from - apart), strand.to(x, y_to + apart));
                arc(start, stop, out * reach * 0.42)
            } else {
                arc(strand.from(x, y_from), strand.to(x, y_to), out * reach)
            }
        };
        scene.put(lanes.mark(link, path, looked_at.labels));
    }
}

/// Names over the columns and over what lies between and beside them.
fn headings(scene: &mut Scene, layout: &Layout<'_>) {
    let size = layout.small;
    let mut write = |shape: Shape, role: Role| scene.put(Mark::filled(Part::Heading, shape, role));
    for (x, anchor, title) in [
        (layout.source.x, Anchor::Start, title(Side::Source)),
        (layout.target.x + layout.target.width, Anchor::End, "Target"),
    ] {
        write(
            bold(title, point(x, layout.head), anchor, size * 1.08),
            Role::Ink,
        );
    }
    let below = layout.head + size * 1.35;
    for (zone, title, subtitles) in [
        (
            layout.left,
            "Encoder",
            ["source looks at source", "looks at itself"],
        ),
        (
            layout.middle,
            "Cross-attention",
            ["target looks at source", "looks at source"],
        ),
        (
            layout.right,
            "Decoder",
            ["target looks at what it has said", "looks back"],
        ),
    ] {
        let (from, to) = zone;
        let middle = (from + to) / 2.0;
        let short = title.split('-').next().unwrap_or(title);
        if let Some(title) = first_fitting(&[title, short], size * 1.08, to - from) {
            write(
                bold(title, point(middle, layout.head), Anchor::Middle, size),
                Role::Muted,
            );
        }
        if let Some(subtitle) = first_fitting(&subtitles, size, to - from) {
            write(
                text(subtitle, point(middle, below), Anchor::Middle, size * 0.96),
                Role::Muted,
            );
        }
    }
}

/// Under the end symbol and over the start symbol: the share of each attention that rests there.
fn symbol_shares(scene: &mut Scene, layout: &Layout<'_>, shares: &[(Attention, f32)]) {
    for column in [&layout.source, &layout.target] {
        let Some(index) = column
            .labels
            .iter()
            .position(|l| l.kind == LabelKind::Symbol)
        else {
            continue;
        };
        let id = LabelId {
            side: column.side,
            index,
        };
        let Some(y) = layout.y(id) else { continue };
        let held: Vec<String> = shares
            .iter()
            .filter(|(attention, _)| attention.looked_at() == column.side)
            .map(|(attention, share)| format!("{} of {}", percent(*share), attention.name()))
            .collect();
        if held.is_empty() {
            continue;
        }
        let size = layout.small * 0.92;
        let above = column.rows.first().is_some_and(|row| row.0 == index);
        let y = if above {
            y - size * 1.35
        } else {
            y + size * 2.0
        };
        let (x, anchor) = match column.anchor {
            Anchor::End => (column.x + column.width, Anchor::End),
            _ => (column.x, Anchor::Start),
        };
        let shape = text(
            format!("holds {}", held.join(", ")),
            Point { x, y },
            anchor,
            size,
        );
        scene.put(Mark::filled(Part::Note, shape, Role::Muted));
    }
}
