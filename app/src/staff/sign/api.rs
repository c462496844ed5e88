use std::collections::BTreeMap;

#[cfg(feature = "ssr")]
use domain::effort::Effort;
#[cfg(feature = "ssr")]
use domain::plan::{
    reason::WhyRight,
    views::{ReviewedGround, SignAnswer},
};
use domain::{DraftId, OdsCode, PatientId};
use leptos::prelude::*;

use crate::AppError;
use crate::forms::FormAnswer;
#[cfg(feature = "ssr")]
use crate::routes;

/// Field of a problem that belongs to the draft as a whole.
pub(super) const WHOLE: &str = "review";
/// Words of a reason are posted under this and the rule's id.
pub(super) const REASON: &str = "reason-";
/// The kind of reason is posted under this and the rule's id.
pub(super) const WHY: &str = "why-";
/// A group of changes that was viewed is posted under this and the group's word.
pub(super) const VIEWED: &str = "viewed-";
/// Posted by whoever confirms who they are with the same button.
pub(in crate::staff) const CONFIRM: &str = "confirm";
/// Posted by the button that asks for a second person instead of signing.
pub(super) const ASK: &str = "ask";

/// Signs the draft that was reviewed, or asks for a second person; `fields` holds the date of birth, the reasons and the
/// groups viewed. Pressing twice answers the same version twice.
#[server(prefix = "/api", endpoint = "plans/sign")]
pub(crate) async fn sign_plan(
    practice: OdsCode,
    patient: PatientId,
    draft: DraftId,
    revision: i64,
    template: u16,
    formulary: u32,
    #[server(flatten)] fields: BTreeMap<String, String>,
) -> Result<FormAnswer<()>, AppError> {
    use super::refusal::{born, refusal, viewed};
    use crate::forms::{Returned, again};
    use crate::staff::ssr::{Confirmed, confirm, patient_of};
    let mut cx = crate::context::request()?;
    let page = routes::sign(&practice, patient);
    match confirm(&mut cx, &page, &fields).await? {
        Confirmed::Yes => {}
        Confirmed::Elsewhere => return Ok(FormAnswer::Done(())),
        Confirmed::No(problem) => return again(&page, Returned { values: fields, problems: vec![problem] }).await,
    }
    let scope = patient_of(&cx, &practice, patient).await?;
    let reason = |rule: &str, words: &str| {
        let chosen = fields.get(&format!("{WHY}{rule}")).and_then(|why| WhyRight::parse(why));
        (rule.to_owned(), WhyRight::reason(chosen, words))
    };
    let reasons = fields.iter().filter_map(|(name, words)| Some(reason(name.strip_prefix(REASON)?, words))).collect();
    let (date_of_birth, viewed) = (born(&fields), viewed(&fields));
    let effort = fields.get("effort").and_then(|counted| Effort::read(counted.trim()));
    let ground = ReviewedGround { template, formulary };
    let request = care::plans::SignRequest { draft, revision, reasons, date_of_birth, ground, effort, viewed };
    let answer = if fields.contains_key(ASK) {
        care::plans::ask_for_approval(&scope, &cx.services, request).await?
    } else {
        care::plans::sign(&scope, &cx.services, request).await?
    };
    let next = match answer {
        SignAnswer::Signed { number } => format!("{}?signed=now", routes::after(&practice, patient, number)),
        SignAnswer::Asked => routes::review(&practice, patient),
        refused => return again(&page, Returned { values: fields, problems: refusal(refused) }).await,
    };
    leptos_axum::redirect(&next);
    Ok(FormAnswer::Done(()))
}
