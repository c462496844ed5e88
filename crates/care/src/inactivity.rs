//! The clock of inactivity: warns, and closes accounts that nobody uses (hazard HZ-34). Every node runs it; a step is
//! taken in a transaction that looks once more, so that one of them warns.

use chrono::{NaiveDate, TimeDelta};
use domain::AccountId;
use domain::inactivity::{Clock, Step, message, quiet_since};
use integrations::push::Message;
use storage::audit::Actor;
use storage::{StoreError, account_uses, push_subscriptions};

use crate::audit::{Act, note};
use crate::closing::close_in;
use crate::{CareError, Services};

/// Accounts looked at in one go; the rest follow an hour later.
const MOST: u64 = 1_000;
/// A push service keeps a warning this long for a phone that is off.
const TTL: TimeDelta = TimeDelta::days(3);
/// A later warning takes the place of one that was not delivered.
const TOPIC: &str = "account";

/// Takes every step that is due today; how many. Call it every hour or so.
///
/// # Errors
/// When the database fails. A warning that does not go through is no error: the phone tells it at its next contact.
pub async fn run(services: &Services) -> Result<usize, CareError> {
    let today = services.today();
    start_clocks(services, today).await?;
    let quiet = match quiet_since(today) {
        Some(since) => account_uses::quiet(&*services.store.read().await?, since, MOST).await?,
        None => Vec::new(),
    };
    let mut taken = 0;
    for (account, clock) in quiet {
        if clock.due(today).is_none() {
            continue;
        }
        if let Some(step) = step(services, account, today).await? {
            taken += 1;
            if step != Step::Closed {
                warn(services, account).await?;
            }
        }
    }
    Ok(taken)
}

/// An account from before there was a clock counts as used today.
async fn start_clocks(services: &Services, today: NaiveDate) -> Result<(), CareError> {
    let without = account_uses::without(&*services.store.read().await?, MOST).await?;
    if without.is_empty() {
        return Ok(());
    }
    let started = services.store.write::<_, StoreError, _>(move |tx| {
        Box::pin(async move {
            for account in &without {
                account_uses::used(tx, *account, today).await?;
            }
            Ok(())
        })
    });
    Ok(started.await?)
}

async fn step(services: &Services, account: AccountId, today: NaiveDate) -> Result<Option<Step>, CareError> {
    let services_in = services.clone();
    services
        .store
        .write::<_, CareError, _>(move |tx| {
            Box::pin(async move {
                let Some(clock) = account_uses::get(tx, account).await? else { return Ok(None) };
                let Some((step, closes)) = clock.due(today) else { return Ok(None) };
                let act = Act::new(Actor::System, "account_unused").with(step.as_str());
                if step == Step::Closed {
                    close_in(tx, &services_in, Actor::System, account).await?;
                }
                account_uses::put(tx, account, Clock { step: Some(step), closes_on: Some(closes), ..clock }).await?;
                note(tx, &act, services_in.now()).await?;
                Ok(Some(step))
            })
        })
        .await
}

/// Tells the account's devices, in words that say nothing about anybody.
async fn warn(services: &Services, account: AccountId) -> Result<(), CareError> {
    if services.push.public_key().is_none() {
        return Ok(());
    }
    let devices = push_subscriptions::of_account(&*services.store.read().await?, account).await?;
    let text = message(&format!("{}/my", services.public_url));
    for device in devices {
        let (endpoint, p256dh, auth) = (&device.endpoint, &device.p256dh, &device.auth);
        let now = services.now();
        services.push.send(Message { endpoint, p256dh, auth, text: &text, ttl: TTL, topic: TOPIC, now }).await;
    }
    Ok(())
}
