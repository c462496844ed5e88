//! Import of an outside event log, to audit and to test the figures: what a file says happened is counted by the same
//! definition as everything else.

mod row;
mod write;

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Read, Seek};

use chrono::{DateTime, Utc};
use domain::figures::Traits;
use domain::{OdsCode, OrganisationKind, PatientId};
use storage::organisations;

use super::report::{ImportError, ImportReport};
use super::table::{Next, Table};
use crate::Services;
use row::{EventRow, OPTIONAL, REQUIRED, Rules};
use write::write;

/// Imports an event log, all of it or nothing. The first receipt of an event counts: known ids are left out. People who are
/// not known are made up under their id, with what the log says of them, so it is for demonstrations and tests alone.
///
/// The file is read twice, first to check every row and to learn who is in it, then to keep it: what is in memory grows with
/// the people of the log, not with its events. `progress` hears the number of bytes checked so far.
///
/// # Errors
/// In live mode, when the file cannot be used, or when the database fails.
pub async fn import_events(
    services: &Services,
    mut file: impl Read + Seek + Send + 'static,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<ImportReport, ImportError> {
    if !services.demo {
        let words = "An event log makes up people: it is read in demonstrations only, never beside real patients";
        return Err(ImportError::File(words.into()));
    }
    let practices: BTreeSet<OdsCode> = {
        let read = services.store.read().await?;
        let all = organisations::all(&*read).await?.into_iter();
        all.filter(|place| place.kind == OrganisationKind::Practice).map(|place| place.code).collect()
    };
    let rules = Rules { practices, now: services.clock.now() };
    let mut report = ImportReport::default();
    let mut people = People::new();
    let mut given = 0;
    {
        let mut table = Table::open(&mut file, &REQUIRED, &OPTIONAL)?;
        report.note_ignored(table.ignored());
        while let Some(row) = checked(&mut table, &rules, &mut report) {
            if report.rows.is_multiple_of(4_096) {
                progress(table.bytes());
            }
            if let Some(row) = row {
                given += 1;
                take(&mut people, row);
            }
        }
    }
    if !report.is_clean() {
        report.nothing_written = true;
        return Ok(report);
    }
    file.rewind().map_err(|error| ImportError::File(format!("The file could not be read again ({})", error.kind())))?;
    report.added = write(services, Again { file, rules }, people).await.map_err(ImportError::Care)?;
    report.unchanged = given - report.added.min(given);
    Ok(report)
}

/// The file from its beginning, every row of it good when it was read first.
struct Again<R> {
    file: R,
    rules: Rules,
}

/// What a log says of somebody.
struct Seen {
    first: DateTime<Utc>,
    /// The practice of their first event.
    practice: OdsCode,
    traits: Traits,
}

type People = HashMap<PatientId, Seen>;

/// The next row, `Some(None)` for one that is refused; `None` at the end.
fn checked(table: &mut Table<impl Read>, rules: &Rules, report: &mut ImportReport) -> Option<Option<EventRow>> {
    let row = match table.next() {
        Next::End(stopped) => {
            report.stopped = stopped;
            return None;
        }
        Next::Bad(problem) => {
            report.rows += 1;
            report.refuse([problem]);
            return Some(None);
        }
        Next::Row(row) => row,
    };
    report.rows += 1;
    let cells: BTreeMap<&str, &str> = table.cells(&row).collect();
    match row::read(&cells, rules) {
        Ok(read) => Some(Some(read)),
        Err(problems) => {
            report.refuse(problems.into_iter().map(|problem| row.problem(&problem.field, problem.message)));
            Some(None)
        }
    }
}

/// Notes of whom a row speaks.
fn take(people: &mut People, EventRow { event, traits }: EventRow) {
    match people.entry(event.patient) {
        Entry::Vacant(place) => {
            place.insert(Seen { first: event.happened_at, practice: event.practice, traits });
        }
        Entry::Occupied(known) => {
            let known = known.into_mut();
            if event.happened_at < known.first {
                (known.first, known.practice) = (event.happened_at, event.practice);
            }
            merge(&mut known.traits, traits);
        }
    }
}

/// What a later row says counts, where it says anything.
fn merge(known: &mut Traits, said: Traits) {
    known.born = said.born.or(known.born);
    known.sex = said.sex.or(known.sex);
    known.ethnicity = said.ethnicity.or(known.ethnicity.take());
    known.deprivation = said.deprivation.or(known.deprivation);
    known.language = said.language.or(known.language.take());
}
