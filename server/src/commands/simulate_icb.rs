//! `passport simulate --practices`: a whole made-up ICB, into the database, into an event log, or played on the clock.

use std::fs::File;
use std::io::{BufWriter, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use care::simulate::icb::{IcbOptions, IcbSimulated, load_icb, loaded_icb, replay_icb, write_log, write_organisations};
use care::{CareError, Refused, Services};
use domain::Clock;
use domain::metrics::group_thousands;
use domain::time::london_day;
use indicatif::{ProgressBar, ProgressStyle};
use integrations::clock::SystemClock;

use super::{CommandError, open, print, serve};
use crate::cli::Simulate;
use crate::config::Config;

/// How long the played clock may be silent about what it did.
const SAY_EVERY: Duration = Duration::from_secs(10);

pub(super) async fn run(config: &Config, wish: &Simulate, practices: u32) -> Result<(), CommandError> {
    let today = london_day(SystemClock.now());
    let yesterday = today.pred_opt().unwrap_or(today);
    let last = wish.last.unwrap_or(yesterday);
    if last > yesterday {
        return Err(CommandError::Refused("the last of the days must be over: yesterday at the latest".into()));
    }
    let options =
        IcbOptions { practices, waves: wish.waves, patients: wish.patients, days: wish.days, seed: wish.seed, last };
    match &wish.events {
        Some(file) => to_files(&options, file),
        None => to_database(config, wish, options).await,
    }
}

fn to_files(options: &IcbOptions, log: &Path) -> Result<(), CommandError> {
    let places = log.with_extension("organisations.csv");
    let wrong = |path: &Path| {
        let file = path.to_path_buf();
        move |error: std::io::Error| CommandError::File { file, reason: error.kind() }
    };
    let create = |path: &Path| File::create(path).map(BufWriter::new).map_err(wrong(path));
    write_organisations(options, create(&places)?).map_err(wrong(&places))?;
    let bar = progress_bar(options.patients);
    let made = write_log(options, create(log)?, |people| bar.set_position(people)).map_err(wrong(log))?;
    bar.finish_and_clear();
    tell(options, made);
    print(&format!(
        "Read them with:\n  passport import organisations {}\n  passport events import {}",
        shown(places),
        shown(log.to_path_buf())
    ));
    Ok(())
}

fn shown(path: PathBuf) -> String {
    path.display().to_string()
}

async fn to_database(config: &Config, wish: &Simulate, options: IcbOptions) -> Result<(), CommandError> {
    let services = open::services(config).await?;
    let done = fill(&services, wish, options).await;
    services.store.close().await;
    done.map_err(|error| match error {
        CareError::Refused(Refused::Conflict) => {
            CommandError::Refused("there are not enough test NHS numbers left for so many patients".into())
        }
        error => error.into(),
    })
}

async fn fill(services: &Services, wish: &Simulate, options: IcbOptions) -> Result<(), CareError> {
    let there = loaded_icb(services, options.seed).await?.filter(|_| wish.real_time);
    let options = match there {
        Some(there) => {
            print("The ICB of this seed is there: it is played as it was made.");
            there
        }
        None => {
            let bar = progress_bar(options.patients);
            let made = load_icb(services, &options, &mut |people| bar.set_position(people)).await?;
            bar.finish_and_clear();
            tell(&options, made);
            options
        }
    };
    if wish.real_time {
        print("Playing today. Ctrl-C stops it.");
        let mut said = std::time::Instant::now();
        let mut say = |done: care::simulate::icb::Replayed| {
            if said.elapsed() >= SAY_EVERY {
                said = std::time::Instant::now();
                print(&format!("{} events played", number(done.events)));
            }
        };
        let played = replay_icb(services, &options, wish.speed, serve::told(), &mut say).await?;
        print(&format!("Stopped. {} events played.", number(played.events)));
    }
    Ok(())
}

fn tell(options: &IcbOptions, made: IcbSimulated) {
    print(&format!(
        "{} practices in {} waves from seed {}, {} days to {}: {} patients, {} of them registered, {} events, {} of them after \
         their day was frozen.",
        number(options.practices.into()),
        options.waves,
        options.seed,
        options.days,
        options.last,
        number(made.patients),
        number(made.registered),
        number(made.events),
        number(made.late),
    ));
    if made.repeated > 0 {
        print(&format!("{} rows are there twice, as logs have them.", number(made.repeated)));
    }
    if made.known > 0 {
        print(&format!("{} people were there already and are as they were.", number(made.known)));
    }
}

fn number(count: u64) -> String {
    group_thousands(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Shown to somebody who watches, on standard error.
fn progress_bar(people: u32) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(people.into());
    if let Ok(style) = ProgressStyle::with_template("Making up {wide_bar} {pos}/{len} people, {eta} left") {
        bar.set_style(style);
    }
    bar
}
