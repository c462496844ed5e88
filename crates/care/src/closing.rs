//! Closing an account: what is its own is erased at once; what is part of a health record stays with the GP surgery.

use domain::AccountId;
use domain::closing::ClosePage;
use domain::inactivity::Step;
use storage::audit::Actor;
use storage::{Write, account_uses, accounts, erasure};

use crate::audit::{Act, note};
use crate::consents::end_for;
use crate::parents::people_of;
use crate::people::people;
use crate::{CareError, PatientAccess, Services};

/// Everybody the account acts for, whom closing it concerns.
///
/// # Errors
/// When a record cannot be read.
pub async fn close_page(access: &PatientAccess, services: &Services) -> Result<ClosePage, CareError> {
    Ok(ClosePage { people: people(access, services).await?, demo: services.demo })
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
    for person in accounts::people(tx, account).await? {
        end_for(tx, services, actor, (account, person.patient)).await?;
    }
    Ok(erasure::erase_account(tx, account).await?)
}

/// How an account stands whose phone has no session any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountStanding {
    /// It may log in; if it was warned, it closes on this day.
    Open(Option<chrono::NaiveDate>),
    /// It acts for nobody: somebody left, closed it, or ended its access. Its phones keep nothing.
    Gone,
}

/// What a phone is told of the account whose copy it keeps, when its session is over. Nobody is told more than this, and
/// of accounts that never were no more than that they may log in.
///
/// # Errors
/// When the database fails.
pub async fn standing(services: &Services, account: AccountId) -> Result<AccountStanding, CareError> {
    let read = services.store.read().await?;
    let clock = account_uses::get(&*read, account).await?;
    // The clock of inactivity closes accounts unseen: a plan on somebody's own phone stays there.
    let unused = clock.is_some_and(|clock| clock.step == Some(Step::Closed));
    if unused || !accounts::exists(&*read, account).await? {
        return Ok(AccountStanding::Open(None));
    }
    let (people, _) = people_of(&*read, account, services.today()).await?;
    if people.is_empty() {
        return Ok(AccountStanding::Gone);
    }
    Ok(AccountStanding::Open(clock.and_then(|clock| clock.closes_on)))
}
