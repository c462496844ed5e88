//! A person on the asthma register, as staff see them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::condition::views::OtherPlan;
use crate::invitation::InvitationState;
use crate::plan::Template;
use crate::plan::review::ReviewLine;
use crate::plan::views::VersionLine;
use crate::{DateOfBirth, NhsNumber, OdsCode, PatientId, PersonName, Sex};

/// A patient's record in the product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patient {
    /// Identifier.
    pub id: PatientId,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub date_of_birth: DateOfBirth,
    /// Sex on record.
    pub sex: Sex,
    /// Practice of registration.
    pub practice: OdsCode,
    /// Telephone, where known.
    pub phone: Option<String>,
    /// E-mail, where known.
    pub email: Option<String>,
    /// Height, cm.
    pub height_cm: Option<u16>,
    /// When asthma began, as the register says it.
    pub asthma_onset: Option<String>,
    /// Inhalers the register lists.
    pub current_inhalers: Vec<String>,
    /// Last peak flow the register lists, L/min.
    pub last_peak_flow: Option<u16>,
    /// Fifth of deprivation of the home (Index of Multiple Deprivation), as the register has it: 1, the most deprived, to 5.
    pub deprivation: Option<u8>,
}

/// A line of a search answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientRow {
    /// Identifier.
    pub id: PatientId,
    /// NHS number.
    pub nhs_number: NhsNumber,
    /// Name.
    pub name: PersonName,
    /// Date of birth.
    pub date_of_birth: DateOfBirth,
    /// Review date of the plan in force, if there is one.
    pub plan_review_due: Option<NaiveDate>,
    /// A draft is open.
    pub draft_open: bool,
    /// Joined (an account acts for this person).
    pub joined: bool,
}

/// Answer to a search of the practice's register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchAnswer {
    /// Patients found, at most 50.
    pub rows: Vec<PatientRow>,
    /// There are more than were listed.
    pub more: bool,
    /// Today in London, for ages.
    pub today: NaiveDate,
}

/// The page of one patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientRecord {
    /// The patient.
    pub patient: Patient,
    /// Today in London.
    pub today: NaiveDate,
    /// The practice's name.
    pub practice_name: String,
    /// Belongs to the demonstration.
    pub demo: bool,
    /// Signed versions, newest first.
    pub versions: Vec<VersionLine>,
    /// The open draft: template name, who saved it last, when.
    pub draft: Option<DraftLine>,
    /// The latest invitation.
    pub invitation: Option<InvitationLine>,
    /// When somebody joined for this person.
    pub joined_at: Option<DateTime<Utc>>,
    /// The patient opened the plan in force.
    pub plan_seen: bool,
    /// Templates a plan can be started from.
    pub templates: Vec<Template>,
    /// Plans for other conditions, and what one can be started for.
    pub others: Vec<OtherPlan>,
    /// How the questions stand that are open before a visit, in a sentence.
    pub visit: Option<String>,
    /// Readings above the best peak flow of the plan.
    pub best_hint: Option<crate::diary::best::BestHint>,
}

/// The open draft in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// Template name.
    pub template: String,
    /// Who saved last.
    pub saved_by: String,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// The review by a second person that was asked for last.
    pub review: Option<ReviewLine>,
}

/// The latest invitation in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationLine {
    /// State now.
    pub state: InvitationState,
    /// Made when.
    pub created_at: DateTime<Utc>,
    /// Ends when.
    pub expires_at: DateTime<Utc>,
}
