//! Loading the demonstration, all at once or not at all.

use chrono::{DateTime, Days, Utc};
use domain::certificate::ASTHMA_PLANS;
use domain::time::{add_months, london_day, london_midnight};
use domain::{CertificateId, Ids, OdsCode, OrganisationKind, PersonName, Role, StaffId};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use storage::audit::Actor;
use storage::certificates::{self, Certificate};
use storage::memberships::{self, NewMembership};
use storage::staff::{self, StaffMember};
use storage::{Write, settings};

use super::organisations::{self, Demo, FIRST_PRACTICE, ICB};
use super::people::{PEOPLE, Who, is_loaded, staff_id};
use super::{heard, named};
use crate::audit::{Act, note};
use crate::formularies::import::{keep, read_formulary};
use crate::plans::practice_phone_key;
use crate::simulate::forms::Signer;
use crate::simulate::life::{Window, moment};
use crate::simulate::{Crowd, Numbers, Place, Simulated, new_nurse_name, window, write};
use crate::{CareError, Refused, Services};

/// People beside the named ones.
const PEOPLE_AROUND: usize = 720;
/// Days behind them.
const DAYS: u32 = 90;
/// Its ICB's formulary: the starter products in an invented order of choice.
const FORMULARY: &str = include_str!("../../../../docs/examples/formulary.csv");
/// The demonstration is the same everywhere.
const SEED: u64 = 20_261_122;

/// What loading did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoLoad {
    /// It was there already; nothing was changed.
    AlreadyThere,
    /// It is there now.
    Loaded(Simulated),
}

/// Loads the demonstration: an ICB, its practices, its staff, some named patients and 720 people around them.
///
/// # Errors
/// `NotFound` in live mode, or when the database fails.
pub async fn load_demo(services: &Services) -> Result<DemoLoad, CareError> {
    if !services.demo {
        return Err(Refused::NotFound.into());
    }
    if is_loaded(services).await? {
        return Ok(DemoLoad::AlreadyThere);
    }
    let window = window(services.clock.now(), DAYS);
    let mut rng = StdRng::seed_from_u64(SEED);
    let organisations = organisations::all();
    let mut team = team();
    let places = places(services, &mut rng, &organisations, &mut team, window);
    let ids = services.ids.clone();
    let mut numbers = Numbers::from(0);
    let own_numbers = numbers.take(services, named::NAMED).await?;
    let around = numbers.take(services, PEOPLE_AROUND).await?;
    let gp = team.signer("gp").ok_or(Refused::NotFound)?;
    let mut lives = match places.first() {
        Some(first) => named::lives(&*ids, first, &gp, window, &own_numbers),
        None => Vec::new(),
    };
    let mut crowd = Crowd::new(rng, places, window);
    lives.append(&mut crowd.lives(&*ids, around));
    let signers = crowd.signers();
    let loaded = Simulated::default().plus(&lives);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (start, now) = (moment(window.start, 8, 0), window.end);
                for Demo { organisation, phone } in &organisations {
                    storage::organisations::upsert(tx, organisation, now).await?;
                    if let Some(phone) = phone {
                        settings::put(tx, &practice_phone_key(&organisation.code), phone).await?;
                    }
                }
                for (member, ..) in &team.0 {
                    staff::insert(tx, member, start).await?;
                }
                for (member, organisation, role) in &team.0 {
                    let membership = NewMembership {
                        id: ids.next(),
                        staff: member.id,
                        organisation: organisation.clone(),
                        role: *role,
                        started_at: start,
                    };
                    memberships::start(tx, &membership).await?;
                    if role.is_clinical() {
                        certificates::insert(tx, &certificate(&*ids, member.id, window)).await?;
                    }
                }
                if let Some(icb) = organisations::code(ICB) {
                    own(tx, &icb, start).await?;
                    heard::write(tx, &*ids, &icb, start, now).await?;
                }
                note(tx, &Act::new(Actor::System, "demo_loaded"), now).await?;
                write::write_in(tx, &*ids, lives, &signers, now).await
            })
        })
        .await?;
    Ok(DemoLoad::Loaded(loaded))
}

/// What the ICB owns: the starter templates, approved by its safety officer, and a formulary in force.
async fn own(tx: &Write, icb: &OdsCode, start: DateTime<Utc>) -> Result<(), CareError> {
    let officer = staff_id("safety-officer");
    storage::templates::take_up_starters(tx, icb, officer, start).await?;
    let from = london_day(start);
    let formulary = read_formulary(FORMULARY, from).ok_or(Refused::NotFound)?;
    let version = keep(tx, icb, formulary, from, start).await?;
    storage::formularies::activate(tx, icb, version, officer, start).await?;
    Ok(())
}

/// A certificate to sign plans, as the practice manager recorded it when the demonstration began.
fn certificate(ids: &dyn Ids, staff: StaffId, window: Window) -> Certificate {
    let from = moment(window.start, 8, 0);
    Certificate {
        id: CertificateId::from_uuid(ids.next()),
        staff,
        subject: ASTHMA_PLANS.into(),
        from,
        until: london_midnight(add_months(london_day(window.end), 24)),
        recorded_by: staff_id("manager"),
        recorded_at: from,
    }
}

/// Staff, where they work and as what.
struct Team(Vec<(StaffMember, OdsCode, Role)>);

impl Team {
    fn signer(&self, key: &str) -> Option<Signer> {
        let (member, _, role) = self.0.iter().find(|(member, ..)| member.id == staff_id(key))?;
        Some(Signer { id: member.id, name: member.name.to_string(), role: *role })
    }
}

/// The staff one can log in as.
fn team() -> Team {
    let members = PEOPLE.iter().filter_map(|named| {
        let Who::Staff(role) = named.who else { return None };
        let organisation = if role.held_at() == OrganisationKind::Icb { ICB } else { FIRST_PRACTICE };
        let name = PersonName { given: named.given.into(), family: named.family.into() };
        Some((StaffMember { id: staff_id(named.key), name }, organisations::code(organisation)?, role))
    });
    Team(members.collect())
}

/// The practices as made-up people find them; those without staff get a nurse, who joins the team.
fn places(
    services: &Services,
    rng: &mut StdRng,
    organisations: &[Demo],
    team: &mut Team,
    window: Window,
) -> Vec<Place> {
    let practices = organisations.iter().filter(|demo| demo.organisation.kind == OrganisationKind::Practice);
    practices
        .enumerate()
        .map(|(at, demo)| {
            let practice = demo.organisation.code.clone();
            let known = if practice.as_str() == FIRST_PRACTICE { team.signer("nurse") } else { None };
            let signer = known.unwrap_or_else(|| {
                let member = StaffMember { id: StaffId::from_uuid(services.ids.next()), name: new_nurse_name(rng) };
                let signer = Signer { id: member.id, name: member.name.to_string(), role: Role::Nurse };
                team.0.push((member, practice.clone(), Role::Nurse));
                signer
            });
            Place {
                practice,
                name: demo.organisation.name.clone(),
                phone: demo.phone.unwrap_or_default().to_owned(),
                signer,
                // Practices joined the programme one after the other.
                import_day: window.start + Days::new(u64::try_from(at).unwrap_or(0) * 2),
                // The practice one looks at first is the largest and keenest: its figures are large enough to be shown.
                size: if at == 0 { 60 } else { rng.random_range(10..22) },
                zeal: if at == 0 { 1.2 } else { rng.random_range(0.7..1.2) },
            }
        })
        .collect()
}
