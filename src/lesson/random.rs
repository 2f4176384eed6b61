//! Random numbers from a seed that the reader sees: the same seed always draws the same.

/// A stream of random numbers: xorshift64* (Marsaglia 2003; Vigna 2016).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of `seed`, and of its `part`: two parts of a seed have nothing in common.
    pub fn new(seed: usize, part: usize) -> Self {
        // Never 0, which the generator would not leave; neighbouring seeds are spread apart first (splitmix64).
        let mut z = (seed as u64)
            .wrapping_mul(0x1_0001)
            .wrapping_add(part as u64)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Self((z ^ (z >> 31)) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number of mean 0 and variance 1, nearly bell-shaped: the sum of four even draws (Irwin–Hall), brought to that size.
    pub fn normal(&mut self) -> f32 {
        let bits = self.next();
        let sum: u32 = (0..4).map(|i| (bits >> (16 * i)) as u32 & 0xffff).sum();
        // Four draws of 0 … 65535 have the mean 2 · 65535 and the variance (65536² − 1) / 3.
        (sum as f32 - 131_070.0) * (1.732_050_8 / 65_536.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_mean_0_and_variance_1_and_come_again() {
        let mut random = Random::new(7, 0);
        let draws: Vec<f64> = (0..100_000).map(|_| f64::from(random.normal())).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let square = draws.iter().map(|x| x * x).sum::<f64>() / draws.len() as f64;
        assert!(
            mean.abs() < 0.02 && (square - 1.0).abs() < 0.02,
            "{mean} {square}"
        );
        let again = Random::new(7, 0).normal();
        assert_eq!(f64::from(again), draws[0]);
        assert_ne!(Random::new(7, 1).normal(), again);
        assert_ne!(Random::new(8, 0).normal(), again);
    }
}
