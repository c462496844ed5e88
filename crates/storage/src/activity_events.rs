//! What happened, append-only. Every figure can be counted again from here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::consent::RecruitmentSource;
use domain::figures::Fact;
use domain::time::london_day;
use domain::{EventId, EventKind, OdsCode, PatientId};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Order, Query};
use sea_orm::{ConnectionTrait, EntityTrait, Insert, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::StoreError;
use crate::entities::activity_events::{ActiveModel, COLUMN, Entity, Model};
use crate::map::{Row, Taken, insert_if_absent as insert_absent, insert_many as insert_rows, padded};

/// One thing that happened to or was done by one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityEvent {
    /// Identifier; the first receipt wins.
    pub id: EventId,
    /// What.
    pub kind: EventKind,
    /// Practice of registration then.
    pub practice: OdsCode,
    /// Who.
    pub patient: PatientId,
    /// When it happened.
    pub happened_at: DateTime<Utc>,
    /// When the server heard of it.
    pub received_at: DateTime<Utc>,
    /// The London day on which it counts.
    pub day: NaiveDate,
    /// The review date of a plan that was signed.
    pub until: Option<NaiveDate>,
    /// How somebody who registered heard of the passport.
    pub source: Option<RecruitmentSource>,
}

impl ActivityEvent {
    /// As figures count it.
    pub fn fact(&self) -> Fact {
        Fact {
            kind: self.kind,
            at: self.happened_at,
            day: self.day,
            heard: london_day(self.received_at),
            practice: self.practice.clone(),
            until: self.until,
            source: self.source,
        }
    }
}

/// Keeps an event unless its id is known; whether it was new.
///
/// # Errors
/// `foreign_key` when practice or patient is missing.
pub async fn insert_if_absent(conn: &impl ConnectionTrait, event: &ActivityEvent) -> Result<bool, StoreError> {
    insert_absent(conn, to_row(event)).await
}

/// Keeps many events, those with known ids left out; how many were new.
///
/// # Errors
/// As for [`insert_if_absent`].
pub async fn insert_many(conn: &impl ConnectionTrait, events: &[ActivityEvent]) -> Result<u64, StoreError> {
    insert_rows(conn, events.iter().map(to_row).collect(), Taken::Skip).await
}

/// Keeps events unless their ids are known; which were new. They are numbered in this order.
///
/// # Errors
/// As for [`insert_if_absent`].
pub async fn insert_new(
    conn: &impl ConnectionTrait,
    events: &[ActivityEvent],
) -> Result<BTreeSet<EventId>, StoreError> {
    let mut new = BTreeSet::new();
    for portion in padded(events.iter().map(to_row).collect()) {
        let mut insert = Insert::many(portion).on_conflict(OnConflict::new().do_nothing().to_owned()).into_query();
        insert.returning_col(COLUMN.id.0);
        for row in conn.query_all(&insert).await? {
            new.insert(EventId::from_uuid(row.try_get_by_index(0)?));
        }
    }
    Ok(new)
}

/// Which of these people had an event of these kinds on these days: so that people are counted, not taps.
///
/// # Errors
/// When the database fails.
pub async fn happened_on(
    conn: &impl ConnectionTrait,
    asked: &BTreeSet<(PatientId, NaiveDate, EventKind)>,
) -> Result<BTreeSet<(PatientId, NaiveDate, EventKind)>, StoreError> {
    let mut known = BTreeSet::new();
    for portion in padded(asked.iter().copied().collect()) {
        let same = |column: &'static str, asked: &'static str| Expr::col(column).eq(Expr::col(("asked", asked)));
        let mut before = Query::select();
        before
            .expr(Expr::val(1))
            .from("activity_events")
            .and_where(same("patient_id", "column1"))
            .and_where(same("day", "column2"))
            .and_where(same("kind", "column3"));
        let rows = portion.into_iter().map(|(patient, day, kind)| (patient.uuid(), day, kind.as_str()));
        let mut query = Query::select();
        query.columns(["column1", "column2", "column3"]).from_values(rows, "asked").and_where(Expr::exists(before));
        for row in conn.query_all(&query).await? {
            let (patient, kind): (uuid::Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(2)?);
            let kind = Row::new("activity_events", &patient).read("kind", EventKind::parse(&kind))?;
            known.insert((PatientId::from_uuid(patient), row.try_get_by_index(1)?, kind));
        }
    }
    Ok(known)
}

/// Events in the order they were received, after the one numbered `seq`: all of them, portion by portion.
///
/// # Errors
/// When a row cannot be read.
pub async fn after(conn: &impl ConnectionTrait, seq: i64, limit: u64) -> Result<Vec<(i64, ActivityEvent)>, StoreError> {
    let rows = Entity::find().filter(COLUMN.seq.gt(seq)).order_by_asc(COLUMN.seq).limit(limit).all(conn).await?;
    rows.into_iter().map(|model| Ok((model.seq, from_row(model)?))).collect()
}

/// Events of these people, each person's in the order they were received.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patients(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, Vec<ActivityEvent>>, StoreError> {
    let numbered = numbered_of_patients(conn, patients).await?;
    let plain = |events: Vec<(i64, ActivityEvent)>| events.into_iter().map(|(_, event)| event).collect();
    Ok(numbered.into_iter().map(|(patient, events)| (patient, plain(events))).collect())
}

/// What figures count of these people, each person's in the order it was received: nothing else is read of the events.
///
/// # Errors
/// When a row cannot be read.
pub async fn facts_of(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, Vec<Fact>>, StoreError> {
    let mut query = Query::select();
    query
        .columns(["patient_id", "kind", "happened_at", "received_at", "day", "practice_code", "until_day", "source"])
        .from("activity_events")
        .and_where(Expr::col("patient_id").is_in(patients.iter().map(|patient| patient.uuid())))
        .order_by("seq", Order::Asc);
    let mut people: BTreeMap<PatientId, Vec<Fact>> = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let patient: uuid::Uuid = row.try_get_by_index(0)?;
        let named = Row::new("activity_events", &patient);
        let (kind, practice): (String, String) = (row.try_get_by_index(1)?, row.try_get_by_index(5)?);
        let received_at: DateTime<Utc> = row.try_get_by_index(3)?;
        let source: Option<String> = row.try_get_by_index(7)?;
        people.entry(PatientId::from_uuid(patient)).or_default().push(Fact {
            kind: named.read("kind", EventKind::parse(&kind))?,
            at: row.try_get_by_index(2)?,
            day: row.try_get_by_index(4)?,
            heard: london_day(received_at),
            practice: named.code("practice_code", &practice)?,
            until: row.try_get_by_index(6)?,
            source: named.read_if("source", source, |source| RecruitmentSource::parse(&source))?,
        });
    }
    Ok(people)
}

/// How many events there are of each of these people.
///
/// # Errors
/// When the database fails.
pub async fn count_of(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, i64>, StoreError> {
    let mut query = Query::select();
    query
        .column("patient_id")
        .expr(Expr::cust("count(*)"))
        .from("activity_events")
        .and_where(Expr::col("patient_id").is_in(patients.iter().map(|patient| patient.uuid())))
        .group_by_col("patient_id");
    let rows = conn.query_all(&query).await?;
    rows.iter().map(|row| Ok((PatientId::from_uuid(row.try_get_by_index(0)?), row.try_get_by_index(1)?))).collect()
}

/// As [`of_patients`], each event with its number in the order of receipt.
///
/// # Errors
/// When a row cannot be read.
pub async fn numbered_of_patients(
    conn: &impl ConnectionTrait,
    patients: &[PatientId],
) -> Result<BTreeMap<PatientId, Vec<(i64, ActivityEvent)>>, StoreError> {
    let ids = patients.iter().map(|patient| patient.uuid());
    let rows = Entity::find().filter(COLUMN.patient_id.is_in(ids)).order_by_asc(COLUMN.seq).all(conn).await?;
    let mut people: BTreeMap<PatientId, Vec<(i64, ActivityEvent)>> = BTreeMap::new();
    for model in rows {
        let seq = model.seq;
        let event = from_row(model)?;
        people.entry(event.patient).or_default().push((seq, event));
    }
    Ok(people)
}

/// The number of the event received last; 0 before any.
///
/// # Errors
/// When the database fails.
pub async fn last_seq(conn: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let newest = Entity::find().order_by_desc(COLUMN.seq).one(conn).await?;
    Ok(newest.map_or(0, |model| model.seq))
}

/// People of whom anything happened at a practice.
///
/// # Errors
/// When the database fails.
pub async fn people_at(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Vec<PatientId>, StoreError> {
    let query = Entity::find().select_only().column(COLUMN.patient_id.0).distinct();
    let ids: Vec<uuid::Uuid> = query.filter(COLUMN.practice_code.eq(practice.as_str())).into_tuple().all(conn).await?;
    Ok(ids.into_iter().map(PatientId::from_uuid).collect())
}

/// Events of one person in the order they were received.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<ActivityEvent>, StoreError> {
    let rows = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid())).order_by_asc(COLUMN.seq).all(conn).await?;
    rows.into_iter().map(from_row).collect()
}

/// When the newest event of a practice was received.
///
/// # Errors
/// When the row cannot be read.
pub async fn latest_at(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Option<DateTime<Utc>>, StoreError> {
    let newest =
        Entity::find().filter(COLUMN.practice_code.eq(practice.as_str())).order_by_desc(COLUMN.seq).one(conn).await?;
    Ok(newest.map(|model| model.received_at))
}

/// How many events there are.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(Entity::find().count(conn).await?)
}

fn to_row(event: &ActivityEvent) -> ActiveModel {
    ActiveModel {
        seq: NotSet,
        id: Set(event.id.uuid()),
        kind: Set(event.kind.as_str().into()),
        practice_code: Set(event.practice.to_string()),
        patient_id: Set(event.patient.uuid()),
        happened_at: Set(event.happened_at),
        received_at: Set(event.received_at),
        day: Set(event.day),
        until_day: Set(event.until),
        source: Set(event.source.map(|source| source.as_str().into())),
    }
}

fn from_row(model: Model) -> Result<ActivityEvent, StoreError> {
    let row = Row::new("activity_events", &model.id);
    Ok(ActivityEvent {
        id: EventId::from_uuid(model.id),
        kind: row.read("kind", EventKind::parse(&model.kind))?,
        practice: row.code("practice_code", &model.practice_code)?,
        patient: PatientId::from_uuid(model.patient_id),
        happened_at: model.happened_at,
        received_at: model.received_at,
        day: model.day,
        until: model.until_day,
        source: row.read_if("source", model.source, |source| RecruitmentSource::parse(&source))?,
    })
}
