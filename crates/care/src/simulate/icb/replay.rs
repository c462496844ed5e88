//! Today of a made-up ICB, played on the clock: every event is recorded when its moment comes, as if a phone or a nurse had
//! sent it, so that boards move.

use std::collections::VecDeque;
use std::future::Future;
use std::time::{Duration, Instant};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::EventKind;
use domain::patient::Patient;
use domain::time::london_day;
use storage::activity_events::ActivityEvent;
use storage::patients;

use super::super::Numbers;
use super::sizes::World;
use super::{BATCH, IcbOptions, lives};
use crate::events::{Happened, record_events};
use crate::{CareError, Refused, Services};

/// How often it is looked at what is due.
const TICK: Duration = Duration::from_millis(200);
/// Most events of one transaction.
const PORTION: usize = 500;

/// What was played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// Events that were new.
    pub events: u64,
    /// Days begun.
    pub days: u64,
}

/// Plays the days after those that were loaded until `stop` is there. `options` are those the ICB was loaded with. What was
/// due earlier is recorded at once. At a `speed` above 1 the played clock runs so many times as fast as the real one,
/// and everything happens at the moment it is played.
///
/// # Errors
/// `NotFound` in live mode, or when the database fails.
pub async fn replay_icb(
    services: &Services,
    options: &IcbOptions,
    speed: u32,
    stop: impl Future<Output = ()> + Send,
    progress: &mut (dyn FnMut(Replayed) + Send),
) -> Result<Replayed, CareError> {
    if !services.demo {
        return Err(Refused::NotFound.into());
    }
    let world = World::new(options);
    let mut stop = std::pin::pin!(stop);
    let clock = Played { real: Instant::now(), played: services.now(), speed: speed.max(1) };
    let today = london_day(clock.played);
    let mut day = if speed > 1 { today } else { options.last.succ_opt().unwrap_or(today).min(today) };
    let mut due = day_of(services, &world, options, day).await?;
    let mut done = Replayed { days: 1, ..Replayed::default() };
    loop {
        let now = clock.now();
        while due.front().is_some_and(|next| next.event.received_at <= now) {
            let ready = due.iter().take(PORTION).take_while(|next| next.event.received_at <= now).count();
            done.events += record(services, due.drain(..ready).collect(), speed > 1).await?;
            progress(done);
        }
        if london_day(now) > day {
            day = day.succ_opt().unwrap_or(day);
            due = day_of(services, &world, options, day).await?;
            done.days += 1;
            continue;
        }
        tokio::select! {
            () = &mut stop => return Ok(done),
            () = tokio::time::sleep(TICK) => {}
        }
    }
}

/// The clock that is played.
struct Played {
    real: Instant,
    played: DateTime<Utc>,
    speed: u32,
}

impl Played {
    fn now(&self) -> DateTime<Utc> {
        let passed = TimeDelta::from_std(self.real.elapsed()).unwrap_or_default();
        self.played + passed * i32::try_from(self.speed).unwrap_or(1)
    }
}

struct Due {
    event: ActivityEvent,
    /// Somebody who comes on the register.
    new: Option<Box<Patient>>,
}

/// What is heard of on a day, in that order. Only the day is kept of every life.
async fn day_of(
    services: &Services,
    world: &World,
    options: &IcbOptions,
    day: NaiveDate,
) -> Result<VecDeque<Due>, CareError> {
    let end = IcbOptions { last: day, ..*options }.end();
    let (mut due, mut first) = (Vec::new(), 0);
    while first < options.patients {
        let last = first.saturating_add(BATCH).min(options.patients);
        for life in lives(world, options, first..last, end) {
            let today = life.events.into_iter().filter(|event| london_day(event.received_at) == day);
            for event in today {
                let new = (event.kind == EventKind::Eligible).then(|| Box::new(life.patient.clone()));
                due.push(Due { event, new });
            }
        }
        first = last;
        // Long work between the turns of everybody else.
        tokio::task::yield_now().await;
    }
    let new = due.iter().filter(|due| due.new.is_some()).count();
    let mut numbers = Numbers::from(0).take(services, new).await?.into_iter();
    for patient in due.iter_mut().filter_map(|due| due.new.as_mut()) {
        patient.nhs_number = numbers.next().ok_or(Refused::Conflict)?;
    }
    due.sort_by_key(|due| due.event.received_at);
    Ok(due.into())
}

async fn record(services: &Services, due: Vec<Due>, at_once: bool) -> Result<u64, CareError> {
    let services = services.clone();
    services
        .clone()
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = services.now();
                let new: Vec<Patient> = due.iter().filter_map(|due| due.new.as_deref().cloned()).collect();
                let known = patients::known_ids(tx, &new.iter().map(|patient| patient.id).collect::<Vec<_>>()).await?;
                let new: Vec<Patient> = new.into_iter().filter(|patient| !known.contains(&patient.id)).collect();
                patients::insert_many(tx, &new, now).await?;
                let happened = due.into_iter().map(|Due { event, .. }| {
                    // Played faster than life, what happened is as old as it would have been when it was heard of.
                    let at = if at_once { now - (event.received_at - event.happened_at) } else { event.happened_at };
                    Happened {
                        kind: event.kind,
                        patient: event.patient,
                        practice: event.practice,
                        at: at.min(now),
                        id: Some(event.id),
                        source: event.source,
                        review_due: event.until,
                    }
                });
                record_events(tx, &services, happened.collect()).await
            })
        })
        .await
}
