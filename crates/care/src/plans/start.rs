//! Starting a plan.

use domain::plan::{Field, PlanFacts, PlanForm, SignedPlan, Template, TemplateId};
use domain::time::add_months;
use domain::{DraftId, OdsCode};
use serde::{Deserialize, Serialize};
use storage::drafts::{self, DraftRow, DraftState};
use storage::{Write, plan_versions};

use super::ground;
use crate::{CareError, PatientScope, Refused, Services};

/// What a new draft starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StartFrom {
    /// A template in force.
    Template(TemplateId),
    /// An empty form for the regimen of a template: nothing is filled in, every answer is the writer's own.
    Blank(TemplateId),
    /// The plan signed last, to renew it.
    LastSigned,
    /// An earlier version, to go back to what it said. It stays as it is: a new draft says the same.
    Version(u32),
}

/// A plan is gone on with in the template it was written from, or, for somebody who has outgrown that one, in the
/// template of the same regimen for their age.
async fn from_version(
    tx: &Write,
    icb: Option<&OdsCode>,
    plan: &SignedPlan,
    facts: &PlanFacts,
) -> Result<(TemplateId, PlanForm), CareError> {
    let content = plan.content();
    let own = ground::template(tx, icb, content.template.id).await?;
    let template = if own.fits_age(facts.age()) { own } else { grown(tx, icb, own, facts).await? };
    // Lines that were the old template's percentages stay blank and follow the new one's.
    let then = ground::template_then(tx, icb, &content.template).await?;
    let mut form = PlanForm::from_signed(content, &then, facts);
    let review = add_months(facts.today, template.review_months);
    form.set(Field::ReviewDue, &review.format("%d/%m/%Y").to_string());
    Ok((template.id, form))
}

async fn grown(tx: &Write, icb: Option<&OdsCode>, own: Template, facts: &PlanFacts) -> Result<Template, CareError> {
    for id in TemplateId::ALL {
        let other = ground::template(tx, icb, id).await?;
        let alike = other.regimen.protocol() == own.regimen.protocol()
            && other.regimen.has_preventer() == own.regimen.has_preventer()
            && other.regimen.has_separate_reliever() == own.regimen.has_separate_reliever();
        if alike && !other.withdrawn && other.fits_age(facts.age()) {
            return Ok(other);
        }
    }
    Ok(own)
}

/// Starts a draft. Where one is open already it is the answer, so that two nurses meet in the same draft.
///
/// # Errors
/// `NotFound` when there is no such plan or template to start from, or the patient is not in reach.
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
                let icb = ground::icb_of(tx, scope.practice()).await?;
                let icb = icb.as_ref();
                let (template_id, form) = match from {
                    StartFrom::Template(id) | StartFrom::Blank(id) => {
                        let template = ground::template(tx, icb, id).await?;
                        if template.withdrawn {
                            return Err(Refused::NotFound.into());
                        }
                        let form = match from {
                            StartFrom::Blank(_) => PlanForm::default(),
                            _ => PlanForm::from_template(&template, &facts),
                        };
                        (id, form)
                    }
                    StartFrom::LastSigned => {
                        let last = plan_versions::latest(tx, scope.patient()).await?;
                        from_version(tx, icb, &last.ok_or(Refused::NotFound)?.plan, &facts).await?
                    }
                    StartFrom::Version(number) => {
                        let version = plan_versions::by_number(tx, scope.patient(), number).await?;
                        from_version(tx, icb, &version.ok_or(Refused::NotFound)?.plan, &facts).await?
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
