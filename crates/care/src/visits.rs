//! Questions before a visit: a nurse sends them, the patient or a parent answers, the editor shows what was said.

mod answer;
mod mine;
mod send;

use chrono::{DateTime, Utc};
use domain::PatientId;
use storage::visit_questions::{self, VisitRequest};
use storage::{ConnectionTrait, StoreError, diary_entries, patients, plan_versions};

pub use answer::answer_questions;
pub use mine::my_questions;
pub use send::send_questions;

/// The request that can be answered at this moment.
pub(crate) async fn open_request(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<Option<VisitRequest>, StoreError> {
    Ok(visit_questions::latest(conn, patient).await?.filter(|request| request.closes_at > now))
}

/// What a new best peak flow is held against: the best of the last plan, else what they logged last, else the register.
async fn last_best(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<u16>, StoreError> {
    let plan = plan_versions::latest(conn, patient).await?;
    if let Some(section) = plan.as_ref().and_then(|version| version.plan.content().peak_flow.as_ref()) {
        return Ok(Some(section.thresholds.best));
    }
    if let Some(reading) = diary_entries::last_reading(conn, patient).await? {
        return Ok(Some(reading));
    }
    Ok(patients::own(conn, patient).await?.and_then(|patient| patient.last_peak_flow))
}
