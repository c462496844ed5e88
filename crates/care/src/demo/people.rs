//! The people one can be in the demonstration. Their keys are stable: the log-in page, tests and the guide name them.

use domain::{AccountId, PatientId, Role, StaffId};
use serde::{Deserialize, Serialize};
use storage::staff;
use uuid::Uuid;

use super::organisations::{FIRST_PRACTICE, ICB};
use crate::session::{self, NewSession};
use crate::{CareError, Refused, Services};

/// Somebody to log in as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoPerson {
    /// Stable key, such as "nurse".
    pub key: String,
    /// Name.
    pub name: String,
    /// What one sees as this person, in a sentence.
    pub what: String,
    /// Staff log in to the staff application, patients and parents to theirs.
    pub staff: bool,
}

/// A log-in of the demonstration.
pub struct DemoLogIn {
    /// The session; its token goes into the cookie of its audience.
    pub session: NewSession,
    /// The page to start from.
    pub landing: String,
}

/// Whom a key stands for.
#[derive(Clone, Copy)]
pub(super) enum Who {
    Staff(Role),
    Account,
}

/// One of the people with everything but what they did.
pub(super) struct Named {
    pub(super) key: &'static str,
    pub(super) given: &'static str,
    pub(super) family: &'static str,
    pub(super) what: &'static str,
    pub(super) who: Who,
}

const fn named(key: &'static str, given: &'static str, family: &'static str, what: &'static str, who: Who) -> Named {
    Named { key, given, family, what, who }
}

/// Everybody one can log in as.
pub(super) const PEOPLE: &[Named] = &[
    named(
        "nurse",
        "Grace",
        "Okafor",
        "Practice nurse at Millbrook Surgery: writes and signs plans, invites patients.",
        Who::Staff(Role::Nurse),
    ),
    named("gp", "Owen", "Llewellyn", "GP at Millbrook Surgery: everything the nurse does.", Who::Staff(Role::Gp)),
    named(
        "manager",
        "Priya",
        "Sharma",
        "Practice manager of Millbrook Surgery: sees its live board, no records.",
        Who::Staff(Role::PracticeManager),
    ),
    named(
        "icb-lead",
        "Marcus",
        "Reid",
        "Leads the programme at Northmoor ICB: sees figures of all 12 practices.",
        Who::Staff(Role::IcbLead),
    ),
    named(
        "safety-officer",
        "Helen",
        "Fraser",
        "Clinical safety officer of Northmoor ICB: sees figures and the rules of plans.",
        Who::Staff(Role::ClinicalSafetyOfficer),
    ),
    named("adult", "Daniel", "Hughes", "34 years old, on MART, keeps a diary.", Who::Account),
    named("teenager", "Zainab", "Hussain", "15 years old, on AIR, with an account of her own.", Who::Account),
    named(
        "parent",
        "Nadia",
        "Rahman",
        "Mother of Amina, 9, and Yusuf, 6: Amina was in the amber zone this week.",
        Who::Account,
    ),
];

/// Identifiers that are the same in every demonstration, so that a link into it works again.
fn fixed(place: u128) -> Uuid {
    Uuid::from_u128(0x0de0_0000_0000_7000_8000_0000_0000_0000 + place)
}

fn place_of(key: &str) -> u128 {
    PEOPLE.iter().position(|person| person.key == key).and_then(|at| u128::try_from(at).ok()).unwrap_or(0xff)
}

/// The member of staff behind a key.
pub(crate) fn staff_id(key: &str) -> StaffId {
    StaffId::from_uuid(fixed(0x100 + place_of(key)))
}

/// The account behind a key.
pub(super) fn account_id(key: &str) -> AccountId {
    AccountId::from_uuid(fixed(0x200 + place_of(key)))
}

/// A named patient: "adult", "teenager", "amina", "yusuf" and those whom nobody has invited yet.
pub(super) fn patient_id(place: u128) -> PatientId {
    PatientId::from_uuid(fixed(0x300 + place))
}

/// Everybody one can log in as; nobody when the demonstration is not loaded or this is not one.
///
/// # Errors
/// When the database fails.
pub async fn demo_people(services: &Services) -> Result<Vec<DemoPerson>, CareError> {
    if !services.demo || !is_loaded(services).await? {
        return Ok(Vec::new());
    }
    let person = |named: &Named| DemoPerson {
        key: named.key.into(),
        name: format!("{} {}", named.given, named.family),
        what: named.what.into(),
        staff: matches!(named.who, Who::Staff(_)),
    };
    Ok(PEOPLE.iter().map(person).collect())
}

/// The demonstration is there. It is written at once, so its first member of staff stands for all of it.
pub(super) async fn is_loaded(services: &Services) -> Result<bool, CareError> {
    let read = services.store.read().await?;
    Ok(staff::by_id(&*read, staff_id("nurse")).await?.is_some())
}

/// Logs in as one of the people of the demonstration, without a password.
///
/// # Errors
/// `NotFound` outside a demonstration or for another key.
pub async fn log_in_demo(services: &Services, key: &str) -> Result<DemoLogIn, CareError> {
    let person = PEOPLE.iter().find(|person| person.key == key && services.demo).ok_or(Refused::NotFound)?;
    if !is_loaded(services).await? {
        return Err(Refused::NotFound.into());
    }
    match person.who {
        Who::Staff(role) => {
            let landing = match role {
                Role::Nurse | Role::Gp => format!("/practice/{FIRST_PRACTICE}/patients"),
                Role::PracticeManager => format!("/practice/{FIRST_PRACTICE}"),
                Role::IcbLead => format!("/icb/{ICB}"),
                Role::ClinicalSafetyOfficer => format!("/icb/{ICB}/rules"),
            };
            let session = session::begin_staff(services, staff_id(key)).await?;
            Ok(DemoLogIn { session, landing })
        }
        Who::Account => {
            let account = account_id(key);
            let people = {
                let read = services.store.read().await?;
                crate::parents::people_of(&*read, account, services.today()).await?.0
            };
            let first = people.first().ok_or(Refused::NotFound)?;
            let session = session::begin_patient(services, account, first.patient).await?;
            Ok(DemoLogIn { session, landing: "/my".into() })
        }
    }
}
