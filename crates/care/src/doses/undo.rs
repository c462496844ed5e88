use chrono::TimeDelta;
use domain::dose::UNDO_MINUTES;
use domain::{EntryId, Topic};
use storage::{doses, outbox};

use crate::audit::note;
use crate::{CareError, PatientAccess, Refused, Services};

/// Takes back one's own tick, for fifteen minutes after the server heard of it. Taking it back twice is once.
///
/// # Errors
/// `NotFound` when there is no such tick for this person; `Conflict` when it is somebody else's or too old.
pub async fn undo_dose(access: &PatientAccess, services: &Services, id: EntryId) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let tick = doses::by_id(tx, acting.patient(), id).await?.ok_or(Refused::NotFound)?;
                if tick.undone && tick.account == acting.account() {
                    return Ok(());
                }
                let late = now >= tick.received_at + TimeDelta::minutes(UNDO_MINUTES);
                if late || tick.account != acting.account() {
                    return Err(Refused::Conflict.into());
                }
                doses::undo(tx, id, acting.account(), now).await?;
                note(tx, &acting.act("dose_taken_back").with(id), now).await?;
                Ok(outbox::append(tx, &Topic::Patient(acting.patient()), now).await?)
            })
        })
        .await
}
