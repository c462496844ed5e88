//! How far parents act for young people: worked out at every request from the date of birth, the ICB's policy and what
//! was decided, so that access ends on its own (hazard HZ-23).

mod acting;
mod decide;
mod gillick;
mod mine;
mod policy;
mod review;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::parents::{Decided, ParentAccess, ParentPolicy, Standing};
use domain::{AccountId, PatientId, Relationship};
use storage::accounts::{self, AccountPerson};
use storage::{ConnectionTrait, StoreError, parents, patients};

pub use acting::acting;
pub use decide::{decide, decide_as_young_person};
pub use gillick::assess;
pub(crate) use gillick::is_competent;
pub use mine::my_parents;
pub use policy::{policy, set_policy};
pub use review::to_review;

/// Everybody an account acts for today, and those of them whose diary it does not see.
pub(crate) async fn people_of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    today: NaiveDate,
) -> Result<(Vec<AccountPerson>, BTreeSet<PatientId>), StoreError> {
    let (mut people, mut plan_only) = (Vec::new(), BTreeSet::new());
    for person in accounts::people(conn, account).await? {
        match access_of(conn, &person, today).await? {
            ParentAccess::Ended => continue,
            ParentAccess::PlanOnly => {
                plan_only.insert(person.patient);
            }
            ParentAccess::Full => {}
        }
        people.push(person);
    }
    Ok((people, plan_only))
}

/// How far an account that was added for a person acts for them today.
pub(crate) async fn access_of(
    conn: &impl ConnectionTrait,
    person: &AccountPerson,
    today: NaiveDate,
) -> Result<ParentAccess, StoreError> {
    if person.relationship == Relationship::Myself {
        return Ok(ParentAccess::Full);
    }
    let Some(known) = Known::of(conn, person.patient).await? else { return Ok(ParentAccess::Ended) };
    Ok(known.standing(today).access(person.account))
}

/// Whether an account acts for a person today. What it made for others, such as a link, counts no longer than this.
pub(crate) async fn still_acts(
    conn: &impl ConnectionTrait,
    account: AccountId,
    patient: PatientId,
    today: NaiveDate,
) -> Result<bool, StoreError> {
    let people = accounts::accounts_of(conn, patient).await?;
    match people.iter().find(|person| person.account == account) {
        Some(person) => Ok(access_of(conn, person, today).await? != ParentAccess::Ended),
        None => Ok(false),
    }
}

/// What is known of one young person's parents.
pub(crate) struct Known {
    born: domain::DateOfBirth,
    pub(crate) policy: ParentPolicy,
    pub(crate) decided: Vec<Decided>,
}

impl Known {
    pub(crate) async fn of(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<Self>, StoreError> {
        let Some(patient) = patients::own(conn, patient).await? else { return Ok(None) };
        let (policy, decided) =
            (parents::policy_at(conn, &patient.practice).await?, parents::of_patient(conn, patient.id).await?);
        Ok(Some(Self { born: patient.date_of_birth, policy, decided }))
    }

    pub(crate) fn standing(&self, today: NaiveDate) -> Standing<'_> {
        Standing { born: self.born, policy: self.policy, decided: &self.decided, today }
    }
}
