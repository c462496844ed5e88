//! After signing: filing the summary in the GP record, and whether the patient explained the plan back.

use domain::Topic;
use domain::plan::after::{AfterView, Step, Ticked, ToFile};
use storage::audit::Actor;
use storage::plan_follow_ups::{self, Tick};
use storage::{ConnectionTrait, accounts, organisations, outbox, plan_versions, staff};

use crate::audit::{self, Act};
use crate::{CareError, ClinicalAccess, PatientScope, Refused, Services};

/// Lines of the list of plans to file; the count says how many more there are.
const LINES: u64 = 100;

/// A signed version with what was done after it.
///
/// # Errors
/// `NotFound` when there is no such version or the patient is not in reach.
pub async fn after_signing(scope: &PatientScope, services: &Services, number: u32) -> Result<AfterView, CareError> {
    let read = services.store.read().await?;
    let patient = super::patient(&*read, scope).await?;
    let version = plan_versions::by_number(&*read, scope.patient(), number).await?.ok_or(Refused::NotFound)?;
    let steps = plan_follow_ups::of(&*read, version.id).await?;
    let current = plan_versions::current(&*read, scope.patient()).await?.map(|version| version.plan.number());
    let joined = !accounts::accounts_of(&*read, scope.patient()).await?.is_empty();
    Ok(AfterView {
        patient,
        filed: ticked(&*read, steps.filed).await?,
        taught_back: ticked(&*read, steps.taught_back).await?,
        plan: version.plan,
        joined,
        current,
    })
}

async fn ticked(conn: &impl ConnectionTrait, tick: Option<Tick>) -> Result<Option<Ticked>, CareError> {
    let Some((by, at)) = tick else { return Ok(None) };
    let by = staff::by_id(conn, by).await?.map_or_else(String::new, |member| member.name.to_string());
    Ok(Some(Ticked { by, at }))
}

/// Ticks a step of a version, or takes the tick away; both are in the audit. A step that is ticked already keeps who did
/// it first.
///
/// # Errors
/// `NotFound` when there is no such version or the patient is not in reach.
pub async fn tick_step(
    scope: &PatientScope,
    services: &Services,
    number: u32,
    step: Step,
    done: bool,
) -> Result<(), CareError> {
    let (acting, now) = (scope.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let scope = &acting;
                super::patient(tx, scope).await?;
                let version = plan_versions::by_number(tx, scope.patient(), number).await?.ok_or(Refused::NotFound)?;
                let steps = plan_follow_ups::of(tx, version.id).await?;
                let before = match step {
                    Step::Filed => steps.filed,
                    Step::TaughtBack => steps.taught_back,
                };
                if before.is_some() == done {
                    return Ok(());
                }
                let tick = done.then(|| (scope.staff(), now));
                plan_follow_ups::set(tx, version.id, step, tick).await?;
                let act = match (step, done) {
                    (Step::Filed, true) => "plan_filed",
                    (Step::Filed, false) => "plan_unfiled",
                    (Step::TaughtBack, true) => "plan_taught_back",
                    (Step::TaughtBack, false) => "plan_not_taught_back",
                };
                audit::note(tx, &scope.act(act).with(format!("version {number}")), now).await?;
                // The practice's board counts what is to be filed.
                Ok(outbox::append(tx, &Topic::Practice(scope.practice().clone()), now).await?)
            })
        })
        .await
}

/// The plans in force of a practice that nobody has filed yet, oldest first. Reading the list is in the audit.
///
/// # Errors
/// When a row cannot be read.
pub async fn plans_to_file(access: &ClinicalAccess, services: &Services) -> Result<ToFile, CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let practice = acting.practice();
                let organisation = organisations::by_code(tx, practice).await?.ok_or(Refused::NotFound)?;
                let count = plan_follow_ups::count_to_file(tx, practice).await?;
                let lines = plan_follow_ups::to_file(tx, practice, LINES).await?;
                let act = Act::new(Actor::Staff(acting.staff()), "plans_to_file_read").at(practice).with(lines.len());
                audit::note(tx, &act, now).await?;
                Ok(ToFile { practice: practice.clone(), practice_name: organisation.name, count, lines })
            })
        })
        .await
}
