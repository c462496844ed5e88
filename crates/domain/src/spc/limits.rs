//! Control limits of a share around a mean, from the binomial distribution itself.

use super::Share;

/// How sure a limit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 95 %: one in twenty lies outside by chance.
    Usual,
    /// 99.8 %: one in five hundred lies outside by chance.
    Far,
}

impl Level {
    /// What is left outside on either side.
    const fn tail(self) -> f64 {
        match self {
            Self::Usual => 0.025,
            Self::Far => 0.001,
        }
    }

    /// Name at the line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Usual => "95%",
            Self::Far => "99.8%",
        }
    }
}

/// Between which shares chance explains the difference to the mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Lowest share.
    pub lower: f64,
    /// Highest share.
    pub upper: f64,
}

/// Where a share lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Below the lower 99.8 % limit.
    FarBelow,
    /// Between the lower limits.
    Below,
    /// Inside: chance explains it.
    Inside,
    /// Between the upper limits.
    Above,
    /// Above the upper 99.8 % limit.
    FarAbove,
}

impl Place {
    /// Where `share` lies around `mean`.
    pub fn of(share: Share, mean: f64) -> Self {
        let value = share.value();
        let [usual, far] = [Level::Usual, Level::Far].map(|level| limits(mean, share.denominator(), level));
        match value {
            value if value < far.lower => Self::FarBelow,
            value if value > far.upper => Self::FarAbove,
            value if value < usual.lower => Self::Below,
            value if value > usual.upper => Self::Above,
            _ => Self::Inside,
        }
    }

    /// Further out than chance explains.
    pub const fn is_far(self) -> bool {
        matches!(self, Self::FarBelow | Self::FarAbove)
    }

    /// In words, for tables and screen readers.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FarBelow => "below the 99.8% limit",
            Self::Below => "below the 95% limit",
            Self::Inside => "inside the limits",
            Self::Above => "above the 95% limit",
            Self::FarAbove => "above the 99.8% limit",
        }
    }
}

/// Limits for a share of `of` people when the mean is `mean`.
///
/// Quantiles of the binomial distribution, interpolated as in Spiegelhalter (2005), appendix A.1.1, so that they do not
/// jump with every person. Neither the normal curve (passes 0 and 1) nor Wilson's interval (at a mean of 10 % of 50 its
/// 99.8 % limit is 30 %, the true one 24 %) is right at the sizes of a practice.
pub fn limits(mean: f64, of: u32, level: Level) -> Limits {
    if of == 0 || !mean.is_finite() {
        return Limits { lower: 0.0, upper: 1.0 };
    }
    let mean = mean.clamp(0.0, 1.0);
    if mean <= 0.0 || mean >= 1.0 {
        return Limits { lower: mean, upper: mean };
    }
    let [lower, upper] = quantiles(mean, of, [level.tail(), 1.0 - level.tail()]);
    // A quantile between the last two counts of a handful of people can fall short of the mean.
    Limits { lower: lower.clamp(0.0, mean), upper: upper.clamp(mean, 1.0) }
}

/// Chances smaller than this beside the likeliest count change no limit.
const NEGLIGIBLE: f64 = 1e-17;

/// Interpolated quantiles as shares. Walks outwards from the likeliest count, so that nothing over- or underflows.
fn quantiles(mean: f64, of: u32, chances: [f64; 2]) -> [f64; 2] {
    let people = f64::from(of);
    let odds = mean / (1.0 - mean);
    let likeliest = ((people + 1.0) * mean).floor().min(people);
    let below = std::iter::successors(Some((likeliest, 1.0)), |(count, weight)| {
        (*count > 0.0).then(|| (count - 1.0, weight * count / ((people - count + 1.0) * odds)))
    });
    let above = std::iter::successors(Some((likeliest, 1.0)), |(count, weight)| {
        (*count < people).then(|| (count + 1.0, weight * (people - count) * odds / (count + 1.0)))
    });
    let kept = |(_, weight): &(f64, f64)| *weight > NEGLIGIBLE;
    let mut weights: Vec<(f64, f64)> = below.take_while(kept).collect();
    weights.reverse();
    weights.extend(above.skip(1).take_while(kept));
    let whole: f64 = weights.iter().map(|(_, weight)| weight).sum();
    chances.map(|chance| {
        let wanted = chance * whole;
        let mut sum = 0.0;
        for (count, weight) in &weights {
            sum += weight;
            if sum >= wanted {
                return (count - (sum - wanted) / weight) / people;
            }
        }
        1.0
    })
}

/// How much more practices differ than chance explains: 1 when chance is all. The outermost tenth on each side counts
/// as no further out than its edge, so that a few true outliers do not hide themselves (Spiegelhalter, section 3.1).
pub fn dispersion(shares: &[Share], mean: f64) -> Option<f64> {
    if shares.is_empty() || !(mean > 0.0 && mean < 1.0) {
        return None;
    }
    let mut scores: Vec<f64> = shares
        .iter()
        .map(|share| (share.value() - mean) / (mean * (1.0 - mean) / f64::from(share.denominator())).sqrt())
        .collect();
    scores.sort_unstable_by(f64::total_cmp);
    let cut = scores.len() / 10;
    let (low, high) = (*scores.get(cut)?, *scores.get(scores.len() - 1 - cut)?);
    Some(scores.iter().map(|score| score.clamp(low, high).powi(2)).sum::<f64>() / scores.len() as f64)
}

/// Whether the practices differ so much that many will lie outside for reasons nobody measured: more than two standard
/// errors over 1. The chart says so in words; the limits stay where chance puts them.
pub fn is_overdispersed(shares: &[Share], mean: f64) -> bool {
    dispersion(shares, mean).is_some_and(|found| found > 1.0 + 2.0 * (2.0 / shares.len() as f64).sqrt())
}
