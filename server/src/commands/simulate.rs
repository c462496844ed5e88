//! `passport simulate`: made-up people with made-up lives.

use care::simulate::{SimulateOptions, simulate};

use super::{CommandError, open, print};
use crate::cli::Simulate;
use crate::config::Config;

pub(super) async fn run(config: &Config, wish: Simulate) -> Result<(), CommandError> {
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
