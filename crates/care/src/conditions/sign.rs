//! Signing a plan for another condition.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::condition::signed::CannotSignCondition;
use domain::condition::views::SignConditionAnswer;
use domain::condition::{Condition, ConditionDraft, ConditionForm};
use domain::plan::{PlanStatus, Signature};
use domain::time::{london_day, read_date};
use domain::{PlanVersionId, Topic};
use storage::plan_versions::Ended;
use storage::{StoreError, Write, condition_plans, outbox, rule_uses};

use super::write::ground;
use crate::audit::note;
use crate::plans::ready::standing;
use crate::plans::rules_used::uses;
use crate::{CareError, PatientScope, Refused, Services};

/// What the signer confirms.
#[derive(Clone, Debug)]
pub struct SignConditionRequest {
    /// For which condition.
    pub condition: Condition,
    /// What was typed.
    pub form: ConditionForm,
    /// Hash of the words that were read last; a signature stands for these.
    pub read: String,
    /// Reasons for rules that ask for one, by rule id.
    pub reasons: BTreeMap<String, String>,
    /// The patient's date of birth, typed again.
    pub date_of_birth: String,
}

/// Signs what was typed as the patient's next plan for the condition, and supersedes the one before. Of two clicks, one
/// signs; both hear the same number.
///
/// # Errors
/// `NotFound` where no template for the condition is in force.
pub async fn sign_condition(
    scope: &PatientScope,
    services: &Services,
    request: SignConditionRequest,
) -> Result<SignConditionAnswer, CareError> {
    let (acting, services_in, now) = (scope.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| Box::pin(async move { sign_in(tx, &acting, &services_in, request, now).await }))
        .await
}

async fn sign_in(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    request: SignConditionRequest,
    now: DateTime<Utc>,
) -> Result<SignConditionAnswer, CareError> {
    let (patient, condition) = (scope.patient(), request.condition);
    let (template, facts) = ground(tx, scope, services, condition).await?;
    let born = facts.date_of_birth.date();
    let role = match standing(tx, scope, services, now).await? {
        Ok(role) => role,
        Err(answer) => return Ok(SignConditionAnswer::NotNow(answer)),
    };
    let review = ConditionDraft { template, form: request.form }.review(&facts);
    if review.content().hash() != request.read {
        return Ok(SignConditionAnswer::ReadFirst);
    }
    if read_date(&request.date_of_birth) != Some(born) {
        return Ok(SignConditionAnswer::WrongDateOfBirth);
    }
    let last = condition_plans::latest(tx, patient, condition).await?;
    if let Some(last) = last.as_ref().filter(|last| last.plan.status() == PlanStatus::Signed)
        && last.plan.content_hash() == request.read
    {
        return Ok(SignConditionAnswer::Signed(last.plan.number()));
    }
    let number = last.map_or(0, |last| last.plan.number()).saturating_add(1);
    let signature = Signature {
        author: scope.staff(),
        author_name: scope.staff_name().to_owned(),
        author_role: role,
        signed_at: now,
        approver: None,
    };
    let problems = review.problems().to_vec();
    let spoke = || problems.iter().map(|problem| problem.rule.as_str());
    let plan = match review.sign(number, signature, &request.reasons) {
        Ok(plan) => plan,
        Err(CannotSignCondition::Problems(open)) => {
            rule_uses::add(tx, &uses(scope.practice(), london_day(now), spoke(), &[])).await?;
            return Ok(SignConditionAnswer::Stopped(open));
        }
        Err(CannotSignCondition::NotAClinician) => return Err(Refused::NotFound.into()),
    };
    let ended = Ended { at: now, by: scope.staff(), reason: None };
    condition_plans::end(tx, patient, condition, PlanStatus::Superseded, &ended).await?;
    let id = PlanVersionId::from_uuid(services.ids.next());
    // Somebody on another node signed meanwhile, as can happen on PostgreSQL.
    let taken = |error: StoreError| {
        let crossed = error.is("condition_plans_number_key") || error.is("condition_plans_one_signed");
        if crossed { CareError::from(Refused::Conflict) } else { error.into() }
    };
    condition_plans::insert(tx, (id, patient, scope.practice()), &plan).await.map_err(taken)?;
    rule_uses::add(tx, &uses(scope.practice(), london_day(now), spoke(), plan.confirmations())).await?;
    let detail = format!("{condition} version {number} hash {}", plan.content_hash());
    note(tx, &scope.act("condition_plan_signed").with(detail), now).await?;
    outbox::append(tx, &Topic::Patient(patient), now).await?;
    Ok(SignConditionAnswer::Signed(number))
}
