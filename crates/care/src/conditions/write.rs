//! The form of a plan: what it starts with, and what the rules say of what was typed.

use domain::condition::views::ConditionFormView;
use domain::condition::{Condition, ConditionDraft, ConditionFacts, ConditionForm, ConditionTemplate};
use domain::plan::PlanStatus;
use storage::condition_plans;
use storage::{ConnectionTrait, organisations, patients, plan_versions, settings};

use super::last_in_force;
use crate::plans::practice_phone_key;
use crate::{CareError, PatientScope, Refused, Services};

/// The form of a plan for a condition. Without anything typed it starts from the plan signed last, or else from the
/// template; nothing is kept until it is signed.
///
/// # Errors
/// `NotFound` where no template for the condition is in force.
pub async fn condition_form(
    scope: &PatientScope,
    services: &Services,
    condition: Condition,
    typed: Option<ConditionForm>,
) -> Result<ConditionFormView, CareError> {
    let read = services.store.read().await?;
    let (template, facts) = ground(&*read, scope, services, condition).await?;
    if template.withdrawn && typed.is_none() {
        return Err(Refused::NotFound.into());
    }
    let last = condition_plans::latest(&*read, scope.patient(), condition).await?;
    let in_force = last.as_ref().filter(|last| last.plan.status() == PlanStatus::Signed).map(|last| last.plan.number());
    let form = typed.unwrap_or_else(|| {
        let mut form = ConditionForm::start(&template, &facts);
        if let Some(last) = last {
            // Renewed: the last plan's answers, with a new review date.
            let mut values = last.plan.content().values.clone();
            values.remove("review_due");
            form.0.extend(values);
        }
        form
    });
    let review = ConditionDraft { template: template.clone(), form: form.clone() }.review(&facts);
    let (content, problems) = (review.content().clone(), review.problems().to_vec());
    Ok(ConditionFormView { template, facts, form, content, problems, in_force })
}

/// The template, in force or withdrawn meanwhile, and what is known of the person.
pub(super) async fn ground(
    conn: &impl ConnectionTrait,
    scope: &PatientScope,
    services: &Services,
    condition: Condition,
) -> Result<(ConditionTemplate, ConditionFacts), CareError> {
    let patient = patients::by_id(conn, scope.practice(), scope.patient()).await?.ok_or(Refused::NotFound)?;
    let practice = organisations::by_code(conn, scope.practice()).await?.ok_or(Refused::NotFound)?;
    let template = last_in_force(conn, scope.practice(), condition).await?.ok_or(Refused::NotFound)?;
    let asthma = plan_versions::current(conn, patient.id).await?;
    let reliever = asthma.map(|asthma| {
        let reliever = asthma.plan.content().reliever.as_ref().map(|line| line.name.clone());
        reliever.unwrap_or_default()
    });
    let phone = settings::get(conn, &practice_phone_key(scope.practice())).await?;
    let facts = ConditionFacts {
        today: services.today(),
        name: patient.name,
        date_of_birth: patient.date_of_birth,
        nhs_number: patient.nhs_number,
        practice_name: practice.name,
        practice_phone: phone.unwrap_or_default(),
        asthma_reliever: reliever,
    };
    Ok((template, facts))
}
