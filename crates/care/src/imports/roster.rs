//! Import of a practice's asthma register, row by row, in memory that does not grow with the file.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use chrono::{DateTime, Utc};
use domain::patient::Patient;
use domain::roster::{OPTIONAL, REQUIRED, RosterRow, read_row};
use domain::time::london_day;
use domain::{EventId, EventKind, NhsNumber, OdsCode, Organisation, OrganisationKind, PatientId};
use storage::activity_events::ActivityEvent;
use storage::audit::Actor;
use storage::{organisations, patients};

use super::report::{ImportError, ImportReport, RowProblem};
use super::table::{Next, Table, TableRow};
use crate::audit::{Act, note};
use crate::bulk::{self, NewPeople};
use crate::{CareError, Services};

/// Rows in one transaction.
const BATCH: usize = 1_000;

/// How to import a roster.
#[derive(Clone, Copy, Debug, Default)]
pub struct RosterOptions {
    /// Check everything and write nothing.
    pub dry_run: bool,
}

/// Adds the people of a practice's asthma register to the product. Good rows are kept in batches as the file is read;
/// a row that breaks a rule, or whose NHS number is on a register already, is refused and reported. Importing the same
/// file again adds nobody twice.
///
/// `progress` hears the number of bytes read so far.
///
/// # Errors
/// When the practice is not known, the file as a whole cannot be used, or the database fails.
pub async fn import_roster(
    services: &Services,
    file: impl Read + Send,
    practice: &OdsCode,
    options: RosterOptions,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<ImportReport, ImportError> {
    let place = {
        let read = services.store.read().await?;
        organisations::by_code(&*read, practice).await?.filter(|o| o.kind == OrganisationKind::Practice)
    };
    let Some(place) = place else {
        return Err(ImportError::File(format!("There is no practice {practice}: import organisations first")));
    };
    let mut table = Table::open(file, &REQUIRED, &OPTIONAL)?;
    let mut import = Import {
        services,
        place,
        dry_run: options.dry_run,
        seen: HashMap::new(),
        good: Vec::with_capacity(BATCH),
        bad: Vec::new(),
        report: ImportReport { nothing_written: options.dry_run, ..ImportReport::default() },
    };
    import.report.note_ignored(table.ignored());
    loop {
        let more = import.take(&mut table);
        if !more || import.good.len() + import.bad.len() >= BATCH {
            import.flush().await?;
            progress(table.bytes());
        }
        if !more {
            return Ok(import.report);
        }
    }
}

struct Import<'a> {
    services: &'a Services,
    place: Organisation,
    dry_run: bool,
    /// NHS numbers of good rows and where they stood.
    seen: HashMap<u64, u64>,
    good: Vec<(TableRow, RosterRow)>,
    bad: Vec<Vec<RowProblem>>,
    report: ImportReport,
}

impl Import<'_> {
    /// Takes one row; whether there may be more.
    fn take(&mut self, table: &mut Table<impl Read>) -> bool {
        let row = match table.next() {
            Next::End(stopped) => {
                self.report.stopped = stopped;
                return false;
            }
            Next::Bad(problem) => {
                self.report.rows += 1;
                self.bad.push(vec![problem]);
                return true;
            }
            Next::Row(row) => row,
        };
        self.report.rows += 1;
        let cells: BTreeMap<&str, &str> = table.cells(&row).collect();
        let today = london_day(self.services.clock.now());
        match read_row(&cells, &self.place.code, today) {
            Ok(person) => match self.seen.insert(number_key(&person.nhs_number), row.line) {
                None => self.good.push((row, person)),
                Some(first) => {
                    self.seen.insert(number_key(&person.nhs_number), first);
                    self.bad.push(vec![row.problem("nhs_number", format!("is in this file already, on line {first}"))]);
                }
            },
            Err(problems) => {
                self.bad
                    .push(problems.into_iter().map(|problem| row.problem(&problem.field, problem.message)).collect());
            }
        }
        true
    }

    /// Keeps the good rows of a batch and reports the others, in the order of the file.
    async fn flush(&mut self) -> Result<(), ImportError> {
        let numbers: Vec<NhsNumber> = self.good.iter().map(|(_, person)| person.nhs_number.clone()).collect();
        let known = {
            let read = self.services.store.read().await?;
            patients::known(&*read, &numbers).await?
        };
        let mut people = Vec::with_capacity(self.good.len());
        for (row, person) in self.good.drain(..) {
            match known.get(&person.nhs_number) {
                None => people.push(person),
                Some(there) => {
                    let whose = if there.practice == self.place.code { "this" } else { "another" };
                    let reason = format!("is on {whose} practice's register already");
                    self.bad.push(vec![row.problem("nhs_number", reason)]);
                }
            }
        }
        self.bad.sort_by_key(|problems| problems.first().map(|problem| problem.line));
        for problems in self.bad.drain(..) {
            self.report.refuse(problems);
        }
        self.report.added += u64::try_from(people.len()).unwrap_or(0);
        if self.dry_run || people.is_empty() {
            return Ok(());
        }
        keep(self.services, &self.place, people).await.map_err(ImportError::Care)
    }
}

/// Adds people to the register in one transaction, figures included.
async fn keep(services: &Services, place: &Organisation, people: Vec<RosterRow>) -> Result<(), CareError> {
    let now = services.clock.now();
    let place = place.clone();
    let people: Vec<Patient> = people
        .into_iter()
        .map(|person| patient(person, PatientId::from_uuid(services.ids.next()), &place.code))
        .collect();
    let events: Vec<ActivityEvent> =
        people.iter().map(|person| eligible(EventId::from_uuid(services.ids.next()), person, now)).collect();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                patients::insert_many(tx, &people, now).await?;
                let act = Act::new(Actor::System, "roster_imported").at(&place.code).with(people.len());
                note(tx, &act, now).await?;
                let mut new = NewPeople { events, ..NewPeople::default() };
                people.iter().for_each(|person| new.know(person));
                bulk::record(tx, new, now).await
            })
        })
        .await
}

fn patient(row: RosterRow, id: PatientId, practice: &OdsCode) -> Patient {
    Patient {
        id,
        nhs_number: row.nhs_number,
        name: row.name,
        date_of_birth: row.date_of_birth,
        sex: row.sex,
        practice: practice.clone(),
        phone: row.phone,
        email: row.email,
        height_cm: row.height_cm,
        asthma_onset: row.asthma_onset,
        current_inhalers: row.current_inhalers,
        last_peak_flow: row.last_peak_flow,
        deprivation: row.deprivation,
    }
}

fn eligible(id: EventId, person: &Patient, now: DateTime<Utc>) -> ActivityEvent {
    ActivityEvent {
        id,
        kind: EventKind::Eligible,
        practice: person.practice.clone(),
        patient: person.id,
        happened_at: now,
        received_at: now,
        day: london_day(now),
        until: None,
        source: None,
    }
}

/// Ten digits fit a number; a set of them stays small.
fn number_key(number: &NhsNumber) -> u64 {
    number.as_digits().bytes().fold(0, |sum, digit| sum * 10 + u64::from(digit.saturating_sub(b'0')))
}
