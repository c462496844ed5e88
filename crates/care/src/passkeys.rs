//! Logging in with the phone's own screen lock. A question is kept for five minutes and answered once; an answer proves
//! an account only with a passkey that this account made here.

use chrono::TimeDelta;
use domain::log_ins::{MOST_PASSKEYS, device_in_words};
use domain::{AccountId, FieldProblem};
use integrations::passkeys::{PasskeyDesk, PasskeyError};
use storage::passkeys::{self, KeptPasskey};
use storage::patients;
use uuid::Uuid;

use crate::audit::{Act, note};
use crate::parents::people_of;
use crate::session::{Drawn, NewSession, Whose};
use crate::{CareError, PatientAccess, Refused, Services};

/// A question can be answered for this long.
const ANSWERED_WITHIN: TimeDelta = TimeDelta::minutes(5);

/// A question on its way to a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which question is answered.
    pub question: Uuid,
    /// What the browser hands to the phone, as JSON.
    pub options: String,
}

/// What an answer proved.
#[derive(Clone, PartialEq, Eq)]
pub enum PasskeyLogIn {
    /// Whose it is: the session has begun.
    LoggedIn(NewSession),
    /// The passkey is right, and its account acts for nobody any more.
    NobodyLeft,
    /// It proves nothing: unknown, removed, late, or another site's.
    Refused,
}

fn desk(services: &Services) -> Result<&PasskeyDesk, CareError> {
    services.passkeys.as_ref().ok_or_else(|| Refused::NotFound.into())
}

/// Asks this phone to make a passkey for the account.
///
/// # Errors
/// `Fields` when the account has ten; `NotFound` where this address can hold none.
pub async fn ask_for_new(access: &PatientAccess, services: &Services) -> Result<Asked, CareError> {
    let desk = desk(services)?.clone();
    let (acting, services_in, question) = (access.clone(), services.clone(), services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let known = passkeys::of_account(tx, acting.account()).await?;
                if known.len() >= MOST_PASSKEYS {
                    let message = "You have 10 passkeys: remove one first";
                    return Err(Refused::Fields(vec![FieldProblem::new("passkey", message)]).into());
                }
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                // The phone shows this name when it asks which passkey to use.
                let name = format!("{}’s asthma plan", patient.name.given);
                let known: Vec<String> = known.into_iter().map(|key| key.id).collect();
                let asked = desk.ask_for_new(acting.account().uuid(), &name, &known).map_err(CareError::broken)?;
                passkeys::ask(tx, question, Some(acting.account()), &asked.state, services_in.now()).await?;
                Ok(Asked { question, options: asked.options })
            })
        })
        .await
}

/// Keeps the passkey with which this phone answered.
///
/// # Errors
/// `Conflict` when the answer is late, was given before or does not fit.
pub async fn keep_new(
    access: &PatientAccess,
    services: &Services,
    question: Uuid,
    answer: String,
    user_agent: &str,
) -> Result<(), CareError> {
    let desk = desk(services)?.clone();
    let (acting, now, device) = (access.clone(), services.now(), device_in_words(user_agent));
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let since = now - ANSWERED_WITHIN;
                let state = passkeys::take_question(tx, question, Some(acting.account()), since).await?;
                let made = desk.take_new(&answer, &state.ok_or(Refused::Conflict)?).map_err(conflict)?;
                let kept = KeptPasskey {
                    id: made.id,
                    account: acting.account(),
                    device: device.into(),
                    kept: made.kept,
                    made_at: now,
                    used_at: None,
                };
                passkeys::insert(tx, &kept).await?;
                note(tx, &acting.act("passkey_made"), now).await
            })
        })
        .await
}

/// Removes a passkey of the account. Doing it twice is harmless.
///
/// # Errors
/// When the database fails.
pub async fn remove(access: &PatientAccess, services: &Services, id: &str) -> Result<(), CareError> {
    let (acting, now, id) = (access.clone(), services.now(), id.to_owned());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                if passkeys::remove(tx, acting.account(), &id).await? {
                    note(tx, &acting.act("passkey_removed"), now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Asks whoever wants to log in for a passkey, whosoever it is.
///
/// # Errors
/// `NotFound` where this address can hold none; when the database fails.
pub async fn ask_who(services: &Services) -> Result<Asked, CareError> {
    let asked = desk(services)?.ask_who().map_err(CareError::broken)?;
    let (question, now) = (services.ids.next(), services.now());
    let state = asked.state;
    services
        .store
        .write::<_, storage::StoreError, _>(move |tx| {
            Box::pin(async move {
                passkeys::prune_questions(tx, now - ANSWERED_WITHIN).await?;
                passkeys::ask(tx, question, None, &state, now).await
            })
        })
        .await?;
    Ok(Asked { question, options: asked.options })
}

/// Logs in with the phone's answer.
///
/// # Errors
/// `NotFound` where this address can hold no passkey; when the database fails.
pub async fn log_in(services: &Services, question: Uuid, answer: String) -> Result<PasskeyLogIn, CareError> {
    let desk = desk(services)?.clone();
    let (drawn, services_in) = (Drawn::new(services)?, services.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = services_in.now();
                // Taken first: whatever comes of it, it is answered once.
                let state = passkeys::take_question(tx, question, None, now - ANSWERED_WITHIN).await?;
                let (Some(state), Ok((account, id))) = (state, desk.claimed(&answer)) else {
                    return Ok(PasskeyLogIn::Refused);
                };
                let account = AccountId::from_uuid(account);
                let Some(key) = passkeys::of_account_by_id(tx, account, &id).await? else {
                    return Ok(PasskeyLogIn::Refused);
                };
                let kept = match desk.prove(&answer, &state, &key.kept) {
                    Ok(kept) => kept,
                    Err(PasskeyError::Refused(_)) => {
                        note(tx, &Act::new(storage::audit::Actor::Account(account), "passkey_refused"), now).await?;
                        return Ok(PasskeyLogIn::Refused);
                    }
                    Err(broken) => return Err(CareError::broken(broken)),
                };
                passkeys::used(tx, &id, kept, now).await?;
                let (people, _) = people_of(tx, account, services_in.today()).await?;
                let Some(first) = people.first() else { return Ok(PasskeyLogIn::NobodyLeft) };
                let session = drawn.begin(tx, Whose::Account(account, first.patient), &services_in).await?;
                Ok(PasskeyLogIn::LoggedIn(session))
            })
        })
        .await
}

fn conflict(error: PasskeyError) -> CareError {
    match error {
        PasskeyError::Refused(_) => Refused::Conflict.into(),
        PasskeyError::Unreadable => CareError::broken(error),
    }
}
