//! The made-up ICB in a database: people on registers and their events, counted by the same code as everybody's.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::patient::Patient;
use domain::{OdsCode, PatientId, Role};
use storage::audit::Actor;
use storage::memberships::{self, NewMembership};
use storage::{Write, patients, settings};
use uuid::Uuid;

use super::super::Numbers;
use super::life::IcbLife;
use super::sizes::World;
use super::{BATCH, IcbOptions, IcbSimulated, lives};
use crate::audit::{Act, note};
use crate::bulk::{self, NewPeople};
use crate::demo::staff_id;
use crate::plans::practice_phone_key;
use crate::{CareError, Refused, Services};

/// Loads the ICB and its people, one transaction a batch. People who are there already are left as they are, so that a run
/// that was broken off is ended by another. `progress` hears how many people are there.
///
/// # Errors
/// `NotFound` in live mode, `Conflict` when there are not enough test NHS numbers left, or when the database fails.
pub async fn load_icb(
    services: &Services,
    options: &IcbOptions,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<IcbSimulated, CareError> {
    if !services.demo {
        return Err(Refused::NotFound.into());
    }
    let world = World::new(options);
    organisations(services, &world).await?;
    let mut numbers = Numbers::from(0);
    let mut made = IcbSimulated::default();
    let mut first = 0;
    while first < options.patients {
        let last = first.saturating_add(BATCH).min(options.patients);
        let mut people = lives(&world, options, first..last, options.end());
        first = last;
        let all = people.len();
        let known = {
            let ids: Vec<PatientId> = people.iter().map(|life| life.patient.id).collect();
            let read = services.store.read().await?;
            patients::known_ids(&*read, &ids).await?
        };
        people.retain(|life| !known.contains(&life.patient.id));
        made.known += u64::try_from(all - people.len()).unwrap_or(0);
        for (life, number) in people.iter_mut().zip(numbers.take(services, all).await?) {
            life.patient.nhs_number = number;
            made.take(life);
        }
        write(services, people).await?;
        progress(made.patients + made.known);
    }
    let remembered = serde_json::to_string(options).map_err(|_| Refused::Conflict)?;
    let key = key(options.seed);
    services
        .store
        .write::<(), CareError, _>(move |tx| Box::pin(async move { Ok(settings::put(tx, &key, &remembered).await?) }))
        .await?;
    Ok(made)
}

/// With what options the ICB of a seed was loaded last, if it was.
///
/// # Errors
/// When the database fails.
pub async fn loaded_icb(services: &Services, seed: u64) -> Result<Option<IcbOptions>, CareError> {
    let read = services.store.read().await?;
    let remembered = settings::get(&*read, &key(seed)).await?;
    Ok(remembered.and_then(|text| serde_json::from_str(&text).ok()))
}

fn key(seed: u64) -> String {
    format!("simulated_icb/{seed}")
}

async fn organisations(services: &Services, world: &World) -> Result<(), CareError> {
    let now = services.now();
    let (above, practices, ids) = (world.above.clone(), world.practices.clone(), services.ids.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                for place in above.iter().chain(practices.iter().map(|spot| &spot.organisation)) {
                    storage::organisations::upsert(tx, place, now).await?;
                }
                for spot in &practices {
                    settings::put(tx, &practice_phone_key(&spot.organisation.code), &spot.phone).await?;
                }
                if let Some(icb) = above.first() {
                    lead(tx, ids.next(), &icb.code, now).await?;
                }
                note(tx, &Act::new(Actor::System, "icb_simulated").with(practices.len()), now).await?;
                Ok(())
            })
        })
        .await
}

/// The demonstration's ICB lead leads this one too, so that somebody can look at it.
async fn lead(tx: &Write, id: Uuid, icb: &OdsCode, now: DateTime<Utc>) -> Result<(), CareError> {
    let lead = staff_id("icb-lead");
    let leads = memberships::current_of(tx, lead).await?;
    if leads.is_empty() || leads.iter().any(|held| held.organisation.code == *icb) {
        return Ok(());
    }
    let (staff, organisation) = (lead, icb.clone());
    memberships::start(tx, &NewMembership { id, staff, organisation, role: Role::IcbLead, started_at: now }).await?;
    Ok(())
}

async fn write(services: &Services, people: Vec<IcbLife>) -> Result<(), CareError> {
    if people.is_empty() {
        return Ok(());
    }
    let now = services.now();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let rows: Vec<Patient> = people.iter().map(|life| life.patient.clone()).collect();
                patients::insert_many(tx, &rows, now).await?;
                let mut new = NewPeople { events: Vec::new(), traits: BTreeMap::new() };
                for life in people {
                    new.traits.insert(life.patient.id, life.traits);
                    new.events.extend(life.events);
                }
                bulk::record(tx, new, now).await
            })
        })
        .await
}
