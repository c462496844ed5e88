//! `passport import`: files that operators bring in.

use std::fs::File;
use std::io::IsTerminal;
use std::path::Path;

use care::formularies::{FormularyImport, import_formulary};
use care::imports::{
    ImportError, ImportOptions, ImportReport, RosterOptions, import_events, import_organisations, import_roster,
};
use chrono::NaiveDate;
use domain::OdsCode;
use indicatif::{ProgressBar, ProgressStyle};

use super::{CommandError, open, print};
use crate::cli::Import;
use crate::config::Config;

pub(super) async fn run(config: &Config, wish: Import) -> Result<(), CommandError> {
    match wish {
        Import::Organisations { file, strict } => organisations(config, &file, strict).await,
        Import::Formulary { file, icb, from } => formulary(config, &file, &icb, from).await,
        Import::Roster { file, practice, dry_run } => roster(config, &file, &practice, dry_run).await,
    }
}

async fn organisations(config: &Config, path: &Path, strict: bool) -> Result<(), CommandError> {
    // The file first: a wrong name should not wait for a database.
    let (file, _) = open_file(path)?;
    let services = open::services(config).await?;
    let report = import_organisations(&services, file, ImportOptions { strict }).await;
    services.store.close().await;
    tell(report)
}

async fn roster(config: &Config, path: &Path, practice: &OdsCode, dry_run: bool) -> Result<(), CommandError> {
    let (file, size) = open_file(path)?;
    let services = open::services(config).await?;
    let bar = progress_bar(size);
    let report =
        import_roster(&services, file, practice, RosterOptions { dry_run }, &mut |bytes| bar.set_position(bytes)).await;
    bar.finish_and_clear();
    services.store.close().await;
    tell(report)
}

/// `passport events import`
pub(super) async fn events(config: &Config, path: &Path) -> Result<(), CommandError> {
    let (file, size) = open_file(path)?;
    let services = open::services(config).await?;
    let bar = progress_bar(size);
    let report = import_events(&services, file, &mut |bytes| bar.set_position(bytes)).await;
    bar.finish_and_clear();
    services.store.close().await;
    tell(report)
}

async fn formulary(config: &Config, path: &Path, icb: &OdsCode, from: Option<NaiveDate>) -> Result<(), CommandError> {
    let (file, _) = open_file(path)?;
    let services = open::services(config).await?;
    let from = from.unwrap_or_else(|| services.today());
    let imported = import_formulary(&services, file, icb, from).await;
    services.store.close().await;
    match imported {
        Ok(FormularyImport { report, version }) => {
            tell(Ok(report))?;
            if let Some(version) = version {
                print(&format!(
                    "Kept as version {version}. It counts from {from} once it is activated on /icb/{icb}/formulary."
                ));
            }
            Ok(())
        }
        Err(error) => tell(Err(error)),
    }
}

fn tell(report: Result<ImportReport, ImportError>) -> Result<(), CommandError> {
    let report = report.map_err(|error| match error {
        ImportError::File(words) => CommandError::Refused(words),
        ImportError::Care(error) => error.into(),
    })?;
    print(report.summary().trim_end());
    match (report.is_clean(), report.nothing_written) {
        (true, _) => Ok(()),
        (false, true) => Err(CommandError::Refused("the file has problems, listed above; nothing was imported".into())),
        (false, false) => Err(CommandError::Refused(
            "the rows listed above were not imported; correct them and import the file again".into(),
        )),
    }
}

fn open_file(path: &Path) -> Result<(File, u64), CommandError> {
    let unreadable = |error: std::io::Error| CommandError::File { file: path.to_path_buf(), reason: error.kind() };
    let file = File::open(path).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if about.is_dir() {
        return Err(CommandError::File { file: path.to_path_buf(), reason: std::io::ErrorKind::IsADirectory });
    }
    Ok((file, about.len()))
}

/// Shown to somebody who watches, on standard error; hidden when the output goes into a file.
fn progress_bar(bytes: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(bytes);
    if let Ok(style) = ProgressStyle::with_template("Reading {wide_bar} {bytes}/{total_bytes}, {eta} left") {
        bar.set_style(style);
    }
    bar
}
