//! The figures of one ICB of 200 practices behind many events, beside a recount and a materialised view of the same tiles.

use std::collections::BTreeMap;
use std::path::Path;

use super::table::{self, Budget};
use crate::test::postgres::Postgres;
use crate::workspace::Workspace;
use crate::{Outcome, steps};

/// Enough to see the ratios in a few minutes; the budgets are for ten million.
const USUAL: u64 = 1_000_000;
const FULL: u64 = 10_000_000;

pub(super) fn run(workspace: &Workspace, options: &[&str]) -> Outcome<()> {
    let events = match options {
        [] => USUAL,
        ["--events", count] => count.replace(['_', ','], "").parse().map_err(|_| format!("{count} is no number"))?,
        _ => return Err("figures knows only --events N".to_owned()),
    };
    let folder = steps::private_folder("bench-figures")?;
    let home = folder.to_string_lossy().into_owned();
    let _lifeline = steps::Lifeline::tie(r#"rm -rf "$1""#, &[&home])?;
    println!("\n{events} events of a year, SQLite");
    print(&measure(workspace, &sqlite(&folder), events)?, events);
    match Postgres::start_durable()? {
        Some(postgres) => {
            println!("\n{events} events of a year, PostgreSQL");
            print(&measure(workspace, postgres.url(), events)?, events);
        }
        None => println!("SKIPPED: PostgreSQL is not installed here"),
    }
    Ok(())
}

fn sqlite(folder: &Path) -> String {
    format!("sqlite://{}?mode=rwc", folder.join("passport.db").display())
}

/// What the program in `crates/care/benches/figures` says: a word and a number in each line.
fn measure(workspace: &Workspace, database: &str, events: u64) -> Outcome<BTreeMap<String, f64>> {
    let mut cargo = workspace.cargo();
    cargo
        .args(["bench", "--quiet", "--package", "care", "--bench", "figures"])
        .env("DATABASE_URL", database)
        .env("PASSPORT_BENCH_EVENTS", events.to_string());
    let mut said = BTreeMap::new();
    let done = steps::run_reading(&mut cargo, |line| {
        if let Some((what, figure)) = line.split_once('\t')
            && let Ok(figure) = figure.parse()
        {
            said.insert(what.to_owned(), figure);
        }
    })?;
    if done { Ok(said) } else { Err("the benchmark failed".to_owned()) }
}

fn print(said: &BTreeMap<String, f64>, events: u64) {
    let of = |what: &str| said.get(what).copied().unwrap_or(f64::NAN);
    let full = |budget| if events >= FULL { budget } else { Budget::None };
    table::heading();
    table::line("people", of("people"), "", Budget::None);
    table::line("loading the events", of("load"), "s", Budget::None);
    table::line("counting every figure for the first time", of("first count"), "s", Budget::None);
    table::line("counting them anew while serving", of("rebuild"), "s", full(Budget::AtMost(60.0)));
    table::line("  writes meanwhile", of("writes meanwhile"), "", Budget::None);
    table::line("  99 of 100 of them", of("wait of 99 of 100"), "ms", Budget::None);
    table::line("  the longest", of("longest wait"), "ms", Budget::None);
    table::line("tiles of the ICB, from counters", of("tiles"), "ms", Budget::AtMost(5.0));
    table::line("table of 200 practices, from counters", of("children"), "ms", Budget::AtMost(15.0));
    for (what, peer, ours) in [
        ("tiles recounted from the events", "recount tiles", "tiles"),
        ("table recounted from the events", "recount children", "children"),
        ("the table's materialised view, refreshed", "view", "children"),
    ] {
        println!("{what:44} {:>9.0} ms {:>23.0} times ours", of(peer), of(peer) / of(ours));
    }
}
