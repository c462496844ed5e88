use std::collections::BTreeSet;

use domain::plan::PlanStatus;
use domain::repeat::{Askable, RepeatItem, RepeatRequest, RepeatState, askable};
use domain::time::london_day;
use domain::{FieldProblem, RepeatId, RepeatItemId, Topic};
use storage::repeats::{self, By, NewRepeat, Step};
use storage::{outbox, patients, plan_versions};

use crate::audit::note;
use crate::{CareError, PatientAccess, Refused, Services};

/// Requests looked at for what is asked for already.
const LATEST: u64 = 50;

/// Sends the practice a request for these products of the plan in force. The page makes the id: sending the same form
/// twice is one request.
///
/// # Errors
/// `Fields` when nothing is chosen, or something that is asked for already; `Conflict` when the plan has changed.
pub async fn ask_for_repeat(
    access: &PatientAccess,
    services: &Services,
    id: RepeatId,
    products: BTreeSet<String>,
) -> Result<(), CareError> {
    if products.is_empty() {
        return Err(CareError::field("items", "Choose at least one medicine"));
    }
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = acting.patient();
                let record = patients::own(tx, patient).await?.ok_or(Refused::NotFound)?;
                let before = repeats::of_patient(tx, patient, LATEST).await?;
                if before.iter().any(|request| request.id == id) {
                    return Ok(());
                }
                let plan = plan_versions::latest(tx, patient).await?.map(|version| version.plan);
                let plan = plan.filter(|plan| plan.status() == PlanStatus::Signed).ok_or(Refused::Conflict)?;
                let offered: Vec<Askable> =
                    askable(plan.content()).into_iter().filter(|item| products.contains(&item.product)).collect();
                // The page is older than the plan.
                if offered.len() != products.len() {
                    return Err(Refused::Conflict.into());
                }
                let problems: Vec<FieldProblem> = offered
                    .iter()
                    .filter(|item| is_open(&before, &item.product))
                    .map(|item| FieldProblem::new("items", format!("{} is asked for already", item.name)))
                    .collect();
                if !problems.is_empty() {
                    return Err(Refused::Fields(problems).into());
                }
                let items = offered.into_iter().map(|item| RepeatItem {
                    id: RepeatItemId::from_uuid(services_in.ids.next()),
                    product: item.product,
                    name: item.name,
                    reliever: item.reliever,
                    state: RepeatState::Asked,
                    steps: Vec::new(),
                });
                let request = RepeatRequest {
                    id,
                    patient,
                    practice: record.practice.clone(),
                    asked_at: now,
                    expected_on: super::expected(tx, &record.practice, london_day(now)).await?,
                    delayed: false,
                    items: items.collect(),
                };
                let new = NewRepeat { request, account: acting.account(), relationship: acting.relationship() };
                repeats::insert(tx, &new).await?;
                note(tx, &acting.act("repeat_asked").at(&record.practice).with(id), now).await?;
                outbox::append(tx, &Topic::Practice(record.practice), now).await?;
                Ok(outbox::append(tx, &Topic::Patient(patient), now).await?)
            })
        })
        .await
}

/// The product is asked for and not done.
pub(super) fn is_open(requests: &[RepeatRequest], product: &str) -> bool {
    let items = requests.iter().flat_map(|request| &request.items);
    items.filter(|item| item.product == product).any(|item| item.state.is_open())
}

/// Takes an item back while nobody has approved it.
///
/// # Errors
/// `NotFound` when it is not this person's; `Conflict` when it is approved or done.
pub async fn take_back_repeat(
    access: &PatientAccess,
    services: &Services,
    item: RepeatItemId,
) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (patient, _, kept) = repeats::item(tx, item).await?.ok_or(Refused::NotFound)?;
                if patient != acting.patient() {
                    return Err(Refused::NotFound.into());
                }
                if !matches!(kept.state, RepeatState::Asked | RepeatState::Seen) {
                    return Err(Refused::Conflict.into());
                }
                let (to, by) = (RepeatState::TakenBack, By::Account(acting.account()));
                let step = Step { item, from: kept.state, to, why: None, by, at: now };
                if !repeats::step(tx, &step).await? {
                    return Err(Refused::Conflict.into());
                }
                let record = patients::own(tx, patient).await?.ok_or(Refused::NotFound)?;
                note(tx, &acting.act("repeat_taken_back").at(&record.practice).with(item), now).await?;
                outbox::append(tx, &Topic::Practice(record.practice), now).await?;
                Ok(outbox::append(tx, &Topic::Patient(patient), now).await?)
            })
        })
        .await
}
