//! What was agreed to: asked again when the words change, and withdrawn at any time (hazards HZ-14 and HZ-21).

use domain::consent::{ConsentPage, TERMS_VERSION, text_hash};
use domain::{AccountId, EventKind, FieldProblem, OdsCode, PatientId};
use storage::audit::Actor;
use storage::consents::{self, Consent};
use storage::sessions::{self, SessionOwner};
use storage::{Write, account_uses, accounts, erasure, passkeys, patients, push_subscriptions, shares};

use crate::audit::{Act, note};
use crate::events::{Happened, record_event};
use crate::parents::{people_of, still_acts};
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// What this account agreed to for the person shown.
///
/// # Errors
/// When the row cannot be read.
pub async fn my_consent(access: &PatientAccess, services: &Services) -> Result<ConsentPage, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let agreed = consents::current(&*read, access.account(), access.patient()).await?;
    let due = !agreed.as_ref().is_some_and(is_current);
    let agreed = agreed.map(|consent| (consent.terms_version, consent.agreed_at));
    Ok(ConsentPage { person, agreed, due, demo: services.demo })
}

/// Whether the words have changed since this account agreed to them for the person shown. Nothing waits for the answer:
/// plan and emergency steps open all the same.
///
/// # Errors
/// When the row cannot be read.
pub async fn is_due(access: &PatientAccess, services: &Services) -> Result<bool, CareError> {
    let read = services.store.read().await?;
    let agreed = consents::current(&*read, access.account(), access.patient()).await?;
    Ok(agreed.is_some_and(|consent| !is_current(&consent)))
}

/// Whether it is these very words.
pub(crate) fn is_current(consent: &Consent) -> bool {
    consent.terms_version == TERMS_VERSION && consent.text_hash == text_hash()
}

/// Agrees to the words as they are now. What was agreed to before stays kept.
///
/// # Errors
/// `Fields` when something is not ticked.
pub async fn agree_again(
    access: &PatientAccess,
    services: &Services,
    agreed: bool,
    understood: bool,
) -> Result<(), CareError> {
    let agreed = (!agreed).then(|| FieldProblem::new("agreed", "Tick the box if you agree"));
    let understood = (!understood).then(|| FieldProblem::new("understood", "Tick the box if you know this"));
    let problems: Vec<FieldProblem> = agreed.into_iter().chain(understood).collect();
    if !problems.is_empty() {
        return Err(Refused::Fields(problems).into());
    }
    let (acting, now, id) = (access.clone(), services.now(), services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let before = consents::current(tx, acting.account(), patient.id).await?;
                let source = before.as_ref().map_or(domain::consent::RecruitmentSource::Practice, |old| old.source);
                let consent = Consent {
                    id,
                    account: acting.account(),
                    patient: patient.id,
                    terms_version: TERMS_VERSION.into(),
                    text_hash: text_hash(),
                    source,
                    agreed_at: now,
                    withdrawn_at: None,
                    campaign: before.and_then(|old| old.campaign),
                };
                consents::insert(tx, &consent).await?;
                note(tx, &acting.act("terms_agreed").at(&patient.practice).with(TERMS_VERSION), now).await
            })
        })
        .await
}

/// Withdraws this account's consent for the person shown. Links it made stop, reminders stop, and it acts for them no
/// more; whoever it acted for nobody else is logged out everywhere. Answers whether somebody is left to act for.
///
/// # Errors
/// `Fields` without the tick; when the database fails.
pub async fn withdraw(access: &PatientAccess, services: &Services, sure: bool) -> Result<bool, CareError> {
    if !sure {
        return Err(CareError::field("sure", "Tick the box if you want to leave"));
    }
    let (acting, services_in) = (access.clone(), services.clone());
    services.store.write(move |tx| Box::pin(async move { withdraw_in(tx, &acting, &services_in).await })).await
}

async fn withdraw_in(tx: &Write, acting: &PatientAccess, services: &Services) -> Result<bool, CareError> {
    let (account, patient) = (acting.account(), acting.patient());
    if !end_for(tx, services, Actor::Account(account), (account, patient)).await? {
        return Err(Refused::Conflict.into());
    }
    let (others, _) = people_of(tx, account, services.today()).await?;
    match others.first() {
        Some(next) => {
            for session in sessions::of_account(tx, account).await? {
                if session.patient == Some(patient) {
                    sessions::act_for(tx, &session.token_hash, next.patient).await?;
                }
            }
        }
        None => leave(tx, account, services.now()).await?,
    }
    Ok(!others.is_empty())
}

/// Ends that an account acts for a person: consent, links, and, when nobody is left who acts for them, the person has
/// left. Whether it acted for them.
pub(crate) async fn end_for(
    tx: &Write,
    services: &Services,
    actor: Actor,
    (account, patient): (AccountId, PatientId),
) -> Result<bool, CareError> {
    let now = services.now();
    let patient = patients::own(tx, patient).await?.ok_or(Refused::NotFound)?;
    let act = |action| Act::new(actor, action).on(patient.id).at(&patient.practice);
    consents::withdraw(tx, account, patient.id, now).await?;
    if !accounts::end_person(tx, account, patient.id, now).await? {
        return Ok(false);
    }
    note(tx, &act("consent_withdrawn"), now).await?;
    // A parent whose access has ended by age still stands there and acts for nobody.
    let mut nobody_left = true;
    for other in accounts::accounts_of(tx, patient.id).await? {
        nobody_left &= !still_acts(tx, other.account, patient.id, services.today()).await?;
    }
    for share in shares::of_patient(tx, patient.id).await? {
        let theirs = share.account == account || nobody_left;
        if theirs && shares::stop(tx, patient.id, share.id, now).await? {
            note(tx, &act("share_stopped").with(share.id), now).await?;
        }
    }
    if nobody_left {
        erasure::erase_dose_times(tx, patient.id).await?;
        left(tx, services, &patient.practice, patient.id).await?;
    }
    Ok(true)
}

/// An account that acts for nobody keeps nothing with which anybody could log in or be reached.
async fn leave(tx: &Write, account: AccountId, now: chrono::DateTime<chrono::Utc>) -> Result<(), CareError> {
    for device in push_subscriptions::of_account(tx, account).await? {
        push_subscriptions::remove(tx, device.id).await?;
    }
    passkeys::remove_all(tx, account).await?;
    account_uses::forget(tx, account).await?;
    sessions::end_all_for(tx, SessionOwner::Account(account), now).await?;
    Ok(())
}

async fn left(tx: &Write, services: &Services, practice: &OdsCode, patient: PatientId) -> Result<(), CareError> {
    let withdrawn = Happened::new(EventKind::Withdrawn, patient, practice, services.now());
    record_event(tx, services, withdrawn).await.map(drop)
}
