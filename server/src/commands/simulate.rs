//! `passport simulate`: made-up people with made-up lives.

use care::simulate::{SimulateOptions, simulate};

use super::{CommandError, open, print, simulate_icb};
use crate::cli::Simulate;
use crate::config::Config;

pub(super) async fn run(config: &Config, wish: Simulate) -> Result<(), CommandError> {
    if !config.mode.is_demo() {
        let words = "people are made up in demonstrations only (PASSPORT_MODE=demo), never beside real patients";
        return Err(CommandError::Refused(words.into()));
    }
    if let Some(practices) = wish.practices {
        return simulate_icb::run(config, &wish, practices).await;
    }
    let services = open::services(config).await?;
    let options =
        SimulateOptions { patients: wish.patients, days: wish.days, seed: wish.seed, end: None, practices: Vec::new() };
    let done = simulate(&services, options).await;
    services.store.close().await;
    let done = done.map_err(|error| match error {
        care::CareError::Refused(care::Refused::NotFound) => {
            CommandError::Refused("there is no practice to make up patients for: import organisations first".into())
        }
        care::CareError::Refused(care::Refused::Conflict) => {
            CommandError::Refused("there are not enough test NHS numbers left for so many patients".into())
        }
        error => error.into(),
    })?;
    print(&format!(
        "{} patients made up: {} invited, {} joined, {} plans signed, {} diary entries, {} events.",
        done.patients, done.invited, done.joined, done.plans, done.entries, done.events
    ));
    Ok(())
}
