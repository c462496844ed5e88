//! `passport`: the Digital Health Passport's server and commands.

use std::process::ExitCode;

use clap::Parser;
use server::cli::Cli;

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
