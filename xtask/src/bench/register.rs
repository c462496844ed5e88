//! A register of 100,000: how long its roster takes to import, and how long a search in it waits.

use std::fmt::Write as _;
use std::time::Instant;

use super::client::Connection;
use super::latencies::Latencies;
use super::server::Home;
use super::table::{self, Budget};
use crate::Outcome;
use crate::workspace::Workspace;

const PEOPLE: u32 = 100_000;
const PRACTICE: &str = "Z99001";
const GIVEN: [&str; 12] =
    ["Olivia", "Noah", "Aisha", "Muhammad", "Grace", "Leo", "Zofia", "Arjun", "Chloe", "Femi", "Mei", "Tomasz"];
const FAMILY: [&str; 12] =
    ["Smith", "Khan", "Jones", "Patel", "Nowak", "Okafor", "Taylor", "Begum", "Hughes", "Singh", "Brown", "Evans"];
/// What a nurse types: beginnings of names, both names, a date of birth, an NHS number.
const SEARCHES: [&str; 6] = ["smi", "khan ai", "nowak zofia", "17/06/1984", "998 000", "hughes mei"];

pub(super) fn run(workspace: &Workspace) -> Outcome<()> {
    let home = Home::new(workspace)?;
    let roster = home.file("roster.csv");
    std::fs::write(&roster, lines()).map_err(|error| format!("cannot write the roster: {error}"))?;
    done(home.passport(&["demo"]).status())?;
    let start = Instant::now();
    let file = roster.to_string_lossy().into_owned();
    done(home.passport(&["import", "roster", &file, "--practice", PRACTICE]).status())?;
    let import = start.elapsed().as_secs_f64();

    let server = home.serve()?;
    let cookie = server.log_in("nurse")?;
    let lost = |error: std::io::Error| format!("the search could not be read: {error}");
    let mut connection = Connection::open(server.address()).map_err(lost)?;
    let mut times = Vec::new();
    for round in 0..60 {
        for words in SEARCHES {
            let form = format!("practice={PRACTICE}&words={}", words.replace(' ', "+").replace('/', "%2F"));
            let start = Instant::now();
            let answer = connection.post("/api/patients/search", &cookie, &form).map_err(lost)?;
            if answer.status != 200 || !connection.body().starts_with(b"{\"rows\":[{") {
                return Err(format!("the search for {words} answered {} and found nobody", answer.status));
            }
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    let times = Latencies::new(times);
    println!("\n{PEOPLE} people in one practice");
    table::heading();
    table::line("import of the roster", import, "s", Budget::AtMost(60.0));
    table::line("search, half of the answers", times.milliseconds(50), "ms", Budget::AtMost(1000.0));
    table::line("search, 99 of 100 answers", times.milliseconds(99), "ms", Budget::AtMost(1000.0));
    if let Some(memory) = server.resident_megabytes() {
        table::line("resident memory after that", memory, "MB", Budget::AtMost(64.0));
    }
    Ok(())
}

fn done(status: std::io::Result<std::process::ExitStatus>) -> Outcome<()> {
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("passport ended with {status}")),
        Err(error) => Err(format!("passport cannot be started: {error}")),
    }
}

/// People with valid NHS numbers that the demonstration does not use.
fn lines() -> String {
    let mut text = String::from("given_name,family_name,date_of_birth,sex,nhs_number\n");
    let numbers = (998_000_000_u32..).filter_map(|nine| Some((nine, check_digit(nine)?)));
    for (at, (nine, check)) in (0..PEOPLE).zip(numbers) {
        let name = |names: [&'static str; 12], at: u32| names.get((at % 12) as usize).copied().unwrap_or_default();
        let (given, family) = (name(GIVEN, at / 12), name(FAMILY, at));
        let (day, month, year) = (at % 28 + 1, at / 28 % 12 + 1, 1940 + at % 80);
        let sex = if at % 2 == 0 { "F" } else { "M" };
        let _written = writeln!(text, "{given},{family},{day:02}/{month:02}/{year},{sex},{nine}{check}");
    }
    text
}

/// The NHS number's last digit: weights 10 to 2, 11 minus the remainder; 10 is never issued.
fn check_digit(nine: u32) -> Option<u32> {
    let digits = format!("{nine:09}");
    let sum: u32 = digits.bytes().zip((2..=10).rev()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}
