//! Where a piece stands, as a vector: sinusoids of growing wavelengths (Vaswani et al. 2017, section 3.5).

/// The sinusoids of a model of width d: sines in a vector's first half, cosines in its second (Marian's order).
pub(super) struct Positions {
    /// What a position is divided by to give the i-th angle: 10000^(2i/d).
    divisors: Vec<f64>,
}

impl Positions {
    pub(super) fn new(d: usize) -> Self {
        let divisor = |i| 10_000f64.powf(2.0 * i as f64 / d as f64);
        Self {
            divisors: (0..d.div_ceil(2)).map(divisor).collect(),
        }
    }

    /// Adds the vector of `position` to `row`, d numbers.
    pub(super) fn add(&self, position: usize, row: &mut [f32]) {
        let (sines, cosines) = row.split_at_mut(self.divisors.len());
        for (i, divisor) in self.divisors.iter().enumerate() {
            let (sine, cosine) = (position as f64 / divisor).sin_cos();
            sines[i] += sine as f32;
            if let Some(number) = cosines.get_mut(i) {
                *number += cosine as f32;
            }
        }
    }
}
