//! One file a command.

mod demo;
mod error;
mod import;
mod metrics;
mod open;
mod plan;
mod remind;
mod serve;
mod simulate;
mod simulate_icb;

pub use error::CommandError;
pub use open::services;

use crate::cli::{Cli, Command, Events};
use crate::config::{Config, Environment};
use crate::{http, logging};

/// Does what was typed.
///
/// # Errors
/// Why it was not done, in one sentence.
pub fn run(cli: Cli) -> Result<(), CommandError> {
    let environment = Environment::of_process();
    logging::start(&environment, matches!(cli.command, Command::Serve(_)));
    http::failsafe::log_panics_without_their_words();
    // A plan in a file is checked wherever the program is, whatever the settings say of a database.
    let command = match cli.command {
        Command::Plan(wish) => return plan::run(wish),
        command => command,
    };
    let config = Config::read(&environment)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| CommandError::NoThreads(error.kind()))?;
    runtime.block_on(act(command, config))
}

async fn act(command: Command, config: Config) -> Result<(), CommandError> {
    match command {
        Command::Serve(wish) => serve::run(config, wish).await,
        Command::Migrate => open::migrate(&config).await,
        Command::Demo => demo::run(&config).await,
        Command::Import(wish) => import::run(&config, wish).await,
        Command::Simulate(wish) => simulate::run(&config, wish).await,
        Command::Plan(wish) => plan::run(wish),
        Command::Metrics(wish) => metrics::run(&config, wish).await,
        Command::Events(Events::Import { file }) => import::events(&config, &file).await,
    }
}

/// Says something to whoever typed the command.
#[expect(clippy::print_stdout, reason = "a command's answer goes to standard output")]
fn print(text: &str) {
    println!("{text}");
}
