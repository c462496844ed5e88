//! Approving a proposed version and withdrawing one: the clinical safety officer's acts.

use domain::condition::Condition;
use storage::audit::Actor;
use storage::condition_templates;

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, Refused, Services};

/// Approves a version; it is in force from now on and replaces the one before it.
///
/// # Errors
/// `NotFound` for anybody but the clinical safety officer; `Conflict` when no such version waits, or a later one is in
/// force already.
pub async fn approve_condition_template(
    access: &IcbAccess,
    services: &Services,
    condition: Condition,
    version: u16,
) -> Result<(), CareError> {
    let (icb, by, now) = (access.icb().code.clone(), access.safety_officer()?, services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let later = condition_templates::of(tx, &icb, condition)
                    .await?
                    .into_iter()
                    .find(|kept| kept.template.version > version);
                if later.is_some_and(|later| later.in_force())
                    || !condition_templates::approve(tx, &icb, (condition, version), by, now).await?
                {
                    return Err(Refused::Conflict.into());
                }
                let act = Act::new(Actor::Staff(by), "condition_template_approved").at(&icb);
                note(tx, &act.with(format!("{condition} version {version}")), now).await
            })
        })
        .await
}

/// Withdraws a version with a reason. Nothing more is signed with it; plans signed with it stay in
/// force. The version before it does not come back by itself.
///
/// # Errors
/// `NotFound` for anybody but the clinical safety officer; `Conflict` when it was withdrawn before.
pub async fn withdraw_condition_template(
    access: &IcbAccess,
    services: &Services,
    condition: Condition,
    version: u16,
    reason: String,
) -> Result<(), CareError> {
    let (icb, by, now) = (access.icb().code.clone(), access.safety_officer()?, services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !condition_templates::end(tx, &icb, (condition, version), by, &reason, now).await? {
                    return Err(Refused::Conflict.into());
                }
                // What it replaced was replaced for good: an older version is approved anew or not at all.
                for older in condition_templates::of(tx, &icb, condition).await? {
                    if older.in_force() && older.template.version < version {
                        condition_templates::end(tx, &icb, (condition, older.template.version), by, "replaced", now)
                            .await?;
                    }
                }
                let act = Act::new(Actor::Staff(by), "condition_template_withdrawn").at(&icb);
                note(tx, &act.with(format!("{condition} version {version}")), now).await
            })
        })
        .await
}
