//! Who did or read what: one row for every act, in the transaction of the act.

use chrono::{DateTime, Utc};
use domain::{OdsCode, PatientId};
use storage::audit::{Actor, AuditRow, append};
use storage::{Write, audit};

use crate::{CareError, ClinicalAccess, PatientScope, Services};

/// An act to note.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    actor: Actor,
    action: &'static str,
    patient: Option<PatientId>,
    organisation: Option<OdsCode>,
    detail: Option<String>,
}

impl Act {
    pub(crate) const fn new(actor: Actor, action: &'static str) -> Self {
        Self { actor, action, patient: None, organisation: None, detail: None }
    }

    pub(crate) const fn on(mut self, patient: PatientId) -> Self {
        self.patient = Some(patient);
        self
    }

    pub(crate) fn at(mut self, organisation: &OdsCode) -> Self {
        self.organisation = Some(organisation.clone());
        self
    }

    /// Codes and numbers only.
    pub(crate) fn with(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    pub(crate) fn search(access: &ClinicalAccess, found: usize) -> Self {
        Self::new(Actor::Staff(access.staff()), "register_searched").at(access.practice()).with(found)
    }

    /// As it is kept.
    pub(crate) fn row(&self, now: DateTime<Utc>) -> AuditRow {
        AuditRow {
            at: now,
            actor: self.actor,
            action: self.action.into(),
            patient: self.patient,
            organisation: self.organisation.clone(),
            detail: self.detail.clone(),
        }
    }
}

/// Notes an act.
pub(crate) async fn note(tx: &Write, act: &Act, now: DateTime<Utc>) -> Result<(), CareError> {
    Ok(append(tx, &act.row(now)).await?)
}

/// Who did or read what on this record, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_record(scope: &PatientScope, services: &Services, limit: u64) -> Result<Vec<AuditRow>, CareError> {
    let filter = audit::AuditFilter { patient: Some(scope.patient()), organisation: None };
    let read = services.store.read().await?;
    let rows = audit::list(&*read, &filter, None, limit).await?;
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}
