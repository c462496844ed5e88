use domain::log_ins::LogInsPage as MyLogIns;
use leptos::prelude::*;

use crate::AppError;

/// Log-ins and passkeys of the account.
#[server(name = ReadLogIns, prefix = "/api", endpoint = "log_ins/mine")]
pub(super) async fn my_log_ins() -> Result<MyLogIns, AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    Ok(care::log_ins::my_log_ins(&access, &cx.services).await?)
}

/// Ends one log-in, or all but this one.
#[server(prefix = "/api", endpoint = "log_ins/end")]
pub(super) async fn end_log_in(#[server(default)] id: String) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    care::log_ins::end_elsewhere(&access, &cx.services, Some(id.as_str()).filter(|id| !id.is_empty())).await?;
    leptos_axum::redirect(crate::routes::MY_LOG_INS);
    Ok(())
}

/// Asks this phone to make a passkey: the question's name, and what the browser hands on, as JSON. For the script.
#[server(prefix = "/api", endpoint = "passkeys/ask_new")]
pub(super) async fn ask_for_passkey() -> Result<(String, String), AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    let asked = care::passkeys::ask_for_new(&access, &cx.services).await?;
    Ok((asked.question.to_string(), asked.options))
}

/// Keeps the passkey with which this phone answered. For the script.
#[server(prefix = "/api", endpoint = "passkeys/keep_new")]
pub(super) async fn keep_passkey(question: String, answer: String) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    let question = question.parse().map_err(|_| AppError::Changed)?;
    let agent = crate::context::user_agent();
    Ok(care::passkeys::keep_new(&access, &cx.services, question, answer, &agent).await?)
}

/// Removes a passkey.
#[server(prefix = "/api", endpoint = "passkeys/remove")]
pub(super) async fn remove_passkey(id: String) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::PatientAccess::of(&cx.proof)?;
    care::passkeys::remove(&access, &cx.services, &id).await?;
    leptos_axum::redirect(crate::routes::MY_LOG_INS);
    Ok(())
}
