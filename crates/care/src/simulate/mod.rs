//! Made-up people with made-up lives, for demonstrations and measurements. The same seed makes the same lives; plans pass
//! the same rules and figures are counted by the same code as everybody's.

pub(crate) mod forms;
pub mod icb;
pub(crate) mod life;
mod names;
pub(crate) mod people;
pub(crate) mod write;

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::time::london_day;
use domain::{Ids, NhsNumber, OdsCode, Organisation, OrganisationKind, PersonName, Role, StaffId};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use storage::memberships::{self, NewMembership};
use storage::staff::{self, StaffMember};
use storage::{organisations, patients, settings};

use crate::plans::practice_phone_key;
use crate::{CareError, Refused, Services};
use forms::Signer;
use life::{Life, Window, live};

/// Most people at a time in memory and in one transaction.
const BATCH: usize = 250;

/// What to make up.
#[derive(Clone, Debug)]
pub struct SimulateOptions {
    /// How many people.
    pub patients: u32,
    /// For how many days, ending at `end`.
    pub days: u32,
    /// The same seed makes the same lives.
    pub seed: u64,
    /// When it ends; now, when not given.
    pub end: Option<DateTime<Utc>>,
    /// At which practices; at all of them, when none is given.
    pub practices: Vec<OdsCode>,
}

/// What was made up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Simulated {
    /// People on registers.
    pub patients: u64,
    /// Of them, invited.
    pub invited: u64,
    /// Of them, joined.
    pub joined: u64,
    /// Versions of plans signed.
    pub plans: u64,
    /// Diary entries.
    pub entries: u64,
    /// Activity events.
    pub events: u64,
}

/// A practice as made-up people find it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) practice: OdsCode,
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) signer: Signer,
    /// The day its register was imported.
    pub(crate) import_day: NaiveDate,
    /// How many people it has, compared with the others.
    pub(crate) size: u32,
    /// How well the practice recruits, about 1.
    pub(crate) zeal: f64,
}

/// Adds made-up people to practices, with everything they did in the last days.
///
/// Only in demonstrations: never beside real patients.
///
/// # Errors
/// `Refused::NotFound` in live mode or without a practice, or when the database fails.
pub async fn simulate(services: &Services, options: SimulateOptions) -> Result<Simulated, CareError> {
    simulate_with(services, options, &mut |_| {}).await
}

/// As [`simulate`]; `progress` hears how many people are there so far.
///
/// # Errors
/// As for [`simulate`].
pub async fn simulate_with(
    services: &Services,
    options: SimulateOptions,
    progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Simulated, CareError> {
    if !services.demo {
        return Err(Refused::NotFound.into());
    }
    let window = window(options.end.unwrap_or_else(|| services.clock.now()), options.days);
    let mut rng = StdRng::seed_from_u64(options.seed);
    let places = places(services, &mut rng, &options.practices, window).await?;
    if places.is_empty() {
        return Err(Refused::NotFound.into());
    }
    let mut crowd = Crowd::new(rng, places, window);
    let mut numbers = Numbers::from(crowd.rng.random_range(0..1_000_000));
    let mut done = Simulated::default();
    let mut left = usize::try_from(options.patients).unwrap_or(usize::MAX);
    while left > 0 {
        let people = left.min(BATCH);
        left -= people;
        let lives = crowd.lives(services.ids.as_ref(), numbers.take(services, people).await?);
        done = done.plus(&lives);
        write::write(services, lives, crowd.signers(), window.end).await?;
        progress(done.patients);
    }
    Ok(done)
}

/// Makes lives one after the other, spread over places that differ in size.
pub(crate) struct Crowd {
    rng: StdRng,
    places: Vec<Place>,
    weights: Vec<(u32, usize)>,
    window: Window,
}

impl Crowd {
    pub(crate) fn new(rng: StdRng, places: Vec<Place>, window: Window) -> Self {
        let weights = places.iter().enumerate().map(|(at, place)| (place.size, at)).collect();
        Self { rng, places, weights, window }
    }

    /// One life for each number.
    pub(crate) fn lives(&mut self, ids: &dyn Ids, numbers: Vec<NhsNumber>) -> Vec<Life> {
        let mut lives = Vec::with_capacity(numbers.len());
        for number in numbers {
            let at = people::weighted(&mut self.rng, &self.weights, 0);
            // A source of its own for each life: a longer life does not change the next one.
            let mut own = StdRng::seed_from_u64(self.rng.random());
            if let Some(place) = self.places.get(at) {
                lives.push(live(&mut own, ids, number, place, self.window));
            }
        }
        lives
    }

    /// Who signs where.
    pub(crate) fn signers(&self) -> BTreeMap<OdsCode, Signer> {
        self.places.iter().map(|place| (place.practice.clone(), place.signer.clone())).collect()
    }
}

/// The days that end at a moment.
pub(crate) fn window(end: DateTime<Utc>, days: u32) -> Window {
    let last = london_day(end);
    Window { start: last.checked_sub_days(Days::new(days.saturating_sub(1).into())).unwrap_or(last), end }
}

impl Simulated {
    /// With the lives of one more batch.
    pub(crate) fn plus(self, lives: &[Life]) -> Self {
        let sum = |count: fn(&Life) -> usize| -> u64 {
            lives.iter().map(|life| u64::try_from(count(life)).unwrap_or(0)).sum()
        };
        Self {
            patients: self.patients + sum(|_| 1),
            invited: self.invited + sum(|life| usize::from(life.invitation.is_some())),
            joined: self.joined + sum(|life| usize::from(life.joined.is_some())),
            plans: self.plans + sum(|life| life.plans.len()),
            entries: self.entries + sum(|life| life.entries.len()),
            events: self.events + sum(|life| life.events.len()),
        }
    }
}

/// Test NHS numbers that nobody has yet.
pub(crate) struct Numbers {
    at: u32,
}

impl Numbers {
    pub(crate) const fn from(at: u32) -> Self {
        Self { at }
    }

    /// So many of them.
    pub(crate) async fn take(&mut self, services: &Services, wanted: usize) -> Result<Vec<NhsNumber>, CareError> {
        let read = services.store.read().await?;
        let mut free = Vec::with_capacity(wanted);
        // There are under a million; when all have been tried, there are none left to give.
        for _ in 0..1_000 {
            let mut portion: Vec<NhsNumber> = (self.at..self.at + 1_000).filter_map(people::test_number).collect();
            let known = patients::known(&*read, &portion).await?;
            portion.retain(|number| !known.contains_key(number));
            let enough = free.len() + portion.len() >= wanted;
            if enough {
                portion.truncate(wanted - free.len());
            }
            // The next portion starts after the last number given, so that none is given twice before it is written.
            self.at = match portion.last().filter(|_| enough) {
                Some(last) => people::place_of(last) + 1,
                None => (self.at + 1_000) % 1_000_000,
            };
            free.append(&mut portion);
            if enough {
                return Ok(free);
            }
        }
        Err(Refused::Conflict.into())
    }
}

/// The practices, each with somebody to sign: a nurse or GP who works there, or a made-up nurse.
async fn places(
    services: &Services,
    rng: &mut StdRng,
    wanted: &[OdsCode],
    window: Window,
) -> Result<Vec<Place>, CareError> {
    let (practices, colleagues, phones) = {
        let read = services.store.read().await?;
        let mut practices: Vec<Organisation> = organisations::all(&*read).await?;
        practices.retain(|o| o.kind == OrganisationKind::Practice && (wanted.is_empty() || wanted.contains(&o.code)));
        practices.sort_by(|a, b| a.code.cmp(&b.code));
        let (mut colleagues, mut phones) = (Vec::new(), Vec::new());
        for practice in &practices {
            colleagues.push(memberships::current_at(&*read, &practice.code).await?);
            phones.push(settings::get(&*read, &practice_phone_key(&practice.code)).await?);
        }
        (practices, colleagues, phones)
    };
    let days = u64::try_from((london_day(window.end) - window.start).num_days()).unwrap_or(0);
    let mut places = Vec::with_capacity(practices.len());
    for ((practice, colleagues), phone) in practices.into_iter().zip(colleagues).zip(phones) {
        let clinician = colleagues.into_iter().find(|colleague| colleague.role.is_clinical());
        let signer = match clinician {
            Some(there) => Signer { id: there.staff.id, name: there.staff.name.to_string(), role: there.role },
            None => new_nurse(services, rng, &practice.code, window).await?,
        };
        places.push(Place {
            practice: practice.code,
            name: practice.name,
            // 01632 960000 to 960999 are kept free for drama.
            phone: phone.unwrap_or_else(|| format!("01632 960{:03}", rng.random_range(0..1000))),
            signer,
            import_day: window.start + Days::new(rng.random_range(0..=(days / 6).min(10))),
            size: rng.random_range(4..13),
            zeal: rng.random_range(0.65..1.2),
        });
    }
    Ok(places)
}

async fn new_nurse(
    services: &Services,
    rng: &mut StdRng,
    practice: &OdsCode,
    window: Window,
) -> Result<Signer, CareError> {
    let name = new_nurse_name(rng);
    let id = StaffId::from_uuid(services.ids.next());
    let at = life::moment(window.start, 8, 0);
    let member = StaffMember { id, name: name.clone() };
    let membership = NewMembership {
        id: services.ids.next(),
        staff: id,
        organisation: practice.clone(),
        role: Role::Nurse,
        started_at: at,
    };
    services
        .store
        .write::<(), CareError, _>(move |tx| {
            Box::pin(async move {
                staff::insert(tx, &member, at).await?;
                memberships::start(tx, &membership).await?;
                Ok(())
            })
        })
        .await?;
    Ok(Signer { id, name: name.to_string(), role: Role::Nurse })
}

pub(crate) fn new_nurse_name(rng: &mut StdRng) -> PersonName {
    PersonName {
        given: people::pick(rng, names::GIRLS_AND_WOMEN, "Sam").into(),
        family: people::pick(rng, names::FAMILIES, "Smith").into(),
    }
}
