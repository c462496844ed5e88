//! How often each clinical rule spoke when a plan was signed or its signing was refused, and what came of it. Counts
//! only: nothing leads back to a plan or a person.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::OdsCode;
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, IntoActiveModel, QueryTrait};

use crate::StoreError;
use crate::entities::organisations;
use crate::entities::rule_uses::{ActiveModel, COLUMN, Entity, Model};
use crate::map::portions;

/// A rule that spoke.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleUse {
    /// Where.
    pub practice: OdsCode,
    /// The London day.
    pub day: NaiveDate,
    /// Id of the rule.
    pub rule: String,
    /// What came of it: "shown", or the kind of reason with which it was passed.
    pub outcome: String,
}

/// Counts each of these once more.
///
/// # Errors
/// `foreign_key` when a practice is missing.
pub async fn add(conn: &impl ConnectionTrait, uses: &[RuleUse]) -> Result<(), StoreError> {
    // In key order, so that two writers of the same counters wait for each other instead of deadlocking.
    let mut folded: BTreeMap<&RuleUse, i64> = BTreeMap::new();
    for rule_use in uses {
        *folded.entry(rule_use).or_default() += 1;
    }
    let rows: Vec<ActiveModel> = folded
        .into_iter()
        .map(|(RuleUse { practice, day, rule, outcome }, value)| {
            let (practice_code, rule, outcome) = (practice.as_str().into(), rule.clone(), outcome.clone());
            Model { practice_code, rule, outcome, day: *day, value }.into_active_model()
        })
        .collect();
    for portion in portions(rows) {
        let known = OnConflict::columns([COLUMN.practice_code.0, COLUMN.rule.0, COLUMN.outcome.0, COLUMN.day.0])
            .value(COLUMN.value, Expr::col((Entity, COLUMN.value)).add(Expr::col(("excluded", COLUMN.value))))
            .to_owned();
        conn.execute(&Entity::insert_many(portion).on_conflict(known).into_query()).await?;
    }
    Ok(())
}

/// Counts of an ICB's practices from `from` to `to`, both included, by rule and outcome.
///
/// # Errors
/// When the database fails.
pub async fn of_icb(
    conn: &impl ConnectionTrait,
    icb: &OdsCode,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<(String, String), i64>, StoreError> {
    let practices = Query::select()
        .column(organisations::COLUMN.code)
        .from(organisations::Entity)
        .and_where(organisations::COLUMN.icb_code.eq(icb.as_str()))
        .take();
    let query = Query::select()
        // PostgreSQL adds bigints up to a numeric.
        .expr(Func::cast_as(Func::sum(Expr::col(COLUMN.value)), "bigint"))
        .column(COLUMN.rule)
        .column(COLUMN.outcome)
        .from(Entity)
        .and_where(COLUMN.day.gte(from))
        .and_where(COLUMN.day.lte(to))
        .and_where(Expr::col(COLUMN.practice_code).in_subquery(practices))
        .group_by_col(COLUMN.rule)
        .group_by_col(COLUMN.outcome)
        .take();
    let rows = conn.query_all(&query).await?;
    rows.iter()
        .map(|row| Ok(((row.try_get_by_index(1)?, row.try_get_by_index(2)?), row.try_get_by_index(0)?)))
        .collect()
}
