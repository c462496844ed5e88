//! How people like the service: when an account was asked last, and how often each answer was given. The two never meet:
//! an answer is counted by ICB and month and is nobody's.

use chrono::NaiveDate;
use domain::feedback::Answer;
use domain::{AccountId, OdsCode};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryTrait};

use crate::StoreError;
use crate::entities::{feedback_asked, feedback_counts};
use crate::map::Row;

/// The day on which an account was asked last.
///
/// # Errors
/// When the database fails.
pub async fn asked(conn: &impl ConnectionTrait, account: AccountId) -> Result<Option<NaiveDate>, StoreError> {
    let row = feedback_asked::Entity::find_by_id(account.uuid()).one(conn).await?;
    Ok(row.map(|row| row.asked_on))
}

/// Keeps that an account was asked on this day; whether that is news: of two presses the second is none.
///
/// # Errors
/// `foreign_key` when the account is missing.
pub async fn ask(conn: &impl ConnectionTrait, account: AccountId, on: NaiveDate) -> Result<bool, StoreError> {
    use feedback_asked::{COLUMN, Entity, Model};
    let row = Model { account_id: account.uuid(), asked_on: on }.into_active_model();
    let again = OnConflict::column(COLUMN.account_id.0)
        .update_column(COLUMN.asked_on.0)
        .action_and_where(Expr::col((Entity, COLUMN.asked_on)).lt(on))
        .to_owned();
    Ok(conn.execute(&Entity::insert(row).on_conflict(again).into_query()).await?.rows_affected() > 0)
}

/// Counts an answer, or that there was none, once more.
///
/// # Errors
/// `foreign_key` when the ICB is missing.
pub async fn count(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    month: NaiveDate,
    answer: Option<Answer>,
) -> Result<(), StoreError> {
    use feedback_counts::{COLUMN, Entity, Model};
    let row = Model {
        icb_code: icb.to_string(),
        month,
        satisfied: answer.map_or(0, |answer| i32::from(answer.satisfied)),
        recommend: answer.map_or(0, |answer| i32::from(answer.recommend)),
        value: 1,
    };
    let key = [COLUMN.icb_code.0, COLUMN.month.0, COLUMN.satisfied.0, COLUMN.recommend.0];
    let known = OnConflict::columns(key)
        .value(COLUMN.value, Expr::col((Entity, COLUMN.value)).add(Expr::col(("excluded", COLUMN.value))))
        .to_owned();
    conn.execute(&Entity::insert(row.into_active_model()).on_conflict(known).into_query()).await?;
    Ok(())
}

/// How often each answer was given in these months, both included; without one: "Not now".
///
/// # Errors
/// When a row cannot be read.
pub async fn counts(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(Option<Answer>, i64)>, StoreError> {
    use feedback_counts::{COLUMN, Entity};
    let query = Entity::find()
        .filter(COLUMN.icb_code.eq(icb.as_str()))
        .filter(COLUMN.month.gte(from))
        .filter(COLUMN.month.lte(to));
    let rows = query.all(conn).await?;
    rows.into_iter()
        .map(|model| {
            let row = Row::new("feedback_counts", &format!("{} {}", model.icb_code, model.month));
            let (satisfied, recommend) =
                (row.number("satisfied", model.satisfied)?, row.number("recommend", model.recommend)?);
            Ok(((satisfied > 0).then_some(Answer { satisfied, recommend }), model.value))
        })
        .collect()
}
