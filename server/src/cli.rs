//! What can be typed after `passport`.

use std::net::SocketAddr;
use std::path::PathBuf;

use care::simulate::icb::MOST_PRACTICES;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use domain::OdsCode;

/// Digital Health Passport: asthma action plans that patients carry and practices can see working.
#[derive(Debug, Parser)]
#[command(name = "passport", version, about, after_help = SETTINGS)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const SETTINGS: &str = "Settings come from the environment:
  DATABASE_URL         sqlite://data/passport.db?mode=rwc (the default) or postgres://user:password@host/database
  PASSPORT_ADDR        where to listen, 127.0.0.1:3000 unless set
  PASSPORT_PUBLIC_URL  the address people use, when it differs
  PASSPORT_MODE        demo (the default) or live
  PASSPORT_SITE_ROOT   folder of the built site, target/site unless set
  PASSPORT_SECRET      key for codes and tokens; made and kept with the database unless set
  PASSPORT_LOG         what to log, such as info or http=debug
DATABASE_URL and PASSPORT_SECRET may come from a file named by DATABASE_URL_FILE and PASSPORT_SECRET_FILE.";

/// One command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the product until interrupted
    Serve(Serve),
    /// Bring the database's tables up to date and stop
    Migrate,
    /// Load the demonstration ICB with its invented people
    Demo,
    /// Read organisations or a practice's register from a CSV file
    #[command(subcommand)]
    Import(Import),
    /// Make up patients and their days, to see the product under load
    Simulate(Simulate),
    /// Ask the clinical rules about a plan in a file
    #[command(subcommand)]
    Plan(Plan),
    /// Show and check the figures of the boards
    #[command(subcommand)]
    Metrics(Metrics),
    /// What happened, as figures count it
    #[command(subcommand)]
    Events(Events),
}

/// `passport serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// Load the demonstration ICB first when the database is empty
    #[arg(long)]
    pub demo: bool,
    /// Where to listen, instead of PASSPORT_ADDR
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub addr: Option<SocketAddr>,
}

/// `passport import`
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Practices, PCNs and ICBs from a file in the form of the ODS
    Organisations {
        /// The CSV file
        file: PathBuf,
        /// Change nothing when any row has a problem
        #[arg(long)]
        strict: bool,
    },
    /// A practice's asthma register
    Roster {
        /// The CSV file
        file: PathBuf,
        /// ODS code of the practice whose register it is
        #[arg(long, value_name = "CODE", value_parser = ods_code)]
        practice: OdsCode,
        /// Say what would happen and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// The respiratory products of an ICB, as its next version; it counts once somebody of the ICB activates it
    Formulary {
        /// The CSV file
        file: PathBuf,
        /// ODS code of the ICB whose formulary it is
        #[arg(long, value_name = "CODE", value_parser = ods_code)]
        icb: OdsCode,
        /// First day on which it counts, such as 2026-12-01; today when left out
        #[arg(long, value_name = "DATE")]
        from: Option<NaiveDate>,
    },
}

/// `passport simulate`
#[derive(Args, Debug)]
pub struct Simulate {
    /// How many patients to make up
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub patients: u32,
    /// How many days, up to today, they live through
    #[arg(long, value_name = "D", value_parser = clap::value_parser!(u32).range(1..=3_650))]
    pub days: u32,
    /// The same seed makes up the same people
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Make up a whole ICB with so many practices, instead of patients of the practices that are there
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MOST_PRACTICES)))]
    pub practices: Option<u32>,
    /// In how many waves its practices join
    #[arg(long, value_name = "W", default_value_t = 4, requires = "practices", value_parser = clap::value_parser!(u32).range(1..=100))]
    pub waves: u32,
    /// Last of the days, such as 2026-11-22; yesterday when left out
    #[arg(long, value_name = "DATE", requires = "practices")]
    pub last: Option<NaiveDate>,
    /// Write an event log to this file instead of filling the database, and the ICB's organisations beside it
    #[arg(long, value_name = "FILE", requires = "practices", conflicts_with = "real_time")]
    pub events: Option<PathBuf>,
    /// Then play today on the clock until interrupted
    #[arg(long, requires = "practices", conflicts_with = "last")]
    pub real_time: bool,
    /// Play so many times as fast as life
    #[arg(long, value_name = "X", default_value_t = 1, requires = "real_time", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub speed: u32,
}

/// `passport plan`
#[derive(Debug, Subcommand)]
pub enum Plan {
    /// Print what every rule says of one plan, as JSON
    Check {
        /// The JSON file
        file: PathBuf,
    },
}

/// `passport events`
#[derive(Debug, Subcommand)]
pub enum Events {
    /// Read an outside event log into a demonstration and count it, all of it or nothing
    Import {
        /// The CSV file
        file: PathBuf,
    },
}

/// `passport metrics`
#[derive(Clone, Debug, Subcommand)]
pub enum Metrics {
    /// Count every figure again from what happened and compare
    Verify,
    /// Count every figure again from what happened and keep what was counted
    Rebuild,
    /// Print the exact figures of an organisation at the end of a day
    Show {
        /// ODS code of a practice, PCN or ICB
        #[arg(long, value_name = "CODE", value_parser = ods_code)]
        org: OdsCode,
        /// The day, such as 2026-11-22; today when left out
        #[arg(long, value_name = "DATE")]
        at: Option<NaiveDate>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

fn ods_code(text: &str) -> Result<OdsCode, String> {
    OdsCode::parse(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_commands_fit_together() {
        Cli::command().debug_assert();
    }
}
