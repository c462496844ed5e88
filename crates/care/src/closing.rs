//! Closing an account: what is its own is erased at once; what is part of a health record stays with the GP surgery.

use domain::AccountId;
use domain::closing::Closing;
use storage::audit::Actor;
use storage::{Write, accounts, erasure};

use crate::audit::{Act, note};
use crate::consents::end_for;
use crate::events::retell;
use crate::people::people;
use crate::{CareError, PatientAccess, Services};

/// Everybody the account acts for, whom closing it concerns.
///
/// # Errors
/// When a record cannot be read.
pub async fn close_page(access: &PatientAccess, services: &Services) -> Result<Closing, CareError> {
    Ok(Closing { people: people(access, services).await?, demo: services.demo })
}

/// Closes the account that asks, for everybody it acts for. It is logged out everywhere.
///
/// # Errors
/// `Fields` without the tick; when the database fails, and then nothing has changed.
pub async fn close_account(access: &PatientAccess, services: &Services, sure: bool) -> Result<(), CareError> {
    if !sure {
        return Err(CareError::field("sure", "Tick the box if you want to close your account"));
    }
    let (account, services_in) = (access.account(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let actor = Actor::Account(account);
                close_in(tx, &services_in, actor, account).await?;
                note(tx, &Act::new(actor, "account_closed"), services_in.now()).await
            })
        })
        .await
}

/// Ends everything an account acts for, and erases what is its own.
pub(crate) async fn close_in(
    tx: &Write,
    services: &Services,
    actor: Actor,
    account: AccountId,
) -> Result<(), CareError> {
    let people = accounts::people(tx, account).await?;
    for person in &people {
        end_for(tx, services, actor, (account, person.patient)).await?;
    }
    erasure::erase_account(tx, account).await?;
    // What was said of a person put them into groups of figures: it goes from there too.
    for person in people {
        retell(tx, person.patient).await?;
    }
    Ok(())
}
