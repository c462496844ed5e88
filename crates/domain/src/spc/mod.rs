//! What chance alone explains: the statistics behind the boards' charts. Practices are compared with limits around the
//! mean, never put in a league table.
//!
//! Sources: Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine 24 (2005);
//! Wilson (1927) and Newcombe (1998) for intervals of one share and of a difference; NHS England's "Making Data Count"
//! for reading a figure over time. Decision 0027 says why these.

mod interval;
mod limits;
mod over_time;
mod spread;
#[cfg(test)]
mod tests;

pub use interval::{Gap, Interval, gap};
pub use limits::{Level, Limits, Place, dispersion, is_overdispersed, limits};
pub use over_time::{RUN, Signal, signals};
pub use spread::{FEWEST_FOR_MIDDLE_HALF, MiddleHalf, middle_half};

use crate::metrics::Shown;

/// A count of a denominator, both of which may be shown. Whatever is hidden cannot become one, so it cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    count: u32,
    of: u32,
}

impl Share {
    /// Only of two shown numbers that make a share: something to count of, and no more counted than that.
    pub fn of(count: Shown, of: Shown) -> Option<Self> {
        let (count, of) = (u32::try_from(count.count()?).ok()?, u32::try_from(of.count()?).ok()?);
        (of > 0 && count <= of).then_some(Self { count, of })
    }

    /// The share itself, 0 to 1.
    pub fn value(self) -> f64 {
        f64::from(self.count) / f64::from(self.of)
    }

    /// How many were counted.
    pub const fn count(self) -> u32 {
        self.count
    }

    /// Of how many.
    pub const fn denominator(self) -> u32 {
        self.of
    }

    /// In per cent, as everywhere else.
    pub fn text(self) -> String {
        crate::metrics::per_cent(i64::from(self.count), i64::from(self.of))
    }

    /// All of them taken together.
    pub fn together(shares: impl IntoIterator<Item = Self>) -> Option<Self> {
        let add = |sum: Self, one: Self| Self {
            count: sum.count.saturating_add(one.count),
            of: sum.of.saturating_add(one.of),
        };
        shares.into_iter().reduce(add)
    }
}
