//! Passkeys of accounts, and questions that no phone has answered yet.

use chrono::{DateTime, Utc};
use domain::AccountId;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::passkey_questions;
use crate::entities::passkeys::{COLUMN, Entity, Model};
use crate::map::insert as insert_row;

/// A passkey as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPasskey {
    /// Its own name.
    pub id: String,
    /// Whose.
    pub account: AccountId,
    /// The device it was made on, in plain words.
    pub device: String,
    /// What is needed to recognise it.
    pub kept: String,
    /// Made when.
    pub made_at: DateTime<Utc>,
    /// Last used when.
    pub used_at: Option<DateTime<Utc>>,
}

/// Keeps a passkey.
///
/// # Errors
/// `passkeys_pkey` when it is known.
pub async fn insert(conn: &impl ConnectionTrait, passkey: &KeptPasskey) -> Result<(), StoreError> {
    let row = Model {
        id: passkey.id.clone(),
        account_id: passkey.account.uuid(),
        device: passkey.device.clone(),
        kept: passkey.kept.clone(),
        made_at: passkey.made_at,
        used_at: passkey.used_at,
    };
    insert_row(conn, row).await
}

/// A passkey of this account; `None` for another account's, as for nobody's.
///
/// # Errors
/// When the database fails.
pub async fn of_account_by_id(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: &str,
) -> Result<Option<KeptPasskey>, StoreError> {
    let row = Entity::find_by_id(id).filter(COLUMN.account_id.eq(account.uuid())).one(conn).await?;
    Ok(row.map(from_row))
}

/// Every passkey of an account, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_account(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<KeptPasskey>, StoreError> {
    let query = Entity::find().filter(COLUMN.account_id.eq(account.uuid()));
    let rows = query.order_by_desc(COLUMN.made_at).order_by_desc(COLUMN.id).all(conn).await?;
    Ok(rows.into_iter().map(from_row).collect())
}

/// Notes that a passkey was used, and what is to be kept of it from now on.
///
/// # Errors
/// When the database fails.
pub async fn used(
    conn: &impl ConnectionTrait,
    id: &str,
    kept: Option<String>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut update = Entity::update_many().col_expr(COLUMN.used_at, Expr::value(at));
    if let Some(kept) = kept {
        update = update.col_expr(COLUMN.kept, Expr::value(kept));
    }
    update.filter(COLUMN.id.eq(id)).exec(conn).await?;
    Ok(())
}

/// Removes a passkey of this account; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn remove(conn: &impl ConnectionTrait, account: AccountId, id: &str) -> Result<bool, StoreError> {
    let removed =
        Entity::delete_many().filter(COLUMN.id.eq(id).and(COLUMN.account_id.eq(account.uuid()))).exec(conn).await?;
    Ok(removed.rows_affected > 0)
}

/// Removes every passkey of an account; how many.
///
/// # Errors
/// When the database fails.
pub async fn remove_all(conn: &impl ConnectionTrait, account: AccountId) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(COLUMN.account_id.eq(account.uuid())).exec(conn).await?.rows_affected)
}

/// Keeps the server's part of a question: for an account that makes a passkey, or for whoever logs in.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    conn: &impl ConnectionTrait,
    id: Uuid,
    account: Option<AccountId>,
    state: &str,
    asked_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let account_id = account.map(AccountId::uuid);
    insert_row(conn, passkey_questions::Model { id, account_id, state: state.into(), asked_at }).await
}

/// Takes the server's part of a question, once, when it was asked of this account (or of nobody) since a moment.
///
/// # Errors
/// When the database fails.
pub async fn take_question(
    conn: &impl ConnectionTrait,
    id: Uuid,
    account: Option<AccountId>,
    since: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    let found = passkey_questions::Entity::find_by_id(id).one(conn).await?;
    let taken = passkey_questions::Entity::delete_many()
        .filter(passkey_questions::COLUMN.id.eq(id))
        .exec(conn)
        .await?
        .rows_affected;
    let account = account.map(AccountId::uuid);
    Ok(found
        .filter(|question| taken == 1 && question.account_id == account && question.asked_at >= since)
        .map(|q| q.state))
}

/// Forgets questions that were asked before a moment; how many.
///
/// # Errors
/// When the database fails.
pub async fn prune_questions(conn: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<u64, StoreError> {
    let old = passkey_questions::COLUMN.asked_at.lt(before);
    Ok(passkey_questions::Entity::delete_many().filter(old).exec(conn).await?.rows_affected)
}

fn from_row(model: Model) -> KeptPasskey {
    KeptPasskey {
        id: model.id,
        account: AccountId::from_uuid(model.account_id),
        device: model.device,
        kept: model.kept,
        made_at: model.made_at,
        used_at: model.used_at,
    }
}
