//! Stories in a browser: Playwright drives Chromium against the built product.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::postgres::Postgres;
use super::tally::{Count, Tally};
use crate::assets::{self, Mode};
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// Names under which Chromium is installed. Chrome is the same engine.
const BROWSERS: [&str; 4] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

/// The driver installed, and where Chromium is; `None` when the driver keeps one of its own.
pub(crate) fn browser_for(folder: &Path) -> Outcome<Option<PathBuf>> {
    node_modules(folder)?;
    Ok(match chromium(folder)? {
        Browser::At(path) => Some(path),
        Browser::Playwrights => None,
    })
}

/// Builds what the stories need and runs them.
pub(super) fn stories(workspace: &Workspace, tally: &mut Tally) {
    let folder = workspace.root().join("end2end");
    let mut program = None;
    let mut tools = None;
    tally.step("build the site and the server", || {
        assets::build(workspace, Mode::Debug)?;
        program = Some(workspace.build_passport(Mode::Debug)?);
        Ok(())
    });
    tally.step("install the browser and its driver", || {
        node_modules(&folder)?;
        tools = Some(chromium(&folder)?);
        Ok(())
    });
    let (Some(program), Some(browser)) = (program, tools) else {
        return;
    };
    tally.step("types of the stories", || {
        steps::run(Command::new("npm").current_dir(&folder).args(["exec", "--no", "--", "tsc", "--noEmit"]))
    });
    let on = |database: Option<&str>| run(workspace, &folder, &program, &browser, database);
    tally.counted("stories on SQLite", || on(None));
    if let Some(postgres) = Postgres::start_for(tally, "stories") {
        tally.counted("stories on PostgreSQL", || on(Some(postgres.url())));
    }
}

/// Runs every story on a database that holds nothing yet; without an address, on a file of the stories' own.
fn run(
    workspace: &Workspace,
    folder: &Path,
    program: &Path,
    browser: &Browser,
    database: Option<&str>,
) -> Outcome<Count> {
    let report = workspace.scratch("stories.json");
    if report.exists() {
        std::fs::remove_file(&report).map_err(|error| format!("cannot remove the last report: {error}"))?;
    }
    let mut playwright = Command::new("npm");
    playwright.current_dir(folder).args(["exec", "--no", "--", "playwright", "test"]);
    playwright.env("PASSPORT_PROGRAM", program).env("PASSPORT_SITE_ROOT", workspace.site());
    playwright.env("STORIES_REPORT", &report);
    match database {
        Some(address) => playwright.env("STORIES_DATABASE_URL", address),
        None => playwright.env_remove("STORIES_DATABASE_URL"),
    };
    if let Browser::At(path) = browser {
        playwright.env("CHROMIUM_PATH", path);
    }
    let ended = steps::run(&mut playwright);
    let count = std::fs::read(&report).ok().and_then(|report| serde_json::from_slice(&report).ok());
    match (ended, count.and_then(|report: Value| count_of(&report))) {
        (Ok(()), Some(count)) => Ok(count),
        (Err(_), Some(count)) if count.failed > 0 => Ok(count),
        (Err(error), _) => Err(error),
        (Ok(()), None) => Err("the stories left no report".to_owned()),
    }
}

/// A story that passed only when tried again is a failure too: nothing here is tried twice.
fn count_of(report: &Value) -> Option<Count> {
    let figure = |name: &str| report["stats"][name].as_u64();
    let broken = u64::try_from(report["errors"].as_array().map_or(0, Vec::len)).unwrap_or(u64::MAX);
    Some(Count { passed: figure("expected")?, failed: figure("unexpected")? + figure("flaky")? + broken })
}

/// Installs the packages that the lock file names, unless they are there.
fn node_modules(folder: &Path) -> Outcome<()> {
    if !steps::is_there("npm") {
        return Err("the stories need Node 20 or newer with npm".to_owned());
    }
    let lock = hex::encode(Sha256::digest(steps::read(&folder.join("package-lock.json"))?));
    let stamp = folder.join("node_modules/.lock-sha256");
    if std::fs::read_to_string(&stamp).is_ok_and(|kept| kept == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel", "error"]);
    steps::run(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    steps::write(&stamp, lock.as_bytes())
}

enum Browser {
    At(PathBuf),
    /// Playwright keeps one of its own.
    Playwrights,
}

/// Chromium from the system, else from the system's packages, else Playwright's own.
fn chromium(folder: &Path) -> Outcome<Browser> {
    if let Some(path) = std::env::var_os("CHROMIUM_PATH") {
        return Ok(Browser::At(path.into()));
    }
    if let Some(path) = installed() {
        return Ok(Browser::At(path));
    }
    if steps::is_there("apt-get") && steps::is_root() {
        let mut update = Command::new("apt-get");
        steps::run(update.args(["update", "--quiet"]))?;
        let mut install = Command::new("apt-get");
        install.args(["install", "--yes", "--quiet", "--no-install-recommends", "chromium", "fonts-liberation"]);
        steps::run(install.env("DEBIAN_FRONTEND", "noninteractive"))?;
        return installed().map(Browser::At).ok_or_else(|| "Chromium was installed and is not there".to_owned());
    }
    let mut playwright = Command::new("npm");
    playwright.current_dir(folder).args(["exec", "--no", "--", "playwright", "install", "chromium"]);
    steps::run(&mut playwright)?;
    Ok(Browser::Playwrights)
}

fn installed() -> Option<PathBuf> {
    BROWSERS.iter().map(PathBuf::from).find(|path| path.exists())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_report_counts_what_failed_to_load_as_well() {
        let stats = json!({ "expected": 4, "unexpected": 1, "flaky": 1, "skipped": 0 });
        let report = json!({ "stats": stats, "errors": [{ "message": "no such file" }] });
        assert_eq!(count_of(&report), Some(Count { passed: 4, failed: 3 }));
        assert_eq!(count_of(&json!({})), None);
    }
}
