use chrono::TimeDelta;
use domain::repeat::{QueueLine, RepeatQueue, RepeatRequest, USUAL_DAYS, read_days};
use storage::audit::Actor;
use storage::{Write, organisations, patients, repeats};

use crate::audit::{Act, note};
use crate::{CareError, ClinicalAccess, Refused, Services};

/// Open requests shown.
const OPEN: u64 = 200;
/// Requests shown that are done.
const DONE: u64 = 20;

/// The requests of a practice, open ones first. Reading the queue is in the audit.
///
/// # Errors
/// When a row cannot be read.
pub async fn repeat_queue(access: &ClinicalAccess, services: &Services) -> Result<RepeatQueue, CareError> {
    let (acting, now, today) = (access.clone(), services.now(), services.today());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let practice = acting.practice();
                let organisation = organisations::by_code(tx, practice).await?.ok_or(Refused::NotFound)?;
                let open = repeats::of_practice(tx, practice, true, OPEN).await?;
                let done = repeats::of_practice(tx, practice, false, DONE).await?;
                let act = Act::new(Actor::Staff(acting.staff()), "repeats_read").at(practice).with(open.len());
                note(tx, &act, now).await?;
                let since = now - TimeDelta::days(365);
                Ok(RepeatQueue {
                    practice_name: organisation.name,
                    open: lines(tx, open, since).await?,
                    done: lines(tx, done, since).await?,
                    days: repeats::days(tx, practice).await?.unwrap_or(USUAL_DAYS),
                    today,
                })
            })
        })
        .await
}

async fn lines(
    tx: &Write,
    requests: Vec<RepeatRequest>,
    since: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<QueueLine>, CareError> {
    let mut lines = Vec::with_capacity(requests.len());
    for request in requests {
        let Some(patient) = patients::own(tx, request.patient).await? else { continue };
        lines.push(QueueLine {
            relievers: repeats::relievers_since(tx, request.patient, since).await?,
            name: patient.name,
            date_of_birth: patient.date_of_birth,
            nhs_number: patient.nhs_number,
            request,
        });
    }
    Ok(lines)
}

/// How many requests of the practice are open, for its menu.
///
/// # Errors
/// When the database fails.
pub async fn open_repeats(access: &ClinicalAccess, services: &Services) -> Result<u64, CareError> {
    let read = services.store.read().await?;
    Ok(repeats::count_open(&*read, access.practice()).await?)
}

/// Keeps the working days that the practice usually takes; what was asked before keeps its day.
///
/// # Errors
/// `Fields` when it is no whole number from 1 to 15.
pub async fn set_repeat_days(access: &ClinicalAccess, services: &Services, days: &str) -> Result<(), CareError> {
    let days = read_days(days).map_err(Refused::Fields)?;
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                repeats::set_days(tx, acting.practice(), days, acting.staff(), now).await?;
                let act = Act::new(Actor::Staff(acting.staff()), "repeat_days_set").at(acting.practice()).with(days);
                note(tx, &act, now).await
            })
        })
        .await
}
