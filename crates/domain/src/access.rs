//! Who may hold which role, in words that storage, rules and screens share.

use serde::{Deserialize, Serialize};

use crate::OrganisationKind;

/// What a member of staff does at an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Practice or respiratory nurse: writes and signs plans, invites patients.
    Nurse,
    /// GP or other prescriber: everything a nurse does.
    Gp,
    /// Runs the practice: sees its board, never a clinical record.
    PracticeManager,
    /// Leads the programme of an ICB: sees figures of its practices, never a person.
    IcbLead,
    /// Clinical safety officer of an ICB: sees figures, rules and hazards.
    ClinicalSafetyOfficer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 5] =
        [Self::Nurse, Self::Gp, Self::PracticeManager, Self::IcbLead, Self::ClinicalSafetyOfficer];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nurse => "nurse",
            Self::Gp => "gp",
            Self::PracticeManager => "practice_manager",
            Self::IcbLead => "icb_lead",
            Self::ClinicalSafetyOfficer => "clinical_safety_officer",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }

    /// As a person would say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Nurse => "practice nurse",
            Self::Gp => "GP",
            Self::PracticeManager => "practice manager",
            Self::IcbLead => "ICB lead",
            Self::ClinicalSafetyOfficer => "clinical safety officer",
        }
    }

    /// May open clinical records of the practice and sign plans.
    pub const fn is_clinical(self) -> bool {
        matches!(self, Self::Nurse | Self::Gp)
    }

    /// The level of organisation at which the role is held.
    pub const fn held_at(self) -> OrganisationKind {
        match self {
            Self::Nurse | Self::Gp | Self::PracticeManager => OrganisationKind::Practice,
            Self::IcbLead | Self::ClinicalSafetyOfficer => OrganisationKind::Icb,
        }
    }
}

/// How an account stands to the person it acts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// The account is the person's own.
    Myself,
    /// A parent or carer.
    Parent,
}

impl Relationship {
    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Myself => "myself",
            Self::Parent => "parent",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Myself, Self::Parent].into_iter().find(|r| r.as_str() == text)
    }
}
