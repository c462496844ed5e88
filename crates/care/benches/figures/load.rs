//! A year of events of one ICB, written by the database itself.

use std::time::Instant;

use care::events::{Happened, record_event};
use care::{CareError, Services};
use chrono::{DateTime, Days, Utc};
use domain::patient::Patient;
use domain::{DateOfBirth, EventKind, NhsNumber, OdsCode, Organisation, OrganisationKind, PatientId, PersonName, Sex};
use sea_orm::{DbBackend, Statement};
use storage::progress::{self, Progress};
use storage::{ConnectionTrait, StoreError, Write, organisations, patients};
use uuid::Uuid;

use crate::{Outcome, say};

const PRACTICES: u64 = 200;
/// Events of a person in a year; fewer people have more.
const EACH: u64 = 200;
/// Events written in one transaction.
const PORTION: u64 = 500_000;
/// People's ids are this and their number.
const PEOPLE: u128 = 0x0000_0000_0000_4000_8000_0000_0000_0000;

pub(crate) fn icb() -> Outcome<OdsCode> {
    OdsCode::parse("QBENCH").or_else(|_| OdsCode::parse("QZZ")).map_err(|_| "no such code".into())
}

/// Organisations, people and events; the practices.
pub(crate) async fn load(services: &Services, events: u64) -> Outcome<Vec<OdsCode>> {
    let start = Instant::now();
    let icb = icb()?;
    let practices: Vec<OdsCode> = (0..PRACTICES)
        .map(|at| OdsCode::parse(&format!("A8{at:04}")).map_err(|_| "no such code".into()))
        .collect::<Outcome<_>>()?;
    let people = (events / EACH).max(PRACTICES * 2);
    let (above, below, now) = (icb.clone(), practices.clone(), services.now());
    write(services, move |tx| {
        Box::pin(async move {
            organisations::upsert(tx, &organisation(&above, OrganisationKind::Icb, None), now).await?;
            for practice in &below {
                let practice = organisation(practice, OrganisationKind::Practice, Some(&above));
                organisations::upsert(tx, &practice, now).await?;
            }
            Ok(())
        })
    })
    .await?;
    let all: Vec<u64> = (0..people).collect();
    for portion in all.chunks(10_000) {
        let (portion, practices) = (portion.to_vec(), practices.clone());
        write(services, move |tx| Box::pin(async move { register(tx, &portion, &practices, now).await })).await?;
    }
    let indexes = drop_indexes(services).await?;
    for first in (0..events).step_by(usize::try_from(PORTION)?) {
        let sql = events_sql(services, first..(first + PORTION).min(events), people, events / people);
        raw(services, sql).await?;
    }
    for sql in indexes {
        raw(services, sql).await?;
    }
    settle(services).await?;
    say("people", people_of(people));
    say("load", start.elapsed().as_secs_f64());
    Ok(practices)
}

#[expect(clippy::cast_precision_loss, reason = "a count of people is small")]
const fn people_of(people: u64) -> f64 {
    people as f64
}

/// What autovacuum would have done by and by.
pub(crate) async fn settle(services: &Services) -> Outcome<()> {
    let read = services.store.read().await?;
    if read.get_database_backend() == DbBackend::Postgres {
        drop(read);
        raw(services, "ANALYZE".into()).await?;
    }
    Ok(())
}

fn organisation(code: &OdsCode, kind: OrganisationKind, icb: Option<&OdsCode>) -> Organisation {
    Organisation {
        code: code.clone(),
        name: format!("Organisation {code}"),
        kind,
        parent: icb.cloned(),
        icb: icb.cloned(),
        demo: true,
    }
}

async fn register(tx: &Write, people: &[u64], practices: &[OdsCode], now: DateTime<Utc>) -> Result<(), CareError> {
    let missing = || StoreError::Inconsistent { table: "patients", column: "id", id: String::new() };
    let (mut rows, mut ways) = (Vec::new(), Vec::new());
    for at in people {
        let id = PatientId::from_uuid(Uuid::from_u128(PEOPLE + u128::from(*at)));
        let number = u32::try_from(at * 11).map_err(|_| missing())?;
        let number = (number..number + 11).find_map(|n| NhsNumber::from_first_nine(900_000_000 + n));
        let practice = usize::try_from(at % PRACTICES).ok().and_then(|at| practices.get(at)).ok_or_else(missing)?;
        // Everybody between 4 and 83 years.
        let born = now.date_naive().checked_sub_days(Days::new(365 * (4 + at % 80) + at % 365)).ok_or_else(missing)?;
        let (born, sex) = (DateOfBirth::from_date(born), if at % 2 == 0 { Sex::Female } else { Sex::Male });
        let mut way = Progress::new(id, practice.clone());
        (way.traits.born, way.traits.sex) = (Some(born), Some(sex));
        let deprivation = u8::try_from(at % 5 + 1).ok();
        way.traits.deprivation = deprivation;
        ways.push(way);
        rows.push(Patient {
            id,
            nhs_number: number.ok_or_else(missing)?,
            name: PersonName { given: "Given".into(), family: format!("Family {at}") },
            date_of_birth: born,
            sex,
            practice: practice.clone(),
            phone: None,
            email: None,
            height_cm: None,
            asthma_onset: None,
            current_inhalers: Vec::new(),
            last_peak_flow: None,
            deprivation,
        });
    }
    patients::insert_many(tx, &rows, now).await?;
    progress::insert_many(tx, &ways).await?;
    Ok(())
}

/// Event `k` is the `k / people`-th of person `k % people`: invited, a plan, registered, the plan opened, and then a year of
/// readings and the rest, in the order of time as far as people's years overlap.
fn events_sql(services: &Services, numbers: std::ops::Range<u64>, people: u64, each: u64) -> String {
    let (first, last) = (numbers.start, numbers.end.saturating_sub(1));
    let year = services.today().checked_sub_days(Days::new(364)).unwrap_or_default();
    let sqlite = services.store.url().file().is_some();
    let (numbers, id, patient, day, until, at, practice) = if sqlite {
        (
            format!(
                "WITH RECURSIVE numbers(k) AS (SELECT {first} UNION ALL SELECT k + 1 FROM numbers WHERE k < {last})"
            ),
            "unhex(printf('%032x', k))".to_owned(),
            "unhex(printf('00000000000040008000%012x', p))".to_owned(),
            format!("date('{year}', d || ' days')"),
            format!("date('{year}', (d + 365) || ' days')"),
            format!("strftime('%Y-%m-%dT%H:%M:%S+00:00', '{year} 12:00:00', d || ' days', (k % 3600) || ' seconds')"),
            "printf('A8%04d', p % 200)".to_owned(),
        )
    } else {
        (
            format!("WITH numbers(k) AS (SELECT generate_series({first}, {last}))"),
            "lpad(to_hex(k), 32, '0')::uuid".to_owned(),
            "('00000000-0000-4000-8000-' || lpad(to_hex(p), 12, '0'))::uuid".to_owned(),
            format!("(date '{year}' + d::int)"),
            format!("(date '{year}' + d::int + 365)"),
            format!("(timestamptz '{year} 12:00:00+00' + make_interval(days => d::int, secs => k % 3600))"),
            "('A8' || lpad((p % 200)::text, 4, '0'))".to_owned(),
        )
    };
    let span = each.saturating_sub(5).max(1);
    format!(
        "INSERT INTO activity_events (id, kind, practice_code, patient_id, happened_at, received_at, day, until_day, source) \
         {numbers}, people AS (SELECT k, k % {people} AS p, k / {people} AS j, (k % {people}) % 90 AS s FROM numbers), \
         days AS (SELECT k, p, j, CASE j WHEN 0 THEN s WHEN 1 THEN s + 1 WHEN 2 THEN s + 2 WHEN 3 THEN s + 2 \
         ELSE s + 3 + ((j - 4) * (364 - s - 3)) / {span} END AS d, (p * 7 + j * 13) % 100 AS r FROM people) \
         SELECT {id}, CASE WHEN j = 0 THEN 'invited' WHEN j = 1 THEN 'plan_signed' WHEN j = 2 THEN 'registered' \
         WHEN j = 3 THEN 'plan_opened' WHEN r < 60 THEN 'reading_logged' WHEN r < 90 THEN 'check_in_logged' \
         WHEN r < 95 THEN 'plan_opened' WHEN r < 97 THEN 'red_zone' WHEN r < 98 THEN 'emergency_opened' \
         WHEN r < 99 THEN 'attack_logged' ELSE 'hospital_logged' END, \
         {practice}, {patient}, {at}, {at}, {day}, CASE WHEN j = 1 THEN {until} END, CASE WHEN j = 2 THEN 'practice' END \
         FROM days WHERE d < 365 ORDER BY k"
    )
}

/// A check-in, of one person after the other.
pub(crate) async fn check_in(services: &Services, at: usize) -> Outcome<()> {
    let person = u64::try_from(at)? % (PRACTICES * 2);
    let practice = OdsCode::parse(&format!("A8{:04}", person % PRACTICES)).map_err(|_| "no such code")?;
    let patient = PatientId::from_uuid(Uuid::from_u128(PEOPLE + u128::from(person)));
    let told = Happened::new(EventKind::CheckInLogged, patient, &practice, services.now());
    let recording = services.clone();
    write(services, move |tx| Box::pin(async move { record_event(tx, &recording, told).await.map(drop) })).await
}

/// Takes the plain indexes away while rows are loaded; how to make them again.
async fn drop_indexes(services: &Services) -> Outcome<Vec<String>> {
    let read = services.store.read().await?;
    let backend = read.get_database_backend();
    let list = match backend {
        DbBackend::Sqlite => {
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'activity_events' AND sql IS NOT NULL"
        }
        _ => {
            "SELECT indexname::text, indexdef FROM pg_indexes WHERE schemaname = current_schema() \
             AND tablename = 'activity_events' AND indexdef NOT LIKE '%UNIQUE%'"
        }
    };
    let rows = read.query_all_raw(Statement::from_string(backend, list)).await?;
    drop(read);
    let mut again = Vec::new();
    for row in rows {
        let (name, sql): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        raw(services, format!("DROP INDEX {name}")).await?;
        again.push(sql);
    }
    Ok(again)
}

/// One statement, as long as it takes.
pub(crate) async fn raw(services: &Services, sql: String) -> Outcome<()> {
    write(services, move |tx| {
        Box::pin(async move {
            if tx.get_database_backend() == DbBackend::Postgres {
                // The events name people and practices that were just written.
                let trusting = "SET LOCAL statement_timeout = 0; SET LOCAL session_replication_role = replica";
                tx.execute_unprepared(trusting).await.map_err(StoreError::from)?;
            }
            tx.execute_unprepared(&sql).await.map_err(StoreError::from)?;
            Ok(())
        })
    })
    .await
}

async fn write<F>(services: &Services, work: F) -> Outcome<()>
where
    F: for<'a> FnOnce(&'a Write) -> futures::future::BoxFuture<'a, Result<(), CareError>> + Send + 'static,
{
    services.store.write(work).await.map_err(|error: CareError| format!("{error:?}").into())
}
