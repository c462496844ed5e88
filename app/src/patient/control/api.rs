use chrono::{DateTime, Utc};
use domain::control::{Control, ControlAnswers};
use domain::diary::PersonLine;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// The checks of the person shown, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checks {
    pub(super) person: PersonLine,
    pub(super) due: bool,
    pub(super) checks: Vec<(DateTime<Utc>, ControlAnswers, Control)>,
    pub(super) demo: bool,
}

/// Reads them.
#[server(prefix = "/api", endpoint = "my/control")]
pub(super) async fn my_control() -> Result<Checks, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let page = care::learning::control_page(&access, &cx.services).await?;
    Ok(Checks { person: page.person, due: page.due, checks: page.checks, demo: cx.services.demo })
}

/// Keeps a check, when every question has an answer.
#[server(prefix = "/api", endpoint = "my/check_control")]
pub(super) async fn check_control(
    #[server(default)] reliever_days: String,
    #[server(default)] nights_woken: String,
    #[server(default)] steroid_courses: String,
) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    match ControlAnswers::read(&reliever_days, &nights_woken, &steroid_courses) {
        Some(answers) => {
            care::learning::save_check(&access, &cx.services, answers).await?;
            leptos_axum::redirect(crate::routes::CONTROL);
        }
        None => leptos_axum::redirect(&format!("{}?missing=yes", crate::routes::CONTROL)),
    }
    Ok(())
}
