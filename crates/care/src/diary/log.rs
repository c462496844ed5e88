//! Logging how somebody is today.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::diary::sync::{is_sure, is_time_uncertain};
use domain::diary::{Advice, CheckIn, CheckInForm, LogAnswer, advise, outlier};
use domain::patient::Patient;
use domain::{EntryId, FieldProblem, PatientId};
use storage::audit::append_all;
use storage::diary_entries::DiaryRow;
use storage::plan_versions::PlanVersion;
use storage::{Write, diary_entries, patients, plan_versions};

use super::keep::{NewEntry, in_force, row_of, to_count};
use crate::events::record_events;
use crate::{CareError, PatientAccess, Refused, Services};

/// When a check-in was, by the clock of the device that tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldTimes {
    /// When it was.
    pub happened_at: DateTime<Utc>,
    /// When it was written down.
    pub noted_at: DateTime<Utc>,
}

/// Keeps a check-in and answers what to do now, by the plan in force. The device makes the id: sending the same entry
/// again changes nothing. Without told times it was now.
///
/// # Errors
/// `Conflict` when the id is another person's entry; when the database fails. Fields that are missing or wrong are an
/// answer, not an error.
pub async fn log_entry(
    access: &PatientAccess,
    services: &Services,
    id: EntryId,
    form: CheckInForm,
    told: Option<ToldTimes>,
) -> Result<LogAnswer, CareError> {
    let check_in = match form.read() {
        Ok(check_in) => check_in,
        Err(problems) => return Ok(LogAnswer::Fields(problems)),
    };
    let log = NewLog { access: access.clone(), id, check_in, sure: form.peak_flow_sure, told };
    services.diary.log(services, log).await
}

/// A check-in to keep.
#[derive(Clone, Debug)]
pub(super) struct NewLog {
    access: PatientAccess,
    id: EntryId,
    check_in: CheckIn,
    /// What was answered about a reading far from the last one.
    sure: String,
    told: Option<ToldTimes>,
}

impl NewLog {
    pub(super) const fn patient(&self) -> PatientId {
        self.access.patient()
    }

    const fn key(&self) -> (EntryId, PatientId) {
        (self.id, self.access.patient())
    }

    /// A reading that may be asked about.
    fn reading(&self) -> Option<u16> {
        self.check_in.peak_flow.filter(|_| outlier::may_ask(&self.check_in))
    }
}

/// What one person is answered.
pub(super) type Answer = Result<LogAnswer, CareError>;

/// Keeps check-ins of different people in few statements, and answers each by itself.
///
/// # Errors
/// When the database fails, or a row of one of these people cannot be read: then nothing is kept.
pub(super) async fn log_all(tx: &Write, services: &Services, logs: &[NewLog]) -> Result<Vec<Answer>, CareError> {
    let now = services.now();
    let known = Known::of(tx, logs).await?;
    let mut rows = Vec::with_capacity(logs.len());
    let mut answers = Vec::with_capacity(logs.len());
    for log in logs {
        let answer = known.answer(tx, log).await?;
        rows.extend(known.row(log, now).filter(|_| answer.is_none()));
        answers.push(answer);
    }
    let new = diary_entries::insert_new(tx, &rows).await?;
    let kept = || rows.iter().map(|row| &row.entry).filter(|entry| new.contains(&(entry.id, entry.patient)));
    let acts =
        logs.iter().filter(|log| new.contains(&log.key())).map(|log| log.access.act("diary_logged").with(log.id));
    append_all(tx, &acts.map(|act| act.row(now)).collect::<Vec<_>>()).await?;
    let counted = kept().filter_map(|entry| Some(to_count(entry, known.people.get(&entry.patient)?)));
    record_events(tx, services, counted.flatten().collect()).await?;
    let mut said = Vec::with_capacity(logs.len());
    for (log, answer) in logs.iter().zip(answers) {
        said.push(match answer {
            Some(answer) => answer,
            None if new.contains(&log.key()) => Ok(LogAnswer::Recorded(known.advice(log, &log.check_in, now))),
            // It came before; or the id is an entry of somebody else, of whom nothing is said.
            None => match diary_entries::by_id(tx, log.patient(), log.id).await? {
                Some(kept) => Ok(LogAnswer::Recorded(known.advice(log, &kept.check_in, now))),
                None => Err(Refused::Conflict.into()),
            },
        });
    }
    Ok(said)
}

/// What must be known of the people before their entries are kept.
struct Known {
    people: BTreeMap<PatientId, Patient>,
    versions: BTreeMap<PatientId, Vec<PlanVersion>>,
    /// Readings logged last, of those who may be asked about a new one.
    readings: BTreeMap<PatientId, u16>,
}

impl Known {
    async fn of(tx: &Write, logs: &[NewLog]) -> Result<Self, CareError> {
        let ids: Vec<PatientId> = logs.iter().map(NewLog::patient).collect();
        let read: Vec<PatientId> = logs.iter().filter(|log| log.reading().is_some()).map(NewLog::patient).collect();
        // Of now the version in force is all there is to know; an entry of earlier may have been advised by one that ended.
        let (earlier, at_once): (Vec<&NewLog>, Vec<&NewLog>) = logs.iter().partition(|log| log.told.is_some());
        let at_once: Vec<PatientId> = at_once.into_iter().map(NewLog::patient).collect();
        let current = plan_versions::current_of(tx, &at_once).await?;
        let mut versions: BTreeMap<_, _> = current.into_iter().map(|(id, version)| (id, vec![version])).collect();
        for log in earlier {
            versions.insert(log.patient(), plan_versions::list(tx, log.patient()).await?);
        }
        let people = patients::own_all(tx, &ids).await?;
        Ok(Self { people, versions, readings: diary_entries::last_readings(tx, &read).await? })
    }

    /// What is said instead of keeping the entry: a reading far from the last one is asked about once, except of whoever is
    /// in an attack by their symptoms, and never again of an entry that is kept.
    async fn answer(&self, tx: &Write, log: &NewLog) -> Result<Option<Answer>, CareError> {
        if !self.people.contains_key(&log.patient()) {
            return Ok(Some(Err(Refused::NotFound.into())));
        }
        let last = self.readings.get(&log.patient()).copied();
        let question = log.reading().and_then(|reading| outlier::question(reading, last, &log.sure));
        match question {
            Some(question) if diary_entries::by_id(tx, log.patient(), log.id).await?.is_none() => {
                Ok(Some(Ok(LogAnswer::Fields(vec![FieldProblem::new("peak_flow_sure", question)]))))
            }
            _ => Ok(None),
        }
    }

    /// Only the plan in force advises: never a withdrawn one.
    fn plan(&self, log: &NewLog, at: DateTime<Utc>) -> Option<&PlanVersion> {
        self.versions.get(&log.patient()).and_then(|versions| in_force(versions, at))
    }

    fn advice(&self, log: &NewLog, check_in: &CheckIn, now: DateTime<Utc>) -> Advice {
        advise(self.plan(log, now).map(|version| version.plan.content()), check_in)
    }

    fn row(&self, log: &NewLog, now: DateTime<Utc>) -> Option<DiaryRow> {
        let born = self.people.get(&log.patient())?.date_of_birth.date();
        let told = log.told.map(|told| (told.happened_at.trunc_subsecs(3), told.noted_at.trunc_subsecs(3)));
        let happened_at = told.map_or(now, |(happened_at, _)| happened_at);
        let new = NewEntry {
            id: log.id,
            happened_at,
            noted_at: told.map(|(_, noted_at)| noted_at),
            time_uncertain: is_time_uncertain(happened_at, now, born, TimeDelta::zero()),
            reading_sure: is_sure(&log.check_in, &log.sure),
            check_in: log.check_in,
            device: None,
        };
        Some(row_of(&log.access, self.plan(log, happened_at), new, now))
    }
}
