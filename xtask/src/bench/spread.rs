//! What a list of times comes down to.

/// Of at least one time, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    pub median: f64,
    /// The 95th percentile.
    pub late: f64,
    pub best: f64,
}

impl Spread {
    /// Nothing of nothing. Percentiles are the nearest rank's.
    pub fn of(mut times: Vec<f64>) -> Option<Self> {
        times.sort_by(f64::total_cmp);
        let rank = |part: f64| {
            times
                .get(((times.len() as f64 * part).ceil() as usize).saturating_sub(1))
                .copied()
        };
        Some(Self {
            median: rank(0.5)?,
            late: rank(0.95)?,
            best: rank(0.0)?,
        })
    }

    /// `12.3 (9.8)`
    pub fn median_and_best(&self) -> String {
        format!("{:.1} ({:.1})", self.median, self.best)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_the_nearest_rank() {
        let spread = Spread::of((1..=100).rev().map(f64::from).collect()).unwrap();
        assert_eq!(
            spread,
            Spread {
                median: 50.0,
                late: 95.0,
                best: 1.0
            }
        );
        assert_eq!(
            Spread::of(vec![7.0]).unwrap().median_and_best(),
            "7.0 (7.0)"
        );
        assert_eq!(Spread::of(vec![]), None);
    }
}
