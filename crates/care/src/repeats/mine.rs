use domain::plan::PlanStatus;
use domain::repeat::{RepeatsView, askable};
use storage::{organisations, patients, plan_versions, repeats};

use super::ask::is_open;
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// Requests shown.
const SHOWN: u64 = 20;

/// What can be asked for, and the requests so far, newest first.
///
/// # Errors
/// When something cannot be read.
pub async fn my_repeats(access: &PatientAccess, services: &Services) -> Result<RepeatsView, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let record = patients::own(&*read, access.patient()).await?.ok_or(Refused::NotFound)?;
    let practice = organisations::by_code(&*read, &record.practice).await?;
    let plan = plan_versions::latest(&*read, access.patient()).await?.map(|version| version.plan);
    let plan = plan.filter(|plan| plan.status() == PlanStatus::Signed);
    let requests = repeats::of_patient(&*read, access.patient(), SHOWN).await?;
    let mut offered = plan.as_ref().map(|plan| askable(plan.content())).unwrap_or_default();
    for item in &mut offered {
        item.open = is_open(&requests, &item.product);
    }
    let today = services.today();
    Ok(RepeatsView {
        person,
        demo: practice.as_ref().is_some_and(|practice| practice.demo),
        practice_name: practice.map_or_else(String::new, |practice| practice.name),
        practice_phone: plan.map_or_else(String::new, |plan| plan.content().contacts.practice_phone.clone()),
        askable: offered,
        requests,
        expected_on: super::expected(&*read, &record.practice, today).await?,
        today,
    })
}
