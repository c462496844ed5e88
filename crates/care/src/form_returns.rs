//! Refused forms on their way back to a browser without WASM: what was typed must not be lost, nor stand in an address.

use chrono::TimeDelta;
use serde_json::Value;
use storage::{StoreError, form_returns};

use crate::secrets::{Purpose, link_token};
use crate::{CareError, Services};

/// How long a refused form waits.
const LIFE: TimeDelta = TimeDelta::minutes(10);

/// Keeps a refused form and answers the secret under which it can be taken once, within ten minutes.
///
/// # Errors
/// When the database fails or there is no randomness.
pub async fn put(services: &Services, form: Value) -> Result<String, CareError> {
    let id = link_token()?;
    let kept_under = services.secrets.hash(Purpose::FormReturn, &id);
    let expires_at = services.now() + LIFE;
    services
        .store
        .write::<_, StoreError, _>(move |tx| {
            Box::pin(async move { form_returns::put(tx, &kept_under, &form, expires_at).await })
        })
        .await?;
    Ok(id)
}

/// Takes a refused form; a second time, and after its time, there is none.
///
/// # Errors
/// When the database fails.
pub async fn take(services: &Services, id: &str) -> Result<Option<Value>, CareError> {
    let kept_under = services.secrets.hash(Purpose::FormReturn, id);
    let now = services.now();
    let form = services
        .store
        .write::<_, StoreError, _>(move |tx| Box::pin(async move { form_returns::take(tx, &kept_under, now).await }))
        .await?;
    Ok(form)
}
