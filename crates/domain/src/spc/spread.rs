//! Where most practices lie.

/// With fewer practices a middle half says nothing, and would come close to telling single ones.
pub const FEWEST_FOR_MIDDLE_HALF: usize = 8;

/// The middle half of practices: a quarter lies below, a quarter above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MiddleHalf {
    /// First quartile.
    pub low: f64,
    /// Median.
    pub middle: f64,
    /// Third quartile.
    pub high: f64,
}

/// Quartiles between the neighbouring values (type 7 of Hyndman and Fan, as spreadsheets do); nothing with fewer than
/// [`FEWEST_FOR_MIDDLE_HALF`] values.
pub fn middle_half(values: &[f64]) -> Option<MiddleHalf> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    if sorted.len() < FEWEST_FOR_MIDDLE_HALF {
        return None;
    }
    sorted.sort_unstable_by(f64::total_cmp);
    let last = sorted.len() - 1;
    let quarter = |quarters: usize| {
        let (whole, rest) = (last * quarters / 4, last * quarters % 4);
        let low = *sorted.get(whole)?;
        let high = sorted.get(whole + 1).copied().unwrap_or(low);
        Some(low + (high - low) * rest as f64 / 4.0)
    };
    Some(MiddleHalf { low: quarter(1)?, middle: quarter(2)?, high: quarter(3)? })
}
