//! Entries that devices wrote while they had no line.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::diary::note::DiaryNote;
use domain::diary::note::form::{Ground, Typed};
use domain::diary::sync::{
    Batch, Outcome, SyncAnswer, SyncResult, ToldDose, ToldEntry, ToldNote, is_time_uncertain, minutes_off, read_dose,
    read_entry, read_note, sent_id, sent_kind, sent_person, written_at,
};
use domain::diary::{DiaryEntry, outlier};
use domain::dose::DoseAnswer;
use domain::patient::Patient;
use domain::time::london_day;
use domain::{AccountId, DeviceId, EntryId, PatientId, ReviewId};
use serde_json::Value;
use sha2::{Digest, Sha256};
use storage::plan_versions::PlanVersion;
use storage::sync::{BatchRow, Conflict};
use storage::{Write, diary_entries, diary_notes, patients, plan_versions};

use super::keep::{NewEntry, in_force, keep};
use super::notes;
use crate::audit::note;
use crate::events::{Happened, record_events};
use crate::{CareError, PatientAccess, Refused, Services};

const OTHER_ANSWERS: &str = "This entry came before with other answers. The first one counts. Check it in your diary.";

/// Keeps what a device sends. Each entry is answered by itself, and sending a batch again changes nothing.
///
/// # Errors
/// When the database fails: then nothing of the batch is kept, and the device sends it again.
pub async fn sync(access: &PatientAccess, services: &Services, batch: Batch) -> Result<SyncAnswer, CareError> {
    let (acting, services_in) = (access.clone(), services.clone());
    let id = services.ids.next();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (now, entries) = (services_in.now(), batch.entries.len());
                let mut work = Work::new(tx, (&acting, &services_in), &batch, now);
                let mut results = Vec::with_capacity(entries);
                for entry in &batch.entries {
                    let (outcome, message) = work.take(entry).await?;
                    results.push(SyncResult { id: sent_id(entry), outcome, message });
                }
                let kept = results.iter().filter(|result| result.outcome == Outcome::Kept).count();
                let Batch { device, sent_at, .. } = batch;
                let account = acting.account();
                let row = BatchRow { id, account, device, sent_at, received_at: now, entries, kept };
                storage::sync::note_batch(tx, &row).await?;
                for person in work.people.values() {
                    note(tx, &person.access.act("diary_synced").with(person.kept), now).await?;
                }
                record_events(tx, &services_in, work.counted).await?;
                Ok(SyncAnswer { received_at: now, clock_minutes_off: minutes_off(sent_at, now), results })
            })
        })
        .await
}

/// A person of the batch.
struct Person {
    access: PatientAccess,
    record: Patient,
    versions: Vec<PlanVersion>,
    kept: usize,
}

struct Work<'a> {
    tx: &'a Write,
    access: &'a PatientAccess,
    services: &'a Services,
    batch: &'a Batch,
    now: DateTime<Utc>,
    people: BTreeMap<PatientId, Person>,
    counted: Vec<Happened>,
}

type Answer = (Outcome, Option<String>);

impl<'a> Work<'a> {
    const fn new(
        tx: &'a Write,
        (access, services): (&'a PatientAccess, &'a Services),
        batch: &'a Batch,
        now: DateTime<Utc>,
    ) -> Self {
        Self { tx, access, services, batch, now, people: BTreeMap::new(), counted: Vec::new() }
    }

    async fn take(&mut self, entry: &Value) -> Result<Answer, CareError> {
        // Whose it is comes first: nobody learns anything about an entry of a stranger, not even that it cannot be read.
        if let Some(id) = sent_person(entry)
            && !self.meet(id).await?
        {
            let words = "You cannot write in this person's diary now, so this was not saved. Ask your GP surgery.";
            return Ok((Outcome::NotYours, Some(words.into())));
        }
        if sent_kind(entry) == "dose" {
            return match read_dose(entry) {
                Ok(told) => self.tick(told).await,
                Err(words) => Ok((Outcome::Refused, Some(words))),
            };
        }
        match read_note(entry) {
            Some(Ok(told)) => return self.note(told, entry).await,
            Some(Err(words)) => return Ok((Outcome::Refused, Some(words))),
            None => {}
        }
        match read_entry(entry) {
            Ok(told) => self.keep(told, entry).await,
            Err(words) => Ok((Outcome::Refused, Some(words))),
        }
    }

    /// Whether the account acts for this person, who is then at hand.
    async fn meet(&mut self, id: PatientId) -> Result<bool, CareError> {
        if self.people.contains_key(&id) {
            return Ok(true);
        }
        let Ok(access) = self.access.for_person(id) else { return Ok(false) };
        let record = patients::own(self.tx, id).await?.ok_or(Refused::NotFound)?;
        let versions = plan_versions::list(self.tx, id).await?;
        self.people.insert(id, Person { access, record, versions, kept: 0 });
        Ok(true)
    }

    /// A dose that was ticked. Another tick of it stays, and this one is kept beside it: the family is told.
    async fn tick(&mut self, told: ToldDose) -> Result<Answer, CareError> {
        let Some(person) = self.people.get_mut(&told.person) else {
            return Err(CareError::broken("a dose was ticked before its person was met"));
        };
        if storage::doses::by_id(self.tx, told.person, told.id).await?.is_some() {
            return Ok((Outcome::Known, None));
        }
        let twice = "Somebody else ticked this dose too. Look under Medicines, and do not take it again.";
        match crate::doses::log_in(self.tx, &person.access, self.now, told.id, &told.form).await {
            Ok(DoseAnswer::Kept) => {
                person.kept += 1;
                Ok((Outcome::Kept, None))
            }
            Ok(DoseAnswer::KeptBeside(_)) => {
                person.kept += 1;
                Ok((Outcome::Kept, Some(twice.into())))
            }
            Ok(DoseAnswer::Already(_)) => Ok((Outcome::Refused, Some(twice.into()))),
            Ok(DoseAnswer::Fields(problems)) => {
                let first = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
                Ok((Outcome::Refused, Some(format!("This dose was not ticked. {first}."))))
            }
            Err(CareError::Refused(Refused::Conflict)) => {
                let words = "This dose came before for somebody else. Look under Medicines.";
                Ok((Outcome::Conflict, Some(words.into())))
            }
            Err(error) => Err(error),
        }
    }

    /// A note beside check-ins. A reading far from the last one goes back with the question: the device holds it till then.
    async fn note(&mut self, told: ToldNote, sent: &Value) -> Result<Answer, CareError> {
        let off = self.batch.sent_at - self.now;
        let Some(person) = self.people.get_mut(&told.person) else {
            return Err(CareError::broken("a note was kept before its person was met"));
        };
        let now = written_at(told.noted_at, self.now, off);
        let ground = Ground { now, born: person.record.date_of_birth.date() };
        let (happened_at, said) = match Typed(&told.typed).read(told.kind, ground) {
            Ok(read) => read,
            Err(problems) => {
                let first = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
                return Ok((Outcome::Refused, Some(format!("This was not saved in your diary. {first}."))));
            }
        };
        let day = london_day(happened_at);
        let new = DiaryNote { id: told.id, patient: told.person, happened_at, day, note: said };
        if let Some(kept) = diary_notes::by_id(self.tx, told.person, told.id).await? {
            if kept.note == new.note {
                return Ok((Outcome::Known, None));
            }
            let (device, account) = (self.batch.device, self.access.account());
            let conflict = conflict(told.id, (told.person, account, device), sent, self.now);
            set_aside(self.tx, self.access, &conflict, self.now).await?;
            return Ok((Outcome::Conflict, Some(OTHER_ANSWERS.into())));
        }
        match notes::ask_of_a_far_reading(self.tx, &person.access, told.id, &new.note).await {
            Err(CareError::Refused(Refused::Fields(problems))) => {
                let question = problems.into_iter().next().map(|problem| problem.message).unwrap_or_default();
                return Ok((Outcome::Refused, Some(format!("This was not saved in your diary. {question} there."))));
            }
            asked => asked?,
        }
        let review = ReviewId::from_uuid(self.services.ids.next());
        let kept = notes::keep(self.tx, &person.access, self.services, &person.record, (new, None, review)).await;
        match kept {
            Ok(_) => {
                person.kept += 1;
                Ok((Outcome::Kept, None))
            }
            Err(CareError::Refused(Refused::Conflict)) => Ok((Outcome::Conflict, Some(OTHER_ANSWERS.into()))),
            Err(error) => Err(error),
        }
    }

    async fn keep(&mut self, told: ToldEntry, sent: &Value) -> Result<Answer, CareError> {
        let off = self.batch.sent_at - self.now;
        let Some(person) = self.people.get_mut(&told.person) else {
            return Err(CareError::broken("an entry was kept before its person was met"));
        };
        let born = person.record.date_of_birth.date();
        let time_uncertain = is_time_uncertain(told.happened_at, self.now, born, off);
        let new = NewEntry {
            id: told.id,
            happened_at: told.happened_at,
            noted_at: Some(told.noted_at),
            time_uncertain,
            check_in: told.check_in,
            reading_sure: told.reading_sure,
            device: Some(self.batch.device),
        };
        let plan = in_force(&person.versions, told.happened_at);
        let Some(counted) = keep(self.tx, &person.access, &person.record, plan, new, self.now).await? else {
            return known(self.tx, self.access, &told, sent, self.batch.device, self.now).await;
        };
        person.kept += 1;
        self.counted.extend(counted);
        let words = if time_uncertain {
            Some("The time on this device looked wrong. Open your diary and say when this was.".to_owned())
        } else {
            // The device asks on the spot; whoever was not asked there is asked in the diary.
            is_far(self.tx, &told).await?.then(|| "Check this peak flow in your diary: is it right?".to_owned())
        };
        Ok((Outcome::Kept, words))
    }
}

/// Whether the reading just kept waits for a yes.
async fn is_far(tx: &Write, told: &ToldEntry) -> Result<bool, CareError> {
    if told.reading_sure || told.check_in.peak_flow.is_none() {
        return Ok(false);
    }
    let entries = diary_entries::list(tx, told.person, 60).await?;
    Ok(outlier::unconfirmed(&entries).contains(&told.id))
}

/// The id is known: the same entry again, or another one, which is set aside and never written over the first.
async fn known(
    tx: &Write,
    access: &PatientAccess,
    told: &ToldEntry,
    sent: &Value,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<Answer, CareError> {
    let kept = diary_entries::by_id(tx, told.person, told.id).await?;
    if kept.is_some_and(|kept| is_same(&kept, told)) {
        return Ok((Outcome::Known, None));
    }
    let conflict = conflict(told.id, (told.person, access.account(), device), sent, now);
    set_aside(tx, access, &conflict, now).await?;
    Ok((Outcome::Conflict, Some(OTHER_ANSWERS.into())))
}

fn conflict(
    entry: EntryId,
    (patient, account, device): (PatientId, AccountId, DeviceId),
    sent: &Value,
    received_at: DateTime<Utc>,
) -> Conflict {
    let content_hash = hex::encode(Sha256::digest(sent.to_string()));
    Conflict { entry, content_hash, patient, account, device, received_at, content: sent.clone() }
}

async fn set_aside(
    tx: &Write,
    access: &PatientAccess,
    conflict: &Conflict,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    if storage::sync::set_aside(tx, conflict).await? {
        let acting = access.for_person(conflict.patient)?;
        note(tx, &acting.act("diary_entry_set_aside").with(conflict.entry), now).await?;
    }
    Ok(())
}

/// The same answers at the same time. What was sent at once has the server's time, which no device knows.
fn is_same(kept: &DiaryEntry, told: &ToldEntry) -> bool {
    kept.check_in == told.check_in && (kept.noted_at.is_none() || kept.happened_at == told.happened_at)
}
