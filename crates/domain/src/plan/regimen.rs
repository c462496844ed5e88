//! The four kinds of asthma plan. The regimen decides which medicines fit and which emergency steps apply.

use serde::{Deserialize, Serialize};

use super::emergency::EmergencyProtocol;

/// How a person's asthma is treated (NICE/BTS/SIGN NG245 and the Asthma + Lung UK plan family).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regimen {
    /// A preventer every day and a separate blue reliever.
    PreventerSaba,
    /// A child's preventer every day and a blue reliever, through a spacer; worded for the parent.
    ChildSaba,
    /// Maintenance and reliever therapy: one ICS-formoterol inhaler every day and as reliever.
    Mart,
    /// Anti-inflammatory reliever: ICS-formoterol only when needed; from 12 years.
    Air,
}

impl Regimen {
    /// Every regimen.
    pub const ALL: [Self; 4] = [Self::PreventerSaba, Self::ChildSaba, Self::Mart, Self::Air];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PreventerSaba => "preventer_saba",
            Self::ChildSaba => "child_saba",
            Self::Mart => "mart",
            Self::Air => "air",
        }
    }

    /// As clinicians say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::PreventerSaba => "Preventer and blue reliever",
            Self::ChildSaba => "Child: preventer and blue reliever",
            Self::Mart => "MART",
            Self::Air => "AIR",
        }
    }

    /// The one emergency protocol of this regimen. A person on ICS-formoterol is never shown the blue-inhaler steps.
    pub const fn protocol(self) -> EmergencyProtocol {
        match self {
            Self::PreventerSaba | Self::ChildSaba => EmergencyProtocol::Saba,
            Self::Mart | Self::Air => EmergencyProtocol::IcsFormoterol,
        }
    }

    /// An inhaler is taken every day.
    pub const fn has_preventer(self) -> bool {
        !matches!(self, Self::Air)
    }

    /// The reliever is an inhaler of its own, not the everyday one.
    pub const fn has_separate_reliever(self) -> bool {
        !matches!(self, Self::Mart)
    }
}
