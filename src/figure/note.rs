//! The line under a figure: how to read the lines' direction, and what was left out.

use super::curve::{End, wedge};
use super::pen::{BASELINE, percent, point, text};
use super::scene::{Anchor, Mark, Part, Role, Scene, Shape};
use super::text::text_width;

/// Writes the direction cue and, where lines were left out, how many and how much they hold; `y` is the upper edge.
pub(super) fn footer(scene: &mut Scene, y: f32, size: f32, threshold: f32) {
    let cue_length = 46.0;
    let (ask, look) = ("asks", "is looked at");
    let cue = text_width(ask, size) + cue_length + text_width(look, size) + 16.0;
    let hidden = left_out(scene, threshold, size);
    let note = text_width(&hidden, size);
    let gap = 36.0;
    let beside = !hidden.is_empty() && cue + gap + note <= scene.width - 24.0;
    let total = if beside { cue + gap + note } else { cue };
    let mut x = (scene.width - total) / 2.0;
    let middle = y + size;
    let baseline = middle + size * BASELINE;
    let mut put = |shape: Shape, part: Part| scene.put(Mark::filled(part, shape, Role::Muted));
    put(
        text(ask, point(x, baseline), Anchor::Start, size),
        Part::Direction,
    );
    x += text_width(ask, size) + 8.0;
    let end = |x: f32, width: f32| End {
        at: point(x, middle),
        width,
    };
    put(
        Shape::Path(wedge(end(x, size * 0.62), end(x + cue_length, 1.2))),
        Part::Direction,
    );
    x += cue_length + 8.0;
    put(
        text(look, point(x, baseline), Anchor::Start, size),
        Part::Direction,
    );
    if hidden.is_empty() {
        return;
    }
    if beside {
        x += text_width(look, size) + gap;
        put(
            text(hidden, point(x, baseline), Anchor::Start, size),
            Part::Note,
        );
    } else {
        let at = point(scene.width / 2.0, baseline + size * 1.6);
        scene.put(Mark::filled(
            Part::Note,
            text(hidden, at, Anchor::Middle, size),
            Role::Muted,
        ));
    }
}

/// What the lines left out come to, in words, the longest form that fits; empty when there are none.
fn left_out(scene: &Scene, threshold: f32, size: f32) -> String {
    let lines: usize = scene.hidden.iter().map(|hidden| hidden.lines).sum();
    if lines == 0 {
        return String::new();
    }
    let (noun, they_hold) = match lines {
        1 => ("line", "it holds"),
        _ => ("lines", "they hold"),
    };
    let each = |form: fn(String, &str) -> String| {
        let cut = scene.hidden.iter().filter(|hidden| hidden.lines > 0);
        let words =
            cut.filter_map(|hidden| Some(form(percent(hidden.share?), hidden.attention.name())));
        words.collect::<Vec<_>>().join(", ")
    };
    let shares = each(|share, name| format!("{share} of {name}"));
    if shares.is_empty() {
        return format!("{lines} weak {noun} not drawn");
    }
    let begin = format!("{lines} {noun} under {} not drawn", percent(threshold));
    let long = format!("{begin}; {they_hold} {shares}");
    if text_width(&long, size) + 24.0 <= scene.width {
        return long;
    }
    format!("{begin}: {}", each(|share, name| format!("{name} {share}")))
}
