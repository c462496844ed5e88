//! The right of whoever runs a practice.

use domain::{OdsCode, Organisation, Role, StaffId};

use crate::session::Proof;
use crate::{CareError, Refused};

/// Whoever runs a practice: keeps the certificates of its clinicians.
#[derive(Clone, Debug)]
pub struct ManagerAccess {
    staff: StaffId,
    practice: Organisation,
}

impl ManagerAccess {
    /// Whoever is logged in, if they manage that practice now.
    ///
    /// # Errors
    /// `SignedOut`; `NotFound` for anybody else and for a practice that does not exist.
    pub fn at(proof: &Proof, practice: &OdsCode) -> Result<Self, CareError> {
        let staff = proof.staff.as_ref().ok_or(Refused::SignedOut)?;
        let held = staff.held_at(practice).find(|held| held.role == Role::PracticeManager).ok_or(Refused::NotFound)?;
        Ok(Self { staff: staff.staff(), practice: held.organisation.clone() })
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }

    /// The practice.
    pub const fn practice(&self) -> &Organisation {
        &self.practice
    }
}
