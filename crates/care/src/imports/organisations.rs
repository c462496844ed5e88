//! Import of ICBs, PCNs and practices from an extract of the ODS: one row a practice, with what stands above it.

use std::collections::BTreeMap;
use std::io::Read;

use domain::figures::Counts;
use domain::organisation::readable_name;
use domain::person::is_invisible;
use domain::{OdsCode, Organisation, OrganisationKind};
use storage::Write;
use storage::counters::{self, CounterChange};
use storage::organisations::{self, Upserted};

use super::report::{ImportError, ImportReport, RowProblem};
use super::table::{Next, Table, TableRow};
use crate::events::{above_of, recount};
use crate::{CareError, Services};

const REQUIRED: [&str; 6] = ["ods_code", "name", "icb_code", "icb_name", "pcn_code", "pcn_name"];
const OPTIONAL: [&str; 1] = ["status"];

/// How to import organisations.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions {
    /// Import nothing when any row is bad.
    pub strict: bool,
}

/// Imports organisations from an ODS extract. What is known already is brought up to date; nothing is ever removed, and
/// importing the same file again changes nothing. All of it is written at once or not at all.
///
/// # Errors
/// When the file as a whole cannot be used, or the database fails.
pub async fn import_organisations(
    services: &Services,
    file: impl Read + Send,
    options: ImportOptions,
) -> Result<ImportReport, ImportError> {
    let known = {
        let read = services.store.read().await?;
        organisations::all(&*read).await?
    };
    let (mut report, found) = read_all(file, known)?;
    if report.stopped.is_some() || (options.strict && report.refused > 0) {
        report.nothing_written = true;
        return Ok(report);
    }
    let now = services.clock.now();
    let written: Result<Vec<Upserted>, CareError> = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let mut written = Vec::new();
                for organisation in found.in_order() {
                    written.push(organisations::upsert(tx, organisation, now).await?);
                }
                move_figures(tx, &found).await?;
                Ok(written)
            })
        })
        .await;
    for upserted in written? {
        match upserted {
            Upserted::Inserted => report.added += 1,
            Upserted::Updated => report.changed += 1,
            Upserted::Unchanged => report.unchanged += 1,
        }
    }
    Ok(report)
}

/// Figures of a practice count for the ICB above it: when it moves, so do they, for all the days there were.
async fn move_figures(tx: &Write, found: &Found) -> Result<(), CareError> {
    if found.moved().next().is_some() {
        // Whoever counts everything anew began with another map.
        counters::begin(tx).await?;
    }
    for (practice, left, joined) in found.moved() {
        let tally = recount::of_practice(tx, practice).await?;
        for (icb, sign) in [(left, -1), (joined, 1)] {
            let Some(icb) = icb else { continue };
            let changes = tally.iter().map(|(place, counts)| CounterChange {
                organisation: icb.clone(),
                group: place.group,
                day: place.day,
                by: if sign < 0 { Counts::default().minus(counts) } else { *counts },
            });
            counters::add(tx, changes).await?;
        }
    }
    Ok(())
}

fn read_all(file: impl Read, known: Vec<Organisation>) -> Result<(ImportReport, Found), ImportError> {
    let mut table = Table::open(file, &REQUIRED, &OPTIONAL)?;
    let mut report = ImportReport::default();
    report.note_ignored(table.ignored());
    let mut found = Found { known: known.into_iter().map(|o| (o.code.clone(), o)).collect(), new: BTreeMap::new() };
    loop {
        let row = match table.next() {
            Next::End(stopped) => {
                report.stopped = stopped;
                break;
            }
            Next::Bad(problem) => {
                report.rows += 1;
                report.refuse([problem]);
                continue;
            }
            Next::Row(row) => row,
        };
        report.rows += 1;
        let cells: BTreeMap<&str, &str> = table.cells(&row).map(|(name, cell)| (name, cell.trim())).collect();
        let status = cells.get("status").copied().unwrap_or("active");
        if !status.is_empty() && !["active", "a"].contains(&status.to_ascii_lowercase().as_str()) {
            report.skip("not active");
            continue;
        }
        match read_row(&cells, &row).and_then(|three| found.add(three, &row)) {
            Ok(()) => {}
            Err(problems) => report.refuse(problems),
        }
    }
    report.notes.push(found.totals());
    Ok((report, found))
}

/// A practice and what stands above it, top down.
type Chain = Vec<(&'static str, Organisation)>;

fn read_row(cells: &BTreeMap<&str, &str>, row: &TableRow) -> Result<Chain, Vec<RowProblem>> {
    let mut problems = Vec::new();
    let cell = |name: &str| cells.get(name).copied().unwrap_or_default();
    let mut code = |column: &str| {
        OdsCode::parse(cell(column)).map_err(|error| problems.push(row.problem(column, error.to_string()))).ok()
    };
    let practice = code("ods_code");
    let icb = code("icb_code");
    let pcn = if cell("pcn_code").is_empty() { None } else { code("pcn_code") };
    let mut name = |column: &str| {
        let text = cell(column);
        let wrong = if text.is_empty() {
            Some("is blank")
        } else if text.chars().any(is_invisible) {
            Some("has control or invisible characters")
        } else if text.chars().count() > 200 {
            Some("is longer than 200 characters")
        } else {
            None
        };
        if let Some(reason) = wrong {
            problems.push(row.problem(column, reason));
        }
        readable_name(text)
    };
    let (practice_name, icb_name) = (name("name"), name("icb_name"));
    let pcn_name = pcn.as_ref().map(|_| name("pcn_name"));
    if cell("pcn_code").is_empty() && !cell("pcn_name").is_empty() {
        problems.push(row.problem("pcn_code", "is blank, but the row names a PCN"));
    }
    if practice.is_some() && (practice == icb || practice == pcn) || (pcn.is_some() && pcn == icb) {
        problems.push(row.problem("ods_code", "is also the code of the PCN or ICB of this row"));
    }
    let (Some(practice), Some(icb), []) = (practice, icb, problems.as_slice()) else { return Err(problems) };
    let organisation = |code: &OdsCode, name, kind, parent: Option<&OdsCode>, icb: Option<&OdsCode>| Organisation {
        code: code.clone(),
        name,
        kind,
        parent: parent.cloned(),
        icb: icb.cloned(),
        demo: false,
    };
    let mut chain = vec![("icb_code", organisation(&icb, icb_name, OrganisationKind::Icb, None, None))];
    if let (Some(pcn), Some(name)) = (&pcn, pcn_name) {
        chain.push(("pcn_code", organisation(pcn, name, OrganisationKind::Pcn, Some(&icb), Some(&icb))));
    }
    let above = pcn.as_ref().unwrap_or(&icb);
    chain.push((
        "ods_code",
        organisation(&practice, practice_name, OrganisationKind::Practice, Some(above), Some(&icb)),
    ));
    Ok(chain)
}

/// What the file says so far, with the line that said it first.
struct Found {
    known: BTreeMap<OdsCode, Organisation>,
    new: BTreeMap<OdsCode, (u64, Organisation)>,
}

impl Found {
    /// Takes a row in, when it contradicts neither an earlier row nor what is known.
    fn add(&mut self, chain: Chain, row: &TableRow) -> Result<(), Vec<RowProblem>> {
        let problems: Vec<RowProblem> = chain
            .iter()
            .filter_map(|(column, organisation)| Some(row.problem(column, self.contradiction(organisation)?)))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        for (_, organisation) in chain {
            self.new.entry(organisation.code.clone()).or_insert((row.line, organisation));
        }
        Ok(())
    }

    fn contradiction(&self, organisation: &Organisation) -> Option<String> {
        if let Some((line, earlier)) = self.new.get(&organisation.code) {
            return if earlier.kind == OrganisationKind::Practice || organisation.kind == OrganisationKind::Practice {
                Some(format!("is in this file already, on line {line}"))
            } else if earlier != organisation {
                Some(format!("has another name or place than on line {line}"))
            } else {
                None
            };
        }
        let known = self.known.get(&organisation.code)?;
        if known.demo {
            Some("belongs to the demonstration".into())
        } else if known.kind != organisation.kind {
            Some("is known as another kind of organisation".into())
        } else {
            None
        }
    }

    /// From the top down, so that parents are written before their children.
    fn in_order(&self) -> impl Iterator<Item = &Organisation> {
        [OrganisationKind::Icb, OrganisationKind::Pcn, OrganisationKind::Practice]
            .into_iter()
            .flat_map(|kind| self.new.values().map(|(_, o)| o).filter(move |o| o.kind == kind))
    }

    /// Practices that have people's figures under another PCN or ICB so far: what they leave and what they join.
    /// Practices that belong to another ICB than before, with both.
    fn moved(&self) -> impl Iterator<Item = (&OdsCode, Option<OdsCode>, Option<OdsCode>)> {
        self.new.values().filter_map(|(_, organisation)| {
            let known = self.known.get(&organisation.code).filter(|o| o.kind == OrganisationKind::Practice)?;
            let (left, joined) = (above_of(known).pop(), above_of(organisation).pop());
            (left != joined).then_some((&organisation.code, left, joined))
        })
    }

    fn totals(&self) -> String {
        let count = |kind| self.new.values().filter(|(_, o)| o.kind == kind).count();
        format!(
            "In the file: {} ICBs, {} PCNs, {} practices.",
            count(OrganisationKind::Icb),
            count(OrganisationKind::Pcn),
            count(OrganisationKind::Practice)
        )
    }
}
