//! What signing a plan costs: how often a signing took so many seconds, keys and clicks. Counts only, kept in key order:
//! nothing leads back to a patient or to who signed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::OdsCode;
use domain::effort::{Effort, Presses};
use domain::plan::TemplateId;
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryTrait};

use crate::StoreError;
use crate::entities::sign_efforts::{ActiveModel, COLUMN, Entity, Model};
use crate::map::Row;

const BY_BROWSER: &str = "browser";
const BY_SERVER: &str = "server";

/// One signing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignEffort {
    /// Where.
    pub practice: OdsCode,
    /// The London day.
    pub day: NaiveDate,
    /// From which template.
    pub template: TemplateId,
    /// It replaced an earlier version.
    pub renewal: bool,
    /// What it cost.
    pub effort: Effort,
}

/// Counts a signing.
///
/// # Errors
/// `foreign_key` when the practice is missing.
pub async fn add(conn: &impl ConnectionTrait, signed: &SignEffort) -> Result<(), StoreError> {
    let number = |n: u32| i32::try_from(n).map_err(|_| StoreError::fault("an effort is too large"));
    let presses = signed.effort.presses.unwrap_or(Presses { keys: 0, clicks: 0 });
    let row = Model {
        practice_code: signed.practice.to_string(),
        day: signed.day,
        template_id: signed.template.as_str().into(),
        kind: if signed.renewal { "renewal" } else { "new" }.into(),
        counted_by: if signed.effort.presses.is_some() { BY_BROWSER } else { BY_SERVER }.into(),
        seconds: number(signed.effort.seconds)?,
        keys: number(presses.keys)?,
        clicks: number(presses.clicks)?,
        value: 1,
    };
    let key = [
        COLUMN.practice_code.0,
        COLUMN.day.0,
        COLUMN.template_id.0,
        COLUMN.kind.0,
        COLUMN.counted_by.0,
        COLUMN.seconds.0,
        COLUMN.keys.0,
        COLUMN.clicks.0,
    ];
    let known = OnConflict::columns(key)
        .value(COLUMN.value, Expr::col((Entity, COLUMN.value)).add(Expr::col(("excluded", COLUMN.value))))
        .to_owned();
    let row: ActiveModel = row.into_active_model();
    conn.execute(&Entity::insert(row).on_conflict(known).into_query()).await?;
    Ok(())
}

/// Efforts of these practices from `from` to `to`, both included, with how often each occurred.
///
/// # Errors
/// When the database fails.
pub async fn between(
    conn: &impl ConnectionTrait,
    practices: &[OdsCode],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<OdsCode, Vec<(Effort, i64)>>, StoreError> {
    let query = Query::select()
        // PostgreSQL adds bigints up to a numeric.
        .expr(Func::cast_as(Func::sum(Expr::col(COLUMN.value)), "bigint"))
        .column(COLUMN.practice_code)
        .column(COLUMN.counted_by)
        .column(COLUMN.seconds)
        .column(COLUMN.keys)
        .column(COLUMN.clicks)
        .from(Entity)
        .and_where(COLUMN.day.gte(from))
        .and_where(COLUMN.day.lte(to))
        .and_where(Expr::col(COLUMN.practice_code).is_in(practices.iter().map(OdsCode::as_str)))
        .group_by_col(COLUMN.practice_code)
        .group_by_col(COLUMN.counted_by)
        .group_by_col(COLUMN.seconds)
        .group_by_col(COLUMN.keys)
        .group_by_col(COLUMN.clicks)
        .take();
    let mut found: BTreeMap<OdsCode, Vec<(Effort, i64)>> = BTreeMap::new();
    for row in conn.query_all(&query).await? {
        let code: String = row.try_get_by_index(1)?;
        let counted_by: String = row.try_get_by_index(2)?;
        let about = Row::new("sign_efforts", &code);
        let presses = Presses {
            keys: about.number("keys", row.try_get_by_index(4)?)?,
            clicks: about.number("clicks", row.try_get_by_index(5)?)?,
        };
        let effort = Effort {
            seconds: about.number("seconds", row.try_get_by_index(3)?)?,
            presses: (counted_by == BY_BROWSER).then_some(presses),
        };
        found.entry(about.code("practice_code", &code)?).or_default().push((effort, row.try_get_by_index(0)?));
    }
    Ok(found)
}
