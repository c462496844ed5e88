//! Waiting times and the shares of them that matter.

use std::time::Duration;

/// Waiting times, sorted.
pub(super) struct Latencies(Vec<Duration>);

impl Latencies {
    pub(super) fn new(mut all: Vec<Duration>) -> Self {
        all.sort_unstable();
        Self(all)
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Milliseconds within which `percent` of the answers came.
    pub(super) fn milliseconds(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(rank).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_time_that_was_measured() {
        let times = Latencies::new((1..=200).rev().map(Duration::from_millis).collect());
        assert!((times.milliseconds(50) - 100.0).abs() < 1e-9);
        assert!((times.milliseconds(99) - 198.0).abs() < 1e-9);
        assert!((times.milliseconds(100) - 200.0).abs() < 1e-9);
        assert!(Latencies::new(Vec::new()).milliseconds(99).abs() < 1e-9);
    }
}
