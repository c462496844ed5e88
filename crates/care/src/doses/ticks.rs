use domain::dose::{Slot, TakenBy, Tick, who_took};
use domain::patient::Patient;
use storage::doses;
use storage::{ConnectionTrait, StoreError};

use crate::PatientAccess;

/// Ticks of one dose that were not taken back.
pub(super) struct Ticks(Vec<Tick>);

impl Ticks {
    pub(super) async fn of(
        conn: &impl ConnectionTrait,
        access: &PatientAccess,
        day: chrono::NaiveDate,
        slot: Slot,
    ) -> Result<Self, StoreError> {
        let ticks = doses::since(conn, access.patient(), day).await?;
        Ok(Self(ticks.into_iter().filter(|tick| tick.day == day && tick.slot == slot && !tick.undone).collect()))
    }

    /// The first, as it is told to whoever asks.
    pub(super) fn first(&self, access: &PatientAccess, record: &Patient) -> Option<TakenBy> {
        self.0.first().map(|tick| TakenBy {
            who: who_took(tick.account == access.account(), tick.relationship, &record.name.given),
            at: tick.taken_at,
            undo: None,
        })
    }
}
