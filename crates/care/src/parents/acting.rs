//! Who acts for a patient, as their practice sees it.

use domain::Relationship;
use domain::gillick::GillickLine;
use domain::parents::{ActingLine, ActingPage, ParentAccess};
use domain::time::london_day;
use storage::gillick_assessments::{self, Assessment};
use storage::{ConnectionTrait, accounts, organisations, sessions, staff};

use super::{Known, access_of};
use crate::{CareError, PatientScope, Refused, Services};

/// The accounts that act for this patient, how far, and every assessment of Gillick competence. That the record was
/// opened is noted with the scope.
///
/// # Errors
/// When a row cannot be read.
pub async fn acting(scope: &PatientScope, services: &Services) -> Result<ActingPage, CareError> {
    let today = services.today();
    let read = services.store.read().await?;
    let practice = organisations::by_code(&*read, scope.practice()).await?.ok_or(Refused::NotFound)?;
    let known = Known::of(&*read, scope.patient()).await?.ok_or(Refused::NotFound)?;
    let mut people = Vec::new();
    for person in accounts::accounts_of(&*read, scope.patient()).await? {
        let access = access_of(&*read, &person, today).await?;
        let parent = person.relationship == Relationship::Parent;
        let decided = known.decided.iter().rev().find(|found| found.about.is_none_or(|about| about == person.account));
        let used = sessions::of_account(&*read, person.account).await?.first().map(|session| session.seen_at);
        people.push(ActingLine {
            account: person.account,
            relationship: person.relationship,
            since: person.since,
            last_used: used.map(london_day),
            review_due: parent && access != ParentAccess::Ended && known.standing(today).review_due(person.account),
            access,
            decided: decided.filter(|_| parent).map(|found| (found.decision, found.at)),
        });
    }
    let mut assessments = Vec::new();
    for assessment in gillick_assessments::of_patient(&*read, scope.patient()).await? {
        assessments.push(line(&*read, assessment).await?);
    }
    let (patient, practice_name) = (scope.record().clone(), practice.name);
    Ok(ActingPage { patient, today, practice_name, people, policy: known.policy, assessments })
}

async fn line(conn: &impl ConnectionTrait, assessment: Assessment) -> Result<GillickLine, CareError> {
    let by = staff::by_id(conn, assessment.by).await?;
    Ok(GillickLine {
        answers: assessment.gillick.answers,
        notes: assessment.gillick.notes,
        competent: assessment.gillick.competent,
        assessed_by: by.map_or_else(String::new, |member| member.name.to_string()),
        assessed_at: assessment.at,
    })
}
