//! When accounts were last used, and how far the clock of inactivity has gone for each.

use chrono::NaiveDate;
use domain::AccountId;
use domain::inactivity::{Clock, Step};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use crate::StoreError;
use crate::entities::account_people;
use crate::entities::account_uses::{COLUMN, Entity, Model};
use crate::map::Row;

/// Notes a log-in: whatever was warned of before counts no more.
///
/// # Errors
/// `foreign_key` when the account is missing.
pub async fn used(conn: &impl ConnectionTrait, account: AccountId, on: NaiveDate) -> Result<(), StoreError> {
    put(conn, account, Clock { used_on: on, step: None, closes_on: None }).await
}

/// Keeps a clock as it is now.
///
/// # Errors
/// `foreign_key` when the account is missing.
pub async fn put(conn: &impl ConnectionTrait, account: AccountId, clock: Clock) -> Result<(), StoreError> {
    let row = Model {
        account_id: account.uuid(),
        used_on: clock.used_on,
        step: clock.step.map(|step| step.as_str().into()),
        closes_on: clock.closes_on,
    };
    let again = OnConflict::column(COLUMN.account_id.0)
        .update_columns([COLUMN.used_on.0, COLUMN.step.0, COLUMN.closes_on.0])
        .to_owned();
    conn.execute(&Entity::insert(row.into_active_model()).on_conflict(again).into_query()).await?;
    Ok(())
}

/// The clock of an account, once it has one.
///
/// # Errors
/// When the row cannot be read.
pub async fn get(conn: &impl ConnectionTrait, account: AccountId) -> Result<Option<Clock>, StoreError> {
    Entity::find_by_id(account.uuid()).one(conn).await?.map(from_row).transpose()
}

/// Forgets the clock of an account that is closed.
///
/// # Errors
/// When the database fails.
pub async fn forget(conn: &impl ConnectionTrait, account: AccountId) -> Result<(), StoreError> {
    Entity::delete_by_id(account.uuid()).exec(conn).await?;
    Ok(())
}

/// Accounts that act for somebody and have no clock, such as those from before there was one.
///
/// # Errors
/// When the database fails.
pub async fn without(conn: &impl ConnectionTrait, most: u64) -> Result<Vec<AccountId>, StoreError> {
    let with = Query::select().column(COLUMN.account_id.0).from(Entity).take();
    let rows = account_people::Entity::find()
        .filter(account_people::COLUMN.ended_at.is_null())
        .filter(Expr::col(account_people::COLUMN.account_id.0).not_in_subquery(with))
        .limit(most)
        .all(conn)
        .await?;
    let mut accounts: Vec<AccountId> = rows.into_iter().map(|row| AccountId::from_uuid(row.account_id)).collect();
    accounts.dedup();
    Ok(accounts)
}

/// Accounts last used on or before a day that are not closed, the longest unused first.
///
/// # Errors
/// When a row cannot be read.
pub async fn quiet(
    conn: &impl ConnectionTrait,
    since: NaiveDate,
    most: u64,
) -> Result<Vec<(AccountId, Clock)>, StoreError> {
    let open = COLUMN.step.is_null().or(COLUMN.step.ne(Step::Closed.as_str()));
    let rows = Entity::find()
        .filter(COLUMN.used_on.lte(since).and(open))
        .order_by_asc(COLUMN.used_on)
        .order_by_asc(COLUMN.account_id)
        .limit(most)
        .all(conn)
        .await?;
    rows.into_iter().map(|row| Ok((AccountId::from_uuid(row.account_id), from_row(row)?))).collect()
}

fn from_row(model: Model) -> Result<Clock, StoreError> {
    let row = Row::new("account_uses", &model.account_id);
    let step = model.step.as_deref().map(|step| row.read("step", Step::parse(step))).transpose()?;
    Ok(Clock { used_on: model.used_on, step, closes_on: model.closes_on })
}
