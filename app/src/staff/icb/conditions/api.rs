use std::collections::BTreeMap;

use domain::condition::views::ConditionTemplateList;
use domain::{Condition, OdsCode};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::routes;

/// Every condition with the versions of its template.
#[server(prefix = "/api", endpoint = "condition_templates/list")]
pub(crate) async fn condition_templates(icb: OdsCode) -> Result<ConditionTemplateList, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::conditions::condition_templates(&access, &cx.services).await?)
}

/// Proposes the next version of a template.
#[server(prefix = "/api", endpoint = "condition_templates/propose")]
pub(crate) async fn propose_condition_template(
    icb: OdsCode,
    condition: Condition,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::conditions::ProposeConditionAnswer;
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    match care::conditions::propose_condition_template(&access, &cx.services, condition, fields.clone()).await? {
        ProposeConditionAnswer::Proposed(_) => {
            leptos_axum::redirect(&routes::conditions(&icb));
            Ok(FormAnswer::Done(()))
        }
        ProposeConditionAnswer::Refused(problems) => {
            again(&routes::condition_edit(&icb, condition), Returned { values: fields, problems }).await
        }
    }
}

/// Approves a proposed version; it is in force from now on.
#[server(prefix = "/api", endpoint = "condition_templates/approve")]
pub(crate) async fn approve_condition_template(
    icb: OdsCode,
    condition: Condition,
    version: u16,
) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    care::conditions::approve_condition_template(&access, &cx.services, condition, version).await?;
    leptos_axum::redirect(&routes::conditions(&icb));
    Ok(())
}

/// Withdraws a version with a reason.
#[server(prefix = "/api", endpoint = "condition_templates/withdraw")]
pub(crate) async fn withdraw_condition_template(
    icb: OdsCode,
    condition: Condition,
    version: u16,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use domain::FieldProblem;
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    // One page holds many of these forms, so each reason has a name of its own.
    let field = format!("reason-{condition}-{version}");
    let reason = fields.get(&field).map_or("", |text| text.trim()).to_owned();
    if !(3..=200).contains(&reason.chars().count()) {
        let problems = vec![FieldProblem::new(field.as_str(), "Say why, in 3 to 200 characters")];
        return again(&routes::conditions(&icb), Returned::new([(field.as_str(), reason.as_str())], problems)).await;
    }
    care::conditions::withdraw_condition_template(&access, &cx.services, condition, version, reason).await?;
    leptos_axum::redirect(&routes::conditions(&icb));
    Ok(FormAnswer::Done(()))
}
