//! Approving a version, and taking a page back.

use domain::LocalPageId;
use storage::audit::Actor;
use storage::local_pages;

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, Refused, Services};

/// Approves a version: patients of the ICB see it from now on, until its day is over.
///
/// # Errors
/// `NotFound` for anybody but the clinical safety officer; `Conflict` when no such version waits, when it is not the
/// newest or when its day is over: that would show nobody anything.
pub async fn approve_page(
    access: &IcbAccess,
    services: &Services,
    id: LocalPageId,
    version: u32,
) -> Result<(), CareError> {
    let (icb, by, now, today) = (access.icb().code.clone(), access.safety_officer()?, services.now(), services.today());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let newest = local_pages::of_icb(tx, &icb).await?.into_iter().find(|kept| kept.id == id);
                let newest = newest.filter(|kept| kept.version == version && kept.page.review_by >= today);
                if newest.is_none() || !local_pages::approve(tx, &icb, (id, version), by, now).await? {
                    return Err(Refused::Conflict.into());
                }
                let act = Act::new(Actor::Staff(by), "local_page_approved").at(&icb);
                note(tx, &act.with(format!("{id} version {version}")), now).await
            })
        })
        .await
}

/// Takes a page back: nobody is shown it any more. Anybody who leads there may, for harm is taken away at once.
///
/// # Errors
/// `NotFound` for another ICB's page. Doing it twice is harmless.
pub async fn withdraw_page(access: &IcbAccess, services: &Services, id: LocalPageId) -> Result<(), CareError> {
    let (icb, by, now) = (access.icb().code.clone(), access.staff(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !local_pages::of_icb(tx, &icb).await?.iter().any(|kept| kept.id == id) {
                    return Err(Refused::NotFound.into());
                }
                if local_pages::withdraw(tx, &icb, id, by, now).await? {
                    let act = Act::new(Actor::Staff(by), "local_page_withdrawn").at(&icb);
                    note(tx, &act.with(id), now).await?;
                }
                Ok(())
            })
        })
        .await
}
