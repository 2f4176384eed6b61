//! A figure painted through any of plotters' backends: where pixels are wanted, on canvas above all.
//!
//! Plotters takes whole pixels only, so the figure is painted `scale` times larger; a canvas painter sets the context's
//! transform to the wanted ratio divided by `scale` and gets the curves to a fraction of a pixel. Curves become polygons that
//! stay within a fifth of a painted pixel of the curve. Plotters turns text by quarters only: slanted labels of heatmaps come
//! out upright. [`super::svg`] has neither limit.

use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontFamily,
    FontStyle, FontTransform,
};

use super::flat::{flatten, rounded};
use crate::figure::{
    Anchor, Area, FONT_FAMILY, Mark, Point, Role, Scene, Shape, Stroke, Theme, Turn, Weight,
};

/// How a figure is brought to a backend.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Painter {
    /// Painted pixels to one of the figure's.
    pub scale: f32,
    /// What font sizes are multiplied by besides: 1 for canvas; 1.24 for plotters' SVG backend, which divides by it.
    pub type_scale: f64,
}

impl Painter {
    /// Paints `scene` over everything there is.
    ///
    /// # Errors
    /// What the backend reports.
    pub fn paint<B: DrawingBackend>(
        self,
        scene: &Scene,
        theme: &Theme,
        backend: &mut B,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        let ground = Ink::new(theme, Role::Background, 1.0);
        let end = self.place(Point {
            x: scene.width,
            y: scene.height,
        });
        backend.draw_rect((0, 0), end, &ground, true)?;
        for mark in &scene.marks {
            self.mark(mark, theme, backend)?;
        }
        Ok(())
    }

    fn mark<B: DrawingBackend>(
        self,
        mark: &Mark,
        theme: &Theme,
        backend: &mut B,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        match &mark.shape {
            Shape::Path(segments) => {
                self.outline(&flatten(segments, self.scale), mark, theme, backend)
            }
            Shape::Rect { area, radius } => self.outline(
                &flatten(&rounded(area, *radius), self.scale),
                mark,
                theme,
                backend,
            ),
            Shape::Circle { centre, radius } => {
                let area = Area {
                    x: centre.x - radius,
                    y: centre.y - radius,
                    width: 2.0 * radius,
                    height: 2.0 * radius,
                };
                self.outline(
                    &flatten(&rounded(&area, *radius), self.scale),
                    mark,
                    theme,
                    backend,
                )
            }
            Shape::Text {
                text,
                at,
                anchor,
                size,
                weight,
                turn,
            } => {
                let Some(role) = mark.fill else { return Ok(()) };
                let style = Type {
                    colour: Ink::new(theme, role, mark.opacity).0,
                    size: f64::from(size * self.scale) * self.type_scale,
                    bold: *weight == Weight::Bold,
                    anchor: *anchor,
                    turn: *turn,
                };
                backend.draw_text(text, &style, self.place(middle(*at, *size, *turn)))
            }
            Shape::Image {
                area,
                rows,
                cols,
                cells,
            } => {
                let edge = |start: f32, length: f32, i: usize, n: usize| {
                    start + length * i as f32 / n.max(1) as f32
                };
                for (i, role) in cells.iter().enumerate() {
                    let Some(role) = *role else { continue };
                    let (row, col) = (i / (*cols).max(1), i % (*cols).max(1));
                    let corner = |row, col| {
                        self.place(Point {
                            x: edge(area.x, area.width, col, *cols),
                            y: edge(area.y, area.height, row, *rows),
                        })
                    };
                    let ink = Ink::new(theme, role, mark.opacity);
                    backend.draw_rect(corner(row, col), corner(row + 1, col + 1), &ink, true)?;
                }
                Ok(())
            }
        }
    }

    /// Fills and draws one outline.
    fn outline<B: DrawingBackend>(
        self,
        lines: &[Vec<Point>],
        mark: &Mark,
        theme: &Theme,
        backend: &mut B,
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        for line in lines {
            let points = || line.iter().map(|&point| self.place(point));
            if let Some(role) = mark.fill {
                backend.fill_polygon(points(), &Ink::new(theme, role, mark.opacity))?;
            }
            if let Some(Stroke { role, width }) = mark.stroke {
                let pen = Pen(Ink::new(theme, role, mark.opacity), width * self.scale);
                backend.draw_path(points(), &pen)?;
            }
        }
        Ok(())
    }

    fn place(self, point: Point) -> (i32, i32) {
        let whole = |value: f32| (value * self.scale).round() as i32;
        (whole(point.x), whole(point.y))
    }
}

/// The middle of a text whose baseline is at `at`: plotters knows no baselines.
fn middle(at: Point, size: f32, turn: Option<Turn>) -> Point {
    let rise = size * 0.35;
    match turn {
        None => Point {
            x: at.x,
            y: at.y - rise,
        },
        Some(_) => Point {
            x: at.x - rise,
            y: at.y,
        },
    }
}

/// A colour with its opacity.
struct Ink(BackendColor);

impl Ink {
    fn new(theme: &Theme, role: Role, opacity: f32) -> Self {
        let colour = theme.rgb(role);
        Self(BackendColor {
            alpha: f64::from(opacity),
            rgb: (colour.0, colour.1, colour.2),
        })
    }
}

impl BackendStyle for Ink {
    fn color(&self) -> BackendColor {
        self.0
    }
}

/// A colour and a width.
struct Pen(Ink, f32);

impl BackendStyle for Pen {
    fn color(&self) -> BackendColor {
        self.0.0
    }

    fn stroke_width(&self) -> u32 {
        self.1.round().max(1.0) as u32
    }
}

/// How text is written.
struct Type {
    colour: BackendColor,
    size: f64,
    bold: bool,
    anchor: Anchor,
    turn: Option<Turn>,
}

impl BackendTextStyle for Type {
    type FontError = std::convert::Infallible;

    fn color(&self) -> BackendColor {
        self.colour
    }

    fn size(&self) -> f64 {
        self.size
    }

    fn transform(&self) -> FontTransform {
        match self.turn {
            None => FontTransform::None,
            Some(turn) if turn.degrees < 0.0 => FontTransform::Rotate270,
            Some(_) => FontTransform::Rotate90,
        }
    }

    fn style(&self) -> FontStyle {
        if self.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        }
    }

    fn anchor(&self) -> Pos {
        let across = match self.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos::new(across, VPos::Center)
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FONT_FAMILY)
    }

    fn layout_box(&self, text: &str) -> Result<((i32, i32), (i32, i32)), Self::FontError> {
        let width = f64::from(crate::figure::text_width(text, 1.0)) * self.size;
        Ok(((0, 0), (width.ceil() as i32, self.size.ceil() as i32)))
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _text: &str,
        _pos: (i32, i32),
        _draw: F,
    ) -> Result<Result<(), E>, Self::FontError> {
        // Only backends without fonts of their own ask for this; for them words have no pixels.
        Ok(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plotters_svg_backend_gets_every_mark_with_its_opacity() {
        let mut scene = Scene {
            width: 40.0,
            height: 30.0,
            ..Scene::default()
        };
        let mark = |shape, opacity| Mark {
            part: crate::figure::Part::Line,
            shape,
            fill: Some(Role::Head(0)),
            stroke: None,
            opacity,
            datum: None,
            label: None,
        };
        let at = Point { x: 10.0, y: 10.0 };
        scene.marks.push(mark(
            Shape::Circle {
                centre: at,
                radius: 5.0,
            },
            0.25,
        ));
        let text = Shape::Text {
            text: "<müde>".into(),
            at,
            anchor: Anchor::End,
            size: 10.0,
            weight: Weight::Bold,
            turn: None,
        };
        scene.marks.push(mark(text, 1.0));
        let mut svg = String::new();
        {
            let mut backend = plotters::backend::SVGBackend::with_string(&mut svg, (80, 60));
            let painter = Painter {
                scale: 2.0,
                type_scale: 1.24,
            };
            painter
                .paint(&scene, &crate::figure::LIGHT, &mut backend)
                .unwrap();
            backend.present().unwrap();
        }
        let head = crate::figure::LIGHT.rgb(Role::Head(0)).hex().to_uppercase();
        assert!(svg.contains("<polygon opacity=\"0.25\""), "{svg}");
        assert!(svg.contains(&format!("fill=\"{head}\"")), "{svg}");
        assert!(
            svg.contains("font-size=\"20\"") && svg.contains("&lt;müde&gt;"),
            "{svg}"
        );
    }
}
