//! What a phone keeps for when there is no network.

use chrono::NaiveDate;
use domain::diary::PhoneCopy;
use domain::inactivity::Step;
use domain::{AccountId, PatientId};
use storage::account_uses;

use super::{history, today};
use crate::audit::note;
use crate::parents::people_of;
use crate::secrets::Purpose;
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

/// What a phone shows of a copy it keeps, to learn after its session is over whom it may go on keeping.
pub fn phone_ticket(services: &Services, account: AccountId) -> String {
    format!("{account}.{}", services.secrets.hash(Purpose::PhoneTicket, &account.to_string()))
}

/// What a phone is told of the copy it keeps once its session is over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StillKept {
    /// Whom it may go on keeping; `None` takes nothing away.
    pub people: Option<Vec<PatientId>>,
    /// The day on which the account closes because nobody uses it, once its owner was warned.
    pub closes_on: Option<NaiveDate>,
}

/// Whom the account of a ticket still acts for. A session that ran out takes no plan from a phone, and neither does the
/// clock of inactivity; consent that was withdrawn, an account that was closed and access that ended do. Nothing is said
/// for what is no ticket.
///
/// # Errors
/// When the database fails.
pub async fn still_kept(services: &Services, ticket: &str) -> Result<StillKept, CareError> {
    let Some((account, hash)) = ticket.split_once('.') else { return Ok(StillKept::default()) };
    let Ok(account) = account.parse::<AccountId>() else { return Ok(StillKept::default()) };
    if !services.secrets.is_hash_of(Purpose::PhoneTicket, &account.to_string(), hash) {
        return Ok(StillKept::default());
    }
    let read = services.store.read().await?;
    let clock = account_uses::get(&*read, account).await?;
    if clock.is_some_and(|clock| clock.step == Some(Step::Closed)) {
        return Ok(StillKept::default());
    }
    let (people, _) = people_of(&*read, account, services.today()).await?;
    let people = people.into_iter().map(|person| person.patient).collect();
    Ok(StillKept { people: Some(people), closes_on: clock.and_then(|clock| clock.closes_on) })
}
