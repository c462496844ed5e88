//! Notes beside check-ins: peak flow with its blows, reliever puffs, nights, triggers, attacks, A&E and hospital.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::diary::note::form::{Ground, KINDS, Typed};
use domain::diary::note::{DiaryNote, Note};
use domain::diary::outlier;
use domain::patient::Patient;
use domain::time::london_day;
use domain::working_days::due_within;
use domain::{EntryId, EventKind, FieldProblem, ReviewId, Topic};
use storage::attack_reviews::{self, NewReview};
use storage::diary_notes::NoteRow;
use storage::{Write, diary_entries, diary_notes, outbox, patients};

use super::change::supersede;
use crate::audit::note;
use crate::events::{Happened, record_events};
use crate::{CareError, PatientAccess, Refused, Services};

/// Keeps a note of this kind as typed, in the place of another one when `replaces` names it. The page makes the id: sending
/// the form again changes nothing.
///
/// # Errors
/// `Fields` when something is missing or wrong; `NotFound` for a kind that has no form and for a note to replace that is
/// not there; `Conflict` when that one was taken back or put right meanwhile, or the id is somebody else's.
pub async fn add_note(
    access: &PatientAccess,
    services: &Services,
    id: EntryId,
    kind: &str,
    typed: BTreeMap<String, String>,
    replaces: Option<EntryId>,
) -> Result<DiaryNote, CareError> {
    let kind = KINDS.into_iter().find(|known| *known == kind).ok_or(Refused::NotFound)?;
    let (acting, services_in) = (access.clone(), services.clone());
    let review = ReviewId::from_uuid(services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = services_in.now();
                let record = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let ground = Ground { now, born: record.date_of_birth.date() };
                let (happened_at, said) = Typed(&typed).read(kind, ground).map_err(Refused::Fields)?;
                ask_of_a_far_reading(tx, &acting, id, &said).await?;
                let new =
                    DiaryNote { id, patient: acting.patient(), happened_at, day: london_day(happened_at), note: said };
                keep(tx, &acting, &services_in, &record, (new, replaces, review)).await
            })
        })
        .await
}

/// A reading far from the last one is asked about once.
pub(super) async fn ask_of_a_far_reading(
    tx: &Write,
    access: &PatientAccess,
    id: EntryId,
    said: &Note,
) -> Result<(), CareError> {
    let Note::PeakFlow(blows) = said else { return Ok(()) };
    let last = diary_entries::last_reading(tx, access.patient()).await?;
    let sure = if blows.sure { blows.best().to_string() } else { String::new() };
    match outlier::question(blows.best(), last, &sure) {
        Some(question) if diary_notes::by_id(tx, access.patient(), id).await?.is_none() => {
            Err(Refused::Fields(vec![FieldProblem::new("peak_flow_sure", question)]).into())
        }
        _ => Ok(()),
    }
}

pub(super) async fn keep(
    tx: &Write,
    access: &PatientAccess,
    services: &Services,
    record: &Patient,
    (new, replaces, review): (DiaryNote, Option<EntryId>, ReviewId),
) -> Result<DiaryNote, CareError> {
    let now = services.now();
    let row = NoteRow { note: new.clone(), account: access.account(), received_at: now };
    if !diary_notes::insert_if_absent(tx, &row).await? {
        return Ok(diary_notes::by_id(tx, access.patient(), new.id).await?.ok_or(Refused::Conflict)?);
    }
    if let Some(old) = replaces {
        let before = diary_notes::by_id(tx, access.patient(), old).await?.ok_or(Refused::NotFound)?;
        if before.note.kind() != new.note.kind() {
            return Err(Refused::NotFound.into());
        }
        supersede(tx, access, old, Some(new.id), now).await?;
    }
    ask_for_review(tx, record, &new, replaces, review, now).await?;
    let act = access.act("diary_note_kept").with(format!("{} {}", new.note.kind(), new.id));
    note(tx, &act, now).await?;
    // What was put right was counted when it was told.
    let counted = match replaces {
        None => to_count(&new, record),
        Some(_) => Vec::new(),
    };
    if record_events(tx, services, counted).await? == 0 {
        outbox::append(tx, &Topic::Patient(access.patient()), now).await?;
        outbox::append(tx, &Topic::Practice(record.practice.clone()), now).await?;
    }
    Ok(new)
}

/// The practice is told of an attack, A&E and hospital by a review with a clock.
async fn ask_for_review(
    tx: &Write,
    record: &Patient,
    new: &DiaryNote,
    replaces: Option<EntryId>,
    id: ReviewId,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let Some((cause, from, working_days)) = new.note.asks_for_review(new.day) else { return Ok(()) };
    let due_at = from.map(|from| due_within(from, working_days));
    if let Some(old) = replaces
        && attack_reviews::follow(tx, old, new.id, (cause, new.day, due_at)).await?
    {
        return Ok(());
    }
    let (note, patient, practice, day) = (new.id, record.id, record.practice.clone(), new.day);
    let review = NewReview { id, note, patient, practice, cause, day, due_at, opened_at: now };
    Ok(attack_reviews::open(tx, &review).await?)
}

fn to_count(new: &DiaryNote, record: &Patient) -> Vec<Happened> {
    let kind = match new.note {
        Note::PeakFlow(_) => EventKind::ReadingLogged,
        Note::Attack(_) => EventKind::AttackLogged,
        Note::Visit(_) => EventKind::HospitalLogged,
        Note::Reliever { .. } | Note::Night { .. } | Note::Triggers { .. } => return Vec::new(),
    };
    vec![Happened::new(kind, record.id, &record.practice, new.happened_at)]
}
