//! The release server over loopback: pages on one connection, then on many, and what it holds in memory.

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
/// A patient's own page: the session is looked up, the reading leaves an audit row.
const OWN_PAGE: &str = "/my";
const WARM_UP: usize = 200;
const ALONE: usize = 2000;
/// The visitors share the machine with the server, so few of them hold the many connections.
const VISITORS: usize = 4;
const CONNECTIONS_EACH: usize = 16;
const CROWD: Duration = Duration::from_secs(10);

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let server = Server::start(workspace)?;
    let address = server.address();
    let patient = server.log_in("adult")?;

    println!("\nclient and server on this machine's {} cores", thread::available_parallelism().map_or(1, usize::from));
    table::heading();
    for (page, cookie) in [(PAGE, ""), (OWN_PAGE, patient.as_str())] {
        ask(address, page, cookie, 1, |done, _| done < WARM_UP)?;
        let alone = Latencies::new(ask(address, page, cookie, 1, |done, _| done < ALONE)?);
        let start = Instant::now();
        let together = crowd(address, page, cookie)?;
        let each_second = rate(together.count(), start.elapsed().as_secs_f64());
        let budget = if page == PAGE { Budget::AtLeast(2000.0) } else { Budget::None };
        table::line(&format!("{page}, one connection, half"), alone.milliseconds(50), "ms", Budget::AtMost(5.0));
        table::line(&format!("{page}, one connection, 99 of 100"), alone.milliseconds(99), "ms", Budget::None);
        table::line(&format!("{page}, 64 connections"), each_second, "/s", budget);
        table::line(&format!("{page}, 64 connections, 99 of 100"), together.milliseconds(99), "ms", Budget::None);
    }
    match server.resident_megabytes() {
        Some(memory) => table::line("resident memory after that", memory, "MB", Budget::AtMost(64.0)),
        None => println!("resident memory: this system does not tell"),
    }
    Ok(())
}

fn crowd(address: SocketAddr, page: &str, cookie: &str) -> Outcome<Latencies> {
    let times = thread::scope(|scope| {
        let visit = || ask(address, page, cookie, CONNECTIONS_EACH, |_, since| since.elapsed() < CROWD);
        let visitors: Vec<_> = (0..VISITORS).map(|_| scope.spawn(visit)).collect();
        visitors.into_iter().map(|visitor| visitor.join().map_err(|_| "a visitor broke down".to_owned())?).try_fold(
            Vec::new(),
            |mut all, times| {
                all.extend(times?);
                Ok::<_, String>(all)
            },
        )
    })?;
    Ok(Latencies::new(times))
}

/// Asks for the page on some connections at once, again and again while `more` says so, and returns how long each
/// answer took.
fn ask(
    address: SocketAddr,
    page: &str,
    cookie: &str,
    connections: usize,
    more: impl Fn(usize, Instant) -> bool,
) -> Outcome<Vec<Duration>> {
    let lost = |error: std::io::Error| format!("{page} could not be read: {error}");
    let mut open = (0..connections).map(|_| Connection::open(address).map_err(lost)).collect::<Outcome<Vec<_>>>()?;
    let mut asked = Vec::with_capacity(connections);
    for connection in &mut open {
        connection.request(page, cookie).map_err(lost)?;
        asked.push(Instant::now());
    }
    let mut times = Vec::new();
    let since = Instant::now();
    while more(times.len(), since) {
        for (connection, asked) in open.iter_mut().zip(&mut asked) {
            let answer = connection.answer().map_err(lost)?;
            times.push(asked.elapsed());
            if answer.status != 200 || answer.length == 0 {
                return Err(format!("{page} answered {} with {} bytes", answer.status, answer.length));
            }
            *asked = Instant::now();
            connection.request(page, cookie).map_err(lost)?;
        }
    }
    Ok(times)
}

#[expect(clippy::cast_precision_loss, reason = "a count of seconds' worth of answers is small")]
fn rate(count: usize, seconds: f64) -> f64 {
    count as f64 / seconds
}
