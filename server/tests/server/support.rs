//! Two ICBs with a practice each, the people who work there and two patients, behind the real router.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use care::Services;
use care::access::ClinicalAccess;
use care::invitations::{DobAnswer, check_date_of_birth, invite};
use care::session::{SessionTokens, begin_patient, begin_staff};
use chrono::{DateTime, TimeDelta, Utc};
use domain::certificate::ASTHMA_PLANS;
use domain::consent::RecruitmentSource;
use domain::patient::Patient;
use domain::{
    AccountId, CertificateId, Clock, DateOfBirth, Ids, NhsNumber, OdsCode, Organisation, OrganisationKind, PatientId,
    PersonName, Relationship, Role, Sex, StaffId,
};
use http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use integrations::clock::SystemClock;
use integrations::ids::RandomIds;
use server::config::{Config, Environment};
use storage::accounts::{self, AccountPerson};
use storage::certificates::{self, Certificate};
use storage::memberships::{self, NewMembership};
use storage::staff::{self, StaffMember};
use storage::testing::TestStore;
use storage::{StoreError, Write, organisations, patients, templates};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// Whoever asks in a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Who {
    Anonymous,
    Nurse,
    Gp,
    Manager,
    IcbLead,
    SafetyOfficer,
    OtherNurse,
    OtherIcbLead,
    EndedNurse,
    EndedPatient,
    Patient,
    OtherPatient,
    /// Gave the right date of birth for an invitation and has not agreed yet.
    Joining,
}

impl Who {
    pub(crate) const ALL: [Self; 13] = [
        Self::Anonymous,
        Self::Nurse,
        Self::Gp,
        Self::Manager,
        Self::IcbLead,
        Self::SafetyOfficer,
        Self::OtherNurse,
        Self::OtherIcbLead,
        Self::EndedNurse,
        Self::EndedPatient,
        Self::Patient,
        Self::OtherPatient,
        Self::Joining,
    ];
}

/// The practice, ICB and people every test has.
pub(crate) struct World {
    pub(crate) practice: OdsCode,
    pub(crate) other_practice: OdsCode,
    pub(crate) icb: OdsCode,
    pub(crate) pcn: OdsCode,
    pub(crate) other_icb: OdsCode,
    pub(crate) patient: PatientId,
    pub(crate) other_patient: PatientId,
}

/// The product behind its real router.
pub(crate) struct Site {
    pub(crate) router: Router,
    pub(crate) services: Services,
    pub(crate) stop: CancellationToken,
    pub(crate) world: World,
    cookies: Vec<(Who, String)>,
    // Last, so that the database goes after everything that uses it.
    _store: TestStore,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) fn code(text: &str) -> OdsCode {
    OdsCode::parse(text).unwrap()
}

pub(crate) fn config(pairs: &[(&str, &str)]) -> Config {
    let site_root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/site");
    let fixed = [("PASSPORT_SITE_ROOT", site_root)];
    Config::read(&fixed.iter().chain(pairs).copied().collect::<Environment>()).unwrap()
}

/// A site on each kind of database there is.
pub(crate) async fn sites() -> Vec<Site> {
    let mut sites = Vec::new();
    for store in storage::testing::stores().await {
        sites.push(site_on(store, config(&[])).await);
    }
    sites
}

/// A site for a test that is not about the database.
pub(crate) async fn site() -> Site {
    site_on(storage::testing::sqlite().await, config(&[])).await
}

pub(crate) async fn site_on(store: TestStore, config: Config) -> Site {
    let services = Services::start(
        store.store().clone(),
        Arc::new(SystemClock),
        Arc::new(RandomIds),
        true,
        "https://passport.test",
        None,
    )
    .await
    .unwrap();
    let stop = CancellationToken::new();
    let (world, cookies) = populate(&services).await;
    let router = server::build(services.clone(), &config, stop.clone());
    Site { router, services, stop, world, cookies, _store: store }
}

/// A PCN of the first ICB; its practices join later.
const PCN: &str = "U99001";
const ICBS: [(&str, &str); 2] = [("QAA", "A81001"), ("QBB", "B81001")];
const STAFF: [(Who, Role, usize); 8] = [
    (Who::Nurse, Role::Nurse, 0),
    (Who::Gp, Role::Gp, 0),
    (Who::Manager, Role::PracticeManager, 0),
    (Who::IcbLead, Role::IcbLead, 0),
    (Who::SafetyOfficer, Role::ClinicalSafetyOfficer, 0),
    (Who::OtherNurse, Role::Nurse, 1),
    (Who::OtherIcbLead, Role::IcbLead, 1),
    (Who::EndedNurse, Role::Nurse, 0),
];
const PATIENTS: [(Who, &str, usize); 4] = [
    (Who::Patient, "999 123 4012", 0),
    (Who::OtherPatient, "999 123 4020", 1),
    (Who::EndedPatient, "999 123 4039", 0),
    (Who::Joining, "999 123 4047", 0),
];
/// Date of birth of each of them.
pub(crate) const BORN: &str = "4/5/1990";

async fn populate(services: &Services) -> (World, Vec<(Who, String)>) {
    let now = SystemClock.now();
    let staff: Vec<(Who, StaffId, Role, usize)> =
        STAFF.iter().map(|(who, role, place)| (*who, StaffId::from_uuid(RandomIds.next()), *role, *place)).collect();
    let patients: Vec<(Who, PatientId, AccountId, &str, usize)> = PATIENTS
        .iter()
        .map(|(who, number, place)| {
            (*who, PatientId::from_uuid(RandomIds.next()), AccountId::from_uuid(RandomIds.next()), *number, *place)
        })
        .collect();
    let (team, people) = (staff.clone(), patients.clone());
    services
        .store
        .write::<(), StoreError, _>(move |tx| {
            Box::pin(async move {
                for (icb, practice) in ICBS {
                    organisation(tx, icb, OrganisationKind::Icb, None, now).await?;
                    organisation(tx, practice, OrganisationKind::Practice, Some(icb), now).await?;
                }
                organisation(tx, PCN, OrganisationKind::Pcn, Some(ICBS[0].0), now).await?;
                for (_, id, role, place) in &team {
                    hire(tx, *id, *role, *place, now).await?;
                }
                for (icb, _) in ICBS {
                    let (_, by, ..) = team[0];
                    templates::take_up_starters(tx, &code(icb), by, now).await?;
                }
                for (who, id, account, number, place) in &people {
                    register(tx, *id, number, *place, now).await?;
                    if *who != Who::Joining {
                        open_account(tx, *account, *id, now).await?;
                    }
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    let mut cookies = vec![(Who::Anonymous, String::new())];
    for (who, id, ..) in &staff {
        cookies.push((*who, format!("staff={}", begin_staff(services, *id).await.unwrap().token)));
    }
    for (who, id, account, ..) in &patients {
        if *who == Who::Joining {
            continue;
        }
        cookies.push((*who, format!("patient={}", begin_patient(services, *account, *id).await.unwrap().token)));
    }
    for (who, cookie) in &cookies {
        if matches!(who, Who::EndedNurse | Who::EndedPatient) {
            let (_, token) = cookie.split_once('=').unwrap();
            care::session::log_out(services, token).await.unwrap();
        }
    }
    let joining = patients.iter().find(|(who, ..)| *who == Who::Joining).map(|(_, id, ..)| *id).unwrap();
    cookies.push((Who::Joining, join(services, &cookies, joining).await));
    let world = World {
        practice: code(ICBS[0].1),
        other_practice: code(ICBS[1].1),
        icb: code(ICBS[0].0),
        pcn: code(PCN),
        other_icb: code(ICBS[1].0),
        patient: patients[0].1,
        other_patient: patients[1].1,
    };
    (world, cookies)
}

async fn organisation(
    tx: &Write,
    own: &str,
    kind: OrganisationKind,
    parent: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let organisation = Organisation {
        code: code(own),
        name: format!("Organisation {own}"),
        kind,
        parent: parent.map(code),
        icb: parent.map(code),
        demo: true,
    };
    organisations::upsert(tx, &organisation, now).await.map(drop)
}

async fn hire(tx: &Write, id: StaffId, role: Role, place: usize, now: DateTime<Utc>) -> Result<(), StoreError> {
    let name = PersonName::new("Robin", role.title()).unwrap();
    staff::insert(tx, &StaffMember { id, name }, now).await?;
    let (icb, practice) = ICBS[place];
    let organisation = if role.held_at() == OrganisationKind::Icb { code(icb) } else { code(practice) };
    let membership = NewMembership { id: RandomIds.next(), staff: id, organisation, role, started_at: now };
    memberships::start(tx, &membership).await?;
    let certificate = Certificate {
        id: CertificateId::from_uuid(RandomIds.next()),
        staff: id,
        subject: ASTHMA_PLANS.into(),
        from: now,
        until: now + TimeDelta::days(365),
        recorded_by: id,
        recorded_at: now,
    };
    certificates::insert(tx, &certificate).await
}

async fn register(tx: &Write, id: PatientId, number: &str, place: usize, now: DateTime<Utc>) -> Result<(), StoreError> {
    let patient = Patient {
        id,
        nhs_number: NhsNumber::parse(number).unwrap(),
        name: PersonName::new(&format!("Casey{place}"), "Bowyer").unwrap(),
        date_of_birth: DateOfBirth::parse("1990-05-04", now.date_naive()).unwrap(),
        sex: Sex::Female,
        practice: code(ICBS[place].1),
        phone: None,
        email: None,
        height_cm: Some(165),
        asthma_onset: None,
        current_inhalers: Vec::new(),
        last_peak_flow: None,
        deprivation: None,
    };
    patients::insert(tx, &patient, now).await
}

async fn open_account(
    tx: &Write,
    account: AccountId,
    patient: PatientId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    accounts::insert(tx, account, now).await?;
    let person = AccountPerson { account, patient, relationship: Relationship::Myself, since: now, ended_at: None };
    accounts::add_person(tx, &person).await
}

/// The nurse invites somebody, who then gives the right date of birth.
async fn join(services: &Services, cookies: &[(Who, String)], patient: PatientId) -> String {
    let token =
        cookies.iter().find(|(who, _)| *who == Who::Nurse).and_then(|(_, cookie)| cookie.strip_prefix("staff="));
    let tokens = SessionTokens { staff: token.map(str::to_owned), ..SessionTokens::default() };
    let proof = care::session::proof(services, &tokens).await.unwrap();
    let access = ClinicalAccess::at(&proof, &code(ICBS[0].1)).unwrap();
    let scope = access.patient(services, patient).await.unwrap();
    let invitation = invite(&scope, services, RecruitmentSource::Practice).await.unwrap();
    match check_date_of_birth(services, &invitation.code, BORN).await.unwrap() {
        DobAnswer::Right(session) => format!("joining={}", session.token),
        _ => panic!("the date of birth is right"),
    }
}

impl Site {
    /// The cookie of somebody's session.
    pub(crate) fn cookie(&self, who: Who) -> &str {
        self.cookies.iter().find(|(found, _)| *found == who).map(|(_, cookie)| cookie.as_str()).unwrap()
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    /// Opens a page as a browser does.
    pub(crate) async fn open(&self, path: &str, who: Who) -> Answer {
        self.send(self.request("GET", path, who).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    /// Calls a server function as the app's script does.
    pub(crate) async fn call(&self, path: &str, who: Who, form: &str) -> Answer {
        self.send(self.form(path, who, form, "application/json")).await
    }

    /// Calls a server function that reads JSON.
    pub(crate) async fn call_with_json(&self, path: &str, who: Who, json: &str) -> Answer {
        let request = self
            .request("POST", path, who)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/json")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(json.to_owned()))
            .unwrap();
        self.send(request).await
    }

    /// Submits a form as a browser without the app's script does.
    pub(crate) async fn submit(&self, path: &str, who: Who, form: &str) -> Answer {
        self.send(self.form(path, who, form, "text/html")).await
    }

    fn form(&self, path: &str, who: Who, form: &str, accept: &str) -> Request<Body> {
        self.request("POST", path, who)
            .header(header::ACCEPT, accept)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form.to_owned()))
            .unwrap()
    }

    fn request(&self, method: &str, path: &str, who: Who) -> http::request::Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "passport.test")
            .header(header::COOKIE, self.cookie(who))
    }
}
