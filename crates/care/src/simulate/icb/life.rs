//! The life of one person of a made-up ICB, as events. It is told day by day from the first: where it ends changes nothing
//! of what came before.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::consent::RecruitmentSource;
use domain::figures::Traits;
use domain::patient::Patient;
use domain::screening::{ETHNICITIES, LANGUAGES};
use domain::time::{add_months, london_day};
use domain::{EventId, EventKind, OdsCode, PatientId};
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use storage::activity_events::ActivityEvent;
use uuid::Builder;

use super::super::people::{person, test_number, weighted};
use super::rates::{ON_REGISTER_AT_FIRST, REGISTER_GROWS_OVER, REVIEW_MONTHS, Way};
use super::sizes::{Spot, World};
use super::usage::Usage;
use super::{IcbOptions, seasons, waves};

/// Somebody with everything they did.
#[derive(Clone, Debug)]
pub(super) struct IcbLife {
    pub(super) patient: Patient,
    pub(super) traits: Traits,
    /// In the order in which they happened.
    pub(super) events: Vec<ActivityEvent>,
}

/// Writes a life down.
pub(super) struct Pen<'a> {
    pub(super) rng: StdRng,
    pub(super) world: &'a World,
    pub(super) child: bool,
    patient: PatientId,
    pub(super) practice: OdsCode,
    events: Vec<ActivityEvent>,
    /// While the phone has no network: when it has one again.
    pub(super) network_again: Option<DateTime<Utc>>,
}

/// What was arranged for somebody when their practice joined.
pub(super) struct Arranged {
    pub(super) way: &'static Way,
    pub(super) invited: NaiveDate,
    pub(super) joins: Option<NaiveDate>,
    pub(super) plan: Option<NaiveDate>,
}

/// The life of the person with this number, up to a moment. `None` when they are on no register by then.
pub(super) fn live(world: &World, options: &IcbOptions, number: u32, end: DateTime<Utc>) -> Option<IcbLife> {
    let mut rng = source(options.seed, number);
    let spot = world.home(number)?;
    let id = patient_id(&mut rng, number);
    let first = options.first_day();
    // A few have no check digit; whoever is loaded into a database is given a number that nobody has there.
    let nhs_number = (number..).take(20).find_map(test_number)?;
    let mut made = person(&mut rng, id, nhs_number, &spot.organisation.code, first);
    let child = made.patient.date_of_birth.age_on(first) < 18;
    let traits = traits(&mut rng, spot, &made.patient);
    made.patient.deprivation = traits.deprivation;
    let starts = eligible(&mut rng, spot);
    let arranged = arrange(&mut rng, spot, child, starts);
    let last = london_day(end);
    if starts > last {
        return None;
    }
    let practice = spot.organisation.code.clone();
    let mut pen = Pen { rng, world, child, patient: id, practice, events: Vec::new(), network_again: None };
    let at = seasons::at_work(&mut pen.rng, starts);
    pen.staff(EventKind::Eligible, at);
    let mut usage = Usage::new(&mut pen.rng);
    for day in starts.iter_days().take_while(|day| *day <= last) {
        if let Some(arranged) = &arranged {
            arrangements(&mut pen, &mut usage, arranged, day);
        }
        usage.day(&mut pen, day);
    }
    let mut events = pen.events;
    events.retain(|event| event.received_at <= end);
    events.sort_by_key(|event| event.happened_at);
    // Whoever moved is on the register of the practice they moved to.
    made.patient.practice = events.last()?.practice.clone();
    Some(IcbLife { patient: made.patient, traits, events })
}

/// A source of chance for each person: no life changes another.
fn source(seed: u64, number: u32) -> StdRng {
    let spread = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    StdRng::seed_from_u64(spread.rotate_left(17) ^ (u64::from(number) + 1).wrapping_mul(0xD1B5_4A32_D192_ED03))
}

/// Ordered by number, so that people of one batch lie together in an index.
fn patient_id(rng: &mut StdRng, number: u32) -> PatientId {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    for (byte, digit) in bytes.iter_mut().zip(number.to_be_bytes()) {
        *byte = digit;
    }
    PatientId::from_uuid(Builder::from_custom_bytes(bytes).into_uuid())
}

fn eligible(rng: &mut StdRng, spot: &Spot) -> NaiveDate {
    if rng.random_bool(ON_REGISTER_AT_FIRST) {
        return spot.joins;
    }
    seasons::working_day(spot.joins + Days::new(rng.random_range(1..=REGISTER_GROWS_OVER)))
}

/// What puts somebody into groups. The shares are choices, see [`super::rates`].
fn traits(rng: &mut StdRng, spot: &Spot, patient: &Patient) -> Traits {
    let category = if rng.random_bool(0.6) { 0 } else { rng.random_range(0..ETHNICITIES.len()) };
    let ethnicity = ETHNICITIES.get(category).map(|(code, ..)| (*code).to_owned());
    let language = if rng.random_bool(0.9) { 0 } else { rng.random_range(1..LANGUAGES.len()) };
    // People live near their practice, not in it.
    let near = i64::from(spot.fifth) + weighted(rng, &[(50, 0), (20, 1), (20, -1), (5, 2), (5, -2)], 0);
    Traits {
        born: Some(patient.date_of_birth),
        sex: Some(patient.sex),
        ethnicity: ethnicity.filter(|_| rng.random_bool(0.85)),
        deprivation: u8::try_from(near.clamp(1, 5)).ok(),
        language: LANGUAGES.get(language).map(|(code, _)| (*code).to_owned()),
    }
}

/// How a practice means to invite somebody, and what comes of it.
fn arrange(rng: &mut StdRng, spot: &Spot, child: bool, from: NaiveDate) -> Option<Arranged> {
    let (way, invited) = waves::invitation(rng, spot, child, from)?;
    let joins = rng.random_bool((way.joins * spot.zeal).clamp(0.0, 0.97)).then(|| invited + waves::hesitation(rng));
    let soon = if rng.random_bool(0.7) { 0 } else { rng.random_range(1..20) };
    // Whoever joins is seen sooner than whoever does not.
    let planned = if joins.is_some() { way.planned } else { way.planned * 0.35 };
    let plan = rng.random_bool(planned).then(|| seasons::working_day(invited + Days::new(soon)));
    Some(Arranged { way, invited, joins, plan })
}

/// What was arranged for a day happens.
fn arrangements(pen: &mut Pen<'_>, usage: &mut Usage, arranged: &Arranged, day: NaiveDate) {
    if arranged.invited == day {
        let at = seasons::at_work(&mut pen.rng, day);
        pen.staff(EventKind::Invited, at);
    }
    if arranged.plan == Some(day) {
        usage.sign(pen, day);
    }
    if arranged.joins == Some(day) {
        let at = seasons::at_home(&mut pen.rng, day);
        pen.registers(arranged.way.source, at);
        usage.joined(pen, arranged.way.stay, day);
    }
}

impl Pen<'_> {
    /// Something that staff did: the server hears of it at once.
    pub(super) fn staff(&mut self, kind: EventKind, at: DateTime<Utc>) {
        self.write(kind, at, at);
    }

    pub(super) fn registers(&mut self, source: RecruitmentSource, at: DateTime<Utc>) {
        self.write(EventKind::Registered, at, at);
        if let Some(event) = self.events.last_mut() {
            event.source = Some(source);
        }
    }

    /// A plan is signed; the day of its review.
    pub(super) fn plan(&mut self, at: DateTime<Utc>) -> NaiveDate {
        let months = if self.child { REVIEW_MONTHS.0 } else { REVIEW_MONTHS.1 };
        let until = add_months(london_day(at), months);
        self.write(EventKind::PlanSigned, at, at);
        if let Some(event) = self.events.last_mut() {
            event.until = Some(until);
        }
        until
    }

    /// Something done on the phone: heard of within moments, or once the phone has a network again.
    pub(super) fn phone(&mut self, kind: EventKind, at: DateTime<Utc>) {
        let soon = at + TimeDelta::milliseconds(self.rng.random_range(80..9_000));
        let heard = self.network_again.map_or(soon, |again| again.max(soon));
        self.write(kind, at, heard);
    }

    pub(super) fn moves(&mut self, at: DateTime<Utc>) {
        if let Some(spot) = self.world.somewhere(&mut self.rng) {
            self.practice = spot.organisation.code.clone();
            self.staff(EventKind::Moved, at);
        }
    }

    fn write(&mut self, kind: EventKind, at: DateTime<Utc>, received_at: DateTime<Utc>) {
        // No two at one moment: then the order of receipt would say which was first.
        let count = i64::try_from(self.events.len() % 1_000).unwrap_or(0);
        let at = at + TimeDelta::milliseconds(count);
        let mut chance = [0; 10];
        self.rng.fill_bytes(&mut chance);
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        self.events.push(ActivityEvent {
            id: EventId::from_uuid(Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()),
            kind,
            practice: self.practice.clone(),
            patient: self.patient,
            happened_at: at,
            received_at: received_at.max(at),
            day: london_day(at),
            until: None,
            source: None,
        });
    }
}
