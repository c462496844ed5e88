//! `passport metrics`: the figures of the boards.

use care::boards::verify_metrics;

use super::{CommandError, open, print};
use crate::cli::Metrics;
use crate::config::Config;

pub(super) async fn run(config: &Config, wish: Metrics) -> Result<(), CommandError> {
    match wish {
        Metrics::Verify => verify(config).await,
    }
}

async fn verify(config: &Config) -> Result<(), CommandError> {
    let services = open::services(config).await?;
    let check = verify_metrics(&services).await;
    services.store.close().await;
    let check = check?;
    for difference in &check.listed {
        print(&format!("{}: kept {}, counted {}", difference.figure, difference.kept, difference.counted));
    }
    let counted = format!("{} events of {} people, {} counters", check.events, check.people, check.counters);
    if check.agrees() {
        print(&format!("Every figure agrees with what happened: {counted}."));
        Ok(())
    } else {
        let count = check.differences;
        Err(CommandError::Refused(format!(
            "{count} figures differ from what happened ({counted}); the first are listed above"
        )))
    }
}
