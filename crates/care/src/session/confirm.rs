//! Proving anew who one is, in the middle of a session: signing wants it fresh.

use integrations::identity::Audience;
use storage::audit::Actor;
use storage::sessions;

use super::StaffProof;
use crate::audit::{Act, note};
use crate::{CareError, Refused, Services};

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmAnswer {
    /// They are who they are, as of now.
    Confirmed,
    /// The log-in service asks them, at this address.
    GoTo(String),
    /// No log-in service is configured that could ask.
    NobodyToAsk,
}

/// Asks a member of staff anew who they are. In a demonstration their word is enough; in live use the log-in service
/// for staff asks, and comes back to `return_to`.
///
/// # Errors
/// `SignedOut` when the session is over; when the log-in service does not answer, or the database fails.
pub async fn confirm_again(
    staff: &StaffProof,
    services: &Services,
    return_to: &str,
) -> Result<ConfirmAnswer, CareError> {
    if !services.demo {
        let Some(provider) = services.identity.of(Audience::Staff) else { return Ok(ConfirmAnswer::NobodyToAsk) };
        let question = provider.ask(return_to).await.map_err(CareError::broken)?;
        return Ok(ConfirmAnswer::GoTo(question.address));
    }
    let (hash, now, id) = (staff.token_hash().to_owned(), services.now(), staff.staff());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !sessions::prove(tx, &hash, now).await? {
                    return Err(Refused::SignedOut.into());
                }
                note(tx, &Act::new(Actor::Staff(id), "identity_confirmed"), now).await?;
                Ok(ConfirmAnswer::Confirmed)
            })
        })
        .await
}
