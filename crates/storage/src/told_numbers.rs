//! What was last told of each organisation's numbers to those who do not work there. A number moves in steps of seven
//! (`domain::suppress`), so the step it stands on must be remembered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::OdsCode;
use domain::figures::Number;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

use crate::StoreError;
use crate::map::{Row, portions};

const TABLE: &str = "told_numbers";
/// Organisations asked about in one statement.
const PORTION: usize = 500;

/// A number as it was last told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldNumber {
    /// Practice, PCN or ICB.
    pub organisation: OdsCode,
    /// Which number.
    pub number: Number,
    /// A multiple of seven.
    pub told: i64,
    /// London day since which it stands.
    pub since: NaiveDate,
}

/// Keeps what is told from now on.
///
/// # Errors
/// `foreign_key` when an organisation is missing; `check` for anything but a multiple of seven.
pub async fn put(conn: &impl ConnectionTrait, numbers: Vec<ToldNumber>) -> Result<(), StoreError> {
    for portion in portions(numbers) {
        let mut insert = Query::insert();
        insert.into_table(TABLE).columns(["organisation_code", "number", "told", "since"]);
        for number in portion {
            insert.values_panic([
                Expr::val(number.organisation.as_str()),
                number.number.key().into(),
                number.told.into(),
                number.since.into(),
            ]);
        }
        insert.on_conflict(
            OnConflict::columns(["organisation_code", "number"]).update_columns(["told", "since"]).to_owned(),
        );
        conn.execute(&insert).await?;
    }
    Ok(())
}

/// What was last told of these organisations.
///
/// # Errors
/// When a row cannot be read.
pub async fn of(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
) -> Result<BTreeMap<OdsCode, BTreeMap<Number, i64>>, StoreError> {
    let mut told: BTreeMap<OdsCode, BTreeMap<Number, i64>> = BTreeMap::new();
    for portion in organisations.chunks(PORTION) {
        let mut query = Query::select();
        query
            .columns(["organisation_code", "number", "told"])
            .from(TABLE)
            .and_where(Expr::col("organisation_code").is_in(portion.iter().map(OdsCode::as_str)));
        for row in conn.query_all(&query).await? {
            let (code, number): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let named = Row::new(TABLE, &code);
            let number = named.read("number", Number::parse(&number))?;
            told.entry(named.code("organisation_code", &code)?).or_default().insert(number, row.try_get_by_index(2)?);
        }
    }
    Ok(told)
}
