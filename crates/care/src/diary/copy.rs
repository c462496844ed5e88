//! What a phone keeps for when there is no network.

use domain::diary::PhoneCopy;

use super::{history, today};
use crate::audit::note;
use crate::{CareError, PatientAccess, Services};

/// The copy of each of the account's people, whom the session acts for now first. That a phone took one is noted, and
/// counts as no opening of a plan: nobody may have looked.
///
/// # Errors
/// When a plan or an entry cannot be read: a copy is whole or it is not made, and the phone keeps the one it has.
pub async fn phone_copies(access: &PatientAccess, services: &Services) -> Result<Vec<PhoneCopy>, CareError> {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let mut copies = Vec::new();
                for access in acting.for_everybody() {
                    let today = today::gather(tx, &access, &services_in, now).await?;
                    let diary = history::gather(tx, &access, &services_in, history::DAYS, now).await?;
                    let mut medicines = crate::medicines::gather(tx, &access, &services_in, now).await?;
                    // Which dose is due and who ticked it changes by the hour: a phone without a network cannot know.
                    medicines.due.clear();
                    note(tx, &access.act("phone_copy_made"), now).await?;
                    copies.push(PhoneCopy { today, diary, medicines });
                }
                Ok(copies)
            })
        })
        .await
}
