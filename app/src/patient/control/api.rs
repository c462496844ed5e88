use chrono::{DateTime, Utc};
use domain::control::{Control, ControlAnswers};
use domain::diary::PersonLine;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;
use crate::forms::FormAnswer;

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

/// Keeps a check, when every question has an answer; comes back with what was chosen when one has none.
#[server(prefix = "/api", endpoint = "my/check_control")]
pub(super) async fn check_control(
    #[server(default)] reliever_days: String,
    #[server(default)] nights_woken: String,
    #[server(default)] steroid_courses: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use crate::routes::CONTROL;
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let Some(answers) = ControlAnswers::read(&reliever_days, &nights_woken, &steroid_courses) else {
        let typed = [
            ("reliever_days", reliever_days.as_str()),
            ("nights_woken", nights_woken.as_str()),
            ("steroid_courses", steroid_courses.as_str()),
        ];
        let fits = |field: &str, number: &str| match field {
            "reliever_days" => ControlAnswers::read(number, "0", "0").is_some(),
            "nights_woken" => ControlAnswers::read("0", number, "0").is_some(),
            _ => ControlAnswers::read("0", "0", number).is_some(),
        };
        let wrong = typed.iter().filter(|(field, number)| !fits(field, number));
        let problem = |field: &str| domain::FieldProblem::new(field, crate::words::t("control-missing"));
        let problems = wrong.map(|(field, _)| problem(field)).collect();
        return again(CONTROL, Returned::new(typed, problems)).await;
    };
    care::learning::save_check(&access, &cx.services, answers).await?;
    leptos_axum::redirect(CONTROL);
    Ok(FormAnswer::Done(()))
}
