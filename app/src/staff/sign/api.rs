use std::collections::BTreeMap;

use domain::{DraftId, OdsCode, PatientId};
#[cfg(feature = "ssr")]
use domain::{
    FieldProblem,
    effort::Effort,
    plan::{
        reason::WhyRight,
        views::{ReviewedGround, SignAnswer},
    },
};
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

/// Signs the draft that was reviewed; `fields` holds the date of birth and the reasons. Pressing twice answers the same version twice.
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
    use crate::forms::{Returned, again};
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let typed = |name: &str| fields.get(name).map_or("", |text| text.trim());
    let date_of_birth = ["born_day", "born_month", "born_year"].map(typed).join("/");
    let reason = |rule: &str, words: &str| {
        let chosen = fields.get(&format!("{WHY}{rule}")).and_then(|why| WhyRight::parse(why));
        (rule.to_owned(), WhyRight::reason(chosen, words))
    };
    let reasons = fields.iter().filter_map(|(name, words)| Some(reason(name.strip_prefix(REASON)?, words))).collect();
    let effort = Effort::read(typed("effort"));
    let ground = ReviewedGround { template, formulary };
    let request = care::plans::SignRequest { draft, revision, reasons, date_of_birth, ground, effort };
    let problems = match care::plans::sign(&scope, &cx.services, request).await? {
        SignAnswer::Signed { number } => {
            leptos_axum::redirect(&format!("{}?signed=now", routes::after(&practice, patient, number)));
            return Ok(FormAnswer::Done(()));
        }
        refused => refusal(refused),
    };
    again(&routes::sign(&practice, patient), Returned { values: fields, problems }).await
}

/// Why it was not signed, beside what puts it right.
#[cfg(feature = "ssr")]
fn refusal(answer: SignAnswer) -> Vec<FieldProblem> {
    use domain::plan::Severity;
    match answer {
        SignAnswer::Signed { .. } => Vec::new(),
        SignAnswer::Stopped(problems) => problems
            .into_iter()
            .map(|problem| match problem.severity {
                Severity::Confirm => FieldProblem::new(
                    format!("{REASON}{}", problem.rule),
                    format!("Give a reason: {}", problem.message),
                ),
                _ => FieldProblem::new(WHOLE, problem.message),
            })
            .collect(),
        SignAnswer::WrongDateOfBirth => vec![FieldProblem::new(
            "born",
            "This is not the date of birth of this patient. Check that the right record is open",
        )],
        SignAnswer::Changed => vec![FieldProblem::new(
            WHOLE,
            "The draft was saved again after you opened this page. Read the plan below once more, then sign",
        )],
        SignAnswer::GroundMoved(what) => {
            let message = format!(
                "While this page was open, something changed: {what}. Nothing you typed is lost. Read the plan once more, then sign"
            );
            vec![FieldProblem::new(WHOLE, message)]
        }
        SignAnswer::Closed => {
            vec![FieldProblem::new(WHOLE, "A colleague discarded this draft. Open the record to see how things stand")]
        }
    }
}
