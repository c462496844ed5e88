//! Peak-flow zones. Safety rests on three rules: a danger line is rounded up, a reading equal to a line is in the better
//! zone, and peak flow never makes symptoms look better.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How well the asthma is, worst last, so that `max` is the worst of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Every day.
    Green,
    /// Getting worse.
    Amber,
    /// Asthma attack or medical help today.
    Red,
}

impl Zone {
    /// Every zone, best first.
    pub const ALL: [Self; 3] = [Self::Green, Self::Amber, Self::Red];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.as_str() == text)
    }

    /// The zone that decides: the worst of what peak flow and symptoms say.
    pub fn worst(self, other: Self) -> Self {
        self.max(other)
    }
}

/// Lowest and highest reading a meter shows, L/min.
pub const READING_RANGE: std::ops::RangeInclusive<u16> = 50..=900;

/// The lines between the zones, L/min.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Thresholds {
    /// Best peak flow.
    pub best: u16,
    /// Below this the person is in the amber zone.
    pub amber_below: u16,
    /// Below this the person is in the red zone.
    pub red_below: u16,
    /// Below this: emergency steps and 999 on the reading alone.
    pub emergency_below: Option<u16>,
}

/// Why lines cannot stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ThresholdsError {
    /// Best outside what a meter shows.
    #[error("Best peak flow must be between 60 and 900 litres per minute")]
    Best,
    /// Amber line at or above best.
    #[error("The amber line must be below the best peak flow")]
    AmberNotBelowBest,
    /// Red line at or above the amber line.
    #[error("The red line must be below the amber line")]
    RedNotBelowAmber,
    /// Red line under 50.
    #[error("The red line must be at least 50 litres per minute")]
    RedTooLow,
    /// Emergency line at or above the red line, or zero.
    #[error("The emergency line must be below the red line")]
    EmergencyNotBelowRed,
}

impl Thresholds {
    /// Lines that partition every reading.
    ///
    /// # Errors
    /// When best is outside 60 to 900 or the lines are out of order (50 <= red < amber < best).
    pub fn new(
        best: u16,
        amber_below: u16,
        red_below: u16,
        emergency_below: Option<u16>,
    ) -> Result<Self, ThresholdsError> {
        if !(60..=900).contains(&best) {
            Err(ThresholdsError::Best)
        } else if amber_below >= best {
            Err(ThresholdsError::AmberNotBelowBest)
        } else if red_below >= amber_below {
            Err(ThresholdsError::RedNotBelowAmber)
        } else if red_below < 50 {
            Err(ThresholdsError::RedTooLow)
        } else if emergency_below.is_some_and(|line| line == 0 || line >= red_below) {
            Err(ThresholdsError::EmergencyNotBelowRed)
        } else {
            Ok(Self { best, amber_below, red_below, emergency_below })
        }
    }

    /// The zone of one reading.
    pub const fn zone(&self, reading: u16) -> Zone {
        if reading < self.red_below {
            Zone::Red
        } else if reading < self.amber_below {
            Zone::Amber
        } else {
            Zone::Green
        }
    }

    /// The reading alone calls for the emergency steps.
    pub fn is_emergency(&self, reading: u16) -> bool {
        self.emergency_below.is_some_and(|line| reading < line)
    }
}

/// `percent` of `best`, rounded **up**: a danger line is never rounded down.
pub fn line_at(best: u16, percent: u8) -> u16 {
    let line = (u32::from(best) * u32::from(percent)).div_ceil(100);
    u16::try_from(line).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn suggested_lines_round_up() {
        for (best, at80, at60, at50, at40) in [
            (300, 240, 180, 150, 120),
            (420, 336, 252, 210, 168),
            (455, 364, 273, 228, 182),
            (585, 468, 351, 293, 234),
            (740, 592, 444, 370, 296),
        ] {
            assert_eq!([80, 60, 50, 40].map(|p| line_at(best, p)), [at80, at60, at50, at40], "best {best}");
        }
    }

    #[test]
    fn a_reading_equal_to_the_line_is_in_the_better_zone() {
        let lines = Thresholds::new(455, 364, 273, Some(182)).unwrap_or(Thresholds {
            best: 0,
            amber_below: 0,
            red_below: 0,
            emergency_below: None,
        });
        for (reading, zone) in [
            (900, Zone::Green),
            (364, Zone::Green),
            (363, Zone::Amber),
            (273, Zone::Amber),
            (272, Zone::Red),
            (0, Zone::Red),
        ] {
            assert_eq!(lines.zone(reading), zone, "{reading}");
        }
        assert!(lines.is_emergency(181) && !lines.is_emergency(182));
    }

    #[test]
    fn lines_out_of_order_are_refused() {
        for (best, amber, red, emergency, expected) in [
            (400, 400, 200, None, ThresholdsError::AmberNotBelowBest),
            (400, 300, 300, None, ThresholdsError::RedNotBelowAmber),
            (400, 300, 49, None, ThresholdsError::RedTooLow),
            (59, 50, 40, None, ThresholdsError::Best),
            (901, 500, 400, None, ThresholdsError::Best),
            (400, 320, 240, Some(240), ThresholdsError::EmergencyNotBelowRed),
            (400, 320, 240, Some(0), ThresholdsError::EmergencyNotBelowRed),
        ] {
            assert_eq!(Thresholds::new(best, amber, red, emergency), Err(expected));
        }
    }

    proptest! {
        #[test]
        fn zones_partition_every_reading_and_never_improve_as_it_falls(
            best in 60u16..=900, amber in 0u16..900, red in 0u16..900, reading in 0u16..1000,
        ) {
            if let Ok(lines) = Thresholds::new(best, amber, red, None) {
                prop_assert!(lines.zone(reading) >= lines.zone(reading + 1));
                prop_assert_eq!(lines.zone(best), Zone::Green);
                prop_assert_eq!(lines.zone(0), Zone::Red);
                let by_hand = [reading < red, (red..amber).contains(&reading), reading >= amber];
                prop_assert_eq!(by_hand.iter().filter(|hit| **hit).count(), 1);
            }
        }

        #[test]
        fn a_suggested_line_is_never_below_its_share_and_less_than_one_above(best in 60u16..=900, percent in 1u8..=99) {
            let exact = f64::from(best) * f64::from(percent) / 100.0;
            let line = f64::from(line_at(best, percent));
            prop_assert!(line >= exact - 1e-9 && line < exact + 1.0);
        }

        #[test]
        fn worst_of_never_improves_on_either(a in 0usize..3, b in 0usize..3) {
            let (a, b) = (Zone::ALL[a], Zone::ALL[b]);
            prop_assert!(a.worst(b) >= a && a.worst(b) >= b && (a.worst(b) == a || a.worst(b) == b));
            prop_assert_eq!(a.worst(b), b.worst(a));
        }
    }
}
