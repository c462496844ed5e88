//! The figures of one ICB of 200 practices behind many events: from counters, recounted, and from a materialised view.
//! `cargo xtask bench figures` runs it on each database and puts what it prints beside the budgets.

#![expect(clippy::print_stdout, reason = "a benchmark prints")]

mod load;
mod peers;

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use care::Services;
use care::boards::{figures_of_each, rebuild_figures, verify_metrics};
use chrono::{DateTime, Utc};
use domain::metrics::Metric;
use domain::{Clock, OdsCode};
use integrations::ids::RandomIds;
use storage::{DatabaseUrl, Store};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// A clock that stands still.
struct At(DateTime<Utc>);

impl Clock for At {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }
}

/// Sunday 22 November 2026, in the evening.
const NOW: &str = "2026-11-22T20:00:00Z";

/// Between two readings that are logged while everything is counted anew.
const PAUSE: Duration = Duration::from_millis(5);

fn main() -> Outcome<()> {
    // `cargo test` runs every benchmark with this word.
    let Ok(events) = std::env::var("PASSPORT_BENCH_EVENTS") else {
        println!("run it by `cargo xtask bench figures`");
        return Ok(());
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(events.parse()?))
}

async fn run(events: u64) -> Outcome<()> {
    let url = DatabaseUrl::parse(&std::env::var("DATABASE_URL")?)?;
    let standby = std::env::var("PASSPORT_READ_URL").ok().map(|url| DatabaseUrl::parse(&url)).transpose()?;
    let store = Store::open_with_standby(&url, standby.as_ref()).await?;
    let (clock, ids) = (Arc::new(At(NOW.parse()?)), Arc::new(RandomIds));
    let services = Services::start(store, clock, ids, true, "http://localhost:3000", None).await?;
    let practices = load::load(&services, events).await?;
    let icb = [load::icb()?];
    let day = services.today();

    let start = Instant::now();
    rebuild_figures(&services).await?;
    say("first count", start.elapsed().as_secs_f64());
    load::settle(&services).await?;
    rebuild_while_serving(&services).await?;
    if std::env::var_os("PASSPORT_BENCH_VERIFY").is_some() {
        let check = verify_metrics(&services).await?;
        if !check.agrees() {
            return Err(format!("the figures differ from the events: {:?}", check.listed).into());
        }
    }
    load::settle(&services).await?;

    say("tiles", median(41, async || figures_of_each(&services, &icb, day).await.map(drop)).await?);
    say("children", median(21, async || figures_of_each(&services, &practices, day).await.map(drop)).await?);
    peers::prepare(&services, day).await?;
    say("recount tiles", median(3, async || peers::recount(&services, day).await.map(drop)).await?);
    say("recount children", median(3, async || peers::recount_children(&services, day).await).await?);
    say("view", median(3, async || peers::refresh(&services, day).await).await?);
    compare(&services, &icb).await?;
    services.store.close().await;
    Ok(())
}

/// Counts everything anew while somebody logs a reading every few milliseconds; what they wait.
async fn rebuild_while_serving(services: &Services) -> Outcome<()> {
    let (done, counted) = (Arc::new(AtomicBool::new(false)), services.clone());
    let finished = done.clone();
    let start = Instant::now();
    let rebuild = tokio::spawn(async move {
        let people = rebuild_figures(&counted).await;
        finished.store(true, Ordering::Release);
        people
    });
    let mut waits = Vec::new();
    while !done.load(Ordering::Acquire) {
        let start = Instant::now();
        load::check_in(services, waits.len()).await?;
        waits.push(start.elapsed().as_secs_f64() * 1000.0);
        tokio::time::sleep(PAUSE).await;
    }
    rebuild.await??;
    say("rebuild", start.elapsed().as_secs_f64());
    waits.sort_by(f64::total_cmp);
    say("writes meanwhile", f64::from(u32::try_from(waits.len())?));
    say("wait of 99 of 100", waits.get(waits.len() * 99 / 100).copied().unwrap_or(0.0));
    say("longest wait", waits.last().copied().unwrap_or(0.0));
    Ok(())
}

/// What both count alike must be the same number.
async fn compare(services: &Services, icb: &[OdsCode]) -> Outcome<()> {
    let counted = peers::recount(services, services.today()).await?;
    let found = figures_of_each(services, icb, services.today()).await?;
    let kept = |metric| {
        let figures = found.iter().flat_map(|(_, figures)| figures);
        figures.into_iter().find(|figure| figure.metric == metric).map_or(-1, |figure| figure.count)
    };
    for (metric, counted) in peers::METRICS.into_iter().zip(counted) {
        if kept(metric) != counted {
            return Err(format!("{metric:?}: kept {}, counted {counted}", kept(metric)).into());
        }
    }
    if kept(Metric::Registered) <= 0 {
        return Err("nobody was counted".into());
    }
    Ok(())
}

/// The middle one of several runs, in milliseconds; the first one of many warms up.
async fn median<E: Into<Box<dyn Error>>>(runs: usize, work: impl AsyncFn() -> Result<(), E>) -> Outcome<f64> {
    let mut times = Vec::with_capacity(runs);
    if runs > 3 {
        work().await.map_err(Into::into)?;
    }
    for _ in 0..runs {
        let start = Instant::now();
        work().await.map_err(Into::into)?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    times.get(runs / 2).copied().ok_or_else(|| "nothing was measured".into())
}

/// One figure for the tool that started this.
pub(crate) fn say(what: &str, figure: f64) {
    println!("{what}\t{figure}");
}
