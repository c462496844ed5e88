//! `passport plan`: the clinical rules, outside the editor. No database is opened: nothing is kept.

use std::path::Path;

use domain::Clock;
use domain::plan::file::PlanFile;
use domain::time::london_day;
use integrations::clock::SystemClock;

use super::{CommandError, print};
use crate::cli::Plan;

/// Far more than a plan can say.
const LARGEST_FILE: u64 = 1_048_576;

pub(super) fn run(wish: Plan) -> Result<(), CommandError> {
    match wish {
        Plan::Check { file } => check(&file),
    }
}

fn check(path: &Path) -> Result<(), CommandError> {
    let unreadable = |error: std::io::Error| CommandError::File { file: path.to_path_buf(), reason: error.kind() };
    if std::fs::metadata(path).map_err(unreadable)?.len() > LARGEST_FILE {
        return Err(CommandError::Refused(format!("{} is larger than a plan can be", path.display())));
    }
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let refused = |error: &dyn std::fmt::Display| CommandError::Refused(format!("{}: {error}", path.display()));
    let file = PlanFile::read(&text).map_err(|error| refused(&error))?;
    let verdict = file.verdict(london_day(SystemClock.now())).map_err(|error| refused(&error))?;
    let words = serde_json::to_string_pretty(&verdict).map_err(|error| refused(&error))?;
    print(&words);
    Ok(())
}
