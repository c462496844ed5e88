//! The page "Diary".

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::diary::note::Gone;
use domain::diary::{DiaryView, PersonLine, outlier, reliever};
use domain::time::london_day;
use domain::{EntryId, PatientId};
use storage::diary_changes::DiaryChange;
use storage::{StoreError, Write, diary_changes, diary_entries, diary_notes, plan_versions};

use crate::audit::note;
use crate::people::lines;
use crate::{CareError, PatientAccess, Refused, Services};

/// Days shown, today included, unless more are asked for.
pub(super) const DAYS: u64 = 30;
/// The most that can be asked for.
const MOST_DAYS: u64 = 90;

/// The last 30 days.
///
/// # Errors
/// As for [`diary_of`].
pub async fn diary(access: &PatientAccess, services: &Services) -> Result<DiaryView, CareError> {
    diary_of(access, services, DAYS).await
}

/// Entries of the last days, 90 at most, newest first, and the lines of the plan in force.
///
/// # Errors
/// When an entry or the plan cannot be read.
pub async fn diary_of(access: &PatientAccess, services: &Services, days: u64) -> Result<DiaryView, CareError> {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let view = gather(tx, &acting, &services_in, days, now).await?;
                note(tx, &acting.act("diary_read"), now).await?;
                Ok(view)
            })
        })
        .await
}

/// The page, unnoted.
pub(super) async fn gather(
    tx: &Write,
    access: &PatientAccess,
    services: &Services,
    days: u64,
    now: DateTime<Utc>,
) -> Result<DiaryView, CareError> {
    let (today, patient, days) = (london_day(now), access.patient(), days.clamp(1, MOST_DAYS));
    let from = today.checked_sub_days(Days::new(days - 1)).unwrap_or(today);
    let people = lines(tx, access.proof().people(), patient, services).await?;
    let person = people.into_iter().find(|line| line.current).ok_or(Refused::NotFound)?;
    if !access.sees_diary() {
        return Ok(hidden(person, days, today));
    }
    let entries = diary_entries::since(tx, patient, from).await?;
    let notes = diary_notes::since(tx, patient, from).await?;
    let plan = plan_versions::current(tx, patient).await?;
    let content = plan.as_ref().map(|version| version.plan.content());
    let section = content.and_then(|content| content.peak_flow.as_ref());
    Ok(DiaryView {
        person,
        uncertain: diary_entries::uncertain(tx, patient).await?,
        to_confirm: outlier::unconfirmed(&entries).into_iter().collect(),
        gone: gone(tx, patient, from).await?,
        warnings: reliever::warnings(&entries, &notes, content.map(|content| content.regimen), today),
        lines: section.map(|section| section.thresholds),
        meter: section.map(|section| section.meter),
        entries,
        notes,
        days,
        today,
        hidden: false,
    })
}

/// The page of a diary that is kept from whoever asks.
fn hidden(person: PersonLine, days: u64, today: NaiveDate) -> DiaryView {
    let (entries, uncertain, to_confirm, notes, gone, warnings) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (lines, meter) = (None, None);
    DiaryView { person, entries, uncertain, to_confirm, notes, gone, warnings, lines, meter, days, today, hidden: true }
}

/// What was taken back or put right, as it was, the newest change first.
async fn gone(tx: &Write, patient: PatientId, from: NaiveDate) -> Result<Vec<Gone>, StoreError> {
    let changes: BTreeMap<EntryId, DiaryChange> =
        diary_changes::of_patient(tx, patient).await?.into_iter().map(|change| (change.entry, change)).collect();
    if changes.is_empty() {
        return Ok(Vec::new());
    }
    let entries = diary_entries::all_since(tx, patient, from).await?.into_iter();
    let entries = entries.map(|entry| (entry.id, entry.happened_at, "Check-in".to_owned(), entry.said()));
    let notes = diary_notes::all_since(tx, patient, from).await?.into_iter();
    let notes = notes.map(|kept| (kept.id, kept.happened_at, kept.note.title().to_owned(), kept.note.said()));
    let mut gone: Vec<Gone> = entries
        .chain(notes)
        .filter_map(|(id, happened_at, title, said)| {
            let change = changes.get(&id)?;
            let (changed_at, put_right) = (change.made_at, change.replaced_by.is_some());
            Some(Gone { happened_at, title, said, changed_at, put_right })
        })
        .collect();
    gone.sort_by_key(|gone| std::cmp::Reverse(gone.changed_at));
    Ok(gone)
}
