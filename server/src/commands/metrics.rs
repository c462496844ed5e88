//! `passport metrics`: the figures of the boards.

use care::boards::{FiguresAt, figures_at, rebuild_figures, verify_metrics};
use care::{CareError, Refused};
use chrono::NaiveDate;
use domain::OdsCode;

use super::{CommandError, open, print};
use crate::cli::Metrics;
use crate::config::Config;

pub(super) async fn run(config: &Config, wish: Metrics) -> Result<(), CommandError> {
    match wish {
        Metrics::Verify => verify(config).await,
        Metrics::Rebuild => rebuild(config).await,
        Metrics::Show { org, at, json } => show(config, &org, at, json).await,
    }
}

async fn rebuild(config: &Config) -> Result<(), CommandError> {
    let services = open::services(config).await?;
    let people = rebuild_figures(&services).await;
    services.store.close().await;
    print(&format!("The figures of {} people were counted from what happened.", people?));
    Ok(())
}

async fn show(config: &Config, org: &OdsCode, at: Option<NaiveDate>, json: bool) -> Result<(), CommandError> {
    let services = open::services(config).await?;
    let day = at.unwrap_or_else(|| services.today());
    let found = figures_at(&services, org, day).await;
    services.store.close().await;
    let found = match found {
        Err(CareError::Refused(Refused::NotFound)) => {
            return Err(CommandError::Refused(format!("there is no organisation {org}: import organisations first")));
        }
        found => found?,
    };
    if json {
        let text = serde_json::to_string_pretty(&as_json(&found))
            .map_err(|error| CommandError::Refused(format!("the figures cannot be written as JSON: {error}")))?;
        print(&text);
        return Ok(());
    }
    print(&format!("{} ({org}) at the end of {day}, exact", found.organisation.name));
    for figure in &found.figures {
        let rate = figure.rate().map(|rate| format!("  {rate}")).unwrap_or_default();
        let of = figure.of.map(|of| format!(" of {of}")).unwrap_or_default();
        print(&format!("{:62}{:>10}{of}{rate}", figure.metric.definition().title, figure.count));
    }
    if !found.frozen {
        print(&format!("What is told late may still raise them until {}.", found.frozen_from));
    }
    Ok(())
}

fn as_json(found: &FiguresAt) -> serde_json::Value {
    let figures: Vec<_> = found
        .figures
        .iter()
        .map(|figure| {
            let definition = figure.metric.definition();
            serde_json::json!({
                "figure": figure.metric,
                "unit": figure.metric.unit(),
                "count": figure.count,
                "of": figure.of,
                "rate": figure.rate(),
                "source": definition.source,
                "period": definition.period,
            })
        })
        .collect();
    serde_json::json!({
        "organisation": found.organisation.code.as_str(),
        "name": found.organisation.name,
        "at": found.day,
        "frozen_from": found.frozen_from,
        "frozen": found.frozen,
        "suppressed": false,
        "figures": figures,
    })
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
