//! Diary entries of 64 patients at once, each durable with its figures, outbox and audit: through HTTP, and without it.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use super::client::Connection;
use super::latencies::Latencies;
use super::server::{Home, Server};
use super::table::{self, Budget};
use crate::test::postgres::Postgres;
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// Threads of this program, each with some of the connections.
const THREADS: usize = 4;
const LASTS: Duration = Duration::from_secs(10);

/// What the program in `crates/care/benches/entries` says.
struct Said {
    sessions: Vec<String>,
    figures: BTreeMap<String, f64>,
}

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    println!(
        "\nSQLite, {} cores for the server and whoever asks",
        thread::available_parallelism().map_or(1, usize::from)
    );
    measure(workspace, None, 5_000.0)?;
    match Postgres::start_durable()? {
        Some(postgres) => {
            println!("\nPostgreSQL on the same cores");
            measure(workspace, Some(postgres.url()), 2_500.0)
        }
        None => {
            println!("SKIPPED: PostgreSQL is not installed here");
            Ok(())
        }
    }
}

fn measure(workspace: &Workspace, postgres: Option<&str>, each_second: f64) -> Outcome<()> {
    let home = Home::new(workspace)?;
    let home = if let Some(url) = postgres { home.on(url) } else { home };
    steps::run(&mut home.passport(&["demo"]))?;
    steps::run(&mut home.passport(&["simulate", "--patients", "1000", "--days", "60", "--seed", "5"]))?;
    let said = without_http(workspace, &home.database())?;
    let of = |what: &str| said.figures.get(what).copied().unwrap_or(f64::NAN);

    let server = home.serve()?;
    let start = Instant::now();
    let times = crowd(&server, &said.sessions)?;
    let rate = number(times.count()) / start.elapsed().as_secs_f64();
    table::heading();
    table::line("entries through HTTP, 64 clients", rate, "/s", Budget::AtLeast(each_second));
    table::line("  half of the answers", times.milliseconds(50), "ms", Budget::None);
    table::line("  99 of 100 answers", times.milliseconds(99), "ms", Budget::AtMost(50.0));
    table::line("entries without HTTP, 64 at once", of("entries"), "/s", Budget::None);
    table::line("  99 of 100 answers", of("p99"), "ms", Budget::None);
    table::line("an event kept, 64 in a transaction", of("event"), "us", Budget::None);
    table::line("counting it", of("upkeep"), "us", Budget::AtMost(20.0));
    Ok(())
}

fn without_http(workspace: &Workspace, database: &str) -> Outcome<Said> {
    let mut cargo = workspace.cargo();
    cargo.args(["bench", "--quiet", "--package", "care", "--bench", "entries"]);
    cargo.env("PASSPORT_BENCH_DATABASE", database);
    let mut said = Said { sessions: Vec::new(), figures: BTreeMap::new() };
    let done = steps::run_reading(&mut cargo, |line| match line.split_once('\t') {
        Some(("session", token)) => said.sessions.push(format!("patient={token}")),
        Some((what, figure)) => {
            if let Ok(figure) = figure.parse() {
                said.figures.insert(what.to_owned(), figure);
            }
        }
        None => {}
    })?;
    if done && !said.sessions.is_empty() { Ok(said) } else { Err("the benchmark without HTTP failed".to_owned()) }
}

/// Every client on a connection of its own.
fn crowd(server: &Server, sessions: &[String]) -> Outcome<Latencies> {
    let (address, each) = (server.address(), sessions.len().div_ceil(THREADS).max(1));
    let times = thread::scope(|scope| {
        let threads: Vec<_> = sessions
            .chunks(each)
            .zip(0_u32..)
            .map(|(sessions, number)| scope.spawn(move || log(address, sessions, number)))
            .collect();
        threads.into_iter().map(|thread| thread.join().map_err(|_| "a client broke down".to_owned())?).try_fold(
            Vec::new(),
            |mut all, times| {
                all.extend(times?);
                Ok::<_, String>(all)
            },
        )
    })?;
    Ok(Latencies::new(times))
}

/// Each of these clients logs, waits for the answer and logs again.
fn log(address: SocketAddr, sessions: &[String], thread: u32) -> Outcome<Vec<Duration>> {
    let lost = |error: std::io::Error| format!("an entry was lost: {error}");
    let mut clients = Vec::with_capacity(sessions.len());
    let mut entry = 0_u64;
    let mut form = || {
        entry += 1;
        format!(
            "id=01900000-0000-7000-8{thread:03x}-{entry:012x}&peak_flow=400&peak_flow_sure=400&daytime=none\
             &woke_at_night=no&reliever=none&too_breathless=no"
        )
    };
    for session in sessions {
        let mut connection = Connection::open(address).map_err(lost)?;
        connection.send_form("/api/diary/log", session, &form()).map_err(lost)?;
        clients.push((connection, session, Instant::now()));
    }
    let (since, mut times) = (Instant::now(), Vec::new());
    while since.elapsed() < LASTS {
        for (connection, session, asked) in &mut clients {
            let answer = connection.answer().map_err(lost)?;
            times.push(asked.elapsed());
            if answer.status != 200 {
                return Err(format!("an entry was answered {}", answer.status));
            }
            *asked = Instant::now();
            connection.send_form("/api/diary/log", session, &form()).map_err(lost)?;
        }
    }
    Ok(times)
}

#[expect(clippy::cast_precision_loss, reason = "a count of entries is small")]
fn number(count: usize) -> f64 {
    count as f64
}
