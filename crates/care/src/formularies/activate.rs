//! Bringing a version into force, and taking one out of it.

use domain::OdsCode;
use storage::audit::Actor;
use storage::formularies;

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, Refused, Services};

/// Brings a version into force from its day on. Plans signed before stay as they are; drafts are checked against it from
/// then on.
///
/// # Errors
/// `Conflict` when there is no such version waiting, as after a second click.
pub async fn activate_formulary(access: &IcbAccess, services: &Services, version: u32) -> Result<(), CareError> {
    let (icb, by, now): (OdsCode, _, _) = (access.icb().code.clone(), access.staff(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !formularies::activate(tx, &icb, version, by, now).await? {
                    return Err(Refused::Conflict.into());
                }
                let act = Act::new(Actor::Staff(by), "formulary_activated").at(&icb);
                note(tx, &act.with(format!("version {version}")), now).await
            })
        })
        .await
}

/// Takes a version out of force; the one before it counts again, or the starter formulary.
///
/// # Errors
/// `Conflict` when it is not in force.
pub async fn end_formulary(access: &IcbAccess, services: &Services, version: u32) -> Result<(), CareError> {
    let (icb, by, now): (OdsCode, _, _) = (access.icb().code.clone(), access.staff(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !formularies::end(tx, &icb, version, by, now).await? {
                    return Err(Refused::Conflict.into());
                }
                let act = Act::new(Actor::Staff(by), "formulary_ended").at(&icb);
                note(tx, &act.with(format!("version {version}")), now).await
            })
        })
        .await
}
