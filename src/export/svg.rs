//! A figure as an SVG file that stands alone: text as text, curves as curves, every line with its number.
//!
//! This is written here and not through plotters' SVG backend, which knows neither curves nor attributes and rounds every
//! coordinate to a whole pixel: threads would turn into jagged polygons that nobody can edit, and `data-weight`, titles and
//! descriptions would be lost. Plotters paints where pixels are wanted ([`super::paint`]) and charts with axes
//! ([`super::chart`]).

use std::fmt::Write;

use crate::figure::{
    Anchor, Area, Datum, FONT_FAMILY, Mark, Point, Quantity, Scene, Segment, Shape, Theme, Turn,
    Weight,
};

use super::png;

/// `scene` as an SVG document of its size, with `title` and `description` for readers who do not see it.
pub fn svg(scene: &Scene, theme: &Theme, title: &str, description: &str) -> String {
    let (width, height) = (Number(scene.width), Number(scene.height));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONT_FAMILY}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        Escaped(title),
        Escaped(description),
        theme.rgb(crate::figure::Role::Background).hex(),
    );
    for mark in &scene.marks {
        write_mark(&mut out, mark, theme);
    }
    out.push_str("</svg>\n");
    out
}

// Writing to a String never fails, so the results of `write!` are let go.
fn write_mark(out: &mut String, mark: &Mark, theme: &Theme) {
    let (name, text) = match &mark.shape {
        Shape::Path(segments) => {
            let _ = write!(out, "<path d=\"{}\"", PathData(segments));
            ("path", None)
        }
        Shape::Rect { area, radius } => {
            let _ = write!(out, "<rect {}", Placed(area));
            if *radius > 0.0 {
                let _ = write!(out, " rx=\"{}\"", Number(*radius));
            }
            ("rect", None)
        }
        Shape::Circle { centre, radius } => {
            let (x, y, r) = (Number(centre.x), Number(centre.y), Number(*radius));
            let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
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
            let _ = write!(
                out,
                "<image {} preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" \
                 image-rendering=\"optimizeSpeed\" href=\"{picture}\"",
                Placed(area)
            );
            ("image", None)
        }
    };
    let _ = write!(out, " class=\"{}\"", mark.part.class());
    match mark.fill {
        Some(role) => {
            let _ = write!(out, " fill=\"{}\"", theme.rgb(role).hex());
        }
        None => out.push_str(" fill=\"none\""),
    }
    if let Some(stroke) = mark.stroke {
        let (colour, width) = (theme.rgb(stroke.role).hex(), Number(stroke.width));
        let _ = write!(out, " stroke=\"{colour}\" stroke-width=\"{width}\"");
    }
    if mark.opacity < 1.0 {
        let _ = write!(out, " opacity=\"{}\"", Number(mark.opacity));
    }
    if let Some(label) = mark.label {
        let _ = write!(
            out,
            " data-side=\"{}\" data-index=\"{}\"",
            label.side.name(),
            label.index
        );
    }
    if let Some(datum) = &mark.datum {
        write_datum(out, datum);
    }
    let _ = match text {
        Some(text) => writeln!(out, ">{}</{name}>", Escaped(text)),
        None => writeln!(out, "/>"),
    };
}

fn write_text_start(
    out: &mut String,
    at: Point,
    anchor: Anchor,
    size: f32,
    weight: Weight,
    turn: Option<Turn>,
) {
    let (x, y, size) = (Number(at.x), Number(at.y), Number(size));
    let _ = write!(out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"");
    match anchor {
        Anchor::Start => {}
        Anchor::Middle => out.push_str(" text-anchor=\"middle\""),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    if weight == Weight::Bold {
        out.push_str(" font-weight=\"600\"");
    }
    if let Some(Turn { degrees, about }) = turn {
        let (degrees, x, y) = (Number(degrees), Number(about.x), Number(about.y));
        let _ = write!(out, " transform=\"rotate({degrees} {x} {y})\"");
    }
}

fn write_datum(out: &mut String, datum: &Datum) {
    let _ = write!(out, " data-attention=\"{}\"", datum.attention.name());
    let _ = match datum.head {
        Some(head) => write!(out, " data-head=\"{head}\""),
        None => write!(out, " data-head=\"mean\""),
    };
    let quantity = match datum.quantity {
        Quantity::Weight => "weight",
        Quantity::Score => "score",
    };
    let (query, key, value) = (datum.query, datum.key, datum.value);
    let _ = write!(
        out,
        " data-query=\"{query}\" data-key=\"{key}\" data-{quantity}=\"{value}\""
    );
}

/// A coordinate to a hundredth of a pixel, without trailing zeros.
struct Number(f32);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = (f64::from(self.0) * 100.0).round();
        // Adding 0 turns −0 into 0.
        write!(f, "{}", hundredths / 100.0 + 0.0)
    }
}

/// The `d` of a path.
struct PathData<'a>(&'a [Segment]);

impl std::fmt::Display for PathData<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pair = |point: &Point| format!("{} {}", Number(point.x), Number(point.y));
        for segment in self.0 {
            match segment {
                Segment::Move(to) => write!(f, "M{}", pair(to))?,
                Segment::Line(to) => write!(f, "L{}", pair(to))?,
                Segment::Cubic(a, b, to) => write!(f, "C{} {} {}", pair(a), pair(b), pair(to))?,
                Segment::Close => f.write_str("Z")?,
            }
        }
        Ok(())
    }
}

/// The place of a rectangle as attributes.
struct Placed<'a>(&'a Area);

impl std::fmt::Display for Placed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Area {
            x,
            y,
            width,
            height,
        } = *self.0;
        let [x, y, width, height] = [x, y, width, height].map(Number);
        write!(
            f,
            "x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""
        )
    }
}

/// Text for XML: markup escaped, characters that XML 1.0 forbids made visible.
struct Escaped<'a>(&'a str);

impl std::fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for c in crate::figure::writable(self.0).chars() {
            match c {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                _ => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}
