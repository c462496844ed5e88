//! `cargo xtask test`: every check, part by part. A part that fails does not stop the next.

mod browser;
pub(crate) mod postgres;
mod programs;
mod tally;

pub(crate) use browser::browser_for;
use postgres::Postgres;
use programs::Programs;
use tally::Tally;

use crate::Outcome;
use crate::assets::{self, BUNDLES, Mode, WASM_TARGET};
use crate::steps;
use crate::workspace::Workspace;

/// Packages whose tests talk to the database, and so run on both kinds.
const ON_THE_DATABASE: [&str; 3] = ["storage", "care", "server"];

const PARTS: [&str; 3] = ["unit", "server", "stories"];

/// Runs the named parts, or all of them.
pub(crate) fn test(workspace: &Workspace, arguments: &[&str]) -> Outcome<()> {
    if let Some(unknown) = arguments.iter().find(|argument| !PARTS.contains(argument)) {
        return Err(format!("there is no part {unknown}: the parts are {}", PARTS.join(", ")));
    }
    let wanted = |part: &str| arguments.is_empty() || arguments.contains(&part);
    let mut tally = Tally::default();
    if wanted("unit") {
        lints(workspace, &mut tally);
    }
    if wanted("unit") || wanted("server") {
        let mut programs = None;
        tally.step("compile the tests", || {
            programs = Some(Programs::compile(workspace)?);
            Ok(())
        });
        if let Some(programs) = programs {
            if wanted("unit") {
                unit(workspace, &programs, &mut tally);
            }
            if wanted("server") {
                server(&programs, &mut tally);
            }
        }
    }
    if wanted("stories") {
        browser::stories(workspace, &mut tally);
    }
    tally.close()
}

fn lints(workspace: &Workspace, tally: &mut Tally) {
    tally.step("style sheet is up to date", || assets::style(workspace, true));
    tally.step("format", || steps::run(workspace.cargo().args(["fmt", "--all", "--", "--check"])));
    tally.step("clippy, native", || {
        steps::run(workspace.cargo().args(["clippy", "--all-targets", "--", "-D", "warnings"]))
    });
    tally.step("clippy, browser", || {
        assets::want_wasm_target(workspace)?;
        let mut clippy = workspace.cargo();
        clippy.args(["clippy", "--target", WASM_TARGET, "--profile", Mode::Debug.wasm_profile()]);
        clippy.args(BUNDLES.iter().flat_map(|bundle| ["-p", bundle]));
        steps::run(clippy.args(["--", "-D", "warnings"]))
    });
}

fn unit(workspace: &Workspace, programs: &Programs, tally: &mut Tally) {
    programs.run(tally, "unit", |package| package != "server", None);
    tally.step("examples in documentation", || steps::run(workspace.cargo().args(["test", "--quiet", "--doc"])));
}

fn server(programs: &Programs, tally: &mut Tally) {
    programs.run(tally, "server on SQLite", |package| package == "server", None);
    if let Some(postgres) = Postgres::start_for(tally, "tests") {
        let url = Some(postgres.url());
        programs.run(tally, "PostgreSQL", |package| ON_THE_DATABASE.contains(&package), url);
    }
}
