//! From a number to its place on a colour scale.
//!
//! * Weights: linear from 0 to the least of 0.05, 0.1, 0.2, 0.5 and 1 that holds all of them, on the scale of one hue.
//! * Scores and differences: linear from −m to m, where m is the least of 1, 2, 5, 10, 20 … (or 0.5, 0.2 …) that holds all of them, on the
//!   scale of two hues.
//! * Norms: linear from 0 to such an m, on the scale of one hue.
//! * What is not finite has no colour.

use crate::matrix::Matrix;

use super::decimal::{decimal, trimmed};
use super::input::Quantity;
use super::pen::{BASELINE, point, text};
use super::scene::{Anchor, Area, Mark, Part, Role, Scene, Shape};

/// A colour scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    quantity: Quantity,
    /// The number at the scale's upper end.
    pub most: f32,
}

impl Scale {
    /// Width of a legend, at most, in font sizes.
    pub const LEGEND: f32 = 23.0;

    /// The scale for all numbers of some matrices.
    pub fn of<'a>(quantity: Quantity, matrices: impl Iterator<Item = &'a Matrix>) -> Self {
        let numbers = matrices.flat_map(|matrix| matrix.as_slice());
        let most = numbers
            .filter(|v| v.is_finite())
            .fold(0.0, |most, v| f32::max(most, v.abs()));
        let most = match quantity {
            Quantity::Weight => {
                let steps = [0.05, 0.1, 0.2, 0.5];
                steps
                    .into_iter()
                    .find(|&step| most <= step)
                    .unwrap_or(most.max(1.0))
            }
            Quantity::Score
            | Quantity::Norm
            | Quantity::WeightDifference
            | Quantity::ScoreDifference => round_up(most),
        };
        Self { quantity, most }
    }

    /// The scale of one matrix that ends at its own greatest number.
    pub fn exact(quantity: Quantity, matrix: &Matrix) -> Self {
        let numbers = matrix.as_slice().iter().filter(|v| v.is_finite());
        let most = numbers.fold(0.0, |most, v| f32::max(most, v.abs()));
        let most = if most > 0.0 { most } else { 1.0 };
        Self { quantity, most }
    }

    /// The colour of a number.
    pub fn role(&self, value: f32) -> Option<Role> {
        let place = value / self.most;
        match self.quantity {
            _ if !value.is_finite() => None,
            Quantity::Weight | Quantity::Norm => Some(Role::Ramp(place.clamp(0.0, 1.0))),
            Quantity::Score | Quantity::WeightDifference | Quantity::ScoreDifference => {
                Some(Role::Signed(place.clamp(-1.0, 1.0)))
            }
        }
    }

    /// Draws the scale with its numbers, its left edge at `x`, its middle at `y`.
    pub fn legend(&self, scene: &mut Scene, x: f32, y: f32, size: f32) {
        let name = self.quantity.name();
        let least = match self.quantity {
            Quantity::Weight | Quantity::Norm => 0.0,
            Quantity::Score | Quantity::WeightDifference | Quantity::ScoreDifference => -self.most,
        };
        let baseline = y + size * BASELINE;
        let mut x = x;
        let write = |scene: &mut Scene, words: String, x: &mut f32| {
            let width = super::text::text_width(&words, size);
            let shape = text(words, point(*x, baseline), Anchor::Start, size);
            scene.put(Mark::filled(Part::Legend, shape, Role::Muted));
            *x += width + 8.0;
        };
        write(scene, name.into(), &mut x);
        x += 4.0;
        write(scene, number(least), &mut x);
        let (steps, length, height) = (64, size * 9.0, size * 0.72);
        let cells = (0..steps)
            .map(|i| i as f32 / (steps - 1) as f32)
            .map(|share| self.role(least + (self.most - least) * share))
            .collect();
        let area = Area {
            x,
            y: y - height / 2.0,
            width: length,
            height,
        };
        let bar = Shape::Image {
            area,
            rows: 1,
            cols: steps,
            cells,
        };
        scene.put(Mark {
            fill: None,
            ..Mark::filled(Part::Legend, bar, Role::Ink)
        });
        x += length + 8.0;
        write(scene, number(self.most), &mut x);
    }
}

/// The least of 1, 2, 5 times a power of ten that is not less than `value`; 1 for 0.
fn round_up(value: f32) -> f32 {
    if value <= 0.0 {
        return 1.0;
    }
    // Beyond these the power itself would leave the range of f32.
    let mut power = 1e-30;
    while power * 10.0 <= f64::from(value) && power < 1e37 {
        power *= 10.0;
    }
    let power = power as f32;
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps
        .into_iter()
        .find(|&step| value <= step && step.is_finite())
        .unwrap_or(value)
}

/// A number of a legend: short, with a true minus sign.
fn number(value: f32) -> String {
    let digits = match value.abs() {
        v if v >= 1e6 || (v > 0.0 && v < 1e-3) => {
            let (mut digit, mut exponent) = (f64::from(v), 0);
            while digit >= 9.5 {
                digit /= 10.0;
                exponent += 1;
            }
            while digit < 0.95 {
                digit *= 10.0;
                exponent -= 1;
            }
            format!("{}e{exponent}", decimal(digit as f32, 0))
        }
        v => trimmed(v, 3),
    };
    if value < 0.0 {
        format!("−{digits}")
    } else {
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_end_at_round_numbers() {
        for (value, end) in [
            (0.0, 1.0),
            (0.3, 0.5),
            (1.0, 1.0),
            (7.3, 10.0),
            (1234.0, 2000.0),
        ] {
            assert!(
                (round_up(value) - end).abs() < end * 1e-5,
                "{value}: {}",
                round_up(value)
            );
        }
        assert!(round_up(f32::MAX).is_finite() && round_up(f32::MIN_POSITIVE) > 0.0);
    }

    #[test]
    fn weights_and_scores_find_their_place() {
        let matrix = Matrix::from_vec(1, 3, vec![-3.0, f32::NEG_INFINITY, 1.0]).unwrap();
        let scale = Scale::of(Quantity::Score, [&matrix].into_iter());
        assert_eq!(scale.most, 5.0);
        assert_eq!(scale.role(-2.5), Some(Role::Signed(-0.5)));
        assert_eq!(scale.role(f32::NEG_INFINITY), None);
        let matrix = Matrix::from_vec(1, 2, vec![0.07, 0.0]).unwrap();
        let scale = Scale::of(Quantity::Weight, [&matrix].into_iter());
        assert_eq!((scale.most, scale.role(0.05)), (0.1, Some(Role::Ramp(0.5))));
    }

    #[test]
    fn a_legend_takes_no_more_room_than_is_kept_for_it() {
        let size = 10.0;
        for quantity in [
            Quantity::Weight,
            Quantity::Score,
            Quantity::Norm,
            Quantity::WeightDifference,
            Quantity::ScoreDifference,
        ] {
            for most in [5e-5, 2e-30, 0.005, 0.5, 20.0, 2e9, 5e37] {
                let mut scene = Scene::default();
                Scale { quantity, most }.legend(&mut scene, 0.0, 0.0, size);
                let right = scene.marks.iter().map(|mark| match &mark.shape {
                    Shape::Text { text, at, size, .. } => {
                        at.x + super::super::text::text_width(text, *size)
                    }
                    Shape::Image { area, .. } => area.x + area.width,
                    other => panic!("{other:?}"),
                });
                let right = right.fold(0.0, f32::max);
                assert!(
                    right <= Scale::LEGEND * size,
                    "{quantity:?} {most}: {right}"
                );
            }
        }
    }

    #[test]
    fn numbers_are_short() {
        let written = [0.0, -20.0, 0.05, 1e9].map(number);
        assert_eq!(written, ["0", "−20", "0.05", "1e9"]);
    }
}
