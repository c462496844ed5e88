//! The second proof beside the invitation: the date of birth it was made out to.

use domain::consent::JoiningView;
use domain::invitation::TRIES;
use domain::time::london_day;
use domain::{DateOfBirth, FieldProblem, InvitationId};
use storage::audit::Actor;
use storage::invitations::{self, Invitation};
use storage::{Write, organisations, patients};

use super::look::{is_open, open};
use super::rules;
use crate::audit::{Act, note};
use crate::campaigns::followed;
use crate::session::{Drawn, NewSession, Proof, Whose};
use crate::{CareError, Refused, Services};

/// What a typed date of birth answers.
#[derive(Clone, PartialEq, Eq)]
pub enum DobAnswer {
    /// It is right: the joining session has begun. The invitation is not used yet.
    Right(NewSession),
    /// It is another's.
    Wrong {
        /// Tries left before the invitation is burned.
        tries_left: u16,
    },
    /// It is no date; nothing was counted.
    Fields(Vec<FieldProblem>),
    /// The invitation cannot be used, or no longer.
    Closed,
}

/// Checks the date of birth against the invitation. A wrong one counts, and the fifth burns the invitation.
///
/// # Errors
/// `TooManyTries` while somebody is guessing codes; when the database fails.
pub async fn check_date_of_birth(
    services: &Services,
    link_or_code: &str,
    date_of_birth: &str,
) -> Result<DobAnswer, CareError> {
    let typed = match DateOfBirth::parse(date_of_birth, services.today()) {
        Ok(date) => date,
        Err(why) => return Ok(DobAnswer::Fields(vec![FieldProblem::new("date_of_birth", why.to_string())])),
    };
    let Some(invitation) = open(services, link_or_code).await? else { return Ok(DobAnswer::Closed) };
    let (drawn, services_in) = (Drawn::new(services)?, services.clone());
    services
        .store
        .write(move |tx| Box::pin(async move { check(tx, &services_in, invitation.id, typed, drawn).await }))
        .await
}

async fn check(
    tx: &Write,
    services: &Services,
    id: InvitationId,
    typed: DateOfBirth,
    drawn: Drawn,
) -> Result<DobAnswer, CareError> {
    let now = services.now();
    // Read again: others may have tried since.
    let Some(invitation) = invitations::by_id(tx, id).await?.filter(|i| is_open(i, now)) else {
        return Ok(DobAnswer::Closed);
    };
    let Some(patient) = patients::own(tx, invitation.patient).await? else { return Ok(DobAnswer::Closed) };
    if patient.date_of_birth == typed {
        return Ok(DobAnswer::Right(drawn.begin(tx, Whose::Joining(id), services).await?));
    }
    let Some(wrong) = invitations::bump_wrong_tries(tx, id, TRIES).await? else { return Ok(DobAnswer::Closed) };
    note(tx, &act(&invitation, "wrong_date_of_birth").with(wrong), now).await?;
    match TRIES.saturating_sub(wrong) {
        0 => Ok(DobAnswer::Closed),
        tries_left => Ok(DobAnswer::Wrong { tries_left }),
    }
}

/// What the joining person is asked to confirm; `from` is the code of the public link they followed.
///
/// # Errors
/// `SignedOut` without a joining session; `NotFound` when the invitation was used or is over.
pub async fn joining(services: &Services, proof: &Proof, from: Option<&str>) -> Result<JoiningView, CareError> {
    let id = proof.joining.as_ref().ok_or(Refused::SignedOut)?.invitation();
    let (now, from) = (services.now(), from.map(str::to_owned));
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let invitation =
                    invitations::by_id(tx, id).await?.filter(|i| is_open(i, now)).ok_or(Refused::NotFound)?;
                let patient = patients::own(tx, invitation.patient).await?.ok_or(Refused::NotFound)?;
                let practice = organisations::by_code(tx, &invitation.practice).await?.ok_or(Refused::NotFound)?;
                note(tx, &act(&invitation, "joining_opened"), now).await?;
                let heard = match from {
                    Some(code) => followed(tx, &code).await?.map(|campaign| campaign.source),
                    None => None,
                };
                let back = rules::back(tx, &invitation, london_day(now)).await?;
                Ok(JoiningView {
                    back_as: back.as_ref().map(|(person, _)| person.relationship),
                    agreed_before: back.as_ref().is_some_and(|(_, agreed)| *agreed),
                    heard,
                    age: patient.date_of_birth.age_on(london_day(now)),
                    given_name: patient.name.given,
                    practice_name: practice.name,
                    demo: practice.demo,
                })
            })
        })
        .await
}

pub(super) fn act(invitation: &Invitation, action: &'static str) -> Act {
    Act::new(Actor::Invitation(invitation.id), action).on(invitation.patient).at(&invitation.practice)
}
