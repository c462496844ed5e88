//! An axis.

/// From one round number to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    low: f64,
    step: f64,
    steps: u32,
}

impl Scale {
    /// Holds `low` to `high` with about `most` ticks at ones, twos or fives.
    pub fn round(low: f64, high: f64, most: usize) -> Self {
        let low = if low.is_finite() { low } else { 0.0 };
        let high = if high.is_finite() && high > low { high } else { low + 1.0 };
        let rough = (high - low) / most.saturating_sub(1).max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0].map(|times| times * power).into_iter().find(|step| *step >= rough * (1.0 - 1e-9));
        let step = step.unwrap_or(10.0 * power);
        // A hair of tolerance: 0.3 is not below three tenths.
        let first = (low / step + 1e-9).floor();
        let last = (high / step - 1e-9).ceil().max(first + 1.0);
        Self { low: first * step, step, steps: (last - first) as u32 }
    }

    /// Of shares: starts at nought unless all lie above, never passes a hundred per cent.
    pub fn of_shares(low: f64, high: f64) -> Self {
        Self::round(if low < 0.5 { 0.0 } else { low.min(1.0) }, high.clamp(0.05, 1.0), 6)
    }

    /// Nought to a hundred per cent.
    pub const fn whole() -> Self {
        Self { low: 0.0, step: 0.25, steps: 4 }
    }

    /// The lowest number.
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The highest number.
    pub fn high(&self) -> f64 {
        self.low + self.step * f64::from(self.steps)
    }

    /// The numbers written at the axis.
    pub fn ticks(&self) -> impl Iterator<Item = f64> + use<> {
        let Self { low, step, steps } = *self;
        (0..=steps).map(move |tick| low + step * f64::from(tick))
    }

    /// Where `value` lies: 0 at the low end, 1 at the high one.
    pub fn at(&self, value: f64) -> f64 {
        (value - self.low) / (self.high() - self.low)
    }
}
