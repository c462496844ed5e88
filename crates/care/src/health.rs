//! Whether the product can do its work, and the sweeping up that keeps it so.

use chrono::TimeDelta;
use storage::{StoreError, attempts, form_returns, outbox, passkeys, reminders, sessions};

use crate::{CareError, Services};

/// Whether requests can be answered: the database gives a sign of life.
///
/// # Errors
/// When it does not.
pub async fn readiness(services: &Services) -> Result<(), CareError> {
    Ok(services.store.ping().await?)
}

/// Removes what has had its time: told changes, ended sessions, refused forms, counted tries. Call it every hour or so.
///
/// # Errors
/// When the database fails.
pub async fn sweep(services: &Services) -> Result<(), CareError> {
    let now = services.now();
    services
        .store
        .write::<_, StoreError, _>(move |tx| {
            Box::pin(async move {
                outbox::prune(tx, now - TimeDelta::days(1)).await?;
                sessions::prune(tx, now - TimeDelta::days(30)).await?;
                form_returns::prune(tx, now).await?;
                passkeys::prune_questions(tx, now - TimeDelta::hours(1)).await?;
                attempts::prune(tx, now - TimeDelta::days(2)).await?;
                reminders::prune(tx, now - TimeDelta::days(3)).await?;
                Ok(())
            })
        })
        .await?;
    Ok(())
}
