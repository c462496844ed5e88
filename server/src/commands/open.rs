//! The database and everything that works on it.

use std::sync::Arc;

use care::air::AirDesk;
use care::boards::{figures_missing, rebuild_figures};
use care::{CareError, Refused, Services};
use integrations::air::AirClient;
use integrations::clock::SystemClock;
use integrations::ids::RandomIds;
use storage::Store;

use super::{CommandError, print};
use crate::config::{Config, Secret};

/// Opens the database named in the settings, with everything that works on it.
///
/// # Errors
/// When it is unsafe to go on.
pub async fn services(config: &Config) -> Result<Services, CommandError> {
    config.database.prepare()?;
    let store = Store::open_with_standby(&config.database.url, config.database.standby.as_ref()).await?;
    let secret = config.secret.key.as_ref().map(Secret::reveal);
    let mut services = Services::start(
        store,
        Arc::new(SystemClock),
        Arc::new(RandomIds),
        config.mode.is_demo(),
        &config.site(),
        secret,
    )
    .await?;
    if let Some(address) = config.air.address.clone() {
        let key = config.air.key.as_ref().map(|key| key.reveal().to_owned());
        services.air = Arc::new(AirDesk::new(Arc::new(AirClient::new(address, key))));
    }
    if figures_missing(&services).await? {
        tracing::info!("the figures are counted from what happened");
        match rebuild_figures(&services).await {
            Ok(people) => tracing::info!(people, "the figures are counted"),
            Err(CareError::Refused(Refused::Conflict)) => tracing::info!("another node counts the figures"),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(services)
}

/// `passport migrate`: opening brings the tables up to date.
pub(super) async fn migrate(config: &Config) -> Result<(), CommandError> {
    config.database.prepare()?;
    let store = Store::open(&config.database.url).await?;
    store.close().await;
    print(&format!("The tables are up to date: {}", config.database));
    Ok(())
}
