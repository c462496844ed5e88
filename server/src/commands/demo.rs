//! `passport demo`: the demonstration ICB.

use care::demo::{DemoLoad, load_demo};
use care::{CareError, Services};
use storage::{StoreError, organisations};

use super::{CommandError, open, print};
use crate::config::Config;

pub(super) async fn run(config: &Config) -> Result<(), CommandError> {
    let services = open::services(config).await?;
    let loaded = load_demo(&services).await;
    services.store.close().await;
    print(match loaded? {
        DemoLoad::Loaded(_) => "The demonstration ICB is loaded.",
        DemoLoad::AlreadyThere => "The demonstration ICB was there already; nothing was changed.",
    });
    Ok(())
}

/// Loads it when nobody is in the database yet.
pub(super) async fn load_into_empty(services: &Services) -> Result<(), CommandError> {
    if knows_nobody(services).await.map_err(CareError::from)? {
        print("Loading the demonstration ICB. This takes a moment.");
        load_demo(services).await?;
    }
    Ok(())
}

async fn knows_nobody(services: &Services) -> Result<bool, StoreError> {
    let read = services.store.read().await?;
    Ok(organisations::all(read.conn()).await?.is_empty())
}
