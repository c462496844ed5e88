//! Bringing a formulary in from a file: whole or not at all, because half a formulary would refuse half the inhalers.

use std::collections::BTreeMap;
use std::io::Read;

use chrono::NaiveDate;
use domain::plan::formulary::{Formulary, FormularyRow, OPTIONAL, REQUIRED, assemble, read_row};
use domain::{OdsCode, OrganisationKind};
use storage::audit::Actor;
use storage::{Write, formularies, organisations};

use crate::audit::{Act, note};
use crate::imports::{ImportError, ImportReport, Next, RowProblem, Table};
use crate::{CareError, Services};

/// Most products of one formulary: an editor holds all of them.
const MOST: usize = 2_000;

/// What became of a file.
#[derive(Clone, Debug)]
pub struct FormularyImport {
    /// Row by row.
    pub report: ImportReport,
    /// The version it was kept as; `None` when nothing was kept.
    pub version: Option<u32>,
}

/// Brings in a formulary as the ICB's next version, to count from a day on once it is activated. Any bad row refuses the
/// whole file.
///
/// # Errors
/// When the ICB is not known, the file cannot be read as one, or the database fails.
pub async fn import_formulary(
    services: &Services,
    file: impl Read + Send,
    icb: &OdsCode,
    from: NaiveDate,
) -> Result<FormularyImport, ImportError> {
    let known = {
        let read = services.store.read().await?;
        organisations::by_code(&*read, icb).await?.is_some_and(|o| o.kind == OrganisationKind::Icb)
    };
    if !known {
        return Err(ImportError::File(format!("There is no ICB {icb}: import organisations first")));
    }
    let (mut report, rows) = read_all(file)?;
    let formulary = if report.is_clean() { whole(&mut report, rows, from) } else { None };
    let Some(formulary) = formulary else {
        report.added = 0;
        report.nothing_written = true;
        return Ok(FormularyImport { report, version: None });
    };
    let (icb, now) = (icb.clone(), services.now());
    let version: Result<u32, CareError> =
        services.store.write(move |tx| Box::pin(async move { keep(tx, &icb, formulary, from, now).await })).await;
    Ok(FormularyImport { report, version: Some(version?) })
}

/// Keeps a formulary as the ICB's next version.
pub(crate) async fn keep(
    tx: &Write,
    icb: &OdsCode,
    formulary: Formulary,
    from: NaiveDate,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<u32, CareError> {
    let version = formularies::all(tx, icb).await?.first().map_or(1, |last| last.formulary.version + 1);
    let formulary = Formulary { version, ..formulary };
    formularies::insert(tx, icb, &formulary, from, now).await?;
    let act = Act::new(Actor::System, "formulary_imported").at(icb).with(format!("version {version}"));
    note(tx, &act, now).await?;
    Ok(version)
}

/// A formulary that is part of the product; `None` when it is not one.
pub(crate) fn read_formulary(text: &str, from: NaiveDate) -> Option<Formulary> {
    let (mut report, rows) = read_all(text.as_bytes()).ok()?;
    if report.is_clean() { whole(&mut report, rows, from) } else { None }
}

fn whole(report: &mut ImportReport, rows: Vec<(u64, FormularyRow)>, from: NaiveDate) -> Option<Formulary> {
    // The version is given when it is kept.
    match assemble(0, from, rows) {
        Ok(formulary) => {
            report.added = u64::try_from(formulary.products.len()).unwrap_or(0);
            Some(formulary)
        }
        Err(problems) => {
            for (line, problem) in problems {
                report.refuse([RowProblem { line, column: Some(problem.field), reason: problem.message }]);
            }
            None
        }
    }
}

fn read_all(file: impl Read) -> Result<(ImportReport, Vec<(u64, FormularyRow)>), ImportError> {
    let mut table = Table::open(file, &REQUIRED, &OPTIONAL)?;
    let mut report = ImportReport::default();
    report.note_ignored(table.ignored());
    let mut rows = Vec::new();
    loop {
        let row = match table.next() {
            Next::End(stopped) => {
                report.stopped = stopped;
                return Ok((report, rows));
            }
            Next::Bad(problem) => {
                report.rows += 1;
                report.refuse([problem]);
                continue;
            }
            Next::Row(row) => row,
        };
        report.rows += 1;
        if rows.len() >= MOST {
            return Err(ImportError::File(format!("A formulary can have at most {MOST} products")));
        }
        let cells: BTreeMap<&str, &str> = table.cells(&row).collect();
        match read_row(&cells) {
            Ok(read) => rows.push((row.line, read)),
            Err(problems) => {
                report.refuse(problems.into_iter().map(|problem| row.problem(&problem.field, problem.message)));
            }
        }
    }
}
