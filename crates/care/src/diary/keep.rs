//! Keeping one check-in, told now or later.

use chrono::{DateTime, Utc};
use domain::diary::{CheckIn, DiaryEntry, advise};
use domain::patient::Patient;
use domain::plan::Zone;
use domain::time::london_day;
use domain::{DeviceId, EntryId, EventKind};
use storage::diary_entries::{self, DiaryRow};
use storage::plan_versions::PlanVersion;
use storage::{StoreError, Write};

use crate::PatientAccess;
use crate::events::Happened;

/// A check-in to keep.
pub(super) struct NewEntry {
    pub(super) id: EntryId,
    pub(super) happened_at: DateTime<Utc>,
    pub(super) noted_at: Option<DateTime<Utc>>,
    pub(super) time_uncertain: bool,
    pub(super) check_in: CheckIn,
    pub(super) reading_sure: bool,
    pub(super) device: Option<DeviceId>,
}

/// The version in force at a moment: the zone of an entry is what the person's plan said then, in whatever order entries
/// and plans arrive.
pub(super) fn in_force(versions: &[PlanVersion], at: DateTime<Utc>) -> Option<&PlanVersion> {
    versions.iter().find(|version| {
        version.plan.signature().signed_at <= at && version.ended.as_ref().is_none_or(|ended| ended.at > at)
    })
}

/// Keeps the entry unless its id is known, and answers what is to be counted from it; `None` when it is known.
pub(super) async fn keep(
    tx: &Write,
    access: &PatientAccess,
    record: &Patient,
    plan: Option<&PlanVersion>,
    new: NewEntry,
    received_at: DateTime<Utc>,
) -> Result<Option<Vec<Happened>>, StoreError> {
    let row = row_of(access, plan, new, received_at);
    Ok(diary_entries::insert_if_absent(tx, &row).await?.then(|| to_count(&row.entry, record)))
}

/// The entry as kept; its zone is what the plan in force said.
pub(super) fn row_of(
    access: &PatientAccess,
    plan: Option<&PlanVersion>,
    new: NewEntry,
    received_at: DateTime<Utc>,
) -> DiaryRow {
    let zone = advise(plan.map(|version| version.plan.content()), &new.check_in).zone;
    let entry = DiaryEntry {
        id: new.id,
        patient: access.patient(),
        happened_at: new.happened_at,
        day: london_day(new.happened_at),
        noted_at: new.noted_at,
        time_uncertain: new.time_uncertain,
        check_in: new.check_in,
        reading_sure: new.reading_sure,
        zone,
        plan_number: plan.map(|version| version.plan.number()),
    };
    let plan_version = plan.map(|version| version.id);
    DiaryRow { entry, account: access.account(), received_at, device: new.device, plan_version }
}

/// What figures count of an entry, on the London day it happened; nothing while its time cannot be right.
pub(super) fn to_count(entry: &DiaryEntry, record: &Patient) -> Vec<Happened> {
    if entry.time_uncertain {
        return Vec::new();
    }
    let mut kinds = vec![EventKind::CheckInLogged];
    if entry.check_in.peak_flow.is_some() {
        kinds.push(EventKind::ReadingLogged);
    }
    if entry.zone == Zone::Red {
        kinds.push(EventKind::RedZone);
    }
    kinds.into_iter().map(|kind| Happened::new(kind, record.id, &record.practice, entry.happened_at)).collect()
}
