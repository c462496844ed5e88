use std::collections::BTreeMap;

use domain::OdsCode;
use domain::plan::TemplateId;
use domain::plan::template::views::TemplateList;
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::routes;

/// Every template of the ICB with its versions.
#[server(name = ReadTemplates, prefix = "/api", endpoint = "templates/list")]
pub(crate) async fn templates(icb: OdsCode) -> Result<TemplateList, AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    Ok(care::templates::templates(&access, &cx.services).await?)
}

/// Proposes the next version of a template.
#[server(prefix = "/api", endpoint = "templates/propose")]
pub(crate) async fn propose_template(
    icb: OdsCode,
    template: TemplateId,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use care::templates::ProposeAnswer;
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    match care::templates::propose_template(&access, &cx.services, template, fields.clone()).await? {
        ProposeAnswer::Proposed(_) => {
            leptos_axum::redirect(&routes::templates(&icb));
            Ok(FormAnswer::Done(()))
        }
        ProposeAnswer::Refused(problems) => {
            again(&routes::template_edit(&icb, template), Returned { values: fields, problems }).await
        }
    }
}

/// Approves a proposed version; it is in force from now on.
#[server(prefix = "/api", endpoint = "templates/approve")]
pub(crate) async fn approve_template(icb: OdsCode, template: TemplateId, version: u16) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    care::templates::approve_template(&access, &cx.services, template, version).await?;
    leptos_axum::redirect(&routes::templates(&icb));
    Ok(())
}

/// Withdraws a version with a reason.
#[server(prefix = "/api", endpoint = "templates/withdraw")]
pub(crate) async fn withdraw_template(
    icb: OdsCode,
    template: TemplateId,
    version: u16,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use crate::forms::{Returned, again};
    use domain::FieldProblem;
    let cx = crate::context::request()?;
    let access = care::IcbAccess::at(&cx.proof, &icb)?;
    // One page holds many of these forms, so each reason has a name of its own.
    let field = format!("reason-{template}-{version}");
    let reason = fields.get(&field).map_or("", |text| text.trim()).to_owned();
    if !(3..=200).contains(&reason.chars().count()) {
        let problems = vec![FieldProblem::new(field.as_str(), "Say why, in 3 to 200 characters")];
        return again(&routes::templates(&icb), Returned::new([(field.as_str(), reason.as_str())], problems)).await;
    }
    care::templates::withdraw_template(&access, &cx.services, template, version, reason).await?;
    leptos_axum::redirect(&routes::templates(&icb));
    Ok(FormAnswer::Done(()))
}
