use std::collections::BTreeMap;

use domain::condition::views::{ConditionFormView, ConditionPlanView};
use domain::{Condition, OdsCode, PatientId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::{FormAnswer, Returned};
#[cfg(feature = "ssr")]
use crate::routes;

/// The form of a plan, with what was typed when it comes back to be checked (`again`), and what the rules say of it.
#[server(name = ReadConditionForm, prefix = "/api", endpoint = "conditions/form")]
pub(crate) async fn condition_form(
    practice: OdsCode,
    patient: PatientId,
    condition: Condition,
    again: Option<String>,
) -> Result<(ConditionFormView, Option<Returned>), AppError> {
    use domain::condition::ConditionForm;
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let returned = match again {
        Some(id) => crate::forms::returned_form(id).await?,
        None => None,
    };
    let typed = returned.as_ref().map(|returned| ConditionForm(returned.values.clone()));
    let view = care::conditions::condition_form(&scope, &cx.services, condition, typed).await?;
    Ok((view, returned))
}

/// Checks what was typed, or signs it. What is not signed comes back whole; nothing else keeps it.
#[server(prefix = "/api", endpoint = "conditions/save")]
pub(crate) async fn save_condition(
    practice: OdsCode,
    patient: PatientId,
    condition: Condition,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::again;
    use crate::staff::sign::{born, refusal};
    use crate::staff::ssr::{Confirmed, confirm, patient_of};
    use care::conditions::{SignConditionRequest, sign_condition};
    use domain::FieldProblem;
    use domain::condition::ConditionForm;
    use domain::condition::views::SignConditionAnswer;
    let mut cx = crate::context::request()?;
    let page = routes::condition(&practice, patient, condition);
    match confirm(&mut cx, &page, &fields).await? {
        Confirmed::Yes => {}
        Confirmed::Elsewhere => return Ok(FormAnswer::Done(())),
        Confirmed::No(problem) => return again(&page, Returned { values: fields, problems: vec![problem] }).await,
    }
    let scope = patient_of(&cx, &practice, patient).await?;
    let typed = |name: &str| fields.get(name).map_or("", |text| text.trim());
    if typed("act") != "sign" {
        return again(&page, Returned { values: fields, problems: Vec::new() }).await;
    }
    let reasons = fields
        .iter()
        .filter_map(|(name, text)| Some((name.strip_prefix("reason-")?.to_owned(), text.clone())))
        .collect();
    let request = SignConditionRequest {
        condition,
        form: ConditionForm(fields.clone()),
        read: typed("read").to_owned(),
        reasons,
        date_of_birth: born(&fields),
    };
    let problem = match sign_condition(&scope, &cx.services, request).await? {
        SignConditionAnswer::Signed(number) => {
            leptos_axum::redirect(&routes::condition_version(&practice, patient, condition, number));
            return Ok(FormAnswer::Done(()));
        }
        SignConditionAnswer::NotNow(answer) => {
            return again(&page, Returned { values: fields, problems: refusal(answer) }).await;
        }
        SignConditionAnswer::ReadFirst => FieldProblem::new(
            "words",
            "What is typed or the template has changed since the words were shown. Read them again, then sign",
        ),
        SignConditionAnswer::WrongDateOfBirth => {
            FieldProblem::new("born", "This is not the date of birth in this record: is it the right person?")
        }
        SignConditionAnswer::Stopped(open) => {
            // Those that stop are shown beside their fields whenever the page is; those that ask for a reason here.
            let asked = open.into_iter().find(|problem| problem.severity == domain::plan::Severity::Confirm);
            let field = asked.map_or_else(|| "words".to_owned(), |problem| format!("reason-{}", problem.rule));
            FieldProblem::new(field, "Give a reason in 3 to 200 characters, or put the problem right")
        }
    };
    again(&page, Returned { values: fields, problems: vec![problem] }).await
}

/// A signed version.
#[server(prefix = "/api", endpoint = "conditions/version")]
pub(crate) async fn condition_version(
    practice: OdsCode,
    patient: PatientId,
    condition: Condition,
    number: u32,
) -> Result<ConditionPlanView, AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    Ok(care::conditions::condition_plan(&scope, &cx.services, condition, number).await?)
}

/// Withdraws the version in force, with a reason.
#[server(prefix = "/api", endpoint = "conditions/withdraw")]
pub(crate) async fn withdraw_condition(
    practice: OdsCode,
    patient: PatientId,
    condition: Condition,
    number: u32,
    #[server(default)] reason: String,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::again;
    use care::{CareError, Refused};
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let page = routes::condition_version(&practice, patient, condition, number);
    match care::conditions::withdraw_condition(&scope, &cx.services, condition, number, &reason).await {
        Ok(()) => {
            leptos_axum::redirect(&page);
            Ok(FormAnswer::Done(()))
        }
        Err(CareError::Refused(Refused::Fields(problems))) => {
            again(&page, Returned::new([("reason", reason.as_str())], problems)).await
        }
        Err(error) => Err(error.into()),
    }
}
