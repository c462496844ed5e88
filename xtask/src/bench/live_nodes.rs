//! Two nodes on one PostgreSQL: a check-in at one until the board at the other, and thousands who listen at one that dies.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::client::Connection;
use super::latencies::Latencies;
use super::live::{PRACTICE, check_in, measure};
use super::live_crowd::Crowd;
use super::server::{Home, Server};
use super::table::{self, Budget};
use crate::Outcome;
use crate::test::postgres::Postgres;
use crate::workspace::Workspace;

/// How many listen, when not the usual number.
const CLIENTS: &str = "PASSPORT_BENCH_CLIENTS";
const USUAL: usize = 10_000;
/// Streams of one session, as the server allows.
const STREAMS: usize = 3;
const ROUNDS: u32 = 20;
/// Longer than changes of one topic are gathered.
const BETWEEN: Duration = Duration::from_secs(1);

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let Some(postgres) = Postgres::start_durable()? else {
        println!("SKIPPED: PostgreSQL is not installed here, two nodes were not measured");
        return Ok(());
    };
    let clients = match std::env::var(CLIENTS) {
        Ok(count) => count.parse().map_err(|_| format!("{CLIENTS} is not a number"))?,
        Err(_) => USUAL,
    };
    let clients = within_open_files(clients);
    let node = || Home::new(workspace)?.on(postgres.url()).serve();
    let (first, second) = (node()?, node()?);
    println!("\ntwo nodes on PostgreSQL, the phone at one and the board at the other");
    measure(&first, &second)?;
    crowd(first, &second, clients)
}

fn crowd(dying: Server, other: &Server, clients: usize) -> Outcome<()> {
    let sessions: Vec<String> =
        (0..clients.div_ceil(STREAMS)).map(|_| dying.log_in("manager")).collect::<Outcome<_>>()?;
    let patient = other.log_in("adult")?;
    let mut phone = Connection::open(other.address()).map_err(|error| format!("the node is not there: {error}"))?;

    println!("\n{clients} clients listen at one node, and the check-ins are at the other");
    table::heading();
    let before = dying.resident_megabytes();
    let start = Instant::now();
    let mut crowd = Crowd::open(dying.address(), PRACTICE, &sessions, STREAMS, clients)?;
    table::line("connecting them all", start.elapsed().as_secs_f64(), "s", Budget::None);
    if let (Some(before), Some(after)) = (before, dying.resident_megabytes()) {
        table::line("memory for each", (after - before) * 1e6 / 1024.0 / count(clients), "KiB", Budget::AtMost(25.0));
    }
    let mut heard = Vec::new();
    for round in 0..ROUNDS {
        std::thread::sleep(BETWEEN);
        let start = Instant::now();
        check_in(&mut phone, &patient, 100_000 + round)?;
        heard.extend(crowd.hear(start)?);
    }
    let heard = Latencies::new(heard);
    table::line("kept at one, heard by half", heard.milliseconds(50), "ms", Budget::None);
    table::line("kept at one, heard by 99 of 100", heard.milliseconds(99), "ms", Budget::AtMost(250.0));
    let lost = clients * usize::try_from(ROUNDS).unwrap_or(0) - heard.count();
    table::line("messages lost", count(lost), "", Budget::AtMost(0.5));

    drop(dying);
    let dropped = Instant::now();
    // While nobody listens.
    check_in(&mut phone, &patient, 200_000)?;
    let back = Latencies::new(crowd.come_back(other.address(), dropped)?);
    table::line("the node stopped: the last is back after", back.milliseconds(100) / 1000.0, "s", Budget::AtMost(60.0));
    table::line("back, and told what they missed", count(back.count()), "", Budget::AtLeast(count(clients)));
    Ok(())
}

/// As many as this system lets one program hold open, after asking it for more.
fn within_open_files(clients: usize) -> usize {
    let own = std::process::id().to_string();
    let more = format!("--nofile={0}:{0}", clients + 1_000);
    let raised = Command::new("prlimit").args(["--pid", &own, &more]).stderr(Stdio::null()).status();
    if raised.is_ok_and(|status| status.success()) {
        return clients;
    }
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find(|line| line.starts_with("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().nth(3)?.parse::<usize>().ok()).unwrap_or(256);
    let few = clients.min(soft.saturating_sub(100));
    if few < clients {
        println!("this system lets a program hold {soft} files open: {few} clients instead of {clients}");
    }
    few
}

#[expect(clippy::cast_precision_loss, reason = "a count of clients is small")]
fn count(of: usize) -> f64 {
    of as f64
}
