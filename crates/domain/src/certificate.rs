//! Certificates: who has shown, and until when, that they may sign plans.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::time::london_day;
use crate::{Role, StaffId};

/// What a certificate is for.
pub const ASTHMA_PLANS: &str = "asthma_plans";

/// The signer hears of the end of a certificate this long before.
pub const WARN_BEFORE: TimeDelta = TimeDelta::days(30);

/// How somebody stands to the certificate that signing needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Certified {
    /// Current, until this moment.
    Until(DateTime<Utc>),
    /// It ended.
    Ended(DateTime<Utc>),
    /// None was ever recorded.
    Never,
}

impl Certified {
    /// Plans can be signed.
    pub const fn is_current(self) -> bool {
        matches!(self, Self::Until(_))
    }

    /// The last day of a current one.
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::Until(until) => Some(london_day(until - TimeDelta::seconds(1))),
            Self::Ended(_) | Self::Never => None,
        }
    }

    /// It ends so soon that the signer should know.
    pub fn ends_soon(self, now: DateTime<Utc>) -> bool {
        matches!(self, Self::Until(until) if until - now <= WARN_BEFORE)
    }
}

/// A clinician of a practice, as its manager sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMember {
    /// Who.
    pub staff: StaffId,
    /// Their name.
    pub name: String,
    /// Nurse or GP.
    pub role: Role,
    /// Their certificate.
    pub certified: Certified,
}

/// The clinicians of a practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// The practice.
    pub practice_name: String,
    /// Now.
    pub now: DateTime<Utc>,
    /// Today in London.
    pub today: NaiveDate,
    /// Who signs plans there, by family name.
    pub members: Vec<TeamMember>,
}
