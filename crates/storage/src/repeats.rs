//! Requests for more of a medicine: the request, its items and the way of each.

mod items;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::repeat::RepeatRequest;
use domain::{AccountId, OdsCode, PatientId, Relationship, RepeatId, StaffId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use uuid::Uuid;

use crate::StoreError;
use crate::entities::repeat_days::{COLUMN as DAYS, Entity as Days, Model as DaysModel};
use crate::entities::repeat_items::{COLUMN as ITEM, Entity as Items};
use crate::entities::repeat_requests::{COLUMN, Entity, Model};
use crate::map::{Row, insert as insert_row};

pub use items::{By, Step, item, step};
use items::{OPEN, add_items};

/// A request to keep; its items are new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRepeat {
    /// The request.
    pub request: RepeatRequest,
    /// Who asks.
    pub account: AccountId,
    /// How they stand to the person.
    pub relationship: Relationship,
}

/// Keeps a request with its items, each asked.
///
/// # Errors
/// `repeat_items_one_open` when one of them is asked for already; `foreign_key` when something is missing.
pub async fn insert(conn: &impl ConnectionTrait, new: &NewRepeat) -> Result<(), StoreError> {
    let request = &new.request;
    let row = Model {
        id: request.id.uuid(),
        patient_id: request.patient.uuid(),
        practice_code: request.practice.to_string(),
        account_id: new.account.uuid(),
        relationship: new.relationship.as_str().into(),
        asked_at: request.asked_at,
        expected_on: request.expected_on,
        delayed_at: None,
        delayed_by: None,
    };
    insert_row(conn, row).await?;
    add_items(conn, request, new.account).await
}

/// Requests of a person, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_patient(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    limit: u64,
) -> Result<Vec<RepeatRequest>, StoreError> {
    let query = Entity::find().filter(COLUMN.patient_id.eq(patient.uuid()));
    let rows = query.order_by_desc(COLUMN.asked_at).order_by_desc(COLUMN.id).limit(limit).all(conn).await?;
    with_items(conn, rows).await
}

/// Requests that a practice has: those with an open item, oldest first, or those without one, newest first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_practice(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    open: bool,
    limit: u64,
) -> Result<Vec<RepeatRequest>, StoreError> {
    let with_open = Items::find().select_only().column(ITEM.request_id.0).filter(ITEM.state.is_in(OPEN)).into_query();
    let query = Entity::find().filter(COLUMN.practice_code.eq(practice.as_str()));
    let rows = if open {
        query.filter(COLUMN.id.in_subquery(with_open)).order_by_asc(COLUMN.asked_at)
    } else {
        query.filter(COLUMN.id.not_in_subquery(with_open)).order_by_desc(COLUMN.asked_at)
    };
    with_items(conn, rows.limit(limit).all(conn).await?).await
}

/// A request of a practice.
///
/// # Errors
/// When a row cannot be read.
pub async fn at_practice(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    id: RepeatId,
) -> Result<Option<RepeatRequest>, StoreError> {
    let query = Entity::find_by_id(id.uuid()).filter(COLUMN.practice_code.eq(practice.as_str()));
    let rows = query.all(conn).await?;
    Ok(with_items(conn, rows).await?.pop())
}

/// How many open requests a practice has.
///
/// # Errors
/// When the database fails.
pub async fn count_open(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<u64, StoreError> {
    let with_open = Items::find().select_only().column(ITEM.request_id.0).filter(ITEM.state.is_in(OPEN)).into_query();
    let query = Entity::find().filter(COLUMN.practice_code.eq(practice.as_str()));
    Ok(query.filter(COLUMN.id.in_subquery(with_open)).count(conn).await?)
}

/// Relievers a person asked for since a moment and did not take back.
///
/// # Errors
/// When the database fails.
pub async fn relievers_since(
    conn: &impl ConnectionTrait,
    patient: PatientId,
    since: DateTime<Utc>,
) -> Result<u32, StoreError> {
    let requests = Entity::find()
        .select_only()
        .column(COLUMN.id.0)
        .filter(COLUMN.patient_id.eq(patient.uuid()).and(COLUMN.asked_at.gte(since)))
        .into_query();
    let query = Items::find()
        .filter(ITEM.reliever.eq(true).and(ITEM.state.ne("taken_back")))
        .filter(ITEM.request_id.in_subquery(requests));
    Ok(u32::try_from(query.count(conn).await?).unwrap_or(u32::MAX))
}

/// Relievers that the people of a practice asked for since a moment and did not take back: how many, and when last.
///
/// # Errors
/// When the database fails.
pub async fn relievers_at(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    since: DateTime<Utc>,
) -> Result<BTreeMap<PatientId, (u32, DateTime<Utc>)>, StoreError> {
    let requests = Entity::find()
        .filter(COLUMN.practice_code.eq(practice.as_str()).and(COLUMN.asked_at.gte(since)))
        .order_by_asc(COLUMN.asked_at)
        .all(conn)
        .await?;
    let mut items: BTreeMap<Uuid, u32> = BTreeMap::new();
    let ids: Vec<Uuid> = requests.iter().map(|request| request.id).collect();
    for portion in ids.chunks(500) {
        let found = Items::find()
            .filter(ITEM.reliever.eq(true).and(ITEM.state.ne("taken_back")))
            .filter(ITEM.request_id.is_in(portion.iter().copied()));
        for item in found.all(conn).await? {
            *items.entry(item.request_id).or_default() += 1;
        }
    }
    let mut people = BTreeMap::new();
    for request in requests {
        if let Some(count) = items.get(&request.id) {
            let (all, last) = people.entry(PatientId::from_uuid(request.patient_id)).or_insert((0, request.asked_at));
            *all += count;
            *last = request.asked_at;
        }
    }
    Ok(people)
}

/// Says that a request takes until another day.
///
/// # Errors
/// `foreign_key` when the member of staff is missing.
pub async fn delay(
    conn: &impl ConnectionTrait,
    id: RepeatId,
    until: NaiveDate,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(COLUMN.expected_on, Expr::value(until))
        .col_expr(COLUMN.delayed_at, Expr::value(at))
        .col_expr(COLUMN.delayed_by, Expr::value(by.uuid()))
        .filter(COLUMN.id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// Working days a practice says it takes.
///
/// # Errors
/// When the row cannot be read.
pub async fn days(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<Option<u8>, StoreError> {
    let row = Days::find_by_id(practice.as_str()).one(conn).await?;
    row.map(|model| Row::new("repeat_days", &model.practice_code).number("days", model.days)).transpose()
}

/// Keeps the working days a practice says it takes.
///
/// # Errors
/// `foreign_key` when practice or staff is missing; `repeat_days_check` when there are none or too many.
pub async fn set_days(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    days: u8,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = DaysModel { practice_code: practice.to_string(), days: i32::from(days), set_by: by.uuid(), set_at: at };
    let again =
        OnConflict::column(DAYS.practice_code.0).update_columns([DAYS.days.0, DAYS.set_by.0, DAYS.set_at.0]).to_owned();
    conn.execute(&Days::insert(row.into_active_model()).on_conflict(again).into_query()).await?;
    Ok(())
}

async fn with_items(conn: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<RepeatRequest>, StoreError> {
    let mut items = items::of(conn, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("repeat_requests", &model.id);
            Ok(RepeatRequest {
                id: RepeatId::from_uuid(model.id),
                patient: PatientId::from_uuid(model.patient_id),
                practice: row.code("practice_code", &model.practice_code)?,
                asked_at: model.asked_at,
                expected_on: model.expected_on,
                delayed: model.delayed_at.is_some(),
                items: items.remove(&model.id).unwrap_or_default(),
            })
        })
        .collect()
}
