//! Logging how somebody is today.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::diary::sync::{is_sure, is_time_uncertain};
use domain::diary::{CheckIn, CheckInForm, LogAnswer, advise, outlier};
use domain::{EntryId, FieldProblem};
use storage::{Write, diary_entries, patients, plan_versions};

use super::keep::{NewEntry, in_force, keep};
use crate::audit::note;
use crate::events::record_events;
use crate::{CareError, PatientAccess, Refused, Services};

/// When a check-in was, by the clock of the device that tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldTimes {
    /// When it was.
    pub happened_at: DateTime<Utc>,
    /// When it was written down.
    pub noted_at: DateTime<Utc>,
}

/// Keeps a check-in and answers what to do now, by the plan in force. The device makes the id: sending the same entry
/// again changes nothing. Without told times it was now.
///
/// # Errors
/// `Conflict` when the id is another person's entry; when the database fails. Fields that are missing or wrong are an
/// answer, not an error.
pub async fn log_entry(
    access: &PatientAccess,
    services: &Services,
    id: EntryId,
    form: CheckInForm,
    told: Option<ToldTimes>,
) -> Result<LogAnswer, CareError> {
    let check_in = match form.read() {
        Ok(check_in) => check_in,
        Err(problems) => return Ok(LogAnswer::Fields(problems)),
    };
    let (acting, services_in) = (access.clone(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move { log(tx, &acting, &services_in, id, check_in, (&form.peak_flow_sure, told)).await })
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
    (sure, told): (&str, Option<ToldTimes>),
) -> Result<LogAnswer, CareError> {
    let now = services.now();
    if let Some(problem) = far_reading(tx, access, &check_in, sure).await?
        && diary_entries::by_id(tx, access.patient(), id).await?.is_none()
    {
        return Ok(LogAnswer::Fields(vec![problem]));
    }
    let record = patients::own(tx, access.patient()).await?.ok_or(Refused::NotFound)?;
    // Of now the version in force is all there is to know; an entry of earlier may have been advised by one that ended.
    let versions = match told {
        None => plan_versions::current(tx, access.patient()).await?.into_iter().collect(),
        Some(_) => plan_versions::list(tx, access.patient()).await?,
    };
    // Only the plan in force advises: never a withdrawn one.
    let advising = in_force(&versions, now);
    let content = advising.map(|version| version.plan.content());
    let told = told.map(|told| (told.happened_at.trunc_subsecs(3), told.noted_at.trunc_subsecs(3)));
    let happened_at = told.map_or(now, |(happened_at, _)| happened_at);
    let new = NewEntry {
        id,
        happened_at,
        noted_at: told.map(|(_, noted_at)| noted_at),
        time_uncertain: is_time_uncertain(happened_at, now, record.date_of_birth.date(), TimeDelta::zero()),
        reading_sure: is_sure(&check_in, sure),
        check_in,
        device: None,
    };
    let Some(counted) = keep(tx, access, &record, in_force(&versions, happened_at), new, now).await? else {
        let kept = diary_entries::by_id(tx, access.patient(), id).await?.ok_or(Refused::Conflict)?;
        return Ok(LogAnswer::Recorded(advise(content, &kept.check_in)));
    };
    note(tx, &access.act("diary_logged").with(id), now).await?;
    record_events(tx, services, counted).await?;
    Ok(LogAnswer::Recorded(advise(content, &check_in)))
}
