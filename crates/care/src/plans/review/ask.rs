//! Asking for a second person.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::ReviewId;
use domain::plan::review::ReviewState;
use domain::plan::views::SignAnswer;
use domain::time::london_day;
use storage::plan_reviews::ReviewRow;
use storage::{Write, plan_reviews, rule_uses};

use crate::plans::ready::ready;
use crate::plans::rules_used::uses;
use crate::plans::sign::SignRequest;
use crate::{CareError, PatientScope, Services, plans};

/// Asks for a second person: the draft waits at this revision until a GP who did not ask decides. Whoever asks becomes
/// the plan's author, and confirms as much as for signing.
///
/// # Errors
/// `NotFound` when it is not a draft of this patient.
pub async fn ask_for_approval(
    scope: &PatientScope,
    services: &Services,
    request: SignRequest,
) -> Result<SignAnswer, CareError> {
    let (acting, services_in, now, draft) = (scope.clone(), services.clone(), services.now(), request.draft);
    let asked = services
        .store
        .write(move |tx| Box::pin(async move { ask_in(tx, &acting, &services_in, request, now).await }))
        .await;
    match asked {
        Err(error) => {
            // Another click may have asked in the same moment.
            let read = services.store.read().await?;
            let last = plan_reviews::latest_of(&*read, draft).await?.filter(|last| last.patient == scope.patient());
            let waits = last.is_some_and(|last| last.state == ReviewState::Waiting);
            if waits { Ok(SignAnswer::Asked) } else { Err(error) }
        }
        asked => asked,
    }
}

async fn ask_in(
    tx: &Write,
    scope: &PatientScope,
    services: &Services,
    request: SignRequest,
    now: DateTime<Utc>,
) -> Result<SignAnswer, CareError> {
    let ready = match ready(tx, scope, services, &request, now).await? {
        Ok(ready) => ready,
        // Of two clicks, one asks; both hear the same.
        Err(SignAnswer::Waiting) => return Ok(SignAnswer::Asked),
        Err(answer) => return Ok(answer),
    };
    let open = ready.review.open(&request.reasons);
    if !open.is_empty() {
        let spoke = ready.review.problems().iter().map(|problem| problem.rule.as_str());
        rule_uses::add(tx, &uses(scope.practice(), london_day(now), spoke, &[])).await?;
        return Ok(SignAnswer::Stopped(open));
    }
    let given = ready.review.confirmations(&request.reasons);
    let review = ReviewRow {
        id: ReviewId::from_uuid(services.ids.next()),
        patient: scope.patient(),
        practice: scope.practice().clone(),
        draft: ready.draft,
        revision: ready.revision,
        reasons: given.into_iter().map(|given| (given.rule, given.reason)).collect::<BTreeMap<_, _>>(),
        state: ReviewState::Waiting,
        asked_by: scope.staff(),
        asked_at: now,
        decided_by: None,
        decided_at: None,
        words: None,
    };
    plan_reviews::insert(tx, &review).await?;
    let act = scope.act("approval_asked").with(format!("{} revision {}", ready.draft, ready.revision));
    plans::note(tx, scope, &act, now).await?;
    Ok(SignAnswer::Asked)
}
