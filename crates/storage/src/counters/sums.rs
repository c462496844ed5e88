//! Sums of counters over days. What is read are few rows: whole blocks where they fit, and the days at their edges.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::OdsCode;
use domain::figures::{Counter, Counts, Group};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};

use super::generations::CURRENT;
use super::{LEVELS, TABLE, block_of};
use crate::StoreError;
use crate::map::Row;

/// Organisations asked about in one statement.
const PORTION: usize = 500;

/// Sums of every counter of each organisation up to the end of `until`: what stands that day. Organisations that were never
/// counted are left out.
///
/// # Errors
/// When a row cannot be read.
pub async fn until(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    group: Group,
    until: NaiveDate,
) -> Result<BTreeMap<OdsCode, Counts>, StoreError> {
    only(parts(conn, organisations, group, &Counter::ALL, &[(None, until)]).await?)
}

/// Sums of every counter of each organisation over the days from `from` to `to`, both included.
///
/// # Errors
/// When a row cannot be read.
pub async fn between(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    group: Group,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<OdsCode, Counts>, StoreError> {
    only(parts(conn, organisations, group, &Counter::ALL, &[(Some(from), to)]).await?)
}

/// Sums of these counters of each organisation up to the end of each of `days`, which come oldest first: what stands on
/// each of them, and by difference what happened between any two, in one pass over the rows. Organisations that were never
/// counted are left out.
///
/// # Errors
/// When a row cannot be read.
pub async fn until_each(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    group: Group,
    counters: &[Counter],
    days: &[NaiveDate],
) -> Result<BTreeMap<OdsCode, Vec<Counts>>, StoreError> {
    let mut spans = Vec::with_capacity(days.len());
    let mut from = None;
    for day in days {
        spans.push((from, *day));
        from = Some(after(*day, 1));
    }
    let mut sums = parts(conn, organisations, group, counters, &spans).await?;
    for parts in sums.values_mut() {
        let mut sum = Counts::default();
        for part in parts {
            sum = sum.plus(part);
            *part = sum;
        }
    }
    Ok(sums)
}

/// Days on which people were registered in the days from `from` to `to`, both included, without those of who was registered
/// before `from`: each change of a day counts for every day from then on.
///
/// # Errors
/// When a row cannot be read.
pub async fn registered_days(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<OdsCode, i64>, StoreError> {
    let backend = conn.get_database_backend();
    let days = match backend {
        DbBackend::Sqlite => format!("CAST(julianday('{to}') - julianday(starts_on) AS integer) + 1"),
        _ => format!("(date '{to}' - starts_on) + 1"),
    };
    let (from, to) = (literal(backend, from), literal(backend, to));
    let mut sums = BTreeMap::new();
    for portion in organisations.chunks(PORTION) {
        // Its own small index holds the days on which the number changed.
        let sql = format!(
            "SELECT organisation_code, CAST(sum(registered * ({days})) AS bigint) FROM {TABLE} \
             WHERE organisation_code IN ({}) AND group_key = 'all' AND span = 1 AND registered <> 0 \
             AND generation = {CURRENT} AND starts_on BETWEEN {from} AND {to} GROUP BY organisation_code",
            places(backend, portion.len())
        );
        for row in conn.query_all_raw(asking(backend, sql, portion)).await? {
            sums.insert(organisation(&row)?, row.try_get_by_index(1)?);
        }
    }
    Ok(sums)
}

/// Rows of one span that belong to one part.
struct Piece {
    part: usize,
    span: i32,
    from: NaiveDate,
    to: NaiveDate,
}

/// The days of a part as blocks of the largest span that fits, with smaller ones and days at both edges.
fn pieces(part: usize, from: Option<NaiveDate>, to: NaiveDate, levels: &[i32], found: &mut Vec<Piece>) {
    let Some((span, smaller)) = levels.split_last() else { return };
    let long = u64::from(span.unsigned_abs()) - 1;
    // The first block that begins in the part, and the last one that ends in it.
    let first = from.map(|from| block_of(after(from, long), *span));
    let last = block_of(before(to, long), *span);
    if first.is_some_and(|first| first > last) {
        return pieces(part, from, to, smaller, found);
    }
    found.push(Piece { part, span: *span, from: first.unwrap_or(NaiveDate::MIN), to: last });
    if let (Some(from), Some(first)) = (from, first)
        && from < first
    {
        pieces(part, Some(from), before(first, 1), smaller, found);
    }
    let rest = after(last, long + 1);
    if rest <= to {
        pieces(part, Some(rest), to, smaller, found);
    }
}

/// Sums over each of these spans of days; without a first day from the beginning.
async fn parts(
    conn: &impl ConnectionTrait,
    organisations: &[OdsCode],
    group: Group,
    counters: &[Counter],
    spans: &[(Option<NaiveDate>, NaiveDate)],
) -> Result<BTreeMap<OdsCode, Vec<Counts>>, StoreError> {
    let levels: &[i32] = if group == Group::All { &LEVELS } else { &[1] };
    let mut wanted = Vec::new();
    for (part, (from, to)) in spans.iter().enumerate().filter(|(_, (from, to))| from.is_none_or(|from| from <= *to)) {
        pieces(part, *from, *to, levels, &mut wanted);
    }
    let backend = conn.get_database_backend();
    let mut sums: BTreeMap<OdsCode, Vec<Counts>> = BTreeMap::new();
    if wanted.is_empty() || counters.is_empty() {
        return Ok(sums);
    }
    for portion in organisations.chunks(PORTION) {
        let sql = statement(backend, portion.len(), group, counters, &wanted);
        for row in conn.query_all_raw(asking(backend, sql, portion)).await? {
            let part: i32 = row.try_get_by_index(1)?;
            let mut counts = Counts::default();
            for (at, counter) in counters.iter().enumerate() {
                counts.add(*counter, row.try_get_by_index(at + 2)?);
            }
            let parts = sums.entry(organisation(&row)?).or_insert_with(|| vec![Counts::default(); spans.len()]);
            if let Some(sum) = usize::try_from(part).ok().and_then(|part| parts.get_mut(part)) {
                *sum = sum.plus(&counts);
            }
        }
    }
    Ok(sums)
}

/// Each piece is added up in the order of the key, and then the few sums of each part: a database that groups all rows at
/// once has to sort them.
fn statement(backend: DbBackend, organisations: usize, group: Group, counters: &[Counter], wanted: &[Piece]) -> String {
    let places = places(backend, organisations);
    let group = group.key();
    let list = |one: fn(&str) -> String| {
        let columns: Vec<String> = counters.iter().map(|counter| one(counter.as_str())).collect();
        columns.join(", ")
    };
    let (inner, outer) =
        (list(|name| format!("sum({name}) AS {name}")), list(|name| format!("CAST(sum({name}) AS bigint)")));
    let selects: Vec<String> = wanted
        .iter()
        .map(|Piece { part, span, from, to }| {
            let (from, to) = (literal(backend, *from), literal(backend, *to));
            format!(
                "SELECT organisation_code, {part} AS part, {inner} FROM {TABLE} WHERE organisation_code IN ({places}) \
                 AND group_key = '{group}' AND span = {span} AND starts_on BETWEEN {from} AND {to} \
                 AND generation = {CURRENT} GROUP BY organisation_code"
            )
        })
        .collect();
    let pieces = selects.join(" UNION ALL ");
    format!("SELECT organisation_code, part, {outer} FROM ({pieces}) AS pieces GROUP BY organisation_code, part")
}

/// Numbered, because each stands in every piece.
fn places(backend: DbBackend, count: usize) -> String {
    let sign = if backend == DbBackend::Sqlite { '?' } else { '$' };
    let places: Vec<String> = (1..=count).map(|at| format!("{sign}{at}")).collect();
    places.join(", ")
}

fn asking(backend: DbBackend, sql: String, organisations: &[OdsCode]) -> Statement {
    Statement::from_sql_and_values(backend, sql, organisations.iter().map(|code| code.as_str().into()))
}

/// A day in the statement itself, where the database sees how few rows it takes.
fn literal(backend: DbBackend, day: NaiveDate) -> String {
    let day = day.max(NaiveDate::from_yo_opt(1, 1).unwrap_or(day));
    if backend == DbBackend::Sqlite { format!("'{day}'") } else { format!("date '{day}'") }
}

fn organisation(row: &QueryResult) -> Result<OdsCode, StoreError> {
    let code: String = row.try_get_by_index(0)?;
    Row::new(TABLE, &code).code("organisation_code", &code)
}

fn only(sums: BTreeMap<OdsCode, Vec<Counts>>) -> Result<BTreeMap<OdsCode, Counts>, StoreError> {
    Ok(sums.into_iter().filter_map(|(code, parts)| Some((code, *parts.first()?))).collect())
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn pieces_are_every_day_of_a_part_once() {
        let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap_or_default();
        for offset in 0..130 {
            for length in [1, 2, 7, 8, 9, 31, 63, 64, 65, 127, 128, 200, 365] {
                let (from, to) = (after(first, offset), after(first, offset + length - 1));
                let mut found = Vec::new();
                pieces(0, Some(from), to, &LEVELS, &mut found);
                let mut days = BTreeSet::new();
                let mut rows = 0;
                for piece in &found {
                    let mut start = piece.from;
                    while start <= piece.to {
                        assert_eq!(block_of(start, piece.span), start);
                        rows += 1;
                        for day in 0..u64::from(piece.span.unsigned_abs()) {
                            assert!(days.insert(after(start, day)), "{start} twice");
                        }
                        start = after(start, u64::from(piece.span.unsigned_abs()));
                    }
                }
                assert_eq!((days.first(), days.last()), (Some(&from), Some(&to)));
                assert_eq!(days.len() as u64, length);
                assert!(rows <= 34, "{rows} rows for {length} days");
            }
        }
    }
}
