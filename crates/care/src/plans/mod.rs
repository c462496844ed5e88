//! Plans: written as drafts, signed by a clinician, read by staff and by the patient.

mod after;
mod discard;
pub(crate) mod effort;
pub(crate) mod ground;
mod merge;
mod open;
mod present;
mod print;
mod read;
pub(crate) mod ready;
mod review;
pub(crate) mod reviews;
pub(crate) mod rules_used;
mod save;
mod sign;
mod start;
mod withdraw;

use chrono::{DateTime, Utc};
use domain::patient::Patient;
use domain::person::is_invisible;
use domain::plan::{PlanContent, PlanFacts};
use domain::time::london_day;
use domain::{DraftId, OdsCode, Topic};
use storage::drafts::{self, DraftRow};
use storage::{ConnectionTrait, Write, organisations, outbox, patients, plan_versions, settings};

pub use after::{after_signing, plans_to_file, tick_step};
pub use discard::discard_draft;
pub use open::open_draft;
pub use present::present;
pub(crate) use print::LONGEST_WAIT;
pub use print::{print_my_plan, print_version};
pub use read::{my_emergency, my_plan, plan_version};
pub use review::{ApproveRequest, approve, ask_for_approval, comment, send_back, settle_comment, take_back};
pub use reviews::{inbox, open_review, waiting_for};
pub use rules_used::rule_catalogue;
pub use save::save_draft;
pub use sign::{SignRequest, sign};
pub use start::{StartFrom, start_draft};
pub use withdraw::withdraw;

use crate::audit::{self, Act};
use crate::{CareError, PatientScope, Refused};

/// Where a practice's telephone number is kept among the settings.
pub(crate) fn practice_phone_key(practice: &OdsCode) -> String {
    format!("practice_phone/{practice}")
}

/// The patient within reach of this scope.
async fn patient(conn: &impl ConnectionTrait, scope: &PatientScope) -> Result<Patient, CareError> {
    Ok(patients::by_id(conn, scope.practice(), scope.patient()).await?.ok_or(Refused::NotFound)?)
}

/// What the rules know beside the form. The plan before counts whatever became of it: a withdrawn dose is worth a
/// question too.
async fn facts(conn: &impl ConnectionTrait, patient: Patient, now: DateTime<Utc>) -> Result<PlanFacts, CareError> {
    let last: Option<PlanContent> =
        plan_versions::latest(conn, patient.id).await?.map(|version| version.plan.content().clone());
    let practice = organisations::by_code(conn, &patient.practice).await?.ok_or(Refused::NotFound)?;
    let phone = settings::get(conn, &practice_phone_key(&patient.practice)).await?;
    let today = london_day(now);
    Ok(PlanFacts {
        today,
        name: patient.name,
        date_of_birth: patient.date_of_birth,
        nhs_number: patient.nhs_number,
        sex: patient.sex,
        height_cm: patient.height_cm,
        practice_name: practice.name,
        practice_phone: phone.unwrap_or_default(),
        current_inhalers: patient.current_inhalers,
        formulary: ground::formulary(conn, practice.icb.as_ref(), today).await?,
        last_signed: last,
    })
}

/// The draft, if it is this patient's.
async fn draft(conn: &impl ConnectionTrait, scope: &PatientScope, id: DraftId) -> Result<DraftRow, CareError> {
    let draft = drafts::by_id(conn, scope.practice(), id).await?.filter(|draft| draft.patient == scope.patient());
    Ok(draft.ok_or(Refused::NotFound)?)
}

/// What somebody wrote about a plan, in one line without blanks at its ends. `missing` is said when there is nothing.
pub(crate) fn read_words(field: &str, missing: &str, text: &str) -> Result<String, CareError> {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = match words.chars().count() {
        0..3 => missing,
        501.. => "This can have at most 500 characters",
        _ if words.chars().any(is_invisible) => "This has characters that cannot be seen: type it again",
        _ => return Ok(words),
    };
    Err(CareError::field(field, message))
}

/// Notes an act and tells the screens that show this patient. The last thing a change does.
async fn note(tx: &Write, scope: &PatientScope, act: &Act, now: DateTime<Utc>) -> Result<(), CareError> {
    audit::note(tx, act, now).await?;
    Ok(outbox::append(tx, &Topic::Patient(scope.patient()), now).await?)
}
