//! The people an account acts for: oneself, or a parent's children.

use domain::diary::PersonLine;
use domain::{AccountId, PatientId};
use storage::accounts::AccountPerson;
use storage::{ConnectionTrait, patients, sessions};

use crate::audit::{Act, note};
use crate::{CareError, PatientAccess, Refused, Services};

/// Lets the session act for another of the account's people.
///
/// # Errors
/// `NotFound` for anybody the account does not act for.
pub async fn switch_person(access: &PatientAccess, services: &Services, to: PatientId) -> Result<(), CareError> {
    if !access.proof().people().iter().any(|person| person.patient == to) {
        return Err(Refused::NotFound.into());
    }
    let (hash, now, account) = (access.proof().token_hash().to_owned(), services.now(), access.account());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !sessions::act_for(tx, &hash, to).await? {
                    return Err(Refused::SignedOut.into());
                }
                note(tx, &switched(account, to), now).await
            })
        })
        .await
}

fn switched(account: AccountId, to: PatientId) -> Act {
    Act::new(storage::audit::Actor::Account(account), "person_switched").on(to)
}

/// The account's people as its pages name them.
///
/// # Errors
/// When a record cannot be read.
pub async fn people(access: &PatientAccess, services: &Services) -> Result<Vec<PersonLine>, CareError> {
    let read = services.store.read().await?;
    lines(&*read, access.proof().people(), access.patient(), services).await
}

pub(crate) async fn lines(
    conn: &impl ConnectionTrait,
    people: &[AccountPerson],
    current: PatientId,
    services: &Services,
) -> Result<Vec<PersonLine>, CareError> {
    let today = services.today();
    let mut lines = Vec::with_capacity(people.len());
    for person in people {
        let Some(record) = patients::own(conn, person.patient).await? else { continue };
        lines.push(PersonLine {
            id: person.patient,
            given_name: record.name.given,
            age: record.date_of_birth.age_on(today),
            relationship: person.relationship,
            current: person.patient == current,
        });
    }
    Ok(lines)
}
