//! Import of an outside event log, to audit and to test the figures: what a file says happened is counted by the same
//! definition as everything else.

mod row;
mod write;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;

use domain::figures::Traits;
use domain::{OdsCode, OrganisationKind, PatientId};
use storage::activity_events::ActivityEvent;
use storage::{organisations, patients};

use super::report::{ImportError, ImportReport};
use super::table::{Next, Table};
use crate::Services;
use row::{EventRow, OPTIONAL, REQUIRED, Rules};
use write::{NewPerson, write};

/// Imports an event log, all of it or nothing. The first receipt of an event counts: known ids are left out. People who are
/// not known are made up under their id, with what the log says of them, so it is for demonstrations and tests alone.
///
/// `progress` hears the number of bytes read so far.
///
/// # Errors
/// In live mode, when the file cannot be used, or when the database fails.
pub async fn import_events(
    services: &Services,
    file: impl Read + Send,
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
    let mut table = Table::open(file, &REQUIRED, &OPTIONAL)?;
    let mut report = ImportReport::default();
    report.note_ignored(table.ignored());
    let rules = Rules { practices: &practices, now: services.clock.now() };
    let mut log = Log::default();
    while log.take(&mut table, &rules, &mut report) {
        if report.rows.is_multiple_of(4_096) {
            progress(table.bytes());
        }
    }
    if !report.is_clean() {
        report.nothing_written = true;
        return Ok(report);
    }
    let new = log.new_people(services).await?;
    let given = u64::try_from(log.events.len()).unwrap_or(0);
    report.added = write(services, log.events, new).await.map_err(ImportError::Care)?;
    report.unchanged = given - report.added.min(given);
    Ok(report)
}

#[derive(Default)]
struct Log {
    events: Vec<ActivityEvent>,
    traits: HashMap<PatientId, Traits>,
}

impl Log {
    /// Takes one row; whether there may be more.
    fn take(&mut self, table: &mut Table<impl Read>, rules: &Rules<'_>, report: &mut ImportReport) -> bool {
        let row = match table.next() {
            Next::End(stopped) => {
                report.stopped = stopped;
                return false;
            }
            Next::Bad(problem) => {
                report.rows += 1;
                report.refuse([problem]);
                return true;
            }
            Next::Row(row) => row,
        };
        report.rows += 1;
        let cells: BTreeMap<&str, &str> = table.cells(&row).collect();
        match row::read(&cells, rules) {
            Ok(EventRow { event, traits }) => {
                merge(self.traits.entry(event.patient).or_default(), traits);
                self.events.push(event);
            }
            Err(problems) => {
                report.refuse(problems.into_iter().map(|problem| row.problem(&problem.field, problem.message)));
            }
        }
        true
    }

    /// People of the log who are on no register, each at the practice of their first event.
    async fn new_people(&self, services: &Services) -> Result<Vec<NewPerson>, ImportError> {
        let mut first: HashMap<PatientId, &ActivityEvent> = HashMap::new();
        for event in &self.events {
            let known = first.entry(event.patient).or_insert(event);
            if event.happened_at < known.happened_at {
                *known = event;
            }
        }
        let read = services.store.read().await?;
        let ids: Vec<PatientId> = first.keys().copied().collect();
        let known = patients::known_ids(&*read, &ids).await?;
        let mut new: Vec<NewPerson> = first
            .into_iter()
            .filter(|(id, _)| !known.contains(id))
            .map(|(id, event)| NewPerson {
                id,
                practice: event.practice.clone(),
                traits: self.traits.get(&id).cloned().unwrap_or_default(),
            })
            .collect();
        // The same file makes the same people.
        new.sort_by_key(|person| person.id);
        Ok(new)
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
