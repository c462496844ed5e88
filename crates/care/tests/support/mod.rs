//! A small NHS to test in: two practices of one ICB and one far away, staff at each, a clock that can be moved.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use care::invitations::{AgreeForm, DobAnswer, agree, check_date_of_birth, invite};
use care::plans::{SignRequest, StartFrom, open_draft, save_draft, sign, start_draft};
use care::session::{Proof, SessionTokens, begin_staff, proof};
use care::{ClinicalAccess, NewSession, PatientAccess, PatientScope, Services};
use chrono::{DateTime, TimeDelta, Utc};
use domain::certificate::ASTHMA_PLANS;
use domain::consent::RecruitmentSource;
use domain::invitation::NewInvitation;
use domain::patient::Patient;
use domain::plan::changes::Danger;
use domain::plan::views::{SaveAnswer, SignAnswer};
use domain::plan::{Field, TemplateId};
use domain::time::read_date;
use domain::{
    CertificateId, Clock, DateOfBirth, Ids, NhsNumber, OdsCode, Organisation, OrganisationKind, PatientId, PersonName,
    Role, Sex, StaffId,
};
use storage::certificates::{self, Certificate};
use storage::memberships::NewMembership;
use storage::staff::StaffMember;
use storage::testing::TestStore;
use storage::{StoreError, memberships, organisations, patients, staff, templates};
use uuid::Uuid;

pub(crate) const HERE: &str = "F82001";
pub(crate) const NEXT_DOOR: &str = "F82002";
pub(crate) const FAR_AWAY: &str = "A81001";
pub(crate) const ICB: &str = "QMF";
pub(crate) const PCN: &str = "U12345";
pub(crate) const ADULT_BORN: &str = "1990-05-06";
pub(crate) const CHILD_BORN: &str = "2017-03-03";

/// A clock that moves when told to.
pub(crate) struct TestClock(Mutex<DateTime<Utc>>);

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// The same ids in every run.
struct SeededIds(AtomicU64);

impl Ids for SeededIds {
    fn next(&self) -> Uuid {
        Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + u128::from(self.0.fetch_add(1, Ordering::SeqCst)))
    }
}

pub(crate) struct Clinic {
    pub(crate) services: Services,
    pub(crate) nurse: StaffId,
    pub(crate) kind: &'static str,
    clock: Arc<TestClock>,
    numbers: AtomicU64,
    _store: TestStore,
}

/// Runs a test on every kind of database.
pub(crate) async fn on_each_store(test: impl AsyncFn(Clinic)) {
    for store in storage::testing::stores().await {
        test(Clinic::new(store).await).await;
    }
}

impl Clinic {
    async fn new(store: TestStore) -> Self {
        let clock = Arc::new(TestClock(Mutex::new("2026-11-22T10:00:00Z".parse().unwrap())));
        let ids = Arc::new(SeededIds(AtomicU64::new(1)));
        let services =
            Services::start(store.store().clone(), clock.clone(), ids, false, "https://passport.example/", None)
                .await
                .unwrap();
        let kind = store.kind;
        let mut clinic = Self {
            nurse: StaffId::from_uuid(Uuid::nil()),
            services,
            kind,
            clock,
            numbers: AtomicU64::new(400_000_000),
            _store: store,
        };
        clinic.organisations().await;
        clinic.nurse = clinic.staff(HERE, Role::Nurse).await;
        clinic.templates().await;
        clinic
    }

    async fn organisations(&self) {
        let made = [
            organisation(ICB, OrganisationKind::Icb, None, None),
            organisation("QRL", OrganisationKind::Icb, None, None),
            organisation(PCN, OrganisationKind::Pcn, Some(ICB), Some(ICB)),
            organisation(HERE, OrganisationKind::Practice, Some(PCN), Some(ICB)),
            organisation(NEXT_DOOR, OrganisationKind::Practice, Some(ICB), Some(ICB)),
            organisation(FAR_AWAY, OrganisationKind::Practice, Some("QRL"), Some("QRL")),
        ];
        let now = self.services.now();
        self.services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    for one in &made {
                        organisations::upsert(tx, one, now).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
    }

    /// Both ICBs have taken up the starter templates.
    async fn templates(&self) {
        let (by, now) = (self.nurse, self.services.now());
        self.services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    for icb in [ICB, "QRL"] {
                        templates::take_up_starters(tx, &code(icb), by, now).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
    }

    /// Moves the clock on.
    pub(crate) fn wait(&self, time: TimeDelta) {
        *self.clock.0.lock().unwrap() += time;
    }

    /// Somebody who starts to work somewhere.
    pub(crate) async fn staff(&self, at: &str, role: Role) -> StaffId {
        let id = StaffId::from_uuid(self.services.ids.next());
        let name = PersonName { given: "Jo".into(), family: role.title().into() };
        let (now, membership) = (self.services.now(), self.services.ids.next());
        let certificate = CertificateId::from_uuid(self.services.ids.next());
        let new = NewMembership { id: membership, staff: id, organisation: code(at), role, started_at: now };
        self.services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    staff::insert(tx, &StaffMember { id, name }, now).await?;
                    memberships::start(tx, &new).await?;
                    if role.is_clinical() {
                        let until = now + TimeDelta::days(5 * 365);
                        let (recorded_by, subject) = (id, ASTHMA_PLANS.to_owned());
                        let certificate = Certificate {
                            id: certificate,
                            staff: id,
                            subject,
                            from: now,
                            until,
                            recorded_by,
                            recorded_at: now,
                        };
                        certificates::insert(tx, &certificate).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
        id
    }

    /// A patient on a register.
    pub(crate) async fn patient(&self, practice: &str, born: &str) -> PatientId {
        let number = loop {
            let nine = self.numbers.fetch_add(1, Ordering::SeqCst);
            if let Some(number) = NhsNumber::from_first_nine(u32::try_from(nine).unwrap()) {
                break number;
            }
        };
        let patient = Patient {
            id: PatientId::from_uuid(self.services.ids.next()),
            nhs_number: number,
            name: PersonName { given: "Amina".into(), family: "Rahman".into() },
            date_of_birth: DateOfBirth::from_date(read_date(born).unwrap()),
            sex: Sex::Female,
            practice: code(practice),
            phone: None,
            email: None,
            height_cm: None,
            asthma_onset: None,
            current_inhalers: Vec::new(),
            last_peak_flow: None,
            deprivation: None,
        };
        let (id, services) = (patient.id, self.services.clone());
        self.services
            .store
            .write::<_, care::CareError, _>(move |tx| {
                Box::pin(async move {
                    let now = services.now();
                    patients::insert(tx, &patient, now).await?;
                    let eligible =
                        care::events::Happened::new(domain::EventKind::Eligible, patient.id, &patient.practice, now);
                    care::events::record_event(tx, &services, eligible).await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
        id
    }

    /// What a log-in of this member of staff proves now.
    pub(crate) async fn staff_proof(&self, staff: StaffId) -> Proof {
        let session = begin_staff(&self.services, staff).await.unwrap();
        self.proof_of(&session).await
    }

    pub(crate) async fn proof_of(&self, session: &NewSession) -> Proof {
        proof(&self.services, &tokens(session)).await.unwrap()
    }

    pub(crate) async fn scope(&self, patient: PatientId) -> PatientScope {
        let proof = self.staff_proof(self.nurse).await;
        ClinicalAccess::at(&proof, &code(HERE)).unwrap().patient(&self.services, patient).await.unwrap()
    }

    pub(crate) async fn invitation(&self, patient: PatientId) -> NewInvitation {
        invite(&self.scope(patient).await, &self.services, RecruitmentSource::Practice).await.unwrap()
    }

    /// Proves the date of birth and answers the joining session.
    pub(crate) async fn joining(&self, patient: PatientId, born: &str) -> NewSession {
        let invitation = self.invitation(patient).await;
        match check_date_of_birth(&self.services, &invitation.code, born).await.unwrap() {
            DobAnswer::Right(session) => session,
            _ => panic!("the date of birth was refused"),
        }
    }

    /// Joins, and answers what the new session proves.
    pub(crate) async fn join(&self, patient: PatientId, born: &str, relationship: &str) -> Proof {
        let joining = self.joining(patient, born).await;
        let session = agree(&self.services, &self.proof_of(&joining).await, form(relationship)).await.unwrap();
        self.proof_of(&session).await
    }

    /// An adult of this practice who has joined.
    pub(crate) async fn joined_adult(&self) -> PatientAccess {
        let patient = self.patient(HERE, ADULT_BORN).await;
        PatientAccess::of(&self.join(patient, ADULT_BORN, "myself").await).unwrap()
    }

    /// Signs a plan for an adult with best peak flow 500: amber below 400, red below 300.
    pub(crate) async fn sign_plan(&self, patient: PatientId) -> u32 {
        let scope = self.scope(patient).await;
        let draft = start_draft(&scope, &self.services, StartFrom::Template(TemplateId::AdultPreventer)).await.unwrap();
        let view = open_draft(&scope, &self.services).await.unwrap().unwrap();
        let mut form = view.form.clone();
        let today = self.services.today().format("%d/%m/%Y").to_string();
        for (field, text) in [
            (Field::UsesPeakFlow, "yes"),
            (Field::BestPeakFlow, "500"),
            (Field::BestMeasuredOn, today.as_str()),
            (Field::Preventer, "clenil-modulite-100"),
            (Field::PreventerMorning, "2"),
            (Field::PreventerNight, "2"),
            (Field::PracticePhone, "01632 960001"),
        ] {
            form.set(field, text);
        }
        let saved = save_draft(&scope, &self.services, draft, view.revision, form).await.unwrap();
        let SaveAnswer::Saved { revision, .. } = saved else { panic!("not saved: {saved:?}") };
        let request = SignRequest {
            draft,
            revision,
            reasons: BTreeMap::new(),
            date_of_birth: ADULT_BORN.into(),
            ground: view.ground(),
            effort: None,
            viewed: Danger::ALL.to_vec(),
        };
        match sign(&scope, &self.services, request).await.unwrap() {
            SignAnswer::Signed { number } => number,
            other => panic!("not signed: {other:?}"),
        }
    }
}

pub(crate) fn tokens(session: &NewSession) -> SessionTokens {
    let token = Some(session.token.clone());
    match session.audience {
        care::session::Audience::Staff => SessionTokens { staff: token, ..SessionTokens::default() },
        care::session::Audience::Patient => SessionTokens { patient: token, ..SessionTokens::default() },
        care::session::Audience::Joining => SessionTokens { joining: token, ..SessionTokens::default() },
    }
}

/// Everything agreed to.
pub(crate) fn form(relationship: &str) -> AgreeForm {
    AgreeForm {
        agreed: true,
        understood: true,
        source: "school".into(),
        relationship: relationship.into(),
        from: String::new(),
    }
}

pub(crate) fn code(text: &str) -> OdsCode {
    OdsCode::parse(text).unwrap()
}

fn organisation(at: &str, kind: OrganisationKind, parent: Option<&str>, icb: Option<&str>) -> Organisation {
    Organisation {
        code: code(at),
        name: format!("The {at}"),
        kind,
        parent: parent.map(code),
        icb: icb.map(code),
        demo: false,
    }
}
