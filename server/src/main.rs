//! `passport`: the Digital Health Passport's server and commands.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use server::cli::Cli;

/// Every question to the database makes and drops many small values: docs/decisions/0022-write-path.md.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match server::commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::print_stderr, reason = "a command tells its user what went wrong")]
fn complain(error: &server::commands::CommandError) {
    eprintln!("passport: {error}");
}
