//! Erasing what is an account's own and no part of anybody's health record.

use domain::{AccountId, PatientId};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};

use crate::entities::{
    dose_times, feedback_asked, lesson_tries, passkey_questions, push_subscriptions, reminders, reminders_sent,
    screenings, sessions, shares, sync_batches, technique_marks,
};
use crate::{StoreError, account_uses, passkeys};

/// What stands in place of a name that was erased.
const ERASED: &str = "erased";

/// Erases log-ins, devices, wishes, answers about oneself and names of links. Records, consents and the audit stay.
///
/// # Errors
/// When the database fails.
pub async fn erase_account(conn: &impl ConnectionTrait, account: AccountId) -> Result<(), StoreError> {
    let id = account.uuid();
    let of = push_subscriptions::COLUMN.account_id.eq(id);
    for device in push_subscriptions::Entity::find().filter(of).all(conn).await? {
        let sent = reminders_sent::COLUMN.subscription_id.eq(device.id);
        reminders_sent::Entity::delete_many().filter(sent).exec(conn).await?;
        push_subscriptions::Entity::delete_by_id(device.id).exec(conn).await?;
    }
    passkeys::remove_all(conn, account).await?;
    let asked = passkey_questions::COLUMN.account_id.eq(id);
    passkey_questions::Entity::delete_many().filter(asked).exec(conn).await?;
    reminders::Entity::delete_many().filter(reminders::COLUMN.account_id.eq(id)).exec(conn).await?;
    feedback_asked::Entity::delete_many().filter(feedback_asked::COLUMN.account_id.eq(id)).exec(conn).await?;
    lesson_tries::Entity::delete_many().filter(lesson_tries::COLUMN.account_id.eq(id)).exec(conn).await?;
    screenings::Entity::delete_many().filter(screenings::COLUMN.account_id.eq(id)).exec(conn).await?;
    technique_marks::Entity::delete_many().filter(technique_marks::COLUMN.account_id.eq(id)).exec(conn).await?;
    sync_batches::Entity::delete_many().filter(sync_batches::COLUMN.account_id.eq(id)).exec(conn).await?;
    sessions::Entity::delete_many().filter(sessions::COLUMN.account_id.eq(id)).exec(conn).await?;
    shares::Entity::update_many()
        .col_expr(shares::COLUMN.name, Expr::value(ERASED))
        .filter(shares::COLUMN.account_id.eq(id))
        .exec(conn)
        .await?;
    account_uses::forget(conn, account).await
}

/// Erases the family's dose times of somebody for whom nobody acts any more.
///
/// # Errors
/// When the database fails.
pub async fn erase_dose_times(conn: &impl ConnectionTrait, patient: PatientId) -> Result<(), StoreError> {
    dose_times::Entity::delete_by_id(patient.uuid()).exec(conn).await?;
    Ok(())
}
