//! What an import did, line by line where something was wrong. No cell of the file is ever repeated: it may be
//! somebody's name or number.

use std::collections::BTreeMap;
use std::fmt::Write;

use domain::metrics::group_thousands;
use storage::StoreError;
use thiserror::Error;

use crate::CareError;

/// Most problems listed one by one; the rest are counted.
const MOST_LISTED: usize = 1_000;

/// A file that cannot be imported at all. Nothing was changed.
#[derive(Debug, Error)]
pub enum ImportError {
    /// The file is not what it should be; the sentence says how to put it right.
    #[error("{0}")]
    File(String),
    /// The product failed, not the file.
    #[error("the import failed: {0}")]
    Care(#[from] CareError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Care(error.into())
    }
}

/// Something wrong with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Line of the file, the header being line 1.
    pub line: u64,
    /// Column, where one is to blame.
    pub column: Option<String>,
    /// What is wrong, without the cell's content.
    pub reason: String,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows read, the header not counted.
    pub rows: u64,
    /// Records added, or that would be.
    pub added: u64,
    /// Records changed, or that would be.
    pub changed: u64,
    /// Records known exactly so.
    pub unchanged: u64,
    /// Rows left out for a harmless reason, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Rows with at least one problem; none of them was imported.
    pub refused: u64,
    /// The first 1,000 problems, in the order of the file.
    pub problems: Vec<RowProblem>,
    /// Problems beyond those listed.
    pub unlisted: u64,
    /// Worth knowing, such as columns that were ignored.
    pub notes: Vec<String>,
    /// Nothing was written, because that was asked for or because a strict import found a bad row.
    pub nothing_written: bool,
    /// Why reading ended before the end of the file, if it did.
    pub stopped: Option<String>,
}

impl ImportReport {
    /// Every row was good and the file was read to its end.
    pub const fn is_clean(&self) -> bool {
        self.refused == 0 && self.stopped.is_none()
    }

    /// Notes the problems of one row, which is not imported.
    pub(crate) fn refuse(&mut self, problems: impl IntoIterator<Item = RowProblem>) {
        self.refused += 1;
        for problem in problems {
            if self.problems.len() < MOST_LISTED {
                self.problems.push(problem);
            } else {
                self.unlisted += 1;
            }
        }
    }

    pub(crate) fn skip(&mut self, reason: &str) {
        *self.skipped.entry(reason.to_owned()).or_default() += 1;
    }

    pub(crate) fn note_ignored(&mut self, columns: &[String]) {
        if !columns.is_empty() {
            self.notes.push(format!("Columns not used: {}.", columns.join(", ")));
        }
    }

    /// The report as lines of text, problems first so that the counts stand last.
    pub fn summary(&self) -> String {
        let mut text = String::new();
        for problem in &self.problems {
            let column = problem.column.as_ref().map(|column| format!(", {column}")).unwrap_or_default();
            let _ = writeln!(text, "Line {}{column}: {}", problem.line, problem.reason);
        }
        let count = |n: u64| group_thousands(i64::try_from(n).unwrap_or(i64::MAX));
        if self.unlisted > 0 {
            let _ = writeln!(text, "... and {} more problems.", count(self.unlisted));
        }
        for (reason, rows) in &self.skipped {
            let _ = writeln!(text, "{} left out: {reason}.", rows_in_words(*rows));
        }
        for note in &self.notes {
            let _ = writeln!(text, "{note}");
        }
        let _ = writeln!(
            text,
            "{} read: {} added, {} changed, {} unchanged, {} refused.",
            rows_in_words(self.rows),
            count(self.added),
            count(self.changed),
            count(self.unchanged),
            count(self.refused)
        );
        if let Some(why) = &self.stopped {
            let _ = writeln!(text, "Reading stopped early: {why}.");
        }
        if self.nothing_written {
            let _ = writeln!(text, "Nothing was written.");
        }
        text
    }
}

fn rows_in_words(rows: u64) -> String {
    if rows == 1 {
        "1 row".into()
    } else {
        format!("{} rows", group_thousands(i64::try_from(rows).unwrap_or(i64::MAX)))
    }
}
