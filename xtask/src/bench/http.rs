//! The release server over loopback: one page on one connection, then on many, and what it holds in memory.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use super::client::Connection;
use super::latencies::Latencies;
use super::server::Server;
use super::table::{self, Budget};
use crate::Outcome;
use crate::workspace::Workspace;

/// Public, rendered by the server, and read from the database.
const PAGE: &str = "/log-in";
const WARM_UP: usize = 200;
const ALONE: usize = 2000;
const CONNECTIONS: usize = 64;
const CROWD: Duration = Duration::from_secs(10);

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let server = Server::start(workspace)?;
    let address = server.address();
    ask(address, |done, _| done < WARM_UP)?;
    let alone = ask(address, |done, _| done < ALONE)?;

    let start = Instant::now();
    let together: Vec<Duration> = thread::scope(|scope| {
        let visitors: Vec<_> =
            (0..CONNECTIONS).map(|_| scope.spawn(|| ask(address, |_, since| since.elapsed() < CROWD))).collect();
        visitors.into_iter().map(|visitor| visitor.join().map_err(|_| "a visitor broke down".to_owned())?).try_fold(
            Vec::new(),
            |mut all, times| {
                all.extend(times?);
                Ok::<_, String>(all)
            },
        )
    })?;
    let seconds = start.elapsed().as_secs_f64();
    let (alone, together) = (Latencies::new(alone), Latencies::new(together));

    println!(
        "\n{PAGE}, client and server on this machine's {} cores",
        thread::available_parallelism().map_or(1, usize::from)
    );
    table::heading();
    table::line("one connection, half of the answers", alone.milliseconds(50), "ms", Budget::AtMost(5.0));
    table::line("one connection, 99 of 100 answers", alone.milliseconds(99), "ms", Budget::AtMost(5.0));
    table::line("64 connections, answers a second", rate(together.count(), seconds), "/s", Budget::AtLeast(2000.0));
    table::line("64 connections, 99 of 100 answers", together.milliseconds(99), "ms", Budget::None);
    match server.resident_megabytes() {
        Some(memory) => table::line("resident memory after that", memory, "MB", Budget::AtMost(64.0)),
        None => println!("resident memory: this system does not tell"),
    }
    Ok(())
}

/// Asks for the page on one connection while `more` says so, and returns how long each answer took.
fn ask(address: SocketAddr, more: impl Fn(usize, Instant) -> bool) -> Outcome<Vec<Duration>> {
    let lost = |error: std::io::Error| format!("{PAGE} could not be read: {error}");
    let mut connection = Connection::open(address).map_err(lost)?;
    let mut times = Vec::new();
    let since = Instant::now();
    while more(times.len(), since) {
        let start = Instant::now();
        let answer = connection.get(PAGE).map_err(lost)?;
        times.push(start.elapsed());
        if answer.status != 200 || answer.length == 0 {
            return Err(format!("{PAGE} answered {} with {} bytes", answer.status, answer.length));
        }
    }
    Ok(times)
}

#[expect(clippy::cast_precision_loss, reason = "a count of seconds' worth of answers is small")]
fn rate(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds
}
