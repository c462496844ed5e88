//! `passport serve`: the product, until somebody stops it.

use std::time::Duration;

use care::Services;
use tokio::net::TcpListener;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use super::{CommandError, demo, open, print, remind};
use crate::cli::Serve;
use crate::config::Config;
use crate::http::{accept, build};

/// How long the database may take to finish what waits once nobody is served any more.
const CLOSE: Duration = Duration::from_millis(700);
const HOUR: Duration = Duration::from_secs(3_600);

pub(super) async fn run(mut config: Config, wish: Serve) -> Result<(), CommandError> {
    if let Some(addr) = wish.addr {
        config.http.addr = addr;
    }
    let listener = TcpListener::bind(config.http.addr)
        .await
        .map_err(|error| CommandError::Listen { addr: config.http.addr, reason: error.kind() })?;
    // Port 0 asked for a free one; from here on it is known.
    if let Ok(addr) = listener.local_addr() {
        config.http.addr = addr;
    }
    let mut services = open::services(&config).await?;
    remind::prepare(&config, &mut services).await?;
    if wish.demo {
        demo::load_into_empty(&services).await?;
    }
    let stop = CancellationToken::new();
    stop_when_told(stop.clone());
    sweep_every_hour(services.clone(), stop.clone());
    remind::every_half_minute(services.clone(), stop.clone());
    let router = build(services.clone(), &config, stop.clone());
    print(&format!("Digital Health Passport is at {}", config.site()));
    tracing::info!(settings = %config, "serving");
    if config.mode.is_demo() {
        introduce(&services).await?;
    }
    let usual = accept::Limits::default();
    let limits = accept::Limits { connections: config.http.connections.unwrap_or(usual.connections), ..usual };
    accept::serve(listener, router, stop, limits).await;
    if timeout(CLOSE, services.store.close()).await.is_err() {
        tracing::warn!("the database was still busy when the server stopped");
    }
    print("Stopped.");
    Ok(())
}

/// Who may be logged in as, for whoever tries the demonstration.
async fn introduce(services: &Services) -> Result<(), CommandError> {
    let people = care::demo::demo_people(services).await?;
    if people.is_empty() {
        print("The database holds no demonstration yet. Stop, run `passport demo`, and start again to log in.");
        return Ok(());
    }
    let widest = people.iter().map(|person| person.name.chars().count()).max().unwrap_or(0);
    print("Log in as one of these invented people:");
    for person in people {
        print(&format!("  {:widest$}  {}", person.name, person.what));
    }
    Ok(())
}

/// Removes what has had its time: sessions long over, told changes, forms nobody came back for. Warns and closes accounts
/// that nobody uses.
fn sweep_every_hour(services: Services, stop: CancellationToken) {
    tokio::spawn(async move {
        let mut hours = tokio::time::interval(HOUR);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                // A failure is logged where it happens; the next hour tries again.
                _ = hours.tick() => {
                    drop(care::health::sweep(&services).await);
                    drop(care::inactivity::run(&services).await);
                    // Practices are compared with the middle half of the others as they were told last.
                    drop(care::boards::tell_everything(&services).await);
                }
            }
        }
    });
}

/// Cancels `stop` at the first Ctrl-C or polite signal to end.
fn stop_when_told(stop: CancellationToken) {
    tokio::spawn(async move {
        told().await;
        stop.cancel();
    });
}

#[cfg(unix)]
pub(super) async fn told() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        tracing::error!("signals cannot be heard: stop the program by ending its process");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
pub(super) async fn told() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
