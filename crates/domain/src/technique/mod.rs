//! How each kind of inhaler is used, in our own words. No doses and no numbers of seconds: the plan says how many puffs,
//! and the leaflet in the box is the maker's word on the device.

mod guides;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use guides::{Lesson, after_a_steroid, lesson};

use crate::diary::PersonLine;
use crate::plan::MedicineLine;
use crate::plan::formulary::Device;

/// A kind of inhaler, as its handling differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guide {
    /// Pressurised, straight to the mouth.
    Pressurised,
    /// Pressurised, through a spacer.
    Spacer,
    /// Breath-actuated pressurised (Easi-Breathe, Autohaler).
    BreathActuated,
    /// Twist to load.
    Turbohaler,
    /// Slide a lever to load.
    Accuhaler,
    /// Slide the cover to load.
    Ellipta,
    /// Open the cover to load.
    Nexthaler,
    /// Shake, then press to load.
    Easyhaler,
    /// Open the cap to load.
    Spiromax,
    /// Soft mist.
    Respimat,
    /// Any other dry-powder inhaler.
    DryPowder,
}

impl Guide {
    /// Every guide.
    pub const ALL: [Self; 11] = [
        Self::Pressurised,
        Self::Spacer,
        Self::BreathActuated,
        Self::Turbohaler,
        Self::Accuhaler,
        Self::Ellipta,
        Self::Nexthaler,
        Self::Easyhaler,
        Self::Spiromax,
        Self::Respimat,
        Self::DryPowder,
    ];

    /// The word kept in storage and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pressurised => "pressurised",
            Self::Spacer => "spacer",
            Self::BreathActuated => "breath-actuated",
            Self::Turbohaler => "turbohaler",
            Self::Accuhaler => "accuhaler",
            Self::Ellipta => "ellipta",
            Self::Nexthaler => "nexthaler",
            Self::Easyhaler => "easyhaler",
            Self::Spiromax => "spiromax",
            Self::Respimat => "respimat",
            Self::DryPowder => "dry-powder",
        }
    }

    /// As people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pressurised => "Spray inhaler",
            Self::Spacer => "Spray inhaler with a spacer",
            Self::BreathActuated => "Inhaler that puffs when you breathe in",
            Self::Turbohaler => "Turbohaler",
            Self::Accuhaler => "Accuhaler",
            Self::Ellipta => "Ellipta",
            Self::Nexthaler => "NEXThaler",
            Self::Easyhaler => "Easyhaler",
            Self::Spiromax => "Spiromax",
            Self::Respimat => "Respimat",
            Self::DryPowder => "Dry-powder inhaler",
        }
    }

    /// The guide for a medicine, by the device's name where it has one of its own.
    pub fn of(line: &MedicineLine, spacer: bool) -> Self {
        let name = line.name.to_lowercase();
        let named = [
            Self::Turbohaler,
            Self::Accuhaler,
            Self::Ellipta,
            Self::Nexthaler,
            Self::Easyhaler,
            Self::Spiromax,
            Self::Respimat,
        ];
        if let Some(guide) = named.into_iter().find(|guide| name.contains(guide.as_str())) {
            return guide;
        }
        match line.device {
            Device::Pressurised if spacer => Self::Spacer,
            Device::Pressurised => Self::Pressurised,
            Device::BreathActuated => Self::BreathActuated,
            Device::DryPowder => Self::DryPowder,
        }
    }
}

impl fmt::Display for Guide {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of inhaler")]
pub struct NotAGuide;

impl FromStr for Guide {
    type Err = NotAGuide;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|guide| guide.as_str() == text).ok_or(NotAGuide)
    }
}

/// What a step looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Take the cap off, open the cover.
    Open,
    /// Shake.
    Shake,
    /// Make a dose ready: twist, slide, click.
    Load,
    /// Put it into the spacer.
    Fit,
    /// Breathe out, away from it.
    Out,
    /// Lips round the mouthpiece.
    Lips,
    /// Press the top.
    Press,
    /// Breathe in slowly.
    Slow,
    /// Breathe in fast and deep.
    Fast,
    /// Breathe in and out.
    InAndOut,
    /// Hold the breath.
    Hold,
    /// Close it.
    Close,
    /// Rinse the mouth.
    Rinse,
}

/// A guide opened by somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TechniqueView {
    /// The person shown.
    pub person: PersonLine,
    /// Belongs to the demonstration.
    pub demo: bool,
    /// Which.
    pub guide: Guide,
    /// Medicines of the plan in force that are used so, and colours to draw them in.
    pub medicines: Vec<MedicineLine>,
    /// When it was last marked as watched and practised, and by whom.
    pub practised: Option<(String, DateTime<Utc>)>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::plan::formulary::{ProductKind, starter};

    #[test]
    fn every_product_has_the_guide_of_its_own_device() {
        let guide = |id: &str, spacer| {
            let products = starter().products;
            let product = products.iter().find(|product| product.id == id);
            product.map(|product| Guide::of(&MedicineLine::new(product, 1, 1), spacer))
        };
        for (id, spacer, wanted) in [
            ("clenil-modulite-50", true, Guide::Spacer),
            ("clenil-modulite-50", false, Guide::Pressurised),
            ("salamol-easi-breathe-100", true, Guide::BreathActuated),
            ("symbicort-turbohaler-200-6", true, Guide::Turbohaler),
            ("fostair-nexthaler-100-6", false, Guide::Nexthaler),
            ("fostair-100-6", true, Guide::Spacer),
            ("easyhaler-salbutamol-100", false, Guide::Easyhaler),
            ("fobumix-easyhaler-160-4.5", false, Guide::Easyhaler),
            ("duoresp-spiromax-160-4.5", false, Guide::Spiromax),
            ("relvar-ellipta-92-22", false, Guide::Ellipta),
            ("wockair-160-4.5", false, Guide::DryPowder),
        ] {
            assert_eq!(guide(id, spacer), Some(wanted), "{id}");
        }
    }

    #[test]
    fn dry_powder_is_drawn_in_fast_and_spray_slowly() {
        for guide in Guide::ALL {
            let signs: Vec<Sign> = lesson(guide).steps.iter().map(|(sign, _)| *sign).collect();
            let spray = matches!(guide, Guide::Pressurised | Guide::Spacer | Guide::BreathActuated | Guide::Respimat);
            let dry = matches!(
                guide,
                Guide::Turbohaler | Guide::Nexthaler | Guide::Easyhaler | Guide::Spiromax | Guide::DryPowder
            );
            assert!(!(spray && signs.contains(&Sign::Fast)), "{guide}");
            assert!(!dry || signs.contains(&Sign::Fast), "{guide}");
            assert!(!dry || guide == Guide::Easyhaler || !signs.contains(&Sign::Shake), "{guide} is shaken");
            let [lips, hold] = [Sign::Lips, Sign::Hold].map(|sign| signs.iter().position(|other| *other == sign));
            assert!(lips < hold || guide == Guide::Spacer, "{guide}");
        }
    }

    #[test]
    fn lessons_are_short_hold_no_numbers_and_say_how_to_clean_and_when_it_is_empty() {
        for guide in Guide::ALL {
            let lesson = lesson(guide);
            assert!((5..=9).contains(&lesson.steps.len()), "{guide}");
            assert!(!lesson.clean.is_empty() && !lesson.empty.is_empty(), "{guide}");
            let texts = lesson.steps.iter().map(|(_, text)| *text).chain([lesson.clean, lesson.empty]);
            for text in texts {
                assert!(text.chars().all(|sign| !sign.is_ascii_digit()), "{guide}: {text}");
                for sentence in text.split(['.', '!', '?', ':']) {
                    assert!(sentence.split_whitespace().count() <= 20, "{guide}: {sentence}");
                }
            }
        }
        let words: BTreeSet<&str> = Guide::ALL.into_iter().map(Guide::as_str).collect();
        assert_eq!(words.len(), Guide::ALL.len());
        assert!(Guide::ALL.into_iter().all(|guide| guide.as_str().parse() == Ok(guide)));
        assert!(ProductKind::ALL.len() == 4, "a new kind of product may need a guide");
    }
}
