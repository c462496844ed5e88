//! What people did, as figures count it. [`record_event`] is the one way in: the event, the person's progress, the day's
//! counters and the word to the screens are kept in one transaction, or none of them is.

mod changes;
pub(crate) mod recount;

use chrono::{DateTime, NaiveDate, Utc};
use domain::consent::RecruitmentSource;
use domain::time::london_day;
use domain::{EventId, EventKind, OdsCode, Organisation, PatientId};
use storage::activity_events::ActivityEvent;
use storage::{ConnectionTrait, StoreError, Write, organisations};

use crate::{CareError, Services};
use changes::Changes;
pub(crate) use changes::{Counted, counter_changes, merge};
pub(crate) use recount::retell;

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
    let events: Vec<ActivityEvent> = happened
        .into_iter()
        .map(|event| ActivityEvent {
            id: event.id.unwrap_or_else(|| EventId::from_uuid(services.ids.next())),
            kind: event.kind,
            practice: event.practice,
            patient: event.patient,
            happened_at: event.at,
            received_at: now,
            day: london_day(event.at),
            until: event.review_due,
            source: event.source,
        })
        .collect();
    Changes::of(tx, &events).await?.keep(tx, now).await
}

/// PCN and ICB above a practice: every figure of the practice counts there too.
pub(crate) async fn above(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Vec<OdsCode>, StoreError> {
    Ok(organisations::by_code(conn, practice).await?.map(|practice| above_of(&practice)).unwrap_or_default())
}

/// PCN and ICB above an organisation at hand.
pub(crate) fn above_of(organisation: &Organisation) -> Vec<OdsCode> {
    above_codes(organisation.parent.as_ref(), organisation.icb.as_ref())
}

/// From the lowest to the highest.
fn above_codes(parent: Option<&OdsCode>, icb: Option<&OdsCode>) -> Vec<OdsCode> {
    let mut above: Vec<OdsCode> = parent.into_iter().chain(icb).cloned().collect();
    above.dedup();
    above
}
