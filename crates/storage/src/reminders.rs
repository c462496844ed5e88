//! Who wants reminders for whom, and which reminders a node took upon itself to send.
//!
//! A reminder is claimed by a row of its own before it is sent: of two nodes that look at the same minute one inserts the
//! row and sends, the other finds it there and does not.

use chrono::{DateTime, Utc};
use domain::dose::{DoseTimes, Slot};
use domain::reminder::{ReminderKey, ReminderWish};
use domain::{AccountId, PatientId, SubscriptionId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, QueryTrait};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::reminders::{COLUMN, Entity, Model};
use crate::entities::reminders_sent::{COLUMN as SENT, Entity as Sent, Model as SentModel};
use crate::entities::{account_people, dose_times};
use crate::map::{Row, insert_if_absent, to_json};

/// Somebody who wants reminders for a person they act for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Who.
    pub account: AccountId,
    /// For whom.
    pub patient: PatientId,
    /// When not.
    pub wish: ReminderWish,
    /// Times the family chose.
    pub times: DoseTimes,
}

/// How sending went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The push service has it.
    Sent,
    /// It asked to be tried again then.
    Later(DateTime<Utc>),
    /// It could not be sent and is not tried again.
    Failed,
}

/// Keeps what an account wants for a person.
///
/// # Errors
/// `foreign_key` when account or person is missing.
pub async fn put(
    conn: &impl ConnectionTrait,
    account: AccountId,
    patient: PatientId,
    wish: ReminderWish,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = Model {
        account_id: account.uuid(),
        patient_id: patient.uuid(),
        wanted: wish.on,
        wish: to_json(&wish)?,
        changed_at: at,
    };
    let again = OnConflict::columns([COLUMN.account_id.0, COLUMN.patient_id.0])
        .update_columns([COLUMN.wanted.0, COLUMN.wish.0, COLUMN.changed_at.0])
        .to_owned();
    conn.execute(&Entity::insert(row.into_active_model()).on_conflict(again).into_query()).await?;
    Ok(())
}

/// What an account wants for a person, if it ever said.
///
/// # Errors
/// When the row cannot be read.
pub async fn get(
    conn: &impl ConnectionTrait,
    account: AccountId,
    patient: PatientId,
) -> Result<Option<ReminderWish>, StoreError> {
    let row = Entity::find_by_id((account.uuid(), patient.uuid())).one(conn).await?;
    row.map(|model| Row::new("reminders", &model.account_id).json("wish", model.wish)).transpose()
}

/// Everybody who wants reminders now for a person they still act for, with the times of that person's doses.
///
/// # Errors
/// When a row cannot be read.
pub async fn wanted(conn: &impl ConnectionTrait) -> Result<Vec<Wanted>, StoreError> {
    let wish = |column| Expr::col((Entity, column));
    let people = |column| Expr::col((account_people::Entity, column));
    let times = |column| Expr::col((dose_times::Entity, column));
    let query = Query::select()
        .from(Entity)
        .inner_join(
            account_people::Entity,
            people(account_people::COLUMN.account_id.0)
                .equals((Entity, COLUMN.account_id.0))
                .and(people(account_people::COLUMN.patient_id.0).equals((Entity, COLUMN.patient_id.0))),
        )
        .left_join(dose_times::Entity, times(dose_times::COLUMN.patient_id.0).equals((Entity, COLUMN.patient_id.0)))
        .column((Entity, COLUMN.account_id.0))
        .column((Entity, COLUMN.patient_id.0))
        .column((Entity, COLUMN.wish.0))
        .column((dose_times::Entity, dose_times::COLUMN.morning.0))
        .column((dose_times::Entity, dose_times::COLUMN.night.0))
        .and_where(wish(COLUMN.wanted.0).eq(true))
        .and_where(people(account_people::COLUMN.ended_at.0).is_null())
        .take();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| {
            let account: Uuid = row.try_get_by_index(0)?;
            let patient = PatientId::from_uuid(row.try_get_by_index(1)?);
            let (morning, night): (Option<String>, Option<String>) =
                (row.try_get_by_index(3)?, row.try_get_by_index(4)?);
            let times = match morning.zip(night) {
                Some((morning, night)) => crate::dose_times::from_texts(&patient, morning, night)?,
                None => DoseTimes::default(),
            };
            let wish = Row::new("reminders", &account).json("wish", row.try_get_by_index(2)?)?;
            Ok(Wanted { account: AccountId::from_uuid(account), patient, wish, times })
        })
        .collect()
}

/// Somebody has claimed this reminder.
///
/// # Errors
/// When the database fails.
pub async fn is_claimed(conn: &impl ConnectionTrait, key: ReminderKey) -> Result<bool, StoreError> {
    Ok(Sent::find().filter(is(key)).one(conn).await?.is_some())
}

/// Claims a reminder; `false` when it was claimed already.
///
/// # Errors
/// `foreign_key` when device or person is missing.
pub async fn claim(conn: &impl ConnectionTrait, key: ReminderKey, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = SentModel {
        subscription_id: key.device.uuid(),
        patient_id: key.patient.uuid(),
        day: key.day,
        slot: key.slot.as_str().into(),
        claimed_at: at,
        outcome: "claimed".into(),
        retry_at: None,
    };
    insert_if_absent(conn, row).await
}

/// Takes up again a reminder that was to be tried later, once its time has come; `false` when another node was faster.
///
/// # Errors
/// When the database fails.
pub async fn claim_again(conn: &impl ConnectionTrait, key: ReminderKey, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let changed = Sent::update_many()
        .col_expr(SENT.outcome, Expr::value("claimed"))
        .col_expr(SENT.retry_at, Expr::value(None::<DateTime<Utc>>))
        .filter(is(key))
        .filter(SENT.outcome.eq("later").and(SENT.retry_at.lte(at)))
        .exec(conn)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Notes how sending went.
///
/// # Errors
/// When the database fails.
pub async fn done(conn: &impl ConnectionTrait, key: ReminderKey, outcome: Outcome) -> Result<(), StoreError> {
    let (word, retry_at) = match outcome {
        Outcome::Sent => ("sent", None),
        Outcome::Later(at) => ("later", Some(at)),
        Outcome::Failed => ("failed", None),
    };
    Sent::update_many()
        .col_expr(SENT.outcome, Expr::value(word))
        .col_expr(SENT.retry_at, Expr::value(retry_at))
        .filter(is(key))
        .exec(conn)
        .await?;
    Ok(())
}

/// Reminders whose second try has come.
///
/// # Errors
/// When a row cannot be read.
pub async fn to_try_again(
    conn: &impl ConnectionTrait,
    at: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<ReminderKey>, StoreError> {
    let rows = Sent::find().filter(SENT.outcome.eq("later").and(SENT.retry_at.lte(at))).limit(limit).all(conn).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("reminders_sent", &model.subscription_id);
            Ok(ReminderKey {
                device: SubscriptionId::from_uuid(model.subscription_id),
                patient: PatientId::from_uuid(model.patient_id),
                day: model.day,
                slot: row.read("slot", Slot::parse(&model.slot))?,
            })
        })
        .collect()
}

/// Forgets reminders claimed before a moment; how many.
///
/// # Errors
/// When the database fails.
pub async fn prune(conn: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Sent::delete_many().filter(SENT.claimed_at.lt(before)).exec(conn).await?.rows_affected)
}

fn is(key: ReminderKey) -> Expr {
    SENT.subscription_id
        .eq(key.device.uuid())
        .and(SENT.patient_id.eq(key.patient.uuid()))
        .and(SENT.day.eq(key.day))
        .and(SENT.slot.eq(key.slot.as_str()))
}
