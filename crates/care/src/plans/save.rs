//! Saving a draft that others may be writing too.

use chrono::{DateTime, Utc};
use domain::DraftId;
use domain::plan::PlanForm;
use domain::plan::views::{DraftConflict, SaveAnswer};
use storage::drafts::{self, DraftRow, DraftState};
use storage::{Write, staff};

use super::merge::merge;
use super::review::no_longer_waits;
use crate::{CareError, PatientScope, Refused, Services};

/// How often a save that was overtaken is tried again before the caller is asked to.
const TRIES: usize = 3;

/// Saves what was typed, starting from revision `base_revision`. When somebody saved in between, fields that only one
/// of the two changed are merged; fields that both changed are a conflict, and nothing is kept. A change takes the draft
/// back from a review that waits.
///
/// # Errors
/// `NotFound` when it is not a draft of this patient; `Conflict` when others save without pause.
pub async fn save_draft(
    scope: &PatientScope,
    services: &Services,
    id: DraftId,
    base_revision: i64,
    form: PlanForm,
) -> Result<SaveAnswer, CareError> {
    for _ in 0..TRIES {
        let (acting, form, now) = (scope.clone(), form.clone(), services.clock.now());
        let answer: Option<SaveAnswer> = services
            .store
            .write(move |tx| Box::pin(async move { save_once(tx, &acting, id, base_revision, form, now).await }))
            .await?;
        if let Some(answer) = answer {
            return Ok(answer);
        }
    }
    Err(Refused::Conflict.into())
}

/// `None` when another save came between reading and writing, as can happen on PostgreSQL.
async fn save_once(
    tx: &Write,
    scope: &PatientScope,
    id: DraftId,
    base_revision: i64,
    mine: PlanForm,
    now: DateTime<Utc>,
) -> Result<Option<SaveAnswer>, CareError> {
    let draft = super::draft(tx, scope, id).await?;
    if draft.state != DraftState::Open {
        return Ok(Some(SaveAnswer::Closed));
    }
    let Some(form) = merged(tx, &draft, base_revision, &mine).await? else {
        return conflict(tx, draft, mine).await.map(Some);
    };
    if form == draft.form {
        return Ok(Some(SaveAnswer::Saved { revision: draft.revision, saved_at: draft.saved_at, form }));
    }
    if !drafts::save(tx, id, draft.revision, &form, scope.staff(), now).await? {
        return Ok(None);
    }
    let revision = draft.revision + 1;
    no_longer_waits(tx, scope, id, now).await?;
    super::note(tx, scope, &scope.act("draft_saved").with(format!("{id} revision {revision}")), now).await?;
    Ok(Some(SaveAnswer::Saved { revision, saved_at: now, form }))
}

/// The form to keep, or `None` for a conflict.
async fn merged(
    tx: &Write,
    draft: &DraftRow,
    base_revision: i64,
    mine: &PlanForm,
) -> Result<Option<PlanForm>, CareError> {
    if base_revision == draft.revision || *mine == draft.form {
        return Ok(Some(mine.clone()));
    }
    let revisions = drafts::revisions(tx, draft.id).await?;
    // A base that never was says nothing about who changed what.
    let base = revisions.into_iter().find(|kept| kept.revision == base_revision);
    Ok(base.and_then(|base| merge(&base.form, mine, &draft.form)))
}

async fn conflict(tx: &Write, draft: DraftRow, mine: PlanForm) -> Result<SaveAnswer, CareError> {
    let saved_by = staff::by_id(tx, draft.saved_by).await?.map_or_else(String::new, |member| member.name.to_string());
    Ok(SaveAnswer::Conflict(Box::new(DraftConflict {
        revision: draft.revision,
        saved_by,
        saved_at: draft.saved_at,
        mine,
        theirs: draft.form,
    })))
}
