//! Logging how somebody is today.

use domain::diary::{CheckIn, CheckInForm, DiaryEntry, LogAnswer, advise, outlier};
use domain::plan::Zone;
use domain::time::london_day;
use domain::{EntryId, EventKind, FieldProblem};
use storage::diary_entries::{self, DiaryRow};
use storage::{Write, patients, plan_versions};

use crate::audit::note;
use crate::events::{Happened, record_events};
use crate::{CareError, PatientAccess, Refused, Services};

/// Keeps a check-in and answers what to do now, by the plan in force. The device makes the id: sending the same entry
/// again changes nothing.
///
/// # Errors
/// `Conflict` when the id is another person's entry; when the database fails. Fields that are missing or wrong are an
/// answer, not an error.
pub async fn log_entry(
    access: &PatientAccess,
    services: &Services,
    id: EntryId,
    form: CheckInForm,
) -> Result<LogAnswer, CareError> {
    let check_in = match form.read() {
        Ok(check_in) => check_in,
        Err(problems) => return Ok(LogAnswer::Fields(problems)),
    };
    let (acting, services_in) = (access.clone(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move { log(tx, &acting, &services_in, id, check_in, &form.peak_flow_sure).await })
        })
        .await
}

/// A reading far from the last one is asked about once, except of whoever is in an attack by their symptoms.
async fn far_reading(
    tx: &Write,
    access: &PatientAccess,
    check_in: &CheckIn,
    sure: &str,
) -> Result<Option<FieldProblem>, CareError> {
    let Some(reading) = check_in.peak_flow.filter(|_| outlier::may_ask(check_in)) else { return Ok(None) };
    let last = diary_entries::last_reading(tx, access.patient()).await?;
    Ok(outlier::question(reading, last, sure).map(|question| FieldProblem::new("peak_flow_sure", question)))
}

async fn log(
    tx: &Write,
    access: &PatientAccess,
    services: &Services,
    id: EntryId,
    check_in: CheckIn,
    sure: &str,
) -> Result<LogAnswer, CareError> {
    let now = services.now();
    if let Some(problem) = far_reading(tx, access, &check_in, sure).await?
        && diary_entries::by_id(tx, access.patient(), id).await?.is_none()
    {
        return Ok(LogAnswer::Fields(vec![problem]));
    }
    // Only the plan in force advises: never a withdrawn one.
    let plan = plan_versions::current(tx, access.patient()).await?;
    let content = plan.as_ref().map(|version| version.plan.content());
    let advice = advise(content, &check_in);
    let entry = DiaryEntry {
        id,
        patient: access.patient(),
        happened_at: now,
        day: london_day(now),
        check_in,
        zone: advice.zone,
        plan_number: plan.as_ref().map(|version| version.plan.number()),
    };
    let row =
        DiaryRow { entry, account: access.account(), received_at: now, plan_version: plan.as_ref().map(|p| p.id) };
    if !diary_entries::insert_if_absent(tx, &row).await? {
        let kept = diary_entries::by_id(tx, access.patient(), id).await?.ok_or(Refused::Conflict)?;
        return Ok(LogAnswer::Recorded(advise(content, &kept.check_in)));
    }
    let practice = patients::own(tx, access.patient()).await?.ok_or(Refused::NotFound)?.practice;
    note(tx, &access.act("diary_logged").with(id), now).await?;
    let mut kinds = vec![EventKind::CheckInLogged];
    if check_in.peak_flow.is_some() {
        kinds.push(EventKind::ReadingLogged);
    }
    if advice.zone == Zone::Red {
        kinds.push(EventKind::RedZone);
    }
    let events = kinds.into_iter().map(|kind| Happened::new(kind, access.patient(), &practice, now)).collect();
    record_events(tx, services, events).await?;
    Ok(LogAnswer::Recorded(advice))
}
