//! Who may join, as whom, and whom an invitation brings back.

use chrono::NaiveDate;
use domain::Relationship;
use domain::gillick::ASKED_UNDER;
use domain::patient::Patient;
use storage::accounts::{self, AccountPerson};
use storage::invitations::Invitation;
use storage::{ConnectionTrait, consents, parents};

use crate::CareError;
use crate::consents::is_current;
use crate::parents::{is_competent, still_acts};

/// Under this age a parent agrees (UK GDPR, article 8).
pub const PARENT_AGREES_UNDER: u16 = 13;

/// What stands between somebody and joining as this, in words; `None` when nothing does.
pub(super) async fn refusal(
    conn: &impl ConnectionTrait,
    patient: &Patient,
    relationship: Relationship,
    today: NaiveDate,
) -> Result<Option<String>, CareError> {
    let age = patient.date_of_birth.age_on(today);
    if relationship == Relationship::Parent {
        let policy = parents::policy_at(conn, &patient.practice).await?;
        let ends = policy.ends_at;
        return Ok((age >= ends).then(|| format!("From {ends} years of age, people join for themselves")));
    }
    if age < PARENT_AGREES_UNDER {
        return Ok(Some("Under 13 years of age, ask your parent or carer to join for you".into()));
    }
    let acting = accounts::accounts_of(conn, patient.id).await?;
    if acting.iter().any(|person| person.relationship == Relationship::Myself) {
        let message = "Somebody has joined with this plan as their own already. Ask your GP surgery for an invitation to come back";
        return Ok(Some(message.into()));
    }
    if age >= ASKED_UNDER || is_competent(conn, patient.id).await? {
        return Ok(None);
    }
    let mut with_parent = false;
    for person in acting {
        with_parent |= still_acts(conn, person.account, patient.id, today).await?;
    }
    let message = "Under 16 years of age, join with your parent or carer, or ask your nurse: they talk with you about joining alone";
    Ok((!with_parent).then(|| message.into()))
}

/// Whom an invitation brings back: how their account acts for the person, and whether the words they agreed to still
/// are the words. `None` for an invitation to join anew.
pub(super) async fn back(
    conn: &impl ConnectionTrait,
    invitation: &Invitation,
    today: NaiveDate,
) -> Result<Option<(AccountPerson, bool)>, CareError> {
    let Some(account) = invitation.account else { return Ok(None) };
    if !still_acts(conn, account, invitation.patient, today).await? {
        return Ok(None);
    }
    let people = accounts::accounts_of(conn, invitation.patient).await?;
    let agreed = consents::current(conn, account, invitation.patient).await?;
    let agreed = agreed.as_ref().is_some_and(is_current);
    Ok(people.into_iter().find(|person| person.account == account).map(|person| (person, agreed)))
}
