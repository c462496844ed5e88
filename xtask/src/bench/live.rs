//! From a patient's tap to the manager's new figures: the check-in is kept, the stream tells, the board is asked again.

use std::time::Instant;

use super::client::Connection;
use super::latencies::Latencies;
use super::live_nodes;
use super::server::Server;
use super::table::{self, Budget};
use crate::Outcome;
use crate::workspace::Workspace;

pub(super) const PRACTICE: &str = "Z99001";
const CHECK_INS: u32 = 200;

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let server = Server::start(workspace)?;
    println!("\none node on SQLite");
    measure(&server, &server)?;
    drop(server);
    live_nodes::run(workspace)
}

/// The phone is at one node and the board at another, or at the same.
pub(super) fn measure(phones: &Server, boards: &Server) -> Outcome<()> {
    let (manager, patient) = (boards.log_in("manager")?, phones.log_in("adult")?);
    let lost = |error: std::io::Error| format!("the server could not be heard: {error}");
    let open = |at: &Server| Connection::open(at.address()).map_err(lost);
    let (mut stream, mut phone, mut board) = (open(boards)?, open(phones)?, open(boards)?);
    let status = stream.listen(&format!("/live?topics=practice/{PRACTICE}"), &manager).map_err(lost)?;
    if status != 200 {
        return Err(format!("the stream answered {status}"));
    }
    let (mut heard, mut seen) = (Vec::new(), Vec::new());
    for number in 0..CHECK_INS {
        let start = Instant::now();
        check_in(&mut phone, &patient, number)?;
        while !stream.event_line().map_err(lost)?.starts_with("event: changed") {}
        heard.push(start.elapsed());
        let figures = board.post("/api/boards/practice", &manager, &format!("practice={PRACTICE}")).map_err(lost)?;
        if figures.status != 200 {
            return Err(format!("the board answered {}", figures.status));
        }
        seen.push(start.elapsed());
    }
    let (heard, seen) = (Latencies::new(heard), Latencies::new(seen));
    println!("{CHECK_INS} check-ins, one after the other");
    table::heading();
    table::line("kept and told, half", heard.milliseconds(50), "ms", Budget::None);
    table::line("new figures there, half", seen.milliseconds(50), "ms", Budget::None);
    table::line("new figures there, 99 of 100", seen.milliseconds(99), "ms", Budget::AtMost(1000.0));
    Ok(())
}

/// A patient checks in, and it is kept.
pub(super) fn check_in(phone: &mut Connection, patient: &str, number: u32) -> Outcome<()> {
    let form = format!(
        "id=01900000-0000-7000-8000-{number:012x}&peak_flow=520&daytime=none&woke_at_night=no&reliever=none&too_breathless=no"
    );
    let kept = phone.post("/api/diary/log", patient, &form);
    match kept.map_err(|error| format!("the check-in was lost: {error}"))?.status {
        200 => Ok(()),
        status => Err(format!("the check-in answered {status}")),
    }
}
