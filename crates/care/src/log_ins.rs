//! Where an account is logged in, and logging out elsewhere: for a phone that was lost or handed on.

use domain::log_ins::{LogInLine, LogInsPage, PasskeyLine, device_in_words};
use storage::sessions::{self, Session};
use storage::{StoreError, passkeys};

use crate::audit::note;
use crate::people::people;
use crate::secrets::Purpose;
use crate::{CareError, PatientAccess, Refused, Services};

const UNKNOWN_DEVICE: &str = "Another device";

/// Log-ins and passkeys of the account.
///
/// # Errors
/// When a row cannot be read.
pub async fn my_log_ins(access: &PatientAccess, services: &Services) -> Result<LogInsPage, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let (now, here) = (services.now(), access.proof().token_hash());
    let read = services.store.read().await?;
    let kept = passkeys::of_account(&*read, access.account()).await?;
    let open = sessions::of_account(&*read, access.account()).await?;
    let idle = services.limits.patient_idle;
    let mut log_ins: Vec<LogInLine> = open
        .into_iter()
        .filter(|session| now < session.expires_at && now < session.seen_at + idle)
        .map(|session| LogInLine {
            id: opaque(services, &session.token_hash),
            here: session.token_hash == here,
            device: session.device.unwrap_or_else(|| UNKNOWN_DEVICE.into()),
            since: session.started_at,
            seen_at: session.seen_at,
        })
        .collect();
    log_ins.sort_by_key(|line| !line.here);
    let passkeys = kept
        .into_iter()
        .map(|key| PasskeyLine { id: key.id, device: key.device, made_at: key.made_at, used_at: key.used_at })
        .collect();
    Ok(LogInsPage { person, passkeys, log_ins, passkeys_work: services.passkeys.is_some(), demo: services.demo })
}

/// Ends log-ins of the account: the one with this opaque name, or all but the one that asks.
///
/// # Errors
/// When the database fails. One that is over already is no error.
pub async fn end_elsewhere(access: &PatientAccess, services: &Services, id: Option<&str>) -> Result<(), CareError> {
    let (acting, services_in, id) = (access.clone(), services.clone(), id.map(str::to_owned));
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (now, here) = (services_in.now(), acting.proof().token_hash().to_owned());
                let wanted = |session: &Session| match &id {
                    Some(id) => opaque(&services_in, &session.token_hash) == *id,
                    None => session.token_hash != here,
                };
                let mut ended = 0;
                for session in sessions::of_account(tx, acting.account()).await? {
                    if wanted(&session) && sessions::end(tx, &session.token_hash, now).await? {
                        ended += 1;
                    }
                }
                if ended > 0 {
                    note(tx, &acting.act("logged_out_elsewhere").with(ended), now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Notes on which kind of device a log-in that has just begun is, in words that tell nobody apart.
///
/// # Errors
/// When the database fails.
pub async fn name_device(services: &Services, token: &str, user_agent: &str) -> Result<(), CareError> {
    let (hash, device) = (services.secrets.hash(Purpose::Session, token), device_in_words(user_agent));
    let named = services
        .store
        .write::<_, StoreError, _>(move |tx| Box::pin(async move { sessions::name_device(tx, &hash, device).await }));
    Ok(named.await?)
}

/// A name for a log-in that opens nothing.
fn opaque(services: &Services, token_hash: &str) -> String {
    services.secrets.hash(Purpose::SessionName, token_hash).chars().take(20).collect()
}
