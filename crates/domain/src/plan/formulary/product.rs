//! One product and what is known of it.

use serde::{Deserialize, Serialize};

/// What a product is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductKind {
    /// Short-acting reliever (salbutamol).
    Saba,
    /// Inhaled steroid.
    Ics,
    /// Inhaled steroid and a long-acting reliever that is not for MART or AIR.
    IcsLaba,
    /// Inhaled steroid and formoterol.
    IcsFormoterol,
}

impl ProductKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Saba, Self::Ics, Self::IcsLaba, Self::IcsFormoterol];

    /// The word in a formulary's file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Saba => "saba",
            Self::Ics => "ics",
            Self::IcsLaba => "ics_laba",
            Self::IcsFormoterol => "ics_formoterol",
        }
    }

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Saba => "reliever",
            Self::Ics => "steroid preventer",
            Self::IcsLaba => "combined preventer",
            Self::IcsFormoterol => "combined preventer with formoterol",
        }
    }
}

/// Kind of inhaler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Device {
    /// Pressurised metered-dose inhaler; a spacer helps.
    Pressurised,
    /// Breath-actuated pressurised inhaler.
    BreathActuated,
    /// Dry-powder inhaler; no spacer.
    DryPowder,
}

impl Device {
    /// Every device.
    pub const ALL: [Self; 3] = [Self::Pressurised, Self::BreathActuated, Self::DryPowder];

    /// The word in a formulary's file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pressurised => "pressurised",
            Self::BreathActuated => "breath_actuated",
            Self::DryPowder => "dry_powder",
        }
    }

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Pressurised => "pressurised inhaler",
            Self::BreathActuated => "breath-actuated inhaler",
            Self::DryPowder => "dry-powder inhaler",
        }
    }

    /// Dry-powder inhalers need no propellant, which is most of an inhaler's carbon footprint.
    pub const fn is_lower_carbon(self) -> bool {
        matches!(self, Self::DryPowder)
    }
}

/// A dose that is usual for a product: puffs every morning and every night.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UsualDose {
    /// Puffs every morning.
    pub morning: u8,
    /// Puffs every night.
    pub night: u8,
}

/// One product of the formulary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Stable key.
    pub id: String,
    /// Brand; inhalers are prescribed and shown by brand because doses differ between brands.
    pub brand: String,
    /// Contents.
    pub generic: String,
    /// Strength of one puff in words.
    pub strength: String,
    /// Inhaled steroid in one puff, micrograms.
    pub steroid_micrograms: Option<u16>,
    /// What it is for.
    pub kind: ProductKind,
    /// Device.
    pub device: Device,
    /// Colour people know it by; empty when not known.
    pub colour: String,
    /// Youngest age in years at which it is licensed at all; `None` when the formulary does not say.
    #[serde(default)]
    pub licensed_from: Option<u16>,
    /// Youngest age in years at which MART with it is licensed.
    #[serde(default)]
    pub mart_from: Option<u16>,
    /// Youngest age in years at which AIR with it is licensed.
    #[serde(default)]
    pub air_from: Option<u16>,
    /// Most puffs on one day, all uses together, where a limit is known.
    #[serde(default)]
    pub most_a_day: Option<u8>,
    /// Regular doses offered as choices.
    #[serde(default)]
    pub usual: Vec<UsualDose>,
    /// The ICB's word for its standing, by code; empty when it says nothing.
    #[serde(default)]
    pub status: String,
    /// Code in the dictionary of medicines and devices (dm+d); empty when not known.
    #[serde(default)]
    pub dmd: String,
    /// An ICB must confirm the flags against the current product licence.
    #[serde(default)]
    pub needs_local_confirmation: bool,
}

impl Product {
    /// Brand and strength.
    pub fn name(&self) -> String {
        format!("{} {}", self.brand, self.strength)
    }

    /// Holds an inhaled steroid.
    pub const fn has_steroid(&self) -> bool {
        self.steroid_micrograms.is_some()
    }

    /// What people call it, in small letters, word by word: brand, contents, strength, device, colour, use.
    pub fn words(&self) -> Vec<String> {
        let flags = [(self.mart_from.is_some(), "MART"), (self.air_from.is_some(), "AIR")];
        let flags = flags.into_iter().filter_map(|(is, word)| is.then_some(word));
        [&*self.brand, &*self.generic, &*self.strength, &*self.colour, self.device.title(), self.kind.title()]
            .into_iter()
            .chain(flags)
            .flat_map(words)
            .collect()
    }
}

/// The words of a text in small letters; "4.5" is one word.
pub fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Every word typed begins one of the words that tell of a thing.
pub fn answers_to(told: &[String], typed: &str) -> bool {
    words(typed).all(|part| told.iter().any(|word| word.starts_with(&part)))
}
