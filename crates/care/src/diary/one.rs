//! One entry of the diary, to look at, take back or put right, and the form of one to be.

use std::collections::BTreeMap;

use domain::EntryId;
use domain::diary::DiaryEntry;
use domain::diary::note::form::{KINDS, part_of, typed_again};
use domain::diary::note::{DiaryNote, NotePage, OneEntry};
use domain::plan::content::Meter;
use storage::{diary_changes, diary_entries, diary_notes, plan_versions};

use crate::audit::note;
use crate::people::lines;
use crate::{CareError, PatientAccess, Refused, Services};

/// An entry of the person shown.
///
/// # Errors
/// `NotFound` when it is not in their diary.
pub async fn one_entry(access: &PatientAccess, services: &Services, id: EntryId) -> Result<OneEntry, CareError> {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    let next = EntryId::from_uuid(services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = acting.patient();
                if !acting.sees_diary() {
                    return Err(Refused::NotFound.into());
                }
                let entry: Option<DiaryEntry> = diary_entries::by_id(tx, patient, id).await?;
                let kept: Option<DiaryNote> = diary_notes::by_id(tx, patient, id).await?;
                if entry.is_none() && kept.is_none() {
                    return Err(Refused::NotFound.into());
                }
                let people = lines(tx, acting.proof().people(), patient, &services_in).await?;
                let person = people.into_iter().find(|line| line.current).ok_or(Refused::NotFound)?;
                let stands = diary_changes::of_entry(tx, id).await?.is_none();
                note(tx, &acting.act("diary_entry_read").with(id), now).await?;
                Ok(OneEntry { person, check_in: entry, note: kept, stands, next })
            })
        })
        .await
}

/// The form of a note of this kind, filled with today and now, or with the note that is to be put right.
///
/// # Errors
/// `NotFound` for a kind that has no form, and for a note that is not in this person's diary.
pub async fn note_form(
    access: &PatientAccess,
    services: &Services,
    kind: &str,
    replaces: Option<EntryId>,
) -> Result<NotePage, CareError> {
    let kind = KINDS.into_iter().find(|known| *known == kind).ok_or(Refused::NotFound)?;
    let (now, patient) = (services.now(), access.patient());
    let read = services.store.read().await?;
    let people = lines(&*read, access.proof().people(), patient, services).await?;
    let person = people.into_iter().find(|line| line.current).ok_or(Refused::NotFound)?;
    let plan = plan_versions::current(&*read, patient).await?;
    let section = plan.as_ref().and_then(|version| version.plan.content().peak_flow.as_ref());
    let meter = section.map_or(Meter::Eu, |section| section.meter);
    let values = match replaces {
        None => [("day", "today"), ("part", part_of(now)), ("meter", meter.as_str())]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
        Some(_) if !access.sees_diary() => return Err(Refused::NotFound.into()),
        Some(id) => {
            let old = diary_notes::by_id(&*read, patient, id).await?.filter(|old| old.note.kind() == kind);
            typed_again(&old.ok_or(Refused::NotFound)?)
        }
    };
    let values: BTreeMap<String, String> = values;
    Ok(NotePage { person, id: EntryId::from_uuid(services.ids.next()), kind: kind.into(), replaces, values })
}
