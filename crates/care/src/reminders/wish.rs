use domain::dose::{Slot, every_day};
use domain::plan::PlanStatus;
use domain::reminder::{ReminderForm, RemindersView};
use storage::{dose_times, organisations, patients, plan_versions, push_subscriptions, reminders};

use crate::audit::note;
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// What this account wants for the person shown.
///
/// # Errors
/// When something cannot be read.
pub async fn my_reminders(access: &PatientAccess, services: &Services) -> Result<RemindersView, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let record = patients::own(&*read, access.patient()).await?.ok_or(Refused::NotFound)?;
    let practice = organisations::by_code(&*read, &record.practice).await?;
    let plan = plan_versions::latest(&*read, access.patient()).await?.map(|version| version.plan);
    let plan = plan.filter(|plan| plan.status() == PlanStatus::Signed);
    let slots: Vec<Slot> = plan.iter().flat_map(|plan| every_day(plan.content())).map(|dose| dose.slot).collect();
    Ok(RemindersView {
        person,
        demo: practice.is_some_and(|practice| practice.demo),
        wish: reminders::get(&*read, access.account(), access.patient()).await?.unwrap_or_default(),
        times: dose_times::get(&*read, access.patient()).await?.unwrap_or_default(),
        slots,
        devices: push_subscriptions::count(&*read, access.account()).await?,
        key: services.push.public_key(),
    })
}

/// Keeps what this account wants for the person shown.
///
/// # Errors
/// `Fields` when a time is none.
pub async fn set_reminders(access: &PatientAccess, services: &Services, form: ReminderForm) -> Result<(), CareError> {
    let wish = form.read().map_err(Refused::Fields)?;
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                reminders::put(tx, acting.account(), acting.patient(), wish, now).await?;
                note(tx, &acting.act(if wish.on { "reminders_on" } else { "reminders_off" }), now).await
            })
        })
        .await
}
