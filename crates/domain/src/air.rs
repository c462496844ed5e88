//! Air quality and pollen where somebody lives, by the UK's Daily Air Quality Index. It informs and never advises a
//! medicine: what to do when asthma gets worse is on the plan.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::diary::PersonLine;
use crate::person::is_invisible;

/// Older figures say nothing of today.
const OLDEST: TimeDelta = TimeDelta::hours(24);
/// A clock that is ahead by more is wrong.
const AHEAD: TimeDelta = TimeDelta::hours(1);
const LONGEST_SOURCE: usize = 120;

/// What to do about it, whatever the figures (UKHSA, December 2025: people with a lung condition may have symptoms at low
/// levels too, and follow the plan agreed with them).
pub const WHAT_TO_DO: [&str; 3] = [
    "Dirty air and pollen can make asthma worse, even when the level is low.",
    "If you feel worse, do a check-in and follow your plan. No plan? Ask your GP surgery for one.",
    "Do not take more medicine because of the air. Take what your plan says.",
];

/// A level, of air pollution or of pollen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Index 1 to 3.
    Low,
    /// Index 4 to 6.
    Moderate,
    /// Index 7 to 9.
    High,
    /// Index 10.
    VeryHigh,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 4] = [Self::Low, Self::Moderate, Self::High, Self::VeryHigh];

    /// The band of the index; `None` for a number that is none.
    pub const fn of_index(index: u8) -> Option<Self> {
        match index {
            1..=3 => Some(Self::Low),
            4..=6 => Some(Self::Moderate),
            7..=9 => Some(Self::High),
            10 => Some(Self::VeryHigh),
            _ => None,
        }
    }

    /// The word in the adapter's answer.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
            Self::VeryHigh => "very_high",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }

    /// As people read it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Moderate => "Moderate",
            Self::High => "High",
            Self::VeryHigh => "Very high",
        }
    }
}

/// What is known of an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AirReport {
    /// Index from 1 to 10, where it is known.
    pub index: Option<u8>,
    /// Pollen, where and when it is counted.
    pub pollen: Option<Level>,
    /// Of when it is.
    pub at: DateTime<Utc>,
    /// Who says so.
    pub source: String,
}

impl AirReport {
    /// It can be right, and says something of now.
    pub fn is_sound(&self, now: DateTime<Utc>) -> bool {
        let source = self.source.trim();
        (self.index.is_some() || self.pollen.is_some())
            && self.index.is_none_or(|index| Level::of_index(index).is_some())
            && self.at <= now + AHEAD
            && now - self.at <= OLDEST
            && !source.is_empty()
            && source.chars().count() <= LONGEST_SOURCE
            && !source.chars().any(is_invisible)
    }
}

/// What the page says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AirView {
    /// Nobody set it up here.
    NotHere,
    /// It is set up, and there is no answer that could be right.
    NotNow,
    /// What is known.
    Known(AirReport),
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AirPage {
    /// Whose page it is.
    pub person: PersonLine,
    /// The area asked about: the ICB of their practice.
    pub area: String,
    /// What is known of it.
    pub view: AirView,
    /// A demonstration.
    pub demo: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_index_has_its_band_and_no_other_number_has_one() {
        let bands: Vec<_> = (0..=11).map(|index| Level::of_index(index).map(Level::title)).collect();
        let (low, moderate, high) = (Some("Low"), Some("Moderate"), Some("High"));
        let wanted = [None, low, low, low, moderate, moderate, moderate, high, high, high, Some("Very high"), None];
        assert_eq!(bands, wanted);
        assert!(Level::ALL.into_iter().all(|level| Level::parse(level.as_str()) == Some(level)));
    }

    #[test]
    fn what_cannot_be_right_is_not_said() {
        let now: DateTime<Utc> = "2026-11-22T10:00:00Z".parse().unwrap_or_default();
        let good = AirReport { index: Some(4), pollen: None, at: now - TimeDelta::hours(2), source: "UK-AIR".into() };
        assert!(good.is_sound(now));
        for bad in [
            AirReport { index: Some(0), ..good.clone() },
            AirReport { index: Some(11), ..good.clone() },
            AirReport { index: None, ..good.clone() },
            AirReport { at: now - TimeDelta::hours(25), ..good.clone() },
            AirReport { at: now + TimeDelta::hours(2), ..good.clone() },
            AirReport { source: " ".into(), ..good.clone() },
            AirReport { source: "a\u{202e}b".into(), ..good.clone() },
            AirReport { source: "a".repeat(121), ..good.clone() },
        ] {
            assert!(!bad.is_sound(now), "{bad:?}");
        }
        assert!(AirReport { index: None, pollen: Some(Level::High), ..good }.is_sound(now));
    }
}
