use chrono::{DateTime, TimeDelta, Utc};
use domain::control::{Control, ControlAnswers};
use domain::diary::PersonLine;
use domain::plan::{PlanStatus, Regimen};
use storage::{control_checks, outbox, plan_versions};

use super::lessons::shown;
use crate::audit::note;
use crate::{CareError, PatientAccess, Services};

/// Time between two checks.
const EVERY: TimeDelta = TimeDelta::weeks(4);

/// The checks of the person shown.
#[derive(Clone, Debug)]
pub struct ControlPage {
    /// Whose.
    pub person: PersonLine,
    /// The next may be made now.
    pub due: bool,
    /// Newest first, each with what follows from it by the regimen of today's plan.
    pub checks: Vec<(DateTime<Utc>, ControlAnswers, Control)>,
}

/// The checks so far, and whether it is time for the next.
///
/// # Errors
/// When something cannot be read.
pub async fn control_page(access: &PatientAccess, services: &Services) -> Result<ControlPage, CareError> {
    let person = shown(access, services).await?;
    let read = services.store.read().await?;
    let plan = plan_versions::latest(&*read, access.patient()).await?;
    let signed = plan.filter(|version| version.plan.status() == PlanStatus::Signed);
    // Without a plan nothing is known of AIR, and days of reliever count.
    let regimen = signed.map_or(Regimen::PreventerSaba, |version| version.plan.content().regimen);
    let checks = control_checks::of_patient(&*read, access.patient()).await?;
    let due = checks.first().is_none_or(|(at, _)| services.now() >= *at + EVERY);
    let checks = checks.into_iter().map(|(at, answers)| (at, answers, answers.control(regimen))).collect();
    Ok(ControlPage { person, due, checks })
}

/// Keeps a check. One that comes before its time, such as a form sent twice, changes nothing.
///
/// # Errors
/// When it cannot be kept.
pub async fn save_check(access: &PatientAccess, services: &Services, answers: ControlAnswers) -> Result<(), CareError> {
    let (acting, now, id) = (access.clone(), services.now(), services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (patient, account) = (acting.patient(), acting.account());
                let last = control_checks::of_patient(tx, patient).await?;
                if last.first().is_some_and(|(at, _)| now < *at + EVERY) {
                    return Ok(());
                }
                control_checks::insert(tx, id, patient, account, &answers, now).await?;
                note(tx, &acting.act("control_checked"), now).await?;
                Ok(outbox::append(tx, &domain::Topic::Patient(patient), now).await?)
            })
        })
        .await
}
