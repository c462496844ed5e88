//! Lighthouse on every page of a patient, as a phone on a slow line sees it.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::server::Home;
use super::table::{self, Budget};
use crate::workspace::Workspace;
use crate::{Outcome, steps, test};

/// Fetched when it is first wanted: it brings a browser's worth of packages that no test needs.
const LIGHTHOUSE: &str = "lighthouse@12.8.2";

/// Every page that anybody reads; those of one entry, share or invitation look like these.
const PAGES: [&str; 29] = [
    "/my",
    "/my/check-in",
    "/my/plan",
    "/my/emergency",
    "/my/diary",
    "/my/diary?days=90",
    "/my/diary/attack",
    "/my/diary/visit",
    "/my/diary/peak-flow",
    "/my/diary/triggers",
    "/my/more",
    "/my/install",
    "/my/visit",
    "/my/about-me",
    "/my/log-ins",
    "/my/parents",
    "/my/terms",
    "/my/terms/leave",
    "/my/share",
    "/my/share/new",
    "/my/seen",
    "/my/medicines",
    "/my/medicines/reminders",
    "/my/medicines/repeat",
    "/my/medicines/technique/spacer",
    "/my/medicines/technique/turbohaler",
    "/my/offline/emergency",
    "/my/offline/plan",
    "/my/offline/today",
];

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let browser = test::browser_for(&workspace.root().join("end2end"))?;
    let home = Home::new(workspace)?;
    let (headers, report) = (home.file("headers.json"), home.file("lighthouse.json"));
    steps::run(&mut home.passport(&["demo"]))?;
    let server = home.serve()?;
    let cookie = server.log_in("adult")?;
    steps::write(&headers, serde_json::json!({ "Cookie": cookie }).to_string().as_bytes())?;
    println!(
        "\n{:36} {:>11} {:>13} {:>14} {:>9} {:>9}",
        "", "performance", "accessibility", "best practices", "LCP", "blocked"
    );
    let mut worst: Option<[f64; 4]> = None;
    for page in PAGES {
        let mut command = Command::new("npm");
        command
            .args(["exec", "--yes", &format!("--package={LIGHTHOUSE}"), "--", "lighthouse"])
            .arg(format!("http://{}{page}", server.address()))
            .args(["--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices"])
            .arg(format!("--output-path={}", report.display()))
            .arg(format!("--extra-headers={}", headers.display()))
            .arg("--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if let Some(path) = &browser {
            command.env("CHROME_PATH", path);
        }
        steps::run(&mut command)?;
        let figures = figures(&report)?;
        let [performance, accessibility, practices, lcp, blocked] = figures;
        println!(
            "{page:36} {performance:>11.0} {accessibility:>13.0} {practices:>14.0} {lcp:>6.0} ms {blocked:>6.0} ms"
        );
        let before = worst.unwrap_or([performance, accessibility, practices, lcp]);
        worst = Some([
            before[0].min(performance),
            before[1].min(accessibility),
            before[2].min(practices),
            before[3].max(lcp),
        ]);
    }
    let [performance, accessibility, practices, lcp] = worst.unwrap_or([f64::NAN; 4]);
    println!();
    table::heading();
    table::line("the worst page: performance", performance, "points", Budget::AtLeast(95.0));
    table::line("accessibility", accessibility, "points", Budget::AtLeast(100.0));
    table::line("best practices", practices, "points", Budget::AtLeast(100.0));
    table::line("largest paint", lcp, "ms", Budget::AtMost(1800.0));
    Ok(())
}

/// Performance, accessibility and best practices of 100; the largest paint and the time the page was blocked, in ms.
fn figures(report: &Path) -> Outcome<[f64; 5]> {
    let report: Value =
        serde_json::from_slice(&steps::read(report)?).map_err(|error| format!("Lighthouse left no report: {error}"))?;
    let score = |name: &str| report["categories"][name]["score"].as_f64().map_or(f64::NAN, |score| score * 100.0);
    let time = |name: &str| report["audits"][name]["numericValue"].as_f64().unwrap_or(f64::NAN);
    Ok([
        score("performance"),
        score("accessibility"),
        score("best-practices"),
        time("largest-contentful-paint"),
        time("total-blocking-time"),
    ])
}
