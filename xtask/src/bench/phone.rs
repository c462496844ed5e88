//! A slow phone without a network, and the month it sends once there is one.

use std::collections::BTreeMap;
use std::process::Command;

use super::server::Home;
use super::table::{self, Budget};
use crate::workspace::Workspace;
use crate::{Outcome, steps, test};

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let folder = workspace.root().join("end2end");
    let browser = test::browser_for(&folder)?;
    let home = Home::new(workspace)?;
    let report = workspace.scratch("bench-phone.json");
    steps::run(&mut home.passport(&["demo"]))?;
    let server = home.serve()?;
    let mut playwright = Command::new("npm");
    playwright.current_dir(&folder).args([
        "exec",
        "--no",
        "--",
        "playwright",
        "test",
        "--config",
        "bench.config.ts",
        "phone",
    ]);
    playwright.env("PASSPORT_BASE_URL", format!("http://{}", server.address())).env("BENCH_REPORT", &report);
    if let Some(path) = browser {
        playwright.env("CHROMIUM_PATH", path);
    }
    steps::run(&mut playwright)?;
    let figures: BTreeMap<String, f64> = serde_json::from_slice(&steps::read(&report)?)
        .map_err(|error| format!("the browser left no figures: {error}"))?;
    table::heading();
    for (what, name, budget) in [
        ("emergency steps, cold, no network, processor at a quarter", "emergency", 1000.0),
        ("1,000 entries over 30 days sent at 1 Mbit/s", "sync", 10_000.0),
    ] {
        let measured = figures.get(name).copied().unwrap_or(f64::NAN);
        table::line(what, measured, "ms", Budget::AtMost(budget));
    }
    Ok(())
}
