//! The line under a figure: how to read the lines' direction, and what was left out.

use super::curve::{End, wedge};
use super::pen::{BASELINE, percent, point, rect, text};
use super::scene::{Anchor, Mark, Part, Role, Scene, Shape};
use super::text::text_width;

/// Writes the direction cue and, where lines were left out, how many and how much they hold; `y` is the upper edge. The scene
/// grows as high as that needs.
pub(super) fn footer(scene: &mut Scene, y: f32, size: f32, threshold: f32) {
    let centre = scene.width / 2.0;
    let room = scene.width - 24.0;
    let (ask, look) = ("asks", "is looked at");
    let length = 46.0;
    let cue_at = |size| text_width(ask, size) + length + text_width(look, size) + 16.0;
    let cue_size = size * ((room - length - 16.0) / (cue_at(size) - length - 16.0)).min(1.0);
    let cue = cue_at(cue_size);
    let hidden = left_out(scene, threshold, size, room);
    // The last resort of a very narrow figure with very large type.
    let note_size = size * (room / text_width(&hidden, size).max(1.0)).min(1.0);
    let note = text_width(&hidden, note_size);
    let gap = 36.0;
    let beside = !hidden.is_empty() && cue + gap + note <= room;
    let total = if beside { cue + gap + note } else { cue };
    let mut x = centre - total / 2.0;
    let middle = y + size;
    let baseline = middle + size * BASELINE;
    let mut put = |shape: Shape, part: Part| scene.put(Mark::filled(part, shape, Role::Muted));
    let word = |words: &str, x: f32| text(words, point(x, baseline), Anchor::Start, cue_size);
    put(word(ask, x), Part::Direction);
    x += text_width(ask, cue_size) + 8.0;
    let end = |x: f32, width: f32| End {
        at: point(x, middle),
        width,
    };
    let ribbon = wedge(end(x, size * 0.62), end(x + length, 1.2));
    put(Shape::Path(ribbon), Part::Direction);
    x += length + 8.0;
    put(word(look, x), Part::Direction);
    scene.height = scene.height.max(baseline + size);
    if hidden.is_empty() {
        return;
    }
    let (at, anchor) = if beside {
        let x = x + text_width(look, cue_size) + gap;
        (point(x, baseline), Anchor::Start)
    } else {
        let below = baseline + size * 1.6;
        (point(centre, below), Anchor::Middle)
    };
    let note = text(hidden, at, anchor, note_size);
    scene.put(Mark::filled(Part::Note, note, Role::Muted));
    scene.height = scene.height.max(at.y + size);
}

/// Under everything: what the two colours of a difference mean. The scene grows as high as that needs.
pub(super) fn signs(scene: &mut Scene, size: f32) {
    let signs = [("more", Role::Plus), ("less", Role::Minus)];
    let (square, gap) = (size * 0.8, size * 0.5);
    let width = |words| square + gap + text_width(words, size);
    let total: f32 = signs.iter().map(|(words, _)| width(words)).sum::<f32>() + 2.0 * size;
    let mut x = (scene.width - total) / 2.0;
    let middle = scene.height + size * 0.4;
    for (words, role) in signs {
        let key = rect(x, middle - square / 2.0, square, square, 2.0);
        scene.put(Mark::filled(Part::Legend, key, role));
        let at = point(x + square + gap, middle + size * BASELINE);
        let shape = text(words, at, Anchor::Start, size);
        scene.put(Mark::filled(Part::Legend, shape, Role::Muted));
        x += width(words) + 2.0 * size;
    }
    scene.height = middle + size * 1.4;
}

/// What the lines left out come to, in words: the longest form that fits into `room`; empty when there are none.
fn left_out(scene: &Scene, threshold: f32, size: f32, room: f32) -> String {
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
    let forms = [
        format!("{begin}; {they_hold} {shares}"),
        format!("{begin}: {}", each(|share, name| format!("{name} {share}"))),
    ];
    let fits = |form: &String| text_width(form, size) <= room;
    forms.into_iter().find(fits).unwrap_or(begin)
}
