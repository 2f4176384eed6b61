//! A scene as SVG markup: one string that the browser parses at once, which costs a fraction of building the same elements one
//! by one while someone types.
//!
//! Refuses to know where the string goes. Everything that a person typed is escaped here; colours are named, not fixed, so that
//! the style sheet decides (`static/style/base.css`).

use crate::figure::{Anchor, Datum, Mark, Role, Scene, Segment, Shape, Weight, push_decimal};

use super::drawing::Drawing;

/// Stops of the scale from nothing to everything, as the style sheet names them.
const RAMP: [&str; 6] = [
    "--ramp-0", "--ramp-1", "--ramp-2", "--ramp-3", "--ramp-4", "--ramp-5",
];

/// The marks of these indices as one `<g>…</g>`, in painting order. What neighbours have in common is said once, around them:
/// thousands of lines are parsed and styled at every key press.
pub fn group(drawing: &Drawing, marks: impl Iterator<Item = usize>) -> String {
    let scene = &drawing.scene;
    let marks: Vec<&Mark> = marks.filter_map(|i| scene.marks.get(i)).collect();
    let mut out = String::from("<g>");
    let kind = |mark: &Mark| (mark.part, mark.datum.map(|datum| datum.attention));
    for alike in marks.chunk_by(|a, b| kind(a) == kind(b)) {
        let fill = alike[0].fill;
        let shared = alike.iter().all(|mark| mark.fill == fill);
        push_all(&mut out, &["<g class=\"", alike[0].part.class(), "\""]);
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
    push_all(out, &["</", element, ">"]);
}

/// Opacity in hundredths. Of the fill alone where there is no more: opacity of a whole element costs a layer to paint on.
fn push_opacity(out: &mut String, mark: &Mark) {
    let name = match (mark.fill, mark.stroke) {
        (Some(_), None) => "fill-opacity",
        (None, Some(_)) => "stroke-opacity",
        _ => "opacity",
    };
    let hundredths = (mark.opacity.max(0.0) * 100.0).round() as u32;
    push_all(out, &[" ", name, "=\"0."]);
    if hundredths < 10 {
        out.push('0');
    }
    push_unsigned(out, hundredths.min(99));
    out.push('"');
}

fn push_datum(out: &mut String, datum: Datum) {
    let Datum {
        attention,
        query,
        key,
        value,
        ..
    } = datum;
    let name = datum.quantity.name();
    push_all(out, &[" data-kind=\"", attention.name(), "\" data-head=\""]);
    match datum.head {
        Some(head) => push_unsigned(out, head as u32),
        None => out.push_str("all"),
    }
    out.push_str("\" data-query=\"");
    push_unsigned(out, query as u32);
    out.push_str("\" data-key=\"");
    push_unsigned(out, key as u32);
    push_all(out, &["\" data-", name, "=\""]);
    push_decimal(out, value, 6);
    out.push('"');
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
    push_all(out, &[" ", attribute, "=\""]);
    push_paint(out, role);
    out.push('"');
}

/// The paint of a role: a variable of the style sheet, or a mixture of two of them.
pub fn push_paint(out: &mut String, role: Option<Role>) {
    let place = |x: f32| {
        if x.is_finite() {
            x.clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    let mut mix = |share: f32, to: &str, from: &str| {
        push_all(out, &["color-mix(in oklab,var(", to, ") "]);
        push_number(out, share * 100.0);
        push_all(out, &["%,var(", from, "))"]);
    };
    match role {
        None => out.push_str("none"),
        Some(Role::Ramp(x)) => {
            let step = place(x) * (RAMP.len() - 1) as f32;
            let from = (step as usize).min(RAMP.len() - 2);
            mix(step - from as f32, RAMP[from + 1], RAMP[from]);
        }
        Some(Role::Signed(x)) if x < 0.0 => mix(place(-x), "--minus", "--panel"),
        Some(Role::Signed(x)) => mix(place(x), "--plus", "--panel"),
        Some(Role::Written(head)) => {
            let colour = head.map_or(Role::Mean, Role::Head).variable();
            mix(0.55, &colour.unwrap_or_default(), "--ink");
        }
        Some(flat) => push_all(out, &["var(", &flat.variable().unwrap_or_default(), ")"]),
    }
}

/// ` NAME="VALUE"`, a coordinate.
pub fn attribute(out: &mut String, name: &str, value: f32) {
    push_all(out, &[" ", name, "=\""]);
    push_number(out, value);
    out.push('"');
}

/// A coordinate, to a tenth of a pixel; what is not finite becomes 0. Formatting machinery would cost more than all the
/// geometry behind it.
pub fn push_number(out: &mut String, value: f32) {
    let tenths = (value * 10.0).round() as i32;
    if tenths < 0 {
        out.push('-');
    }
    push_unsigned(out, tenths.unsigned_abs() / 10);
    if tenths % 10 != 0 {
        out.push('.');
        push_unsigned(out, tenths.unsigned_abs() % 10);
    }
}

fn push_unsigned(out: &mut String, value: u32) {
    if value >= 10 {
        push_unsigned(out, value / 10);
    }
    out.push(char::from(b'0' + (value % 10) as u8));
}

/// All of these, one after the other.
pub fn push_all(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// Text as the content of an element. Control characters, which markup cannot hold, are left out.
pub fn push_escaped(out: &mut String, text: &str) {
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
