//! Reminders of doses, while the server runs.

use std::sync::Arc;
use std::time::Duration;

use care::Services;
use integrations::push::WebPush;
use tokio_util::sync::CancellationToken;

use super::CommandError;
use crate::config::Config;

/// How often each node looks. What several see at once is sent by one of them.
const EVERY: Duration = Duration::from_secs(30);

/// Gives the services what sends reminders.
pub(super) async fn prepare(config: &Config, services: &mut Services) -> Result<(), CommandError> {
    let key = match &config.push.key {
        Some(key) => key.clone(),
        None => care::reminders::own_key(&services.store).await?,
    };
    let site = config.site();
    let usual = if site.starts_with("https://") { site } else { "mailto:passport@localhost".to_owned() };
    let contact = config.push.contact.clone().unwrap_or(usual);
    services.push = Arc::new(WebPush::new(key, config.push.rules.clone(), contact));
    Ok(())
}

/// Sends what is due until the server stops.
pub(super) fn every_half_minute(services: Services, stop: CancellationToken) {
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                // A failure is logged where it happens; half a minute later it is tried again.
                _ = ticks.tick() => drop(care::reminders::send_due(&services).await),
            }
        }
    });
}
