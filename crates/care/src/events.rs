//! What people did, as figures count it. [`record_event`] is the one way in: the event, the person's progress, the day's
//! counters and the word to the screens are kept in one transaction, or none of them is.

pub mod tally;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::consent::RecruitmentSource;
use domain::time::london_day;
use domain::{EventId, EventKind, OdsCode, Organisation, PatientId, Topic};
use storage::activity_events::{self, ActivityEvent};
use storage::progress::{self, Progress};
use storage::rollups::{self, RollupChange};
use storage::{ConnectionTrait, StoreError, Write, active_days, organisations, outbox};

use crate::{CareError, Services};

/// Something that happened to or was done by one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub kind: EventKind,
    /// Who.
    pub patient: PatientId,
    /// Practice of registration.
    pub practice: OdsCode,
    /// When it happened, UTC; it counts on that London day.
    pub at: DateTime<Utc>,
    /// Identifier, where the device or the kind of event makes one; else a new one. The first receipt wins.
    pub id: Option<EventId>,
    /// How a person who registers heard of the passport.
    pub source: Option<RecruitmentSource>,
    /// Review date of a plan that is signed.
    pub review_due: Option<NaiveDate>,
}

impl Happened {
    /// Something of this kind, with a new identifier.
    pub fn new(kind: EventKind, patient: PatientId, practice: &OdsCode, at: DateTime<Utc>) -> Self {
        Self { kind, patient, practice: practice.clone(), at, id: None, source: None, review_due: None }
    }

    /// An account, terms and consent for this person exist.
    pub fn registered(patient: PatientId, practice: &OdsCode, source: RecruitmentSource, at: DateTime<Utc>) -> Self {
        Self { source: Some(source), ..Self::new(EventKind::Registered, patient, practice, at) }
    }

    /// A plan was signed and is in force until its review date.
    pub fn plan_signed(patient: PatientId, practice: &OdsCode, review_due: NaiveDate, at: DateTime<Utc>) -> Self {
        Self { review_due: Some(review_due), ..Self::new(EventKind::PlanSigned, patient, practice, at) }
    }

    /// The same with this identifier, so that hearing of it twice counts once.
    #[must_use]
    pub fn with_id(self, id: EventId) -> Self {
        Self { id: Some(id), ..self }
    }
}

/// Records one event; whether it was new. Repeats change nothing.
///
/// Call it last in a transaction: it ends with the outbox.
///
/// # Errors
/// When practice or patient is missing, or the database fails.
pub async fn record_event(tx: &Write, services: &Services, event: Happened) -> Result<bool, CareError> {
    Ok(record_events(tx, services, vec![event]).await? > 0)
}

/// Records events that happen together, in this order; how many were new. See [`record_event`].
///
/// # Errors
/// As for [`record_event`].
pub async fn record_events(tx: &Write, services: &Services, happened: Vec<Happened>) -> Result<u64, CareError> {
    let now = services.now();
    let mut changes = Changes::default();
    for event in happened {
        let kept = ActivityEvent {
            id: event.id.unwrap_or_else(|| EventId::from_uuid(services.ids.next())),
            kind: event.kind,
            practice: event.practice,
            patient: event.patient,
            happened_at: event.at,
            received_at: now,
            day: london_day(event.at),
        };
        if activity_events::insert_if_absent(tx, &kept).await? {
            changes.take(tx, &kept, event.source, event.review_due).await?;
        }
    }
    changes.keep(tx, now).await
}

/// What several events change together, written once at the end.
#[derive(Default)]
struct Changes {
    events: u64,
    people: BTreeMap<PatientId, Person>,
    /// Whose own pages show something else now: opening a page changes no page.
    shown: BTreeSet<PatientId>,
    counters: Vec<(OdsCode, NaiveDate, &'static str, i64)>,
    practices: BTreeMap<OdsCode, Vec<OdsCode>>,
}

struct Person {
    before: Option<Progress>,
    now: Progress,
    /// Days known to be active in this transaction.
    active: Vec<NaiveDate>,
    may_activate: bool,
}

impl Changes {
    async fn take(
        &mut self,
        tx: &Write,
        event: &ActivityEvent,
        source: Option<RecruitmentSource>,
        review_due: Option<NaiveDate>,
    ) -> Result<(), StoreError> {
        self.events += 1;
        if !matches!(event.kind, EventKind::PlanOpened | EventKind::EmergencyOpened) {
            self.shown.insert(event.patient);
        }
        if !self.practices.contains_key(&event.practice) {
            self.practices.insert(event.practice.clone(), above(tx, &event.practice).await?);
        }
        if let std::collections::btree_map::Entry::Vacant(place) = self.people.entry(event.patient) {
            let before = progress::get_to_change(tx, event.patient).await?;
            let now = before.clone().unwrap_or_else(|| Progress::new(event.patient, event.practice.clone()));
            if before.is_none() {
                self.counters.push((event.practice.clone(), event.day, tally::ELIGIBLE, 1));
            }
            place.insert(Person { before, now, active: Vec::new(), may_activate: false });
        }
        if tally::is_late(event) {
            self.counters.push((event.practice.clone(), london_day(event.received_at), tally::ARRIVED_LATE, 1));
            return Ok(());
        }
        if let Some(counter) = tally::counter_of(event.kind) {
            self.counters.push((event.practice.clone(), event.day, counter, 1));
        }
        if let Some(counter) = tally::people_counter_of(event.kind)
            && activity_events::first_that_day(tx, event).await?
        {
            self.counters.push((event.practice.clone(), event.day, counter, 1));
        }
        let Some(person) = self.people.get_mut(&event.patient) else { return Ok(()) };
        if event.kind.is_qualifying() && !person.active.contains(&event.day) {
            person.active.push(event.day);
            if active_days::insert_if_absent(tx, event.patient, event.day, &event.practice).await? {
                self.counters.push((event.practice.clone(), event.day, tally::ACTIVE_PEOPLE, 1));
            }
        }
        tally::advance(&mut person.now, event, source, review_due);
        person.may_activate |= tally::may_activate(&person.now, event);
        Ok(())
    }

    async fn keep(mut self, tx: &Write, now: DateTime<Utc>) -> Result<u64, CareError> {
        if self.events == 0 {
            return Ok(0);
        }
        for person in self.people.values_mut() {
            if person.may_activate {
                let events = activity_events::of_patient(tx, person.now.patient).await?;
                person.now.activated_day = tally::activated_day(person.now.registered_day, &events);
            }
            if person.before.as_ref() != Some(&person.now) {
                progress::upsert(tx, &person.now).await?;
            }
            for (day, counter, by) in tally::steps(person.before.as_ref(), &person.now) {
                self.counters.push((person.now.practice.clone(), day, counter, by));
            }
        }
        let mut moved = Vec::with_capacity(self.counters.len() * 3);
        for (practice, day, metric, by) in self.counters {
            let above = self.practices.get(&practice).map_or(&[][..], Vec::as_slice);
            for organisation in std::iter::once(&practice).chain(above) {
                moved.push(RollupChange { organisation: organisation.clone(), day, metric: metric.into(), by });
            }
        }
        rollups::add_many(tx, &moved).await?;
        for topic in topics(&self.practices, self.shown.into_iter()) {
            outbox::append(tx, &topic, now).await?;
        }
        Ok(self.events)
    }
}

/// PCN and ICB above a practice: every figure of the practice counts there too.
pub(crate) async fn above(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Vec<OdsCode>, StoreError> {
    Ok(organisations::by_code(conn, practice).await?.map(|practice| above_of(&practice)).unwrap_or_default())
}

/// PCN and ICB above an organisation at hand.
pub(crate) fn above_of(organisation: &Organisation) -> Vec<OdsCode> {
    let mut above: Vec<OdsCode> = organisation.parent.iter().chain(&organisation.icb).cloned().collect();
    above.dedup();
    above
}

/// Whoever looks at a patient, their practice or its ICB is told. PCNs have no board of their own.
fn topics(
    practices: &BTreeMap<OdsCode, Vec<OdsCode>>,
    people: impl Iterator<Item = PatientId>,
) -> impl Iterator<Item = Topic> {
    let mut icbs: Vec<OdsCode> = practices.values().filter_map(|above| above.last().cloned()).collect();
    icbs.sort();
    icbs.dedup();
    people
        .map(Topic::Patient)
        .chain(practices.keys().cloned().map(Topic::Practice))
        .chain(icbs.into_iter().map(Topic::Icb))
}
