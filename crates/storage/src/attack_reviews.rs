//! Reviews that an attack, A&E or a hospital stay asks of the practice, each with its clock.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::attack_review::{AttackReview, ReviewLine};
use domain::diary::note::ReviewCause;
use domain::{EntryId, OdsCode, PatientId, ReviewId, StaffId};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::attack_reviews::{COLUMN, Entity, Model};
use crate::entities::{patients, staff};
use crate::map::{Row, insert, name};

/// A review to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReview {
    /// Identifier.
    pub id: ReviewId,
    /// The note that asks for it.
    pub note: EntryId,
    /// Whose.
    pub patient: PatientId,
    /// Where they are registered.
    pub practice: OdsCode,
    /// Why.
    pub cause: ReviewCause,
    /// The day it happened.
    pub day: NaiveDate,
    /// By when; empty while the clock does not run.
    pub due_at: Option<DateTime<Utc>>,
    /// When the practice was told.
    pub opened_at: DateTime<Utc>,
}

/// Opens a review.
///
/// # Errors
/// `attack_reviews_note_key` when the note has one already; `foreign_key` when note, patient or practice is missing.
pub async fn open(conn: &impl ConnectionTrait, new: &NewReview) -> Result<(), StoreError> {
    let row = Model {
        id: new.id.uuid(),
        note_id: new.note.uuid(),
        patient_id: new.patient.uuid(),
        practice_code: new.practice.to_string(),
        cause: new.cause.as_str().into(),
        from_day: new.day,
        due_at: new.due_at,
        opened_at: new.opened_at,
        owner_id: None,
        taken_back_at: None,
        done_at: None,
        done_by: None,
    };
    insert(conn, row).await
}

/// The patient put the note right: the review follows the new one, with its day and its clock.
///
/// # Errors
/// `foreign_key` when the note is missing.
pub async fn follow(
    conn: &impl ConnectionTrait,
    from: EntryId,
    to: EntryId,
    (cause, day, due_at): (ReviewCause, NaiveDate, Option<DateTime<Utc>>),
) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.note_id, Expr::value(to.uuid()))
        .col_expr(COLUMN.cause, Expr::value(cause.as_str()))
        .col_expr(COLUMN.from_day, Expr::value(day))
        .col_expr(COLUMN.due_at, Expr::value(due_at))
        .filter(COLUMN.note_id.eq(from.uuid()))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// The patient took the note back. The review stays on the list, marked, until somebody at the practice ends it.
///
/// # Errors
/// When the database fails.
pub async fn take_back(conn: &impl ConnectionTrait, note: EntryId, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.taken_back_at, Expr::value(now))
        .filter(COLUMN.note_id.eq(note.uuid()))
        .filter(COLUMN.done_at.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// A review of this practice.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    id: ReviewId,
) -> Result<Option<AttackReview>, StoreError> {
    let query = Entity::find_by_id(id.uuid()).filter(COLUMN.practice_code.eq(practice.as_str()));
    query.one(conn).await?.map(from_row).transpose()
}

/// Gives an open review to somebody, or to nobody; whether it was open.
///
/// # Errors
/// `foreign_key` when there is no such member of staff.
pub async fn give(conn: &impl ConnectionTrait, id: ReviewId, owner: Option<StaffId>) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.owner_id, Expr::value(owner.map(StaffId::uuid)))
        .filter(COLUMN.id.eq(id.uuid()))
        .filter(COLUMN.done_at.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Ends an open review; whether it was open.
///
/// # Errors
/// `foreign_key` when there is no such member of staff.
pub async fn done(
    conn: &impl ConnectionTrait,
    id: ReviewId,
    by: StaffId,
    at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let changed = Entity::update_many()
        .col_expr(COLUMN.done_at, Expr::value(at))
        .col_expr(COLUMN.done_by, Expr::value(by.uuid()))
        .filter(COLUMN.id.eq(id.uuid()))
        .filter(COLUMN.done_at.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// How many reviews of a practice are open.
///
/// # Errors
/// When the database fails.
pub async fn count_open(conn: &impl ConnectionTrait, practice: &OdsCode) -> Result<u64, StoreError> {
    let open = Entity::find().filter(COLUMN.practice_code.eq(practice.as_str())).filter(COLUMN.done_at.is_null());
    Ok(open.count(conn).await?)
}

/// Whose reviews of a practice are overdue, and since when the first of them is.
///
/// # Errors
/// When the database fails.
pub async fn overdue_at(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    now: DateTime<Utc>,
) -> Result<BTreeMap<PatientId, DateTime<Utc>>, StoreError> {
    let late = Entity::find()
        .filter(COLUMN.practice_code.eq(practice.as_str()))
        .filter(COLUMN.done_at.is_null())
        .filter(COLUMN.due_at.lte(now));
    let mut people = BTreeMap::new();
    for row in late.order_by_asc(COLUMN.due_at).all(conn).await? {
        if let Some(due) = row.due_at {
            people.entry(PatientId::from_uuid(row.patient_id)).or_insert(due);
        }
    }
    Ok(people)
}

/// Reviews of a practice with the names of patient, owner and whoever ended it: open ones, or those ended at or after a
/// moment.
///
/// # Errors
/// When a row cannot be read.
pub async fn lines(
    conn: &impl ConnectionTrait,
    practice: &OdsCode,
    done_since: Option<DateTime<Utc>>,
) -> Result<Vec<ReviewLine>, StoreError> {
    let (owner, ender) = (Alias::new("owner"), Alias::new("ender"));
    let of = |column| Expr::col((Entity, column));
    let name_of = |table: &Alias, column| Expr::col((table.clone(), column));
    let mut query = Query::select();
    query
        .columns([COLUMN.id.0, COLUMN.patient_id.0, COLUMN.owner_id.0, COLUMN.cause.0].map(|column| (Entity, column)))
        .columns([COLUMN.from_day.0, COLUMN.due_at.0, COLUMN.taken_back_at.0, COLUMN.done_at.0].map(|c| (Entity, c)))
        .column((patients::Entity, patients::COLUMN.given_name.0))
        .column((patients::Entity, patients::COLUMN.family_name.0))
        .column((patients::Entity, patients::COLUMN.date_of_birth.0))
        .column((patients::Entity, patients::COLUMN.phone.0))
        .expr(name_of(&owner, staff::COLUMN.given_name.0))
        .expr(name_of(&owner, staff::COLUMN.family_name.0))
        .expr(name_of(&ender, staff::COLUMN.given_name.0))
        .expr(name_of(&ender, staff::COLUMN.family_name.0))
        .from(Entity)
        .inner_join(
            patients::Entity,
            Expr::col((patients::Entity, patients::COLUMN.id.0)).equals((Entity, COLUMN.patient_id.0)),
        )
        .join_as(
            sea_orm::JoinType::LeftJoin,
            staff::Entity,
            owner.clone(),
            name_of(&owner, staff::COLUMN.id.0).equals((Entity, COLUMN.owner_id.0)),
        )
        .join_as(
            sea_orm::JoinType::LeftJoin,
            staff::Entity,
            ender.clone(),
            name_of(&ender, staff::COLUMN.id.0).equals((Entity, COLUMN.done_by.0)),
        )
        .and_where(of(COLUMN.practice_code.0).eq(practice.as_str()));
    match done_since {
        None => query
            .and_where(of(COLUMN.done_at.0).is_null())
            // Without a clock last: they are still in hospital.
            .order_by_expr(of(COLUMN.due_at.0).is_null(), Order::Asc)
            .order_by((Entity, COLUMN.due_at.0), Order::Asc),
        Some(since) => {
            query.and_where(of(COLUMN.done_at.0).gte(since)).order_by((Entity, COLUMN.done_at.0), Order::Desc)
        }
    };
    query.order_by((Entity, COLUMN.id.0), Order::Asc).limit(200);
    conn.query_all(&query).await?.iter().map(line).collect()
}

fn line(row: &sea_orm::QueryResult) -> Result<ReviewLine, StoreError> {
    let id: uuid::Uuid = row.try_get_by_index(0)?;
    let read = Row::new("attack_reviews", &id);
    let staff_name = |at: usize| -> Result<_, StoreError> {
        let (given, family): (Option<String>, Option<String>) =
            (row.try_get_by_index(at)?, row.try_get_by_index(at + 1)?);
        Ok(given.zip(family).map(|(given, family)| name(given, family).to_string()))
    };
    let cause: String = row.try_get_by_index(3)?;
    let owner: Option<uuid::Uuid> = row.try_get_by_index(2)?;
    Ok(ReviewLine {
        id: ReviewId::from_uuid(id),
        patient: PatientId::from_uuid(row.try_get_by_index(1)?),
        owner: owner.map(StaffId::from_uuid),
        cause: read.read("cause", ReviewCause::parse(&cause))?,
        day: row.try_get_by_index(4)?,
        due_at: row.try_get_by_index(5)?,
        taken_back: row.try_get_by_index::<Option<DateTime<Utc>>>(6)?.is_some(),
        done_at: row.try_get_by_index(7)?,
        name: name(row.try_get_by_index(8)?, row.try_get_by_index(9)?),
        date_of_birth: row.try_get_by_index(10)?,
        phone: row.try_get_by_index(11)?,
        owner_name: staff_name(12)?,
        done_by: staff_name(14)?,
    })
}

fn from_row(model: Model) -> Result<AttackReview, StoreError> {
    let row = Row::new("attack_reviews", &model.id);
    Ok(AttackReview {
        id: ReviewId::from_uuid(model.id),
        note: EntryId::from_uuid(model.note_id),
        patient: PatientId::from_uuid(model.patient_id),
        cause: row.read("cause", ReviewCause::parse(&model.cause))?,
        due_at: model.due_at,
        done: model.done_at.is_some(),
    })
}
