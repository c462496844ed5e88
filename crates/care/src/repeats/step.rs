use chrono::NaiveDate;
use domain::repeat::{RepeatRequest, RepeatState, WhyNot};
use domain::time::read_date;
use domain::{FieldProblem, RepeatId, RepeatItemId, Topic};
use storage::audit::Actor;
use storage::repeats::{self, By, Step};
use storage::{Write, outbox};

use crate::audit::{Act, note};
use crate::{CareError, ClinicalAccess, Refused, Services};

/// Moves an item of the practice's queue on.
///
/// # Errors
/// `NotFound` when it is not in this practice's queue; `Conflict` when somebody was faster or it cannot become that;
/// `Fields` when it is refused without a reason.
pub async fn move_repeat(
    access: &ClinicalAccess,
    services: &Services,
    item: RepeatItemId,
    to: RepeatState,
    why: Option<WhyNot>,
) -> Result<(), CareError> {
    if to == RepeatState::Refused && why.is_none() {
        return Err(CareError::field("why", "Choose why"));
    }
    let why = why.filter(|_| to == RepeatState::Refused);
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (_, request, kept) = repeats::item(tx, item).await?.ok_or(Refused::NotFound)?;
                let request = at(tx, &acting, request).await?;
                if !kept.state.next().contains(&to) {
                    return Err(Refused::Conflict.into());
                }
                let step = Step { item, from: kept.state, to, why, by: By::Staff(acting.staff()), at: now };
                if !repeats::step(tx, &step).await? {
                    return Err(Refused::Conflict.into());
                }
                let act = Act::new(Actor::Staff(acting.staff()), "repeat_moved").on(request.patient);
                note(tx, &act.at(acting.practice()).with(format!("{item} {}", to.as_str())), now).await?;
                told(tx, &acting, &request, now).await
            })
        })
        .await
}

/// Tells the family that a request takes until another day.
///
/// # Errors
/// `NotFound` when it is not in this practice's queue; `Conflict` when it is done; `Fields` when the day is no later day.
pub async fn delay_repeat(
    access: &ClinicalAccess,
    services: &Services,
    request: RepeatId,
    until: &str,
) -> Result<(), CareError> {
    let today = services.today();
    let until = read_date(until).filter(|day| *day > today && *day <= furthest(today));
    let Some(until) = until else {
        let message = "Enter a day after today and within 3 months, such as 31/12/2026";
        return Err(Refused::Fields(vec![FieldProblem::new("until", message)]).into());
    };
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let request = at(tx, &acting, request).await?;
                if !request.is_open() {
                    return Err(Refused::Conflict.into());
                }
                repeats::delay(tx, request.id, until, acting.staff(), now).await?;
                let act = Act::new(Actor::Staff(acting.staff()), "repeat_delayed").on(request.patient);
                note(tx, &act.at(acting.practice()).with(format!("{} {until}", request.id)), now).await?;
                told(tx, &acting, &request, now).await
            })
        })
        .await
}

fn furthest(today: NaiveDate) -> NaiveDate {
    domain::time::add_months(today, 3)
}

async fn at(tx: &Write, access: &ClinicalAccess, id: RepeatId) -> Result<RepeatRequest, CareError> {
    Ok(repeats::at_practice(tx, access.practice(), id).await?.ok_or(Refused::NotFound)?)
}

async fn told(
    tx: &Write,
    access: &ClinicalAccess,
    request: &RepeatRequest,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), CareError> {
    outbox::append(tx, &Topic::Practice(access.practice().clone()), now).await?;
    Ok(outbox::append(tx, &Topic::Patient(request.patient), now).await?)
}
