//! One entry of the diary, to look at, take back or put right.

use domain::EntryId;
use domain::diary::note::OneEntry;
use domain::diary::{DiaryEntry, note::DiaryNote};
use storage::{diary_changes, diary_entries, diary_notes};

use crate::audit::note;
use crate::people::lines;
use crate::{CareError, PatientAccess, Refused, Services};

/// An entry of the person shown.
///
/// # Errors
/// `NotFound` when it is not in their diary.
pub async fn one_entry(access: &PatientAccess, services: &Services, id: EntryId) -> Result<OneEntry, CareError> {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = acting.patient();
                let entry: Option<DiaryEntry> = diary_entries::by_id(tx, patient, id).await?;
                let kept: Option<DiaryNote> = diary_notes::by_id(tx, patient, id).await?;
                if entry.is_none() && kept.is_none() {
                    return Err(Refused::NotFound.into());
                }
                let people = lines(tx, acting.proof().people(), patient, &services_in).await?;
                let person = people.into_iter().find(|line| line.current).ok_or(Refused::NotFound)?;
                let stands = diary_changes::of_entry(tx, id).await?.is_none();
                note(tx, &acting.act("diary_entry_read").with(id), now).await?;
                Ok(OneEntry { person, check_in: entry, note: kept, stands })
            })
        })
        .await
}
