//! What to do in an asthma attack. Two protocols exist; the regimen picks one, nobody edits them.
//!
//! Figures: NHS content as published by local services (blue: 1 puff every 30 to 60 seconds, at most 10; AIR and MART:
//! 1 puff every 1 to 3 minutes, at most 6); repeat after 10 minutes without an ambulance.

use serde::{Deserialize, Serialize};

/// Steps in an attack, by the inhaler the person relies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmergencyProtocol {
    /// The blue (SABA) inhaler.
    Saba,
    /// The ICS-formoterol inhaler of MART and AIR.
    IcsFormoterol,
}

impl EmergencyProtocol {
    /// Most puffs in one go.
    pub const fn max_puffs(self) -> u8 {
        match self {
            Self::Saba => 10,
            Self::IcsFormoterol => 6,
        }
    }

    /// Seconds between puffs, shortest and longest.
    pub const fn interval_seconds(self) -> (u16, u16) {
        match self {
            Self::Saba => (30, 60),
            Self::IcsFormoterol => (60, 180),
        }
    }

    /// The interval in words.
    pub const fn interval_words(self) -> &'static str {
        match self {
            Self::Saba => "30 to 60 seconds",
            Self::IcsFormoterol => "1 to 3 minutes",
        }
    }

    /// Minutes after which the puffs are repeated when no ambulance has come.
    pub const REPEAT_AFTER_MINUTES: u8 = 10;

    /// The numbered steps. `inhaler` is what the person calls it ("blue inhaler"); `**` marks what is printed bold.
    pub fn steps(self, inhaler: &str, spacer: bool) -> Vec<String> {
        let through = if spacer { ", through the spacer" } else { "" };
        let max = self.max_puffs();
        vec![
            "**Sit up straight.** Try to keep calm.".into(),
            format!(
                "**One puff of the {inhaler}** every **{}**{through}. **Up to {max} puffs.**",
                self.interval_words()
            ),
            format!(
                "**Call 999** if you feel worse at any time, if you are no better after {max} puffs, or if you do not have your inhaler."
            ),
            format!(
                "Ambulance not here after {} minutes and no better? **Do step 2 again.**",
                Self::REPEAT_AFTER_MINUTES
            ),
        ]
    }
}

/// Signs for which somebody calls 999 at once.
pub const CALL_999_IF: [&str; 5] = [
    "you feel worse at any time",
    "you are too breathless to talk, eat or drink",
    "your lips are blue or grey",
    "you feel confused or very sleepy",
    "you do not have your inhaler, or you are worried at any time",
];

/// Steps for somebody whose plan is not at hand: 999 first, then both kinds of inhaler, each by its name.
pub fn general_steps() -> Vec<String> {
    vec![
        "**Call 999** if you are too breathless to talk, your lips are blue or grey, or you do not have your inhaler.".into(),
        "**Sit up straight.** Try to keep calm.".into(),
        "**If your reliever is a blue inhaler:** one puff every **30 to 60 seconds**. **Up to 10 puffs.**".into(),
        "**If your reliever is an AIR or MART inhaler:** one puff every **1 to 3 minutes**. **Up to 6 puffs.**".into(),
        "**Call 999** if you feel worse at any time or are no better. Ambulance not here after 10 minutes and no better? Do your puffs again.".into(),
    ]
}
