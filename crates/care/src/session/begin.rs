//! How sessions begin and end.

use domain::time::london_day;
use domain::{AccountId, InvitationId, PatientId, StaffId};
use storage::Write;
use storage::account_uses;
use storage::audit::Actor;
use storage::sessions::{self, Audience, Session};

use super::NewSession;
use crate::audit::{Act, note};
use crate::secrets::{Purpose, long_token};
use crate::{CareError, Services};

/// Logs out: the session ends, and its token never proves anything again. Doing it twice is harmless.
///
/// # Errors
/// When the database fails.
pub async fn log_out(services: &Services, token: &str) -> Result<(), CareError> {
    let (hash, now) = (services.secrets.hash(Purpose::Session, token), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let Some(session) = sessions::by_hash(tx, &hash).await? else { return Ok(()) };
                if sessions::end(tx, &hash, now).await? {
                    note(tx, &Act::new(actor(&session), "logged_out"), now).await?;
                }
                Ok(())
            })
        })
        .await
}

fn actor(session: &Session) -> Actor {
    match (session.staff, session.account, session.invitation) {
        (Some(id), _, _) => Actor::Staff(id),
        (_, Some(id), _) => Actor::Account(id),
        (_, _, Some(id)) => Actor::Invitation(id),
        _ => Actor::System,
    }
}

/// Whose session begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Staff(StaffId),
    Account(AccountId, PatientId),
    Joining(InvitationId),
}

/// A session drawn and not yet kept: randomness and hashing stay outside the transaction.
pub(crate) struct Drawn {
    token: String,
    hash: String,
}

impl Drawn {
    pub(crate) fn new(services: &Services) -> Result<Self, CareError> {
        let token = long_token()?;
        Ok(Self { hash: services.secrets.hash(Purpose::Session, &token), token })
    }

    /// Begins the session, and notes the log-in.
    pub(crate) async fn begin(self, tx: &Write, whose: Whose, services: &Services) -> Result<NewSession, CareError> {
        let (now, limits) = (services.now(), services.limits);
        let (audience, lasts, action) = match whose {
            Whose::Staff(_) => (Audience::Staff, limits.staff, "logged_in"),
            Whose::Account(..) => (Audience::Patient, limits.patient, "logged_in"),
            Whose::Joining(_) => (Audience::Joining, limits.joining, "joining_began"),
        };
        let session = Session {
            token_hash: self.hash,
            audience,
            staff: if let Whose::Staff(id) = whose { Some(id) } else { None },
            account: if let Whose::Account(id, _) = whose { Some(id) } else { None },
            patient: if let Whose::Account(_, id) = whose { Some(id) } else { None },
            invitation: if let Whose::Joining(id) = whose { Some(id) } else { None },
            started_at: now,
            seen_at: now,
            expires_at: now + lasts,
            ended_at: None,
            proved_at: None,
            device: None,
        };
        sessions::insert(tx, &session).await?;
        if let Some(account) = session.account {
            account_uses::used(tx, account, london_day(now)).await?;
        }
        note(tx, &Act::new(actor(&session), action), now).await?;
        Ok(NewSession { token: self.token, audience, expires_at: session.expires_at })
    }
}

/// Logs a member of staff in, once an identity provider or the demonstration has said who they are.
///
/// # Errors
/// When there is no such member of staff, no randomness, or the database fails.
pub async fn begin_staff(services: &Services, staff: StaffId) -> Result<NewSession, CareError> {
    begin(services, Whose::Staff(staff)).await
}

/// Logs an account in for one of its people, once an identity provider or the demonstration has said who they are.
///
/// # Errors
/// As for [`begin_staff`].
pub async fn begin_patient(
    services: &Services,
    account: AccountId,
    patient: PatientId,
) -> Result<NewSession, CareError> {
    begin(services, Whose::Account(account, patient)).await
}

async fn begin(services: &Services, whose: Whose) -> Result<NewSession, CareError> {
    let (drawn, services_in) = (Drawn::new(services)?, services.clone());
    services.store.write(move |tx| Box::pin(async move { drawn.begin(tx, whose, &services_in).await })).await
}
