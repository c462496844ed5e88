//! Taking an entry back and putting a check-in right. The entry itself stays as it was written.

use chrono::{DateTime, SubsecRound, Utc};
use domain::diary::CheckInForm;
use domain::diary::note::form::{Ground, Typed};
use domain::diary::sync::is_sure;
use domain::{EntryId, Topic};
use storage::diary_changes::{self, DiaryChange};
use storage::{Write, attack_reviews, diary_entries, diary_notes, outbox, patients, plan_versions};

use super::keep::{NewEntry, in_force, keep};
use crate::audit::note;
use crate::events::record_events;
use crate::{CareError, PatientAccess, Refused, Services};

/// Takes an entry back. It is shown as taken back; a review it asked for stays on the practice's list, marked.
///
/// # Errors
/// `NotFound` when it is not in this person's diary; `Conflict` when it was taken back or put right before.
pub async fn take_back(access: &PatientAccess, services: &Services, id: EntryId) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = acting.patient();
                if !acting.sees_diary() {
                    return Err(Refused::NotFound.into());
                }
                let entry = diary_entries::by_id(tx, patient, id).await?.is_some();
                if !entry && diary_notes::by_id(tx, patient, id).await?.is_none() {
                    return Err(Refused::NotFound.into());
                }
                supersede(tx, &acting, id, None, now).await?;
                let record = patients::own(tx, patient).await?.ok_or(Refused::NotFound)?;
                attack_reviews::take_back(tx, id, now).await?;
                note(tx, &acting.act("diary_entry_taken_back").with(id), now).await?;
                outbox::append(tx, &Topic::Patient(patient), now).await?;
                Ok(outbox::append(tx, &Topic::Practice(record.practice), now).await?)
            })
        })
        .await
}

/// Keeps a check-in in the place of another one: other answers, another time, or a yes to the reading.
///
/// # Errors
/// As for [`super::add_note`].
pub async fn put_right(
    access: &PatientAccess,
    services: &Services,
    (id, old): (EntryId, EntryId),
    form: CheckInForm,
    when: std::collections::BTreeMap<String, String>,
) -> Result<(), CareError> {
    let (acting, services_in) = (access.clone(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (now, patient) = (services_in.now(), acting.patient());
                if !acting.sees_diary() {
                    return Err(Refused::NotFound.into());
                }
                let record = patients::own(tx, patient).await?.ok_or(Refused::NotFound)?;
                let before = diary_entries::by_id(tx, patient, old).await?.ok_or(Refused::NotFound)?;
                let ground = Ground { now, born: record.date_of_birth.date() };
                let read = (Typed(&when).moment(ground), form.read());
                let (happened_at, check_in) = match read {
                    (Ok(at), Ok(check_in)) => (at, check_in),
                    (at, check_in) => {
                        let problems = at.err().into_iter().flatten().chain(check_in.err().into_iter().flatten());
                        return Err(Refused::Fields(problems.collect()).into());
                    }
                };
                // The time as told stays to the second when its day and part of the day stay.
                let same = !before.time_uncertain && Typed::same_time(before.happened_at, happened_at);
                let happened_at = if same { before.happened_at } else { happened_at.trunc_subsecs(3) };
                let versions = plan_versions::list(tx, patient).await?;
                let new = NewEntry {
                    id,
                    happened_at,
                    noted_at: Some(now),
                    time_uncertain: false,
                    // Whoever looks at the reading again and sends it has said yes to it.
                    reading_sure: check_in.peak_flow.is_some_and(|reading| is_sure(&check_in, &reading.to_string())),
                    check_in,
                    device: None,
                };
                let plan = in_force(&versions, happened_at);
                let Some(counted) = keep(tx, &acting, &record, plan, new, now).await? else {
                    return diary_entries::by_id(tx, patient, id).await?.map(drop).ok_or(Refused::Conflict.into());
                };
                supersede(tx, &acting, old, Some(id), now).await?;
                note(tx, &acting.act("diary_entry_put_right").with(format!("{old} {id}")), now).await?;
                // What had a time that can be right was counted when it came.
                let counted = if before.time_uncertain { counted } else { Vec::new() };
                if record_events(tx, &services_in, counted).await? == 0 {
                    outbox::append(tx, &Topic::Patient(patient), now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Names an entry that no longer stands.
pub(super) async fn supersede(
    tx: &Write,
    access: &PatientAccess,
    entry: EntryId,
    replaced_by: Option<EntryId>,
    made_at: DateTime<Utc>,
) -> Result<(), CareError> {
    let change = DiaryChange { entry, patient: access.patient(), account: access.account(), made_at, replaced_by };
    if diary_changes::insert_if_absent(tx, &change).await? { Ok(()) } else { Err(Refused::Conflict.into()) }
}
