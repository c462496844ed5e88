//! Sending what is due. Every node runs this every half minute; a reminder is sent by the one that claims it.

use chrono::{DateTime, Days, TimeDelta, Utc};
use domain::dose::{Slot, due_between};
use domain::reminder::{ReminderKey, TTL, jitter, message, topic};
use domain::time::{london_day, london_moment};
use futures::StreamExt;
use integrations::push::{Answer, Message};
use storage::push_subscriptions::{self, Subscription};
use storage::reminders::{self, Outcome, Wanted};
use storage::{Write, dose_times, doses, plan_versions};

use crate::doses::in_force;
use crate::parents::still_acts;
use crate::{CareError, Services};

/// Messages on their way at once.
const AT_ONCE: usize = 16;
/// Failures in a row after which a device is given up.
const MOST_FAILURES: u32 = 20;
/// Second tries taken up at once.
const AGAIN: u64 = 200;

/// A reminder that this node has claimed.
struct Claimed {
    key: ReminderKey,
    device: Subscription,
    due: DateTime<Utc>,
}

/// Sends every reminder whose time has come, once; how many were sent. Doses that are ticked, quiet hours, plans without
/// such a dose and reminders over an hour late send nothing.
///
/// # Errors
/// When the database fails. A message that does not go through is no error: the page lists the dose all the same.
pub async fn send_due(services: &Services) -> Result<usize, CareError> {
    if services.push.public_key().is_none() {
        return Ok(0);
    }
    let mut claimed = Vec::new();
    for (wanted, slot, day, due) in candidates(services).await? {
        claimed.extend(claim(services, wanted, slot, day, due).await?);
    }
    claimed.extend(claim_again(services).await?);
    let outcomes: Vec<_> =
        futures::stream::iter(claimed).map(|one| send(services, one)).buffer_unordered(AT_ONCE).collect().await;
    let mut sent = 0;
    for outcome in outcomes {
        sent += usize::from(outcome?);
    }
    Ok(sent)
}

type Candidate = (Wanted, Slot, chrono::NaiveDate, DateTime<Utc>);

/// Doses of the last hour, by the clock alone.
async fn candidates(services: &Services) -> Result<Vec<Candidate>, CareError> {
    let now = services.now();
    let read = services.store.read().await?;
    let wanted = reminders::wanted(&*read).await?;
    let today = london_day(now);
    let days = [today.checked_sub_days(Days::new(1)).unwrap_or(today), today];
    let all = wanted.into_iter().flat_map(|wanted| {
        days.into_iter()
            .flat_map(move |day| Slot::ALL.map(|slot| (wanted, slot, day, london_moment(day, wanted.times.of(slot)))))
    });
    Ok(all.filter(|(wanted, _, _, due)| *due <= now && now < *due + TTL && !wanted.wish.is_quiet(now)).collect())
}

/// Claims a dose's reminder for each of the account's devices, if the dose is still to be taken.
async fn claim(
    services: &Services,
    wanted: Wanted,
    slot: Slot,
    day: chrono::NaiveDate,
    due: DateTime<Utc>,
) -> Result<Vec<Claimed>, CareError> {
    let now = services.now();
    let key = |device: &Subscription| ReminderKey { device: device.id, patient: wanted.patient, day, slot };
    let ready = |device: &Subscription| {
        now >= due + jitter(device.id.uuid()) && device.wait_until.is_none_or(|until| until <= now)
    };
    // Most are claimed already: those are seen without a write.
    let mut devices = Vec::new();
    {
        let read = services.store.read().await?;
        if !still_acts(&*read, wanted.account, wanted.patient, london_day(now)).await? {
            return Ok(Vec::new());
        }
        for device in push_subscriptions::of_account(&*read, wanted.account).await?.into_iter().filter(ready) {
            if !reminders::is_claimed(&*read, key(&device)).await? {
                devices.push(device);
            }
        }
    }
    let mut claimed = Vec::new();
    for device in devices {
        let key = key(&device);
        let mine = services
            .store
            .write::<_, CareError, _>(move |tx| {
                Box::pin(async move { Ok(is_due(tx, key).await? && reminders::claim(tx, key, now).await?) })
            })
            .await?;
        if mine {
            claimed.push(Claimed { key, device, due });
        }
    }
    Ok(claimed)
}

/// The plan in force has the dose and nobody has ticked it.
async fn is_due(tx: &Write, key: ReminderKey) -> Result<bool, CareError> {
    let versions = plan_versions::list(tx, key.patient).await?;
    let times = dose_times::get(tx, key.patient).await?.unwrap_or_default();
    let due = due_between(&in_force(&versions), times, key.day, key.day);
    // A plan that was withdrawn since reminds of nothing.
    let counts = versions.iter().any(|version| version.ended.is_none());
    let ticks = doses::since(tx, key.patient, key.day).await?;
    let ticked = ticks.iter().any(|tick| tick.day == key.day && tick.slot == key.slot && !tick.undone);
    Ok(counts && !ticked && due.iter().any(|due| due.dose.slot == key.slot))
}

/// Reminders that a push service put off.
async fn claim_again(services: &Services) -> Result<Vec<Claimed>, CareError> {
    let now = services.now();
    let waiting = {
        let read = services.store.read().await?;
        reminders::to_try_again(&*read, now, AGAIN).await?
    };
    let mut claimed = Vec::new();
    for key in waiting {
        let found = services
            .store
            .write::<_, CareError, _>(move |tx| {
                Box::pin(async move {
                    let times = dose_times::get(tx, key.patient).await?.unwrap_or_default();
                    let due = london_moment(key.day, times.of(key.slot));
                    if now >= due + TTL || !is_due(tx, key).await? {
                        reminders::done(tx, key, Outcome::Failed).await?;
                        return Ok(None);
                    }
                    let mine = reminders::claim_again(tx, key, now).await?;
                    let device = push_subscriptions::by_id(tx, key.device).await?.filter(|_| mine);
                    Ok(device.map(|device| Claimed { key, device, due }))
                })
            })
            .await?;
        claimed.extend(found);
    }
    Ok(claimed)
}

/// Sends one and notes how it went; whether the service has it.
async fn send(services: &Services, one: Claimed) -> Result<bool, CareError> {
    let now = services.now();
    let Claimed { key, device, due } = one;
    let text = message(&format!("{}/my", services.public_url));
    let ttl = (due + TTL - now).clamp(TimeDelta::seconds(1), TTL);
    let answer = services
        .push
        .send(Message {
            endpoint: &device.endpoint,
            p256dh: &device.p256dh,
            auth: &device.auth,
            text: &text,
            ttl,
            topic: topic(key.slot),
            now,
        })
        .await;
    if let Answer::Failed(failure) = answer {
        tracing::warn!(%failure, "a reminder was not sent");
    }
    let give_up = answer == Answer::Gone || (matches!(answer, Answer::Failed(_)) && device.failures >= MOST_FAILURES);
    services
        .store
        .write::<_, CareError, _>(move |tx| {
            Box::pin(async move {
                if give_up {
                    push_subscriptions::remove(tx, device.id).await?;
                    return Ok(());
                }
                let outcome = match answer {
                    Answer::Taken => {
                        push_subscriptions::succeeded(tx, device.id, now).await?;
                        Outcome::Sent
                    }
                    Answer::Wait(time) => {
                        push_subscriptions::failed(tx, device.id, Some(now + time)).await?;
                        Outcome::Later(now + time)
                    }
                    _ => {
                        push_subscriptions::failed(tx, device.id, None).await?;
                        Outcome::Failed
                    }
                };
                Ok(reminders::done(tx, key, outcome).await?)
            })
        })
        .await?;
    Ok(answer == Answer::Taken)
}
