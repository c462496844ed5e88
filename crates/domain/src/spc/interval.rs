//! How sure one share is, and the difference of two.

use super::Share;

/// 95 % of a normal curve.
const Z: f64 = 1.959_963_984_540_054;

/// Between which values the truth lies, 95 times of a hundred.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub lower: f64,
    /// Upper end.
    pub upper: f64,
}

impl Share {
    /// Wilson's interval, as the Office for Health Improvement and Disparities uses for shares: stays within 0 and 1 and
    /// is right for few people.
    pub fn interval(self) -> Interval {
        let (share, of) = (self.value(), f64::from(self.denominator()));
        let middle = share + Z * Z / (2.0 * of);
        let half = Z * (share * (1.0 - share) / of + Z * Z / (4.0 * of * of)).sqrt();
        let under = 1.0 + Z * Z / of;
        Interval {
            lower: ((middle - half) / under).clamp(0.0, share),
            upper: ((middle + half) / under).clamp(share, 1.0),
        }
    }
}

/// The difference of two shares, as parts of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// How much higher the first is.
    pub difference: f64,
    /// How sure that is.
    pub interval: Interval,
}

impl Gap {
    /// Whether chance alone could make it.
    pub fn may_be_chance(self) -> bool {
        self.interval.lower <= 0.0 && self.interval.upper >= 0.0
    }
}

/// How much more of `first` than of `second`, such as the least deprived fifth and the most deprived. Newcombe's
/// interval, which joins the two of Wilson.
pub fn gap(first: Share, second: Share) -> Gap {
    let (a, b) = (first.interval(), second.interval());
    let difference = first.value() - second.value();
    Gap {
        difference,
        interval: Interval {
            lower: difference - (first.value() - a.lower).hypot(b.upper - second.value()),
            upper: difference + (a.upper - first.value()).hypot(second.value() - b.lower),
        },
    }
}
