//! What a plan says, as structured facts. A signed version keeps this snapshot for ever, with its hash.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::formulary::FormularyRef;
use super::medicine::MedicineLine;
use super::{Regimen, TemplateId, Thresholds};
use crate::{DateOfBirth, NhsNumber, PersonName};

/// The template a plan was written from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateRef {
    /// Which.
    pub id: TemplateId,
    /// Its version then.
    pub version: u16,
    /// Its name then.
    pub name: String,
}

/// Scale of a peak-flow meter; readings of different scales are tens of L/min apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meter {
    /// EN 13826, every meter sold in the UK since 2004.
    Eu,
    /// The old Wright scale.
    Wright,
}

impl Meter {
    /// The word kept in storage and posted by the form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eu => "eu",
            Self::Wright => "wright",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Eu, Self::Wright].into_iter().find(|meter| meter.as_str() == text)
    }
}

/// Peak flow in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeakFlowSection {
    /// The lines, L/min.
    pub thresholds: Thresholds,
    /// When best was measured.
    pub measured_on: NaiveDate,
    /// Scale of the meter.
    pub meter: Meter,
}

/// A rescue pack of prednisolone; the clinician types both numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RescueSteroids {
    /// mg a day.
    pub mg_a_day: u8,
    /// Days.
    pub days: u8,
}

/// Whom to ring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// The GP surgery.
    pub practice_name: String,
    /// Its telephone.
    pub practice_phone: String,
    /// Emergency contact; may be empty.
    pub name: String,
    /// Their telephone; may be empty.
    pub phone: String,
}

/// What a plan says. `Option`s are what a draft may still lack; the rules let nothing be signed without what its regimen
/// needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContent {
    /// Template and version.
    pub template: TemplateRef,
    /// Formulary it was checked against; plans signed before formularies had versions name none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub formulary: Option<FormularyRef>,
    /// Regimen; decides the emergency protocol.
    pub regimen: Regimen,
    /// Whose plan it is.
    pub name: PersonName,
    /// Their date of birth.
    pub date_of_birth: DateOfBirth,
    /// Their NHS number.
    pub nhs_number: NhsNumber,
    /// Peak-flow lines; `None` for a plan by symptoms alone.
    pub peak_flow: Option<PeakFlowSection>,
    /// Everyday inhaler; `None` for AIR.
    pub preventer: Option<MedicineLine>,
    /// Inhaler for symptoms and attacks; for MART the everyday one.
    pub reliever: Option<MedicineLine>,
    /// Puffs when symptoms come.
    pub reliever_puffs: Option<u8>,
    /// A spacer is used.
    pub spacer: bool,
    /// Reliever before exercise.
    pub before_exercise: bool,
    /// Puffs in the amber zone.
    pub amber_puffs: Option<u8>,
    /// Rescue steroid tablets.
    pub rescue_steroids: Option<RescueSteroids>,
    /// Personal triggers.
    pub triggers: Vec<String>,
    /// A note in the person's own words.
    pub note: String,
    /// Whom to ring.
    pub contacts: Contacts,
    /// When to review.
    pub review_due: Option<NaiveDate>,
}

impl PlanContent {
    /// The name under which this plan has a product.
    pub fn product_name(&self, id: &str) -> Option<&str> {
        let lines = [&self.preventer, &self.reliever].into_iter().flatten();
        lines.filter(|line| line.product == id).map(|line| line.name.as_str()).next()
    }

    /// SHA-256 over the content, in hex: what a signature stands for. Field order is the order of declaration, so equal
    /// contents always hash alike.
    pub fn hash(&self) -> String {
        let canonical = serde_json::to_vec(self).unwrap_or_default();
        hex::encode(Sha256::digest(&canonical))
    }
}
