//! What happens, as figures count it, and the topics under which screens hear of it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{OdsCode, PatientId};

/// One kind of activity. Events are append-only; every figure is counted from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Added to the practice's asthma register in the product.
    Eligible,
    /// An invitation was made.
    Invited,
    /// An account exists and terms and consent are recorded.
    Registered,
    /// A plan was signed.
    PlanSigned,
    /// A plan was withdrawn.
    PlanWithdrawn,
    /// The patient or parent opened a signed plan.
    PlanOpened,
    /// A reading of the peak-flow meter was logged.
    ReadingLogged,
    /// Symptoms were logged.
    CheckInLogged,
    /// The logged facts put the person in the red zone.
    RedZone,
    /// The emergency steps were opened.
    EmergencyOpened,
    /// An attack was told.
    AttackLogged,
    /// A visit to A&E or a stay in hospital was told.
    HospitalLogged,
    /// Registered with another practice of the ICB from that day on.
    Moved,
    /// Consent was withdrawn, and no account is left that acts for the person.
    Withdrawn,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Eligible,
        Self::Invited,
        Self::Registered,
        Self::PlanSigned,
        Self::PlanWithdrawn,
        Self::PlanOpened,
        Self::ReadingLogged,
        Self::CheckInLogged,
        Self::RedZone,
        Self::EmergencyOpened,
        Self::AttackLogged,
        Self::HospitalLogged,
        Self::Moved,
        Self::Withdrawn,
    ];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Invited => "invited",
            Self::Registered => "registered",
            Self::PlanSigned => "plan_signed",
            Self::PlanWithdrawn => "plan_withdrawn",
            Self::PlanOpened => "plan_opened",
            Self::ReadingLogged => "reading_logged",
            Self::CheckInLogged => "check_in_logged",
            Self::RedZone => "red_zone",
            Self::EmergencyOpened => "emergency_opened",
            Self::AttackLogged => "attack_logged",
            Self::HospitalLogged => "hospital_logged",
            Self::Moved => "moved",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// A foreground action of the patient or parent, which makes the day an active one.
    /// Registering itself, being invited and what staff do are not.
    pub const fn is_qualifying(self) -> bool {
        matches!(self, Self::PlanOpened | Self::ReadingLogged | Self::CheckInLogged | Self::EmergencyOpened)
    }

    /// Told by the patient or parent, perhaps days later.
    pub const fn is_by_patient(self) -> bool {
        self.is_qualifying() || matches!(self, Self::RedZone | Self::AttackLogged | Self::HospitalLogged)
    }

    /// An act of self-management, the second half of activation.
    pub const fn is_self_management(self) -> bool {
        matches!(self, Self::ReadingLogged | Self::CheckInLogged)
    }
}

/// What a screen can listen to. A message carries the topic and a number, never a fact about anybody.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Topic {
    /// Figures of a practice.
    Practice(OdsCode),
    /// Figures of an ICB.
    Icb(OdsCode),
    /// One patient's record.
    Patient(PatientId),
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Practice(code) => write!(f, "practice/{code}"),
            Self::Icb(code) => write!(f, "icb/{code}"),
            Self::Patient(id) => write!(f, "patient/{id}"),
        }
    }
}

/// The text names no topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a topic")]
pub struct NotATopic;

impl FromStr for Topic {
    type Err = NotATopic;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, key) = text.split_once('/').ok_or(NotATopic)?;
        match kind {
            "practice" => OdsCode::parse(key).map(Self::Practice).map_err(|_| NotATopic),
            "icb" => OdsCode::parse(key).map(Self::Icb).map_err(|_| NotATopic),
            "patient" => key.parse().map(Self::Patient).map_err(|_| NotATopic),
            _ => Err(NotATopic),
        }
    }
}
