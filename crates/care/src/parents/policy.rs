//! The ages at which an ICB has parents' access reviewed and ended.

use domain::parents::ParentPolicy;
use storage::audit::Actor;
use storage::parents;

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, Services};

/// The ICB's policy, or the usual one.
///
/// # Errors
/// When the row cannot be read.
pub async fn policy(access: &IcbAccess, services: &Services) -> Result<ParentPolicy, CareError> {
    let read = services.store.read().await?;
    Ok(parents::policy_of(&*read, &access.icb().code).await?.unwrap_or_default())
}

/// Sets the ICB's policy. It counts from the next request of anybody, also where it ends somebody's access.
///
/// # Errors
/// When the database fails.
pub async fn set_policy(access: &IcbAccess, services: &Services, policy: ParentPolicy) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let icb = &acting.icb().code;
                parents::set_policy(tx, icb, policy, acting.staff(), now).await?;
                let detail = format!("{} {}", policy.review_from, policy.ends_at);
                let act = Act::new(Actor::Staff(acting.staff()), "parent_policy_set").at(icb);
                note(tx, &act.with(detail), now).await
            })
        })
        .await
}
