//! Devices that take reminders. A device belongs to the account that last asked for reminders on it.

use chrono::{DateTime, Utc};
use domain::{AccountId, SubscriptionId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use crate::StoreError;
use crate::entities::push_subscriptions::{COLUMN, Entity, Model};
use crate::entities::reminders_sent;
use crate::map::{Row, insert};

/// A device, with what a message to it needs.
#[derive(Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Identifier.
    pub id: SubscriptionId,
    /// Whose device.
    pub account: AccountId,
    /// Where messages go: whoever knows it can send, so it is never logged.
    pub endpoint: String,
    /// The device's public key, base64url.
    pub p256dh: String,
    /// The device's secret, base64url.
    pub auth: String,
    /// The push service asked to be left alone until then.
    pub wait_until: Option<DateTime<Utc>>,
    /// Failures in a row.
    pub failures: u32,
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Subscription").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Keeps a device. One that is known goes over to this account with its new keys: a phone that was handed on reminds
/// nobody of the person before.
///
/// # Errors
/// `foreign_key` when the account is missing.
pub async fn put(conn: &impl ConnectionTrait, device: &Subscription, now: DateTime<Utc>) -> Result<(), StoreError> {
    if let Some(known) = Entity::find().filter(COLUMN.endpoint.eq(device.endpoint.as_str())).one(conn).await? {
        remove(conn, SubscriptionId::from_uuid(known.id)).await?;
    }
    let row = Model {
        id: device.id.uuid(),
        account_id: device.account.uuid(),
        endpoint: device.endpoint.clone(),
        p256dh: device.p256dh.clone(),
        auth: device.auth.clone(),
        created_at: now,
        last_success_at: None,
        failures: 0,
        wait_until: None,
    };
    insert(conn, row).await
}

/// Devices of an account, first added first.
///
/// # Errors
/// When a row cannot be read.
pub async fn of_account(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Subscription>, StoreError> {
    let query = Entity::find().filter(COLUMN.account_id.eq(account.uuid())).order_by_asc(COLUMN.created_at);
    query.order_by_asc(COLUMN.id).all(conn).await?.into_iter().map(from_row).collect()
}

/// How many devices an account has.
///
/// # Errors
/// When the database fails.
pub async fn count(conn: &impl ConnectionTrait, account: AccountId) -> Result<u32, StoreError> {
    let count = Entity::find().filter(COLUMN.account_id.eq(account.uuid())).count(conn).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A device.
///
/// # Errors
/// When the row cannot be read.
pub async fn by_id(conn: &impl ConnectionTrait, id: SubscriptionId) -> Result<Option<Subscription>, StoreError> {
    Entity::find_by_id(id.uuid()).one(conn).await?.map(from_row).transpose()
}

/// Forgets a device and what was sent to it; whether it was known.
///
/// # Errors
/// When the database fails.
pub async fn remove(conn: &impl ConnectionTrait, id: SubscriptionId) -> Result<bool, StoreError> {
    reminders_sent::Entity::delete_many()
        .filter(reminders_sent::COLUMN.subscription_id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(Entity::delete_by_id(id.uuid()).exec(conn).await?.rows_affected > 0)
}

/// Forgets the account's device with this address; whether it was known.
///
/// # Errors
/// When the database fails.
pub async fn remove_of(conn: &impl ConnectionTrait, account: AccountId, endpoint: &str) -> Result<bool, StoreError> {
    let known = Entity::find()
        .filter(COLUMN.account_id.eq(account.uuid()))
        .filter(COLUMN.endpoint.eq(endpoint))
        .one(conn)
        .await?;
    match known {
        Some(row) => remove(conn, SubscriptionId::from_uuid(row.id)).await,
        None => Ok(false),
    }
}

/// A message went through.
///
/// # Errors
/// When the database fails.
pub async fn succeeded(conn: &impl ConnectionTrait, id: SubscriptionId, at: DateTime<Utc>) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(COLUMN.last_success_at, Expr::value(at))
        .col_expr(COLUMN.failures, Expr::value(0))
        .col_expr(COLUMN.wait_until, Expr::value(None::<DateTime<Utc>>))
        .filter(COLUMN.id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

/// A message did not go through; the service may have asked to be left alone until a moment.
///
/// # Errors
/// When the database fails.
pub async fn failed(
    conn: &impl ConnectionTrait,
    id: SubscriptionId,
    wait_until: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(COLUMN.failures, Expr::col(COLUMN.failures).add(1))
        .col_expr(COLUMN.wait_until, Expr::value(wait_until))
        .filter(COLUMN.id.eq(id.uuid()))
        .exec(conn)
        .await?;
    Ok(())
}

pub(crate) fn from_row(model: Model) -> Result<Subscription, StoreError> {
    let row = Row::new("push_subscriptions", &model.id);
    Ok(Subscription {
        id: SubscriptionId::from_uuid(model.id),
        account: AccountId::from_uuid(model.account_id),
        endpoint: model.endpoint,
        p256dh: model.p256dh,
        auth: model.auth,
        wait_until: model.wait_until,
        failures: row.number("failures", model.failures)?,
    })
}
