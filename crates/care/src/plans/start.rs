//! Starting a plan.

use domain::DraftId;
use domain::plan::{PlanFacts, PlanForm, SignedPlan, TemplateId};
use serde::{Deserialize, Serialize};
use storage::drafts::{self, DraftRow, DraftState};
use storage::plan_versions;

use crate::{CareError, PatientScope, Refused, Services};

/// What a new draft starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StartFrom {
    /// A template.
    Template(TemplateId),
    /// The plan signed last, to renew it.
    LastSigned,
    /// An earlier version, to go back to what it said. It stays as it is: a new draft says the same.
    Version(u32),
}

fn from_version(plan: &SignedPlan, facts: &PlanFacts) -> (TemplateId, PlanForm) {
    let id = plan.content().template.id;
    (id, PlanForm::from_signed(plan.content(), &id.template(), facts))
}

/// Starts a draft. Where one is open already it is the answer, so that two nurses meet in the same draft.
///
/// # Errors
/// `NotFound` when there is no such plan to start from, or the patient is not in reach.
pub async fn start_draft(scope: &PatientScope, services: &Services, from: StartFrom) -> Result<DraftId, CareError> {
    let now = services.clock.now();
    let id = DraftId::from_uuid(services.ids.next());
    let acting = scope.clone();
    let started = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let scope = &acting;
                if let Some(open) = drafts::open_for_patient(tx, scope.patient()).await? {
                    return Ok(open.id);
                }
                let facts = super::facts(tx, super::patient(tx, scope).await?, now).await?;
                let (template_id, form) = match from {
                    StartFrom::Template(id) => (id, PlanForm::from_template(&id.template(), &facts)),
                    StartFrom::LastSigned => {
                        let last = plan_versions::latest(tx, scope.patient()).await?;
                        from_version(&last.ok_or(Refused::NotFound)?.plan, &facts)
                    }
                    StartFrom::Version(number) => {
                        let version = plan_versions::by_number(tx, scope.patient(), number).await?;
                        from_version(&version.ok_or(Refused::NotFound)?.plan, &facts)
                    }
                };
                let draft = DraftRow {
                    id,
                    patient: scope.patient(),
                    practice: scope.practice().clone(),
                    template_id,
                    form,
                    revision: 1,
                    state: DraftState::Open,
                    started_by: scope.staff(),
                    started_at: now,
                    saved_by: scope.staff(),
                    saved_at: now,
                };
                drafts::insert(tx, &draft).await?;
                let act = scope.act("draft_started").with(format!("{id} {template_id}"));
                super::note(tx, scope, &act, now).await?;
                Ok::<_, CareError>(id)
            })
        })
        .await;
    match started {
        Err(error) => {
            // Somebody else may have started one in the same moment.
            let read = services.store.read().await?;
            drafts::open_for_patient(&*read, scope.patient()).await?.map(|open| open.id).ok_or(error)
        }
        started => started,
    }
}
