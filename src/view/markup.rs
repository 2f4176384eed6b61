//! A scene as SVG markup: one string that the browser parses at once, which costs a fraction of building the same elements one
//! by one while someone types.
//!
//! Refuses to know where the string goes. Everything that a person typed is escaped here; colours are named, not fixed, so that
//! the style sheet decides (`static/style/base.css`).

use std::fmt::Write;

use crate::figure::{Anchor, Datum, Mark, Quantity, Role, Scene, Segment, Shape, Weight};

use super::drawing::Drawing;

/// Stops of the scale from nothing to everything, `--ramp-0` and on in the style sheet.
const RAMP: usize = 6;

/// The marks of these indices as one `<g>…</g>`, in painting order. What neighbours have in common is said once, around them:
/// thousands of lines are parsed and styled at every key press.
pub fn group(drawing: &Drawing, marks: impl Iterator<Item = usize>) -> String {
    let scene = &drawing.scene;
    let marks: Vec<&Mark> = marks.filter_map(|i| scene.marks.get(i)).collect();
    let mut out = String::from("<g>");
    for alike in marks.chunk_by(|a, b| a.part == b.part) {
        let fill = alike[0].fill;
        let shared = alike.iter().all(|mark| mark.fill == fill);
        let _ = write!(out, "<g class=\"{}\"", alike[0].part.class());
        if shared {
            push_colour(&mut out, "fill", fill);
        }
        out.push('>');
        for mark in alike {
            push_mark(&mut out, mark, !shared);
        }
        out.push_str("</g>");
    }
    out.push_str("</g>");
    out
}

/// The indices of a scene's marks that carry numbers, and of those that are written around them.
pub fn split(scene: &Scene) -> (Vec<usize>, Vec<usize>) {
    (0..scene.marks.len()).partition(|&i| scene.marks[i].datum.is_some())
}

fn push_mark(out: &mut String, mark: &Mark, own_fill: bool) {
    let element = match &mark.shape {
        Shape::Path(segments) => {
            out.push_str("<path d=\"");
            segments
                .iter()
                .for_each(|segment| push_segment(out, segment));
            out.push('"');
            "path"
        }
        Shape::Rect { area, radius } => {
            out.push_str("<rect");
            attribute(out, "x", area.x);
            attribute(out, "y", area.y);
            attribute(out, "width", area.width);
            attribute(out, "height", area.height);
            if *radius > 0.0 {
                attribute(out, "rx", *radius);
            }
            "rect"
        }
        Shape::Circle { centre, radius } => {
            out.push_str("<circle");
            attribute(out, "cx", centre.x);
            attribute(out, "cy", centre.y);
            attribute(out, "r", *radius);
            "circle"
        }
        Shape::Text {
            at,
            anchor,
            size,
            weight,
            turn,
            ..
        } => {
            out.push_str("<text");
            attribute(out, "x", at.x);
            attribute(out, "y", at.y);
            attribute(out, "font-size", *size);
            out.push_str(match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            });
            if *weight == Weight::Bold {
                out.push_str(" font-weight=\"600\"");
            }
            if let Some(turn) = turn {
                out.push_str(" transform=\"rotate(");
                push_number(out, turn.degrees);
                out.push(' ');
                push_number(out, turn.about.x);
                out.push(' ');
                push_number(out, turn.about.y);
                out.push_str(")\"");
            }
            "text"
        }
        // Painted on a canvas.
        Shape::Image { .. } => return,
    };
    if own_fill {
        push_colour(out, "fill", mark.fill);
    }
    if let Some(stroke) = mark.stroke {
        push_colour(out, "stroke", Some(stroke.role));
        attribute(out, "stroke-width", stroke.width);
    }
    if mark.opacity < 1.0 {
        push_opacity(out, mark);
    }
    if let Some(datum) = mark.datum {
        push_datum(out, datum);
    }
    out.push('>');
    if let Shape::Text { text, .. } = &mark.shape {
        push_escaped(out, text);
    }
    let _ = write!(out, "</{element}>");
}

/// Opacity in hundredths. Of the fill alone where there is no more: opacity of a whole element costs a layer to paint on.
fn push_opacity(out: &mut String, mark: &Mark) {
    let name = match (mark.fill, mark.stroke) {
        (Some(_), None) => "fill-opacity",
        (None, Some(_)) => "stroke-opacity",
        _ => "opacity",
    };
    let hundredths = (mark.opacity.max(0.0) * 100.0).round() as u32;
    let _ = write!(
        out,
        " {name}=\"{}.{:02}\"",
        hundredths / 100,
        hundredths % 100
    );
}

fn push_datum(out: &mut String, datum: Datum) {
    let Datum {
        attention,
        query,
        key,
        value,
        ..
    } = datum;
    let name = match datum.quantity {
        Quantity::Weight => "weight",
        Quantity::Score => "score",
    };
    let _ = write!(out, " data-kind=\"{}\" data-head=\"", attention.name());
    match datum.head {
        Some(head) => _ = write!(out, "{head}"),
        None => out.push_str("all"),
    }
    let _ = write!(
        out,
        "\" data-query=\"{query}\" data-key=\"{key}\" data-{name}=\"{value}\""
    );
}

fn push_segment(out: &mut String, segment: &Segment) {
    let mut push = |command: char, points: &[crate::figure::Point]| {
        out.push(command);
        for (i, point) in points.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            push_number(out, point.x);
            out.push(' ');
            push_number(out, point.y);
        }
    };
    match *segment {
        Segment::Move(to) => push('M', &[to]),
        Segment::Line(to) => push('L', &[to]),
        Segment::Cubic(a, b, to) => push('C', &[a, b, to]),
        Segment::Close => push('Z', &[]),
    }
}

fn push_colour(out: &mut String, attribute: &str, role: Option<Role>) {
    let _ = write!(out, " {attribute}=\"");
    push_paint(out, role);
    out.push('"');
}

/// The paint of a role: a variable of the style sheet, or a mixture of two of them.
fn push_paint(out: &mut String, role: Option<Role>) {
    let mix = |out: &mut String, share: f32, to: &str, from: &str| {
        let percent = (share * 1000.0).round() / 10.0;
        let _ = write!(out, "color-mix(in oklab,var({to}) {percent}%,var({from}))");
    };
    let place = |x: f32| {
        if x.is_finite() {
            x.clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    match role {
        None => out.push_str("none"),
        Some(Role::Ramp(x)) => {
            let step = place(x) * (RAMP - 1) as f32;
            let from = (step as usize).min(RAMP - 2);
            mix(
                out,
                step - from as f32,
                &format!("--ramp-{}", from + 1),
                &format!("--ramp-{from}"),
            );
        }
        Some(Role::Signed(x)) if x < 0.0 => mix(out, place(-x), "--minus", "--panel"),
        Some(Role::Signed(x)) => mix(out, place(x), "--plus", "--panel"),
        Some(flat) => {
            let _ = write!(out, "var({})", flat.variable().unwrap_or_default());
        }
    }
}

fn attribute(out: &mut String, name: &str, value: f32) {
    let _ = write!(out, " {name}=\"");
    push_number(out, value);
    out.push('"');
}

/// A coordinate, to a tenth of a pixel; what is not finite becomes 0.
fn push_number(out: &mut String, value: f32) {
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let _ = write!(out, "{}", tenths.unsigned_abs() / 10);
    if tenths % 10 != 0 {
        let _ = write!(out, ".{}", tenths.unsigned_abs() % 10);
    }
}

/// Text as the content of an element. Control characters, which markup cannot hold, are left out.
fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests;
