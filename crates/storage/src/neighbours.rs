//! Other nodes on the same PostgreSQL: each tells the others that there is something new in the outbox, and hears of it
//! from them. A word that is lost costs a moment, never a change: whoever hears nothing looks by itself.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use tokio::sync::{Notify, watch};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use crate::DatabaseUrl;

/// Channel on which nodes hear of each other.
const CHANNEL: &str = "passport_outbox";
/// Commits within this long are told in one word.
const MOMENT: Duration = Duration::from_millis(20);
/// A connection that said nothing for so long may be dead without anybody knowing: it is made anew.
const SILENCE: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(10);
const SHORTEST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// This node's ear and voice, until dropped.
pub(crate) struct Neighbours {
    own: String,
    db: DatabaseConnection,
    told: Arc<Notify>,
    hears: Arc<AtomicBool>,
    tasks: [AbortHandle; 2],
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

impl Neighbours {
    /// Begins to listen, and counts `commits` up whenever there may be something new.
    pub(crate) fn join(url: &DatabaseUrl, db: &DatabaseConnection, commits: &watch::Sender<u64>) -> Self {
        let own = format!("{:016x}", random());
        let (told, hears) = (Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
        let ear = tokio::spawn(listen(url.clone(), own.clone(), commits.clone(), Arc::clone(&hears)));
        let voice = tokio::spawn(speak(db.clone(), own.clone(), Arc::clone(&told)));
        Self { own, db: db.clone(), told, hears, tasks: [ear.abort_handle(), voice.abort_handle()] }
    }

    /// Tells the others soon.
    pub(crate) fn tell(&self) {
        self.told.notify_one();
    }

    /// Tells the others now: a program that ends has no soon.
    pub(crate) async fn tell_at_last(&self) {
        announce(&self.db, &self.own).await;
    }

    /// Whether it hears the others at this moment.
    pub(crate) fn hears(&self) -> bool {
        self.hears.load(Ordering::Relaxed)
    }
}

/// Outside the transactions that write: a NOTIFY inside one makes every commit wait for the one before it.
async fn speak(db: DatabaseConnection, own: String, told: Arc<Notify>) {
    loop {
        told.notified().await;
        announce(&db, &own).await;
        sleep(MOMENT).await;
    }
}

async fn announce(db: &DatabaseConnection, own: &str) {
    // Others look by themselves when this word is lost.
    if let Err(error) = db.execute_unprepared(&format!("NOTIFY {CHANNEL}, '{own}'")).await {
        tracing::debug!(error = %crate::StoreError::from(error), "other nodes were not told of a change");
    }
}

/// Listens on a connection of its own and makes another when it is lost.
async fn listen(url: DatabaseUrl, own: String, commits: watch::Sender<u64>, hears: Arc<AtomicBool>) {
    let mut wait = SHORTEST_WAIT;
    loop {
        if let Some(mut listener) = connect(&url).await {
            wait = SHORTEST_WAIT;
            hears.store(true, Ordering::Relaxed);
            // Whatever was missed while nobody listened is in the outbox.
            commits.send_modify(|n| *n += 1);
            if hear(&mut listener, &own, &commits).await {
                continue;
            }
        }
        if hears.swap(false, Ordering::Relaxed) || wait >= LONGEST_WAIT {
            tracing::warn!("not connected to hear of other nodes' changes; trying again");
        }
        sleep(spread(wait)).await;
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

async fn connect(url: &DatabaseUrl) -> Option<PgListener> {
    let connected = async {
        let mut listener = PgListener::connect(url.as_str()).await.ok()?;
        listener.listen(CHANNEL).await.ok()?;
        Some(listener)
    };
    timeout(CONNECT, connected).await.ok().flatten()
}

/// Passes on what it hears. Whether it only stopped because nobody said anything for long.
async fn hear(listener: &mut PgListener, own: &str, commits: &watch::Sender<u64>) -> bool {
    loop {
        match timeout(SILENCE, listener.try_recv()).await {
            Ok(Ok(Some(word))) if word.payload() == own => {}
            Ok(Ok(Some(_))) => commits.send_modify(|n| *n += 1),
            Ok(_) => return false,
            Err(_silence) => return true,
        }
    }
}

/// Half to one and a half times as long: nodes that lost the same server do not all come back in the same moment.
fn spread(wait: Duration) -> Duration {
    let half = wait / 2;
    half + wait.mul_f64(f64::from(u16::try_from(random() % 1_000).unwrap_or(0)) / 1_000.0)
}

/// Not a secret: it only keeps nodes apart.
fn random() -> u64 {
    RandomState::new().hash_one(0_u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_spread_around_their_length() {
        let waits: Vec<_> = (0..50).map(|_| spread(Duration::from_secs(2))).collect();
        assert!(waits.iter().all(|wait| (Duration::from_secs(1)..=Duration::from_secs(3)).contains(wait)));
        assert!(waits.iter().any(|wait| *wait != waits[0]));
    }
}
