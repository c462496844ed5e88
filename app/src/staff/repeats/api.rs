use std::collections::BTreeMap;

use domain::repeat::RepeatQueue;
#[cfg(feature = "ssr")]
use domain::repeat::{RepeatState, WhyNot};
use domain::{OdsCode, RepeatId, RepeatItemId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::forms::{Returned, again};
#[cfg(feature = "ssr")]
use crate::routes;
#[cfg(feature = "ssr")]
use care::{CareError, ClinicalAccess, Refused};

#[cfg(feature = "ssr")]
fn asking(practice: &OdsCode) -> Result<(crate::context::RequestContext, ClinicalAccess), AppError> {
    let cx = crate::context::request()?;
    let access = ClinicalAccess::at(&cx.proof, practice)?;
    Ok((cx, access))
}

#[cfg(feature = "ssr")]
async fn answered(
    result: Result<(), CareError>,
    practice: &OdsCode,
    values: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    let page = routes::repeats(practice);
    match result {
        Ok(()) => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => again(&page, Returned { values, problems }).await,
        Err(error) => Err(error.into()),
    }
}

/// What waits at the practice.
#[server(name = ReadRepeatQueue, prefix = "/api", endpoint = "repeats/queue")]
pub(crate) async fn repeat_queue(practice: OdsCode) -> Result<RepeatQueue, AppError> {
    let (cx, access) = asking(&practice)?;
    Ok(care::repeats::repeat_queue(&access, &cx.services).await?)
}

/// Moves an item on.
#[server(prefix = "/api", endpoint = "repeats/move")]
pub(crate) async fn move_repeat(
    practice: OdsCode,
    item: RepeatItemId,
    to: String,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, access) = asking(&practice)?;
    let state = RepeatState::parse(&to).ok_or(AppError::Changed)?;
    let why = fields.get(&format!("why-{item}")).and_then(|why| WhyNot::parse(why));
    let done = care::repeats::move_repeat(&access, &cx.services, item, state, why).await;
    let done = done.map_err(|error| beside(error, item.to_string()));
    answered(done, &practice, fields).await
}

/// Names the field of this very row: several rows of a page have the same form.
#[cfg(feature = "ssr")]
fn beside(error: CareError, id: String) -> CareError {
    match error {
        CareError::Refused(Refused::Fields(mut problems)) => {
            for problem in &mut problems {
                problem.field = format!("{}-{id}", problem.field);
            }
            Refused::Fields(problems).into()
        }
        other => other,
    }
}

/// Says that a request takes until another day.
#[server(prefix = "/api", endpoint = "repeats/delay")]
pub(crate) async fn delay_repeat(
    practice: OdsCode,
    request: RepeatId,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, access) = asking(&practice)?;
    let until = fields.get(&format!("until-{request}")).cloned().unwrap_or_default();
    let done = care::repeats::delay_repeat(&access, &cx.services, request, &until).await;
    let done = done.map_err(|error| beside(error, request.to_string()));
    answered(done, &practice, fields).await
}

/// Keeps the working days the practice usually takes.
#[server(prefix = "/api", endpoint = "repeats/days")]
pub(crate) async fn set_repeat_days(
    practice: OdsCode,
    #[server(default)] days: String,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, access) = asking(&practice)?;
    let done = care::repeats::set_repeat_days(&access, &cx.services, &days).await;
    answered(done, &practice, BTreeMap::from([("days".to_owned(), days)])).await
}
