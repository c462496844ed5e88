//! "Taken".

use chrono::{DateTime, Utc};
use domain::dose::{DoseAnswer, DoseForm, DoseReading, PlannedDose, Sure, Tick, every_day};
use domain::time::london_moment;
use domain::{EntryId, FieldProblem, Topic};
use storage::doses::{self, DoseRow};
use storage::{Write, dose_times, outbox, patients, plan_versions};

use super::{Ticks, in_force};
use crate::audit::note;
use crate::{CareError, PatientAccess, Refused, Services};

/// Keeps that a dose was taken. The device makes the id: sending it again changes nothing. A dose that somebody else has
/// ticked is asked about, and kept a second time only by who says that both were taken, or ticked where nobody could be
/// asked.
///
/// # Errors
/// `Conflict` when the id is another person's; when the database fails. What names no dose is an answer, not an error.
pub async fn log_dose(
    access: &PatientAccess,
    services: &Services,
    id: EntryId,
    form: DoseForm,
) -> Result<DoseAnswer, CareError> {
    let (acting, now) = (access.clone(), services.now());
    services.store.write(move |tx| Box::pin(async move { log_in(tx, &acting, now, id, &form).await })).await
}

/// The same inside a transaction that does more.
pub(crate) async fn log_in(
    tx: &Write,
    access: &PatientAccess,
    now: DateTime<Utc>,
    id: EntryId,
    form: &DoseForm,
) -> Result<DoseAnswer, CareError> {
    let reading = match form.read(now) {
        Ok(reading) => reading,
        Err(problems) => return Ok(DoseAnswer::Fields(problems)),
    };
    if doses::by_id(tx, access.patient(), id).await?.is_some() {
        return Ok(DoseAnswer::Kept);
    }
    let record = patients::own(tx, access.patient()).await?.ok_or(Refused::NotFound)?;
    let Some(dose) = planned(tx, access, &reading).await? else {
        let message = "Your plan has no dose at that time. Open the page again to see the plan as it is now";
        return Ok(DoseAnswer::Fields(vec![FieldProblem::new("day", message)]));
    };
    let before = Ticks::of(tx, access, reading.day, reading.slot).await?.first(access, &record);
    if let Some(taken) = before.clone().filter(|_| reading.sure == Sure::Ask) {
        return Ok(DoseAnswer::Already(taken));
    }
    let tick = Tick {
        id,
        account: access.account(),
        relationship: access.relationship(),
        day: reading.day,
        slot: reading.slot,
        taken_at: reading.taken_at,
        received_at: now,
        sure: reading.sure,
        undone: false,
    };
    let row = DoseRow { tick, patient: access.patient(), product: dose.product, puffs: dose.puffs };
    if !doses::insert_if_absent(tx, &row).await? {
        return Err(Refused::Conflict.into());
    }
    note(tx, &access.act("dose_ticked").at(&record.practice).with(id), now).await?;
    outbox::append(tx, &Topic::Patient(access.patient()), now).await?;
    Ok(before.map_or(DoseAnswer::Kept, DoseAnswer::KeptBeside))
}

/// The dose by the plan that counted at its time; a dose of the day on which a plan was signed also by that plan.
async fn planned(tx: &Write, access: &PatientAccess, reading: &DoseReading) -> Result<Option<PlannedDose>, CareError> {
    let versions = plan_versions::list(tx, access.patient()).await?;
    let times = dose_times::get(tx, access.patient()).await?.unwrap_or_default();
    let at = london_moment(reading.day, times.of(reading.slot));
    let plans = in_force(&versions);
    let then = plans.iter().find(|plan| plan.from <= at && plan.until.is_none_or(|until| at < until));
    let now = plans.iter().find(|plan| plan.until.is_none());
    let dose =
        |plan: &domain::dose::InForce<'_>| every_day(plan.plan).into_iter().find(|dose| dose.slot == reading.slot);
    Ok(then.and_then(dose).or_else(|| now.and_then(dose)))
}
