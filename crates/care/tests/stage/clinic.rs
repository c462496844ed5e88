//! A practice with a nurse, a GP and two patients, one of whom has an account.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::plans::{SignRequest, StartFrom, open_draft, save_draft, sign, start_draft};
use care::session::{SessionTokens, begin_patient, begin_staff, proof};
use care::{CareError, ClinicalAccess, PatientAccess, PatientScope, Refused, Services, audit};
use chrono::{DateTime, TimeDelta, Utc};
use domain::certificate::ASTHMA_PLANS;
use domain::patient::Patient;
use domain::plan::changes::Danger;
use domain::plan::views::{DraftView, ReviewedGround, SaveAnswer, SignAnswer};
use domain::plan::{Field, PlanForm, PlanStatus, TemplateId};
use domain::{
    AccountId, CertificateId, DateOfBirth, DraftId, EventKind, Ids, NhsNumber, Organisation, OrganisationKind,
    PatientId, PersonName, Relationship, Role, Sex, StaffId,
};
use storage::accounts::{self, AccountPerson};
use storage::certificates::{self, Certificate};
use storage::memberships::{self, NewMembership};
use storage::staff::{self, StaffMember};
use storage::{Store, StoreError, activity_events, organisations, patients, plan_versions, templates};

use crate::stage::{At, code, now, services};

pub(crate) const BORN: &str = "3 / 3 / 1986";

pub(crate) struct Clinic {
    pub(crate) services: Services,
    pub(crate) nurse: PatientScope,
    pub(crate) gp: PatientScope,
    /// Another patient of the practice.
    pub(crate) other: PatientScope,
    pub(crate) owner: PatientAccess,
}

pub(crate) async fn clinic(store: &Store) -> Clinic {
    let services = services(store).await;
    let person = |at: u32, given: &str| Patient {
        id: PatientId::from_uuid(services.ids.next()),
        nhs_number: NhsNumber::from_first_nine(999_000_000 + at).unwrap(),
        name: PersonName::new(given, "Hughes").unwrap(),
        date_of_birth: DateOfBirth::from_date("1986-03-03".parse().unwrap()),
        sex: Sex::Male,
        practice: code("A81001"),
        phone: None,
        email: None,
        height_cm: None,
        asthma_onset: None,
        current_inhalers: Vec::new(),
        last_peak_flow: None,
        deprivation: None,
    };
    let people = [person(1, "Daniel"), person(3, "David")];
    let [nurse, gp] = [1, 2].map(|at| StaffId::from_uuid(uuid_of(at)));
    let account = AccountId::from_uuid(uuid_of(3));
    let organisation = |text: &str, kind, parent: Option<&str>| Organisation {
        code: code(text),
        name: "Halbutt Street".into(),
        kind,
        parent: parent.map(code),
        icb: parent.map(code),
        demo: false,
    };
    let orgs = [
        organisation("QAA", OrganisationKind::Icb, None),
        organisation("A81001", OrganisationKind::Practice, Some("QAA")),
    ];
    let (ids, owned) = (services.ids.clone(), people.clone());
    services
        .store
        .write::<_, StoreError, _>(move |tx| {
            Box::pin(async move {
                for organisation in &orgs {
                    organisations::upsert(tx, organisation, now()).await?;
                }
                for (id, given, role) in [(nurse, "Grace", Role::Nurse), (gp, "Owen", Role::Gp)] {
                    let name = PersonName { given: given.into(), family: "Okafor".into() };
                    staff::insert(tx, &StaffMember { id, name }, now()).await?;
                    let (id, staff) = (ids.next(), id);
                    memberships::start(
                        tx,
                        &NewMembership { id, staff, organisation: code("A81001"), role, started_at: now() },
                    )
                    .await?;
                    certificates::insert(tx, &certificate(&*ids, staff, now())).await?;
                }
                templates::take_up_starters(tx, &code("QAA"), nurse, now()).await?;
                patients::insert_many(tx, &owned, now()).await?;
                accounts::insert(tx, account, now()).await?;
                let patient = owned[0].id;
                accounts::add_person(
                    tx,
                    &AccountPerson {
                        account,
                        patient,
                        relationship: Relationship::Myself,
                        since: now(),
                        ended_at: None,
                    },
                )
                .await
            })
        })
        .await
        .unwrap();
    let session = begin_patient(&services, account, people[0].id).await.unwrap();
    let tokens = SessionTokens { patient: Some(session.token), ..SessionTokens::default() };
    let owner = PatientAccess::of(&proof(&services, &tokens).await.unwrap()).unwrap();
    Clinic {
        nurse: open(&services, nurse, people[0].id).await.unwrap(),
        gp: open(&services, gp, people[0].id).await.unwrap(),
        other: open(&services, nurse, people[1].id).await.unwrap(),
        services,
        owner,
    }
}

/// A certificate to sign plans, for five years from a moment.
pub(crate) fn certificate(ids: &dyn Ids, staff: StaffId, from: DateTime<Utc>) -> Certificate {
    Certificate {
        id: CertificateId::from_uuid(ids.next()),
        staff,
        subject: ASTHMA_PLANS.into(),
        from,
        until: from + TimeDelta::days(5 * 365),
        recorded_by: staff,
        recorded_at: from,
    }
}

pub(crate) fn uuid_of(at: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + at)
}

pub(crate) async fn open(services: &Services, staff: StaffId, patient: PatientId) -> Result<PatientScope, CareError> {
    let session = begin_staff(services, staff).await?;
    let tokens = SessionTokens { staff: Some(session.token), ..SessionTokens::default() };
    let access = ClinicalAccess::at(&proof(services, &tokens).await?, &code("A81001"))?;
    access.patient(services, patient).await
}

impl Clinic {
    pub(crate) async fn view(&self) -> DraftView {
        open_draft(&self.nurse, &self.services).await.unwrap().unwrap()
    }

    /// Starts a draft and fills it in; the revision to sign.
    pub(crate) async fn written(&self, from: StartFrom) -> (DraftId, i64) {
        let id = start_draft(&self.nurse, &self.services, from).await.unwrap();
        let view = self.view().await;
        let form = changed(
            &view.form,
            &[
                (Field::Preventer, "clenil-modulite-100"),
                (Field::PreventerMorning, "2"),
                (Field::PreventerNight, "2"),
                (Field::BestPeakFlow, "455"),
                (Field::BestMeasuredOn, "20/11/2026"),
                (Field::PracticePhone, "020 7946 0123"),
            ],
        );
        match save_draft(&self.nurse, &self.services, id, view.revision, form).await.unwrap() {
            SaveAnswer::Saved { revision, .. } => (id, revision),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn sign(&self, draft: DraftId, revision: i64) -> SignAnswer {
        sign(&self.nurse, &self.services, request(draft, revision)).await.unwrap()
    }

    pub(crate) async fn signed(&self) -> SignAnswer {
        let (draft, revision) = self.written(StartFrom::Template(TemplateId::AdultPreventer)).await;
        self.sign(draft, revision).await
    }

    pub(crate) async fn versions(&self) -> Vec<(u32, PlanStatus)> {
        let read = self.services.store.read().await.unwrap();
        let list = plan_versions::list(&*read, self.nurse.patient()).await.unwrap();
        list.iter().map(|version| (version.plan.number(), version.plan.status())).collect()
    }

    pub(crate) async fn events(&self, kind: EventKind) -> usize {
        let read = self.services.store.read().await.unwrap();
        let events = activity_events::of_patient(&*read, self.nurse.patient()).await.unwrap();
        events.iter().filter(|event| event.kind == kind).count()
    }

    pub(crate) async fn actions(&self) -> Vec<String> {
        let rows = audit::of_record(&self.nurse, &self.services, 100).await.unwrap();
        rows.into_iter().map(|row| row.action).collect()
    }

    /// The same clinic, later; nobody logged in anew.
    pub(crate) fn wait(&mut self, by: TimeDelta) {
        self.services.clock = Arc::new(At(self.services.now() + by));
    }

    /// The same clinic, later, and everybody has just logged in.
    pub(crate) async fn later(&mut self, by: TimeDelta) {
        self.wait(by);
        for scope in [&mut self.nurse, &mut self.gp, &mut self.other] {
            *scope = open(&self.services, scope.staff(), scope.patient()).await.unwrap();
        }
    }
}

pub(crate) fn request(draft: DraftId, revision: i64) -> SignRequest {
    SignRequest {
        draft,
        revision,
        reasons: BTreeMap::new(),
        date_of_birth: BORN.into(),
        ground: ReviewedGround::default(),
        effort: None,
        viewed: Danger::ALL.to_vec(),
    }
}

pub(crate) fn changed(form: &PlanForm, changes: &[(Field, &str)]) -> PlanForm {
    let mut form = form.clone();
    for (field, text) in changes {
        form.set(*field, text);
    }
    form
}

pub(crate) fn refused<T>(answer: Result<T, CareError>) -> Option<Refused> {
    match answer {
        Err(CareError::Refused(refused)) => Some(refused),
        _ => None,
    }
}
