//! A share over time: which periods differ from the rest by more than chance.

use super::{Place, Share};

/// So many periods in a row on one side of the centre line are no chance. Guides say seven to nine; eight (the Western
/// Electric rule) comes by chance once in 128 stretches.
pub const RUN: usize = 8;

/// What is special about a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Above the upper 99.8 % limit.
    High,
    /// Below the lower 99.8 % limit.
    Low,
    /// One of at least [`RUN`] in a row above the centre line.
    RunAbove,
    /// One of at least [`RUN`] in a row below it.
    RunBelow,
}

impl Signal {
    /// In words, for tables and screen readers.
    pub const fn words(self) -> &'static str {
        match self {
            Self::High => "above the upper limit",
            Self::Low => "below the lower limit",
            Self::RunAbove => "one of 8 or more in a row above the centre line",
            Self::RunBelow => "one of 8 or more in a row below the centre line",
        }
    }
}

/// The signal of each period, oldest first. A hidden period and one exactly on the centre line end a run: what is not
/// known is no evidence.
pub fn signals(periods: &[Option<Share>], centre: f64) -> Vec<Option<Signal>> {
    let side = |period: &Option<Share>| {
        let value = period.map(Share::value)?;
        if value > centre {
            Some(Signal::RunAbove)
        } else if value < centre {
            Some(Signal::RunBelow)
        } else {
            None
        }
    };
    let sides: Vec<Option<Signal>> = periods.iter().map(side).collect();
    let runs = sides.chunk_by(|a, b| a == b).flat_map(|run| {
        let kept = if run.len() >= RUN { run.first().copied().flatten() } else { None };
        std::iter::repeat_n(kept, run.len())
    });
    periods
        .iter()
        .zip(runs)
        .map(|(period, run)| match period.map(|share| Place::of(share, centre)) {
            Some(Place::FarAbove) => Some(Signal::High),
            Some(Place::FarBelow) => Some(Signal::Low),
            _ => run,
        })
        .collect()
}
