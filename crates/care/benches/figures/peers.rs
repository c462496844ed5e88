//! The same tiles as others make them: counted from the events in one statement, or kept in a materialised view. They count
//! more simply than our definitions (no moves, no late arrivals, nobody who left), and the data holds none of these.

use care::Services;
use chrono::{Days, NaiveDate};
use domain::metrics::Metric;
use sea_orm::{DbBackend, Statement};
use storage::ConnectionTrait;

use crate::{Outcome, load};

/// What [`recount`] answers, in its order.
pub(crate) const METRICS: [Metric; 12] = [
    Metric::Eligible,
    Metric::Invited,
    Metric::Registered,
    Metric::PlanCoverage,
    Metric::ActiveToday,
    Metric::ActiveWeek,
    Metric::ActiveMonth,
    Metric::ReadingsToday,
    Metric::PlansSigned,
    Metric::EmergencyOpened,
    Metric::Attacks,
    Metric::HospitalVisits,
];

fn tiles(backend: DbBackend, day: NaiveDate) -> String {
    let literal = |back: u64| {
        let day = day.checked_sub_days(Days::new(back)).unwrap_or(day);
        if backend == DbBackend::Sqlite { format!("'{day}'") } else { format!("date '{day}'") }
    };
    let people = |when: &str| format!("count(DISTINCT CASE WHEN {when} THEN patient_id END)");
    let active = "kind IN ('plan_opened', 'reading_logged', 'check_in_logged', 'emergency_opened')";
    let (today, week, month) = (literal(0), literal(6), literal(27));
    [
        "count(DISTINCT patient_id)".to_owned(),
        people("kind = 'invited'"),
        people("kind = 'registered'"),
        people(&format!("kind = 'plan_signed' AND until_day >= {today}")),
        people(&format!("{active} AND day = {today}")),
        people(&format!("{active} AND day >= {week}")),
        people(&format!("{active} AND day >= {month}")),
        people(&format!("kind = 'reading_logged' AND day = {today}")),
        format!("count(CASE WHEN kind = 'plan_signed' AND day >= {month} THEN 1 END)"),
        format!("count(CASE WHEN kind = 'emergency_opened' AND day >= {month} THEN 1 END)"),
        format!("count(CASE WHEN kind = 'attack_logged' AND day >= {month} THEN 1 END)"),
        format!("count(CASE WHEN kind = 'hospital_logged' AND day >= {month} THEN 1 END)"),
    ]
    .iter()
    .enumerate()
    .map(|(at, tile)| format!("{tile} AS tile_{at}"))
    .collect::<Vec<_>>()
    .join(", ")
}

fn of_icb(backend: DbBackend, day: NaiveDate) -> Outcome<String> {
    let icb = load::icb()?;
    let tiles = tiles(backend, day);
    Ok(format!(
        "SELECT {tiles} FROM activity_events WHERE practice_code IN (SELECT code FROM organisations WHERE icb_code = '{icb}')"
    ))
}

fn of_children(backend: DbBackend, day: NaiveDate) -> String {
    let tiles = tiles(backend, day);
    format!("SELECT practice_code, {tiles} FROM activity_events GROUP BY practice_code")
}

/// The tiles of the ICB, counted from its events.
pub(crate) async fn recount(services: &Services, day: NaiveDate) -> Outcome<Vec<i64>> {
    let read = patient(services).await?;
    let backend = read.get_database_backend();
    let row = read.query_one_raw(Statement::from_string(backend, of_icb(backend, day)?)).await?.ok_or("no answer")?;
    (0..METRICS.len()).map(|at| row.try_get_by_index(at).map_err(Into::into)).collect()
}

/// The table of practices, counted from their events.
pub(crate) async fn recount_children(services: &Services, day: NaiveDate) -> Outcome<()> {
    let read = patient(services).await?;
    let backend = read.get_database_backend();
    read.query_all_raw(Statement::from_string(backend, of_children(backend, day))).await?;
    Ok(())
}

/// A reader that waits as long as it takes.
async fn patient(services: &Services) -> Outcome<storage::ReadTx> {
    let read = services.store.read().await?;
    if read.get_database_backend() == DbBackend::Postgres {
        read.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    }
    Ok(read)
}

/// Makes the view, where there is such a thing.
pub(crate) async fn prepare(services: &Services, day: NaiveDate) -> Outcome<()> {
    let read = services.store.read().await?;
    let backend = read.get_database_backend();
    drop(read);
    let kind = if backend == DbBackend::Sqlite { "TABLE" } else { "MATERIALIZED VIEW" };
    load::raw(services, format!("CREATE {kind} bench_tiles AS {}", of_children(backend, day))).await
}

/// Counts the view anew; SQLite has none, so a table is filled again by the same statement.
pub(crate) async fn refresh(services: &Services, day: NaiveDate) -> Outcome<()> {
    if services.store.url().file().is_none() {
        return load::raw(services, "REFRESH MATERIALIZED VIEW bench_tiles".into()).await;
    }
    let again = of_children(DbBackend::Sqlite, day);
    load::raw(services, format!("DELETE FROM bench_tiles; INSERT INTO bench_tiles {again}")).await
}
