//! Giving a draft up.

use domain::DraftId;
use storage::drafts::{self, DraftState};

use crate::{CareError, PatientScope, Refused, Services};

/// Gives an open draft up; its revisions stay for the audit. Doing it twice is harmless.
///
/// # Errors
/// `NotFound` when it is not a draft of this patient; `Conflict` when it was signed, or somebody saved this moment.
pub async fn discard_draft(scope: &PatientScope, services: &Services, id: DraftId) -> Result<(), CareError> {
    let now = services.clock.now();
    let acting = scope.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let draft = super::draft(tx, &acting, id).await?;
                match draft.state {
                    DraftState::Discarded => return Ok(()),
                    DraftState::Signed => return Err(Refused::Conflict.into()),
                    DraftState::Open => {}
                }
                if !drafts::set_state(tx, id, draft.revision, DraftState::Discarded).await? {
                    return Err(Refused::Conflict.into());
                }
                super::review::no_longer_waits(tx, &acting, id, now).await?;
                let act = acting.act("draft_discarded").with(format!("{id} revision {}", draft.revision));
                super::note(tx, &acting, &act, now).await
            })
        })
        .await
}
