use std::collections::BTreeMap;

use domain::plan::review::ReviewView;
use domain::{CommentId, OdsCode, PatientId, ReviewId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::forms::{Returned, again};
#[cfg(feature = "ssr")]
use crate::routes;

/// The review of the patient's open draft, if somebody asked for one.
#[server(name = ReadReview, prefix = "/api", endpoint = "reviews/open")]
pub(crate) async fn open_review(practice: OdsCode, patient: PatientId) -> Result<Option<ReviewView>, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    Ok(care::plans::open_review(&scope, &cx.services).await?)
}

/// Approves the draft, which signs it; `fields` holds the date of birth and the groups viewed.
#[server(name = ApprovePlan, prefix = "/api", endpoint = "reviews/approve")]
pub(crate) async fn approve_plan(
    practice: OdsCode,
    patient: PatientId,
    review: ReviewId,
    template: u16,
    formulary: u32,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::staff::sign::{born, refusal, viewed};
    use crate::staff::ssr::{Confirmed, confirm, patient_of};
    use domain::plan::views::{ReviewedGround, SignAnswer};
    let mut cx = crate::context::request()?;
    let page = routes::review(&practice, patient);
    match confirm(&mut cx, &page, &fields).await? {
        Confirmed::Yes => {}
        Confirmed::Elsewhere => return Ok(FormAnswer::Done(())),
        Confirmed::No(problem) => return again(&page, Returned { values: fields, problems: vec![problem] }).await,
    }
    let scope = patient_of(&cx, &practice, patient).await?;
    let ground = ReviewedGround { template, formulary };
    let request = care::plans::ApproveRequest { review, date_of_birth: born(&fields), viewed: viewed(&fields), ground };
    match care::plans::approve(&scope, &cx.services, request).await? {
        SignAnswer::Signed { number } => {
            leptos_axum::redirect(&format!("{}?signed=now", routes::after(&practice, patient, number)));
            Ok(FormAnswer::Done(()))
        }
        refused => again(&page, Returned { values: fields, problems: refusal(refused) }).await,
    }
}

/// Sends the draft back to whoever asked, with words.
#[server(prefix = "/api", endpoint = "reviews/send_back")]
pub(crate) async fn send_back(
    practice: OdsCode,
    patient: PatientId,
    review: ReviewId,
    #[server(default)] back: String,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let done = care::plans::send_back(&scope, &cx.services, review, &back).await;
    answer(&practice, patient, done, &[("back", &back)]).await
}

/// Takes the draft back, to write on.
#[server(prefix = "/api", endpoint = "reviews/take_back")]
pub(crate) async fn take_back(practice: OdsCode, patient: PatientId, review: ReviewId) -> Result<(), AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    care::plans::take_back(&scope, &cx.services, review).await?;
    leptos_axum::redirect(&routes::editor(&practice, patient));
    Ok(())
}

/// Says something of one line.
#[server(prefix = "/api", endpoint = "reviews/remark")]
pub(crate) async fn say_of_line(
    practice: OdsCode,
    patient: PatientId,
    review: ReviewId,
    #[server(default)] line: String,
    #[server(default)] remark: String,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let done = match domain::plan::Field::by_name(&line) {
        Some(field) => care::plans::comment(&scope, &cx.services, review, field, &remark).await,
        None => Err(care::CareError::field("line", "Choose the line you want to say something of")),
    };
    answer(&practice, patient, done, &[("line", &line), ("remark", &remark)]).await
}

/// Settles a remark: it was seen to.
#[server(prefix = "/api", endpoint = "reviews/settle")]
pub(crate) async fn settle_remark(
    practice: OdsCode,
    patient: PatientId,
    review: ReviewId,
    comment: CommentId,
) -> Result<FormAnswer<()>, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let done = care::plans::settle_comment(&scope, &cx.services, review, comment).await;
    answer(&practice, patient, done, &[]).await
}

/// Back to the page of the review, with what was wrong if something was.
#[cfg(feature = "ssr")]
async fn answer(
    practice: &OdsCode,
    patient: PatientId,
    done: Result<(), care::CareError>,
    typed: &[(&str, &str)],
) -> Result<FormAnswer<()>, AppError> {
    use care::{CareError, Refused};
    let page = routes::review(practice, patient);
    match done {
        Ok(()) => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(&page, Returned::new(typed.iter().copied(), problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
