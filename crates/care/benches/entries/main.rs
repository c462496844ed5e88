//! Diary entries as patients log them, without HTTP around them, and what counting them costs. `cargo xtask bench entries`
//! runs it on a database with made-up people, and logs entries through HTTP with the sessions that it prints.

#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use care::diary::log_entry;
use care::events::{Happened, record_events};
use care::session::{SessionTokens, begin_patient, proof};
use care::{CareError, PatientAccess, Services};
use domain::diary::{CheckInForm, LogAnswer};
use domain::{AccountId, EntryId, EventKind, OdsCode, PatientId};
use integrations::clock::SystemClock;
use integrations::ids::RandomIds;
use sea_orm::Statement;
use storage::activity_events::{self, ActivityEvent};
use storage::{ConnectionTrait, DatabaseUrl, Store, patients};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Who logs at the same time.
const CLIENTS: usize = 64;
const LASTS: Duration = Duration::from_secs(8);
/// Transactions of one event for each client, to see what counting costs.
const BATCHES: usize = 60;

fn main() -> Outcome<()> {
    // `cargo test` runs every benchmark without it.
    let Ok(database) = std::env::var("PASSPORT_BENCH_DATABASE") else {
        println!("run it by `cargo xtask bench entries`");
        return Ok(());
    };
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run(&database))
}

async fn run(database: &str) -> Outcome<()> {
    let store = Store::open(&DatabaseUrl::parse(database)?).await?;
    let (clock, ids) = (Arc::new(SystemClock), Arc::new(RandomIds));
    let services = Services::start(store, clock, ids, true, "http://localhost:3000", None).await?;
    let clients = clients(&services).await?;
    let start = Instant::now();
    let tasks: Vec<_> = clients.iter().cloned().map(|access| tokio::spawn(log(services.clone(), access))).collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await?.map_err(|error| format!("{error:?}"))?);
    }
    let seconds = start.elapsed().as_secs_f64();
    times.sort_unstable();
    let milliseconds = |hundredths: usize| {
        let at = (times.len() * hundredths / 100).min(times.len().saturating_sub(1));
        times.get(at).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    };
    say("entries", number(times.len()) / seconds);
    say("half", milliseconds(50));
    say("p99", milliseconds(99));
    upkeep(&services, &clients).await?;
    services.store.close().await;
    Ok(())
}

/// People with an account, logged in; their sessions are printed for whoever comes by HTTP.
async fn clients(services: &Services) -> Outcome<Vec<PatientAccess>> {
    let sql = format!(
        "SELECT account_id, patient_id FROM account_people WHERE ended_at IS NULL AND relationship = 'myself' \
         ORDER BY patient_id LIMIT {CLIENTS}"
    );
    let read = services.store.read().await?;
    let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), sql)).await?;
    drop(read);
    let mut clients = Vec::new();
    for row in rows {
        let (account, patient) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let (account, patient) = (AccountId::from_uuid(account), PatientId::from_uuid(patient));
        let session = begin_patient(services, account, patient).await.map_err(|error| format!("{error:?}"))?;
        println!("session\t{}", session.token);
        let tokens = SessionTokens { patient: Some(session.token), ..SessionTokens::default() };
        let proof = proof(services, &tokens).await.map_err(|error| format!("{error:?}"))?;
        clients.push(PatientAccess::of(&proof).map_err(|error| format!("{error:?}"))?);
    }
    if clients.len() == CLIENTS { Ok(clients) } else { Err(format!("{} people have accounts", clients.len()).into()) }
}

async fn log(services: Services, access: PatientAccess) -> Result<Vec<Duration>, CareError> {
    let (since, mut times) = (Instant::now(), Vec::new());
    while since.elapsed() < LASTS {
        let start = Instant::now();
        let form = CheckInForm {
            peak_flow: "400".into(),
            daytime: "none".into(),
            woke_at_night: "no".into(),
            reliever: "none".into(),
            too_breathless: "no".into(),
            peak_flow_sure: "400".into(),
        };
        let id = EntryId::from_uuid(services.ids.next());
        match log_entry(&access, &services, id, form, None).await? {
            LogAnswer::Recorded(_) => times.push(start.elapsed()),
            LogAnswer::Fields(_) => return Err(CareError::broken("the form was not taken")),
        }
    }
    Ok(times)
}

/// The same events recorded with their figures, and kept without.
async fn upkeep(services: &Services, clients: &[PatientAccess]) -> Outcome<()> {
    let read = services.store.read().await?;
    let mut people: Vec<(PatientId, OdsCode)> = Vec::new();
    for client in clients {
        let known = patients::own(&*read, client.patient()).await?.ok_or("nobody")?;
        people.push((known.id, known.practice));
    }
    drop(read);
    let (mut counted, mut plain) = (Duration::ZERO, Duration::ZERO);
    for _ in 0..BATCHES {
        for figures in [true, false] {
            let (services_in, people, start) = (services.clone(), people.clone(), Instant::now());
            let work = services.store.write::<_, CareError, _>(move |tx| {
                Box::pin(async move {
                    let now = services_in.now();
                    let told = people.iter().map(|(id, at)| Happened::new(EventKind::CheckInLogged, *id, at, now));
                    if figures {
                        record_events(tx, &services_in, told.collect()).await?;
                        return Ok(());
                    }
                    let plain: Vec<_> = told.map(|event| plain_event(&services_in, event)).collect();
                    activity_events::insert_new(tx, &plain).await?;
                    Ok(())
                })
            });
            work.await.map_err(|error| format!("{error:?}"))?;
            let sum = if figures { &mut counted } else { &mut plain };
            *sum += start.elapsed();
        }
    }
    let each = |sum: Duration| sum.as_secs_f64() * 1e6 / number(BATCHES * people.len());
    say("event", each(plain));
    say("upkeep", each(counted) - each(plain));
    Ok(())
}

/// An event of a kind no figure counts.
fn plain_event(services: &Services, event: Happened) -> ActivityEvent {
    ActivityEvent {
        id: domain::EventId::from_uuid(services.ids.next()),
        kind: EventKind::Eligible,
        practice: event.practice,
        patient: event.patient,
        happened_at: event.at,
        received_at: event.at,
        day: domain::time::london_day(event.at),
        until: None,
        source: None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of entries are small")]
const fn number(count: usize) -> f64 {
    count as f64
}

fn say(what: &str, figure: f64) {
    println!("{what}\t{figure}");
}
