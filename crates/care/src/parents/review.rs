//! The practice's task when a child turns eleven: to review how far each parent acts.

use domain::parents::{ParentAccess, ReviewLine, ReviewList};
use domain::time::add_months;
use domain::{Relationship, parents::Standing};
use storage::{accounts, organisations, parents};

use super::access_of;
use crate::audit::{Act, note};
use crate::{CareError, ClinicalAccess, Refused, Services};

/// Young people of the practice whose parents' access waits for a review, the longest waiting first.
///
/// # Errors
/// When a row cannot be read.
pub async fn to_review(access: &ClinicalAccess, services: &Services) -> Result<ReviewList, CareError> {
    let (acting, services_in) = (access.clone(), services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let today = services_in.today();
                let practice = organisations::by_code(tx, acting.practice()).await?.ok_or(Refused::NotFound)?;
                let policy = parents::policy_at(tx, acting.practice()).await?;
                let mut lines = Vec::new();
                for patient in parents::with_parents(tx, acting.practice()).await? {
                    let age = patient.date_of_birth.age_on(today);
                    if age < policy.review_from || age >= policy.ends_at {
                        continue;
                    }
                    let decided = parents::of_patient(tx, patient.id).await?;
                    let standing = Standing { born: patient.date_of_birth, policy, decided: &decided, today };
                    let mut waiting = 0_u16;
                    for person in accounts::accounts_of(tx, patient.id).await? {
                        let parent = person.relationship == Relationship::Parent;
                        if parent
                            && standing.review_due(person.account)
                            && access_of(tx, &person, today).await? != ParentAccess::Ended
                        {
                            waiting = waiting.saturating_add(1);
                        }
                    }
                    if waiting > 0 {
                        let since = add_months(patient.date_of_birth.date(), u32::from(policy.review_from) * 12);
                        let (name, parents) = (patient.name.family_first(), waiting);
                        lines.push(ReviewLine { patient: patient.id, name, age, parents, since });
                    }
                }
                lines.sort_by(|a, b| (a.since, &a.name).cmp(&(b.since, &b.name)));
                let act = Act::new(storage::audit::Actor::Staff(acting.staff()), "parent_reviews_listed");
                note(tx, &act.at(acting.practice()).with(lines.len()), services_in.now()).await?;
                Ok::<_, CareError>(ReviewList { practice_name: practice.name, lines, policy })
            })
        })
        .await
}
