//! Doses of every day: ticking them, taking a tick back, choosing their times, and how they stand.

mod log;
mod ticks;
mod times;
mod undo;

use chrono::{Days, NaiveDate};
use domain::EntryId;
use domain::dose::{Due, DueCard, DueLine, DueState, InForce, Slot, due_between, may_still_tick, state_of};
use domain::plan::medicine::puffs;
use domain::time::london_day;
use storage::plan_versions::PlanVersion;
use storage::{ConnectionTrait, dose_times, doses, patients, plan_versions};

pub use log::log_dose;
pub use times::set_dose_times;
pub use undo::undo_dose;

pub(crate) use log::log_in;
use ticks::Ticks;

use crate::{CareError, PatientAccess, Refused, Services};

/// Today's doses of the person shown, for the page "Today"; last night's too while it can still be ticked. `None` when the
/// plan in force has no doses every day.
///
/// # Errors
/// When something cannot be read.
pub async fn due_card(access: &PatientAccess, services: &Services) -> Result<Option<DueCard>, CareError> {
    let read = services.store.read().await?;
    let lines = due_lines(&*read, access, services).await?;
    Ok((!lines.is_empty()).then(|| DueCard { patient: access.patient(), lines }))
}

/// Doses of today, and of last night in the first hours of the day.
pub(crate) async fn due_lines(
    conn: &impl ConnectionTrait,
    access: &PatientAccess,
    services: &Services,
) -> Result<Vec<DueLine>, CareError> {
    let now = services.now();
    let today = london_day(now);
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    let record = patients::own(conn, access.patient()).await?.ok_or(Refused::NotFound)?;
    let due = due_of(conn, access, yesterday, today).await?;
    let ticks = doses::since(conn, access.patient(), yesterday).await?;
    let me = (access.account(), record.name.given.as_str());
    let lines = due.iter().filter_map(|one| {
        let state = state_of(one, &due, &ticks, me, now);
        // Last night's dose stays in sight once it is ticked, so that nobody gives it again and a slip is taken back.
        let last_night = one.dose.slot == Slot::Night && may_still_tick(one.day, now);
        let shown = one.day == today || last_night;
        shown.then(|| line(one.clone(), state, EntryId::from_uuid(services.ids.next())))
    });
    Ok(lines.collect())
}

/// Doses of these days, each by the plan that counted then.
pub(crate) async fn due_of(
    conn: &impl ConnectionTrait,
    access: &PatientAccess,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<Due>, CareError> {
    let versions = plan_versions::list(conn, access.patient()).await?;
    let times = dose_times::get(conn, access.patient()).await?.unwrap_or_default();
    Ok(due_between(&in_force(&versions), times, first, last))
}

/// Versions with the time in which each counted.
pub(crate) fn in_force(versions: &[PlanVersion]) -> Vec<InForce<'_>> {
    let plan =
        |version: &'_ PlanVersion| (version.plan.signature().signed_at, version.ended.as_ref().map(|end| end.at));
    versions
        .iter()
        .map(|version| {
            let (from, until) = plan(version);
            InForce { from, until, plan: version.plan.content() }
        })
        .collect()
}

fn line(due: Due, state: DueState, tick: EntryId) -> DueLine {
    let dose = due.dose;
    DueLine {
        day: due.day,
        slot: dose.slot,
        at: due.at,
        puffs: puffs(dose.puffs),
        called: dose.called,
        spacer: dose.spacer,
        state,
        tick,
    }
}
