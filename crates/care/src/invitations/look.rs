//! Looking at an invitation, which uses nothing up.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::invitation::{InvitationLook, InvitationState, read_code};
use storage::invitations::{self, Invitation};
use storage::{StoreError, attempts, organisations};

use crate::secrets::Purpose;
use crate::{CareError, Refused, Services};

/// Unknown short codes in an hour, from everybody together, after which no short code is looked up. Ten thousand open
/// codes and a thousand guesses an hour: a chance of one in a hundred million to hit one. Links are too long to guess and
/// go on working.
const UNKNOWN_AN_HOUR: i64 = 1_000;

/// Under which unknown codes are counted.
const COUNTED_AS: &str = "unknown_invitation_code";

/// What an invitation says to whoever has its link or typed its code, before anything is known of them.
///
/// # Errors
/// `TooManyTries` for a typed code while somebody is guessing; when the database fails.
pub async fn look_at_invitation(services: &Services, link_or_code: &str) -> Result<InvitationLook, CareError> {
    let Some(invitation) = open(services, link_or_code).await? else { return Ok(InvitationLook::Closed) };
    let read = services.store.read().await?;
    let practice = organisations::by_code(&*read, &invitation.practice).await?;
    Ok(practice.map_or(InvitationLook::Closed, |practice| InvitationLook::Open {
        practice_name: practice.name,
        demo: practice.demo,
    }))
}

/// The open invitation of this link or code, counting codes nobody was given.
pub(super) async fn open(services: &Services, link_or_code: &str) -> Result<Option<Invitation>, CareError> {
    let now = services.now();
    let typed = link_or_code.trim();
    let found = match read_code(typed) {
        None => {
            let hash = services.secrets.hash(Purpose::InvitationLink, &typed.to_ascii_lowercase());
            invitations::by_link_hash(&*services.store.read().await?, &hash).await?
        }
        Some(code) => {
            let hash = services.secrets.hash(Purpose::InvitationCode, &code);
            let found = {
                let read = services.store.read().await?;
                if attempts::count(&*read, COUNTED_AS, hour(now)).await? >= UNKNOWN_AN_HOUR {
                    return Err(Refused::TooManyTries.into());
                }
                invitations::by_code_hash(&*read, &hash).await?
            };
            if found.is_none() {
                count_unknown(services, now).await?;
            }
            found
        }
    };
    Ok(found.filter(|invitation| is_open(invitation, now)))
}

pub(super) fn is_open(invitation: &Invitation, now: DateTime<Utc>) -> bool {
    invitation.state == InvitationState::Open && now < invitation.expires_at
}

async fn count_unknown(services: &Services, now: DateTime<Utc>) -> Result<(), CareError> {
    let tries = services
        .store
        .write::<_, StoreError, _>(move |tx| Box::pin(async move { attempts::bump(tx, COUNTED_AS, hour(now)).await }))
        .await?;
    if tries == UNKNOWN_AN_HOUR {
        tracing::warn!(tries, "somebody is guessing invitation codes; short codes rest until the hour is over");
    }
    Ok(())
}

fn hour(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now)
}
