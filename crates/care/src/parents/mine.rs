//! Who else sees the plan, as the young person and their parents see it. Of another parent nobody learns more than that
//! there is one: no name, no number, no address.

use domain::Relationship;
use domain::parents::{MyParents, ParentDecision, ParentLine};
use storage::accounts;

use super::{Known, access_of};
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// The parents of the person shown.
///
/// # Errors
/// When a row cannot be read.
pub async fn my_parents(access: &PatientAccess, services: &Services) -> Result<MyParents, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let today = services.today();
    let read = services.store.read().await?;
    let known = Known::of(&*read, access.patient()).await?.ok_or(Refused::NotFound)?;
    let (mut parents, mut joined_themself) = (Vec::new(), false);
    for acting in accounts::accounts_of(&*read, access.patient()).await? {
        if acting.relationship == Relationship::Myself {
            joined_themself = true;
            continue;
        }
        let how_far = access_of(&*read, &acting, today).await?;
        let me = acting.account == access.account();
        let account = (access.relationship() == Relationship::Myself).then_some(acting.account);
        parents.push(ParentLine { account, since: acting.since, access: how_far, me });
    }
    let theirs = |found: &&domain::parents::Decided| {
        matches!(found.decision, ParentDecision::DiaryHidden | ParentDecision::DiaryShown)
    };
    let last = known.decided.iter().rev().find(theirs);
    Ok(MyParents {
        person,
        parents,
        joined_themself,
        policy: known.policy,
        diary_hidden: last.is_some_and(|found| found.decision == ParentDecision::DiaryHidden),
        demo: services.demo,
    })
}
