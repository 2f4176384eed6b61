//! A figure as an SVG file that stands alone: text as text, curves as curves, every line with its number.
//!
//! This is written here and not through plotters' SVG backend, which knows neither curves nor attributes and rounds every
//! coordinate to a whole pixel: threads would turn into jagged polygons that nobody can edit, and `data-weight`, titles and
//! descriptions would be lost. Plotters paints where pixels are wanted ([`super::paint`]) and charts with axes
//! ([`super::chart`]).

use crate::figure::{
    Anchor, Area, Datum, FONT_FAMILY, Mark, Point, Role, Scene, Segment, Shape, Theme, Turn,
    Weight, shortest, trimmed, writable,
};

use super::png;

/// `scene` as an SVG document of its size, with `title` and `description` for readers who do not see it.
pub fn svg(scene: &Scene, theme: &Theme, title: &str, description: &str) -> String {
    let (width, height) = (number(scene.width), number(scene.height));
    let mut out = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attribute(&mut out, "width", &width);
    attribute(&mut out, "height", &height);
    attribute(&mut out, "viewBox", &["0 0", &width, &height].join(" "));
    attribute(&mut out, "role", "img");
    attribute(&mut out, "font-family", FONT_FAMILY);
    out.push_str(">\n<title>");
    escaped(&mut out, title);
    out.push_str("</title>\n<desc>");
    escaped(&mut out, description);
    out.push_str("</desc>\n<rect");
    attribute(&mut out, "width", &width);
    attribute(&mut out, "height", &height);
    attribute(&mut out, "fill", &theme.rgb(Role::Background).hex());
    out.push_str("/>\n");
    for mark in &scene.marks {
        write_mark(&mut out, mark, theme);
    }
    out.push_str("</svg>\n");
    out
}

fn write_mark(out: &mut String, mark: &Mark, theme: &Theme) {
    let (name, text) = match &mark.shape {
        Shape::Path(segments) => {
            out.push_str("<path d=\"");
            segments
                .iter()
                .for_each(|segment| write_segment(out, segment));
            out.push('"');
            ("path", None)
        }
        Shape::Rect { area, radius } => {
            out.push_str("<rect");
            write_area(out, area);
            if *radius > 0.0 {
                attribute(out, "rx", &number(*radius));
            }
            ("rect", None)
        }
        Shape::Circle { centre, radius } => {
            out.push_str("<circle");
            attribute(out, "cx", &number(centre.x));
            attribute(out, "cy", &number(centre.y));
            attribute(out, "r", &number(*radius));
            ("circle", None)
        }
        Shape::Text {
            text,
            at,
            anchor,
            size,
            weight,
            turn,
        } => {
            write_text_start(out, *at, *anchor, *size, *weight, *turn);
            ("text", Some(text))
        }
        Shape::Image {
            area,
            rows,
            cols,
            cells,
        } => {
            let picture = png::data_url(*rows, *cols, |i| {
                cells.get(i).copied().flatten().map(|role| theme.rgb(role))
            });
            out.push_str("<image");
            write_area(out, area);
            attribute(out, "preserveAspectRatio", "none");
            attribute(out, "style", "image-rendering:pixelated");
            attribute(out, "image-rendering", "optimizeSpeed");
            attribute(out, "href", &picture);
            ("image", None)
        }
    };
    attribute(out, "class", mark.part.class());
    match mark.fill {
        Some(role) => attribute(out, "fill", &theme.rgb(role).hex()),
        None => attribute(out, "fill", "none"),
    }
    if let Some(stroke) = mark.stroke {
        attribute(out, "stroke", &theme.rgb(stroke.role).hex());
        attribute(out, "stroke-width", &number(stroke.width));
        if text.is_some() {
            // A line around letters is the ground they stand on.
            attribute(out, "stroke-linejoin", "round");
            attribute(out, "paint-order", "stroke");
        }
    }
    if mark.opacity < 1.0 {
        attribute(out, "opacity", &number(mark.opacity));
    }
    if let Some(label) = mark.label {
        attribute(out, "data-side", label.side.name());
        attribute(out, "data-index", &label.index.to_string());
    }
    if let Some(datum) = &mark.datum {
        write_datum(out, datum);
    }
    match text {
        Some(text) => {
            out.push('>');
            escaped(out, text);
            out.extend(["</", name, ">\n"]);
        }
        None => out.push_str("/>\n"),
    }
}

fn write_text_start(
    out: &mut String,
    at: Point,
    anchor: Anchor,
    size: f32,
    weight: Weight,
    turn: Option<Turn>,
) {
    out.push_str("<text");
    attribute(out, "x", &number(at.x));
    attribute(out, "y", &number(at.y));
    attribute(out, "font-size", &number(size));
    match anchor {
        Anchor::Start => {}
        Anchor::Middle => attribute(out, "text-anchor", "middle"),
        Anchor::End => attribute(out, "text-anchor", "end"),
    }
    if weight == Weight::Bold {
        attribute(out, "font-weight", "600");
    }
    if let Some(Turn { degrees, about }) = turn {
        let turned = [degrees, about.x, about.y].map(number).join(" ");
        attribute(out, "transform", &["rotate(", &turned, ")"].concat());
    }
}

fn write_datum(out: &mut String, datum: &Datum) {
    attribute(out, "data-attention", datum.attention.name());
    let head = datum.head.map(|head| head.to_string());
    attribute(out, "data-head", head.as_deref().unwrap_or("mean"));
    attribute(out, "data-query", &datum.query.to_string());
    attribute(out, "data-key", &datum.key.to_string());
    let name = ["data-", datum.quantity.name()].concat();
    attribute(out, &name, &shortest(datum.value));
}

fn write_segment(out: &mut String, segment: &Segment) {
    let mut step = |name: char, points: &[&Point]| {
        out.push(name);
        for (i, point) in points.iter().enumerate() {
            out.push_str(if i == 0 { "" } else { " " });
            out.extend([&number(point.x), " ", &number(point.y)]);
        }
    };
    match segment {
        Segment::Move(to) => step('M', &[to]),
        Segment::Line(to) => step('L', &[to]),
        Segment::Cubic(a, b, to) => step('C', &[a, b, to]),
        Segment::Close => step('Z', &[]),
    }
}

fn write_area(out: &mut String, area: &Area) {
    attribute(out, "x", &number(area.x));
    attribute(out, "y", &number(area.y));
    attribute(out, "width", &number(area.width));
    attribute(out, "height", &number(area.height));
}

/// An attribute whose value needs no escaping.
fn attribute(out: &mut String, name: &str, value: &str) {
    out.extend([" ", name, "=\"", value, "\""]);
}

/// A coordinate to a hundredth of a pixel, without trailing zeros.
fn number(value: f32) -> String {
    trimmed(value, 2)
}

/// Text for XML: markup escaped, characters that XML 1.0 forbids made visible.
fn escaped(out: &mut String, text: &str) {
    for c in writable(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
