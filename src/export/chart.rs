//! Charts with axes, drawn by plotters on any of its backends: bars (the likeliest next words, a row's softmax) and curves.
//!
//! Refuses to know what the numbers mean. What is not finite is left out.

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::figure::{FONT_FAMILY, Role, Theme, text_width};

/// Bars from left to right, one under the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars<'a> {
    /// Over the chart; may be empty.
    pub title: &'a str,
    /// What the numbers are, under the axis.
    pub unit: &'a str,
    /// Each bar's name and number, from top to bottom.
    pub bars: &'a [(String, f32)],
    /// Their colour.
    pub colour: Role,
}

/// Curves over one axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves<'a> {
    /// Over the chart; may be empty.
    pub title: &'a str,
    /// What the horizontal axis shows.
    pub x: &'a str,
    /// What the vertical axis shows.
    pub y: &'a str,
    /// The curves.
    pub curves: &'a [Curve],
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its name, beside its end; may be empty.
    pub name: String,
    /// Its colour.
    pub colour: Role,
    /// Its points, from left to right.
    pub points: Vec<(f32, f32)>,
}

/// A chart that can be drawn on any backend.
pub trait Chart {
    /// Draws on all of `area`, with type and lines for a display of `ratio` pixels of the backend to one of the reader's.
    ///
    /// # Errors
    /// What the backend reports.
    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        ratio: f32,
    ) -> Result<(), DrawingAreaErrorKind<B::ErrorType>>;

    /// The chart as an SVG document of so many pixels.
    ///
    /// # Errors
    /// What plotters reports, in words.
    fn svg(&self, theme: &Theme, width: u32, height: u32) -> Result<String, String> {
        // Plotters rounds to whole pixels; drawn larger and shown smaller, a curve stays smooth.
        const FINE: u32 = 8;
        let (wide, high) = (width.saturating_mul(FINE), height.saturating_mul(FINE));
        let mut out = String::new();
        {
            let area = SVGBackend::with_string(&mut out, (wide, high)).into_drawing_area();
            let drawn = self.draw(&area, theme, FINE as f32);
            drawn.map_err(|error| error.to_string())?;
            area.present().map_err(|error| error.to_string())?;
        }
        let large = format!("width=\"{wide}\" height=\"{high}\"");
        Ok(out.replacen(&large, &format!("width=\"{width}\" height=\"{height}\""), 1))
    }
}

/// Colours and sizes of one drawing.
struct Hand<'a> {
    theme: &'a Theme,
    ratio: f32,
}

impl Hand<'_> {
    /// Pixels of the backend.
    fn px(&self, pixels: f32) -> i32 {
        (pixels * self.ratio).round() as i32
    }

    fn colour(&self, role: Role) -> RGBColor {
        let rgb = self.theme.rgb(role);
        RGBColor(rgb.0, rgb.1, rgb.2)
    }

    /// Type for names and numbers, or `larger` times that.
    fn type_in(&self, role: Role, larger: f32) -> TextStyle<'static> {
        let size = f64::from(SIZE * larger * self.ratio);
        (FONT_FAMILY, size).into_font().color(&self.colour(role))
    }

    fn anchored(&self, role: Role, across: HPos, down: VPos) -> TextStyle<'static> {
        self.type_in(role, 1.0).pos(Pos::new(across, down))
    }

    fn title<B: DrawingBackend>(
        &self,
        builder: &mut ChartBuilder<'_, '_, B>,
        title: &str,
    ) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
        if !title.is_empty() {
            builder.caption(title, self.type_in(Role::Ink, 1.2));
        }
        Ok(())
    }
}

/// Pixels of names and numbers, as plotters counts them: ascenders and descenders together.
const SIZE: f32 = 15.0;

impl Chart for Bars<'_> {
    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        ratio: f32,
    ) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
        let hand = Hand { theme, ratio };
        area.fill(&hand.colour(Role::Background))?;
        let numbers = || {
            self.bars
                .iter()
                .map(|bar| bar.1)
                .filter(|number| number.is_finite())
        };
        let most = round_up(numbers().fold(0.0, f32::max));
        let least = numbers().fold(0.0, f32::min);
        let least = if least < 0.0 { -round_up(-least) } else { 0.0 };
        let names = self
            .bars
            .iter()
            .map(|bar| text_width(&bar.0, SIZE / 1.2) * ratio);
        let widest = names
            .fold(0.0, f32::max)
            .min(area.dim_in_pixel().0 as f32 * 0.4);
        let count = self.bars.len() as f32;
        let mut builder = ChartBuilder::on(area);
        builder
            .margin(hand.px(8.0))
            .margin_right(hand.px(52.0))
            .x_label_area_size(hand.px(40.0))
            .y_label_area_size(widest.ceil() as i32 + hand.px(14.0));
        hand.title(&mut builder, self.title)?;
        let mut chart = builder.build_cartesian_2d(least..most, 0.0..count.max(1.0))?;
        chart
            .configure_mesh()
            .disable_mesh()
            .disable_y_axis()
            .x_desc(self.unit)
            .x_labels(5)
            .axis_style(hand.colour(Role::Faint).stroke_width(hand.px(1.0) as u32))
            .set_all_tick_mark_size(hand.px(4.0))
            .label_style(hand.type_in(Role::Muted, 1.0))
            .axis_desc_style(hand.type_in(Role::Muted, 1.0))
            .draw()?;
        for (i, (name, number)) in self.bars.iter().enumerate() {
            let middle = count - i as f32 - 0.5;
            let (left, y) = chart.backend_coord(&(least, middle));
            let style = hand.anchored(Role::Ink, HPos::Right, VPos::Center);
            area.draw(&Text::new(name.clone(), (left - hand.px(8.0), y), style))?;
            if !number.is_finite() {
                continue;
            }
            let bar = [(0.0, middle - 0.36), (*number, middle + 0.36)];
            chart.draw_series([Rectangle::new(bar, hand.colour(self.colour).filled())])?;
            let (end, _) = chart.backend_coord(&(number.max(0.0), middle));
            let style = hand.anchored(Role::Muted, HPos::Left, VPos::Center);
            area.draw(&Text::new(
                format!("{number:.3}"),
                (end + hand.px(6.0), y),
                style,
            ))?;
        }
        Ok(())
    }
}

impl Chart for Curves<'_> {
    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        ratio: f32,
    ) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
        let hand = Hand { theme, ratio };
        area.fill(&hand.colour(Role::Background))?;
        let finite = |curve: &Curve| {
            let points = curve.points.iter().copied();
            points
                .filter(|p| p.0.is_finite() && p.1.is_finite())
                .collect::<Vec<_>>()
        };
        let lines: Vec<Vec<(f32, f32)>> = self.curves.iter().map(finite).collect();
        let x = span(lines.iter().flatten().map(|point| point.0));
        let y = span(lines.iter().flatten().map(|point| point.1));
        let mut builder = ChartBuilder::on(area);
        builder
            .margin(hand.px(10.0))
            .margin_bottom(hand.px(30.0))
            .x_label_area_size(hand.px(42.0))
            .y_label_area_size(hand.px(58.0));
        hand.title(&mut builder, self.title)?;
        let mut chart = builder.build_cartesian_2d(x.0..x.1, y.0..y.1)?;
        chart
            .configure_mesh()
            .light_line_style(hand.colour(Role::Background))
            .bold_line_style(hand.colour(Role::Faint).stroke_width(hand.px(1.0) as u32))
            .axis_style(hand.colour(Role::Muted).stroke_width(hand.px(1.0) as u32))
            .set_all_tick_mark_size(hand.px(4.0))
            .label_style(hand.type_in(Role::Muted, 1.0))
            .axis_desc_style(hand.type_in(Role::Muted, 1.0))
            .x_labels(6)
            .y_labels(6)
            .x_desc(self.x)
            .y_desc(self.y)
            .draw()?;
        let (mut at, baseline) = (hand.px(68.0), area.dim_in_pixel().1 as i32 - hand.px(14.0));
        for (curve, line) in self.curves.iter().zip(lines) {
            let colour = hand.colour(curve.colour);
            chart.draw_series(LineSeries::new(
                line,
                colour.stroke_width(hand.px(2.0) as u32),
            ))?;
            if curve.name.is_empty() {
                continue;
            }
            // The names stand under the chart, each after a piece of its line.
            let piece = [(at, baseline), (at + hand.px(18.0), baseline)];
            area.draw(&PathElement::new(
                piece,
                colour.stroke_width(hand.px(2.0) as u32),
            ))?;
            at += hand.px(24.0);
            let style = hand.anchored(Role::Ink, HPos::Left, VPos::Center);
            area.draw(&Text::new(curve.name.clone(), (at, baseline), style))?;
            at += hand.px(text_width(&curve.name, SIZE / 1.2) + 22.0);
        }
        Ok(())
    }
}

/// The least of 1, 2, 5 times a power of ten that is not less than `most`; 1 for nothing.
fn round_up(most: f32) -> f32 {
    if most <= 0.0 || !most.is_finite() {
        return 1.0;
    }
    let power = 10.0_f32.powf(most.log10().floor().clamp(-30.0, 37.0));
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps
        .into_iter()
        .find(|&step| most <= step && step.is_finite())
        .unwrap_or(most)
}

/// From the least to the greatest number, with something between them.
fn span(numbers: impl Iterator<Item = f32>) -> (f32, f32) {
    let (least, most) = numbers.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), v| {
        (a.min(v), b.max(v))
    });
    if least > most {
        return (0.0, 1.0);
    }
    if most - least > f32::EPSILON * most.abs().max(1.0) {
        (least, most)
    } else {
        (least - 0.5, most + 0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{DARK, LIGHT};

    fn bars(numbers: &[(&str, f32)]) -> Vec<(String, f32)> {
        numbers
            .iter()
            .map(|&(name, number)| (name.to_owned(), number))
            .collect()
    }

    #[test]
    fn bars_are_as_long_as_their_numbers() {
        let numbers = bars(&[("müde", 0.5), ("<unk>", 0.25), ("nan", f32::NAN)]);
        let chart = Bars {
            title: "Next word",
            unit: "probability",
            bars: &numbers,
            colour: Role::Head(0),
        };
        let svg = chart.svg(&LIGHT, 480, 240).unwrap();
        assert!(svg.starts_with("<svg width=\"480\" height=\"240\" viewBox=\"0 0 3840 1920\""));
        let colour = LIGHT.rgb(Role::Head(0)).hex().to_uppercase();
        let width = |line: &str| -> f32 {
            let from = line.find(" width=\"").unwrap() + 8;
            line[from..].split('"').next().unwrap().parse().unwrap()
        };
        let drawn: Vec<f32> = svg
            .lines()
            .filter(|l| l.contains(&colour))
            .map(width)
            .collect();
        assert_eq!(drawn.len(), 2, "what is not finite has no bar");
        assert!((drawn[0] / drawn[1] - 2.0).abs() < 0.01, "{drawn:?}");
        assert!(svg.contains("&lt;unk&gt;") && svg.contains("0.250") && svg.contains("Next word"));
    }

    #[test]
    fn curves_survive_gaps_constants_and_nothing() {
        let curve = |points| Curve {
            name: "scale".into(),
            colour: Role::Head(1),
            points,
        };
        for points in [
            vec![],
            vec![(1.0, 1.0)],
            vec![(0.0, 2.0), (1.0, f32::NAN), (2.0, 2.0)],
            vec![(0.0, f32::INFINITY)],
            vec![(0.0, 1e30), (1.0, -1e30)],
        ] {
            let curves = [curve(points)];
            let chart = Curves {
                title: "",
                x: "score",
                y: "weight",
                curves: &curves,
            };
            let svg = chart.svg(&DARK, 320, 200).unwrap();
            assert!(svg.contains("scale") && !svg.contains("NaN"), "{svg}");
        }
        let none = Bars {
            title: "",
            unit: "",
            bars: &[],
            colour: Role::Mean,
        };
        assert!(none.svg(&DARK, 320, 200).unwrap().ends_with("</svg>\n"));
    }
}
