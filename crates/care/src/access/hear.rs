//! Who may hear that something changed.

use domain::{PatientId, Topic};
use storage::patients;

use super::{BoardAccess, IcbAccess};
use crate::{CareError, Proof, Services};

/// Whether whoever is logged in may hear that this topic changed. Ask again for as long as they listen.
///
/// # Errors
/// When the database fails.
pub async fn may_hear(services: &Services, proof: &Proof, topic: &Topic) -> Result<bool, CareError> {
    let answer = match topic {
        // Whoever does not work there would hear of every single person's every act.
        Topic::Practice(code) => {
            return match BoardAccess::at(services, proof, code).await {
                Ok(access) => Ok(access.own()),
                Err(CareError::Refused(_)) => Ok(false),
                Err(broken) => Err(broken),
            };
        }
        Topic::Icb(code) => IcbAccess::at(proof, code).map(|_| ()),
        Topic::Patient(id) => return may_hear_patient(services, proof, *id).await,
    };
    match answer {
        Ok(()) => Ok(true),
        Err(CareError::Refused(_)) => Ok(false),
        Err(broken) => Err(broken),
    }
}

async fn may_hear_patient(services: &Services, proof: &Proof, id: PatientId) -> Result<bool, CareError> {
    if proof.patient.as_ref().is_some_and(|proof| proof.patient() == id) {
        return Ok(true);
    }
    let Some(staff) = &proof.staff else { return Ok(false) };
    let read = services.store.read().await?;
    for held in staff.memberships().iter().filter(|held| held.role.is_clinical()) {
        if patients::by_id(&*read, &held.organisation.code, id).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
