//! A small clinic to test with.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::consent::RecruitmentSource;
use domain::invitation::InvitationState;
use domain::patient::Patient;
use domain::plan::formulary::starter;
use domain::plan::stage::{Signature, SignedRecord};
use domain::plan::{Field, PlanFacts, PlanForm, PlanStatus, SignedPlan, TemplateId};
use domain::{
    AccountId, DateOfBirth, DraftId, InvitationId, NhsNumber, OdsCode, Organisation, OrganisationKind, PatientId,
    PersonName, PlanVersionId, Relationship, Role, Sex, StaffId,
};
use storage::accounts::AccountPerson;
use storage::drafts::{DraftRow, DraftState};
use storage::invitations::Invitation;
use storage::memberships::NewMembership;
use storage::plan_versions::NewPlanVersion;
use storage::staff::StaffMember;
use storage::{
    ConnectionTrait, Store, StoreError, accounts, drafts, invitations, memberships, organisations, patients,
    plan_versions, staff,
};
use uuid::Uuid;

/// Names of the clinic's rows.
#[derive(Clone)]
pub(crate) struct World {
    pub icb: OdsCode,
    pub practice: OdsCode,
    pub other_practice: OdsCode,
    pub nurse: StaffId,
    pub patient: PatientId,
    pub account: AccountId,
}

#[expect(clippy::disallowed_methods, reason = "which ids a test uses makes no difference to it")]
pub(crate) fn id() -> Uuid {
    Uuid::now_v7()
}

/// 22 November 2026, 10:00, moved by minutes; with microseconds, so that none get lost.
pub(crate) fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_795_341_600_123_456).unwrap_or_default() + TimeDelta::minutes(minutes)
}

pub(crate) fn day(days: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap_or_default() + Days::new(days)
}

pub(crate) fn code(text: &str) -> OdsCode {
    OdsCode::parse(text).unwrap_or_else(|_| unreachable!("{text}"))
}

pub(crate) fn nhs_number(nth: u32) -> NhsNumber {
    (nth * 11..).find_map(|n| NhsNumber::from_first_nine(900_000_000 + n)).unwrap_or_else(|| unreachable!())
}

fn organisation(code_: &str, kind: OrganisationKind, parent: Option<&str>) -> Organisation {
    Organisation {
        code: code(code_),
        name: format!("Organisation {code_}"),
        kind,
        parent: parent.map(code),
        icb: (kind != OrganisationKind::Icb).then(|| code("QMF")),
        demo: true,
    }
}

pub(crate) fn patient(practice: &OdsCode, nth: u32, given: &str, family: &str) -> Patient {
    Patient {
        id: PatientId::from_uuid(id()),
        nhs_number: nhs_number(nth),
        name: PersonName { given: given.into(), family: family.into() },
        date_of_birth: DateOfBirth::from_date(day(0) - chrono::Months::new(12 * 40)),
        sex: Sex::Female,
        practice: practice.clone(),
        phone: Some("020 7946 0123".into()),
        email: None,
        height_cm: Some(164),
        asthma_onset: Some("childhood".into()),
        current_inhalers: vec!["Clenil 100".into(), "Salbutamol 100".into()],
        last_peak_flow: Some(410),
        deprivation: None,
    }
}

pub(crate) fn form() -> PlanForm {
    let mut form = PlanForm::from_template(&TemplateId::AdultPreventer.template(), &facts());
    form.set(Field::Preventer, "clenil-modulite-100");
    form.set(Field::Note, "Zoë’s “note”; 100% – ünïcode 🫁");
    form
}

fn facts() -> PlanFacts {
    PlanFacts {
        today: day(0),
        name: PersonName { given: "Amina".into(), family: "Rahman".into() },
        date_of_birth: DateOfBirth::from_date(day(0) - chrono::Months::new(12 * 40)),
        nhs_number: nhs_number(1),
        sex: Sex::Female,
        height_cm: None,
        practice_name: "Halbutt Street Surgery".into(),
        practice_phone: "020 7946 0123".into(),
        current_inhalers: Vec::new(),
        formulary: starter(),
        last_signed: None,
    }
}

pub(crate) fn signed(number: u32, author: StaffId) -> Result<SignedPlan, domain::plan::stage::Tampered> {
    let content = form().content(&TemplateId::AdultPreventer.template(), &facts());
    SignedPlan::from_record(SignedRecord {
        number,
        content_hash: content.hash(),
        content,
        rules_version: 1,
        confirmations: vec![],
        signature: Signature {
            author,
            author_name: "Nia Owen".into(),
            author_role: Role::Nurse,
            signed_at: at(0),
            approver: None,
        },
        review_due: day(300),
        status: PlanStatus::Signed,
    })
}

impl World {
    pub(crate) async fn build(store: &Store) -> Result<Self, StoreError> {
        store
            .write(move |tx| {
                Box::pin(async move {
                    let world = Self {
                        icb: code("QMF"),
                        practice: code("F82001"),
                        other_practice: code("F82002"),
                        nurse: StaffId::from_uuid(id()),
                        patient: PatientId::from_uuid(id()),
                        account: AccountId::from_uuid(id()),
                    };
                    for (code, kind, parent) in [
                        ("QMF", OrganisationKind::Icb, None),
                        ("U12345", OrganisationKind::Pcn, Some("QMF")),
                        ("F82001", OrganisationKind::Practice, Some("U12345")),
                        ("F82002", OrganisationKind::Practice, Some("QMF")),
                    ] {
                        organisations::upsert(tx, &organisation(code, kind, parent), at(0)).await?;
                    }
                    let name = PersonName { given: "Nia".into(), family: "Owen".into() };
                    staff::insert(tx, &StaffMember { id: world.nurse, name }, at(0)).await?;
                    let membership = NewMembership {
                        id: id(),
                        staff: world.nurse,
                        organisation: world.practice.clone(),
                        role: Role::Nurse,
                        started_at: at(0),
                    };
                    memberships::start(tx, &membership).await?;
                    let person = Patient { id: world.patient, ..patient(&world.practice, 1, "Amina", "Rahman") };
                    patients::insert(tx, &person, at(0)).await?;
                    accounts::insert(tx, world.account, at(0)).await?;
                    accounts::add_person(
                        tx,
                        &AccountPerson {
                            account: world.account,
                            patient: world.patient,
                            relationship: Relationship::Myself,
                            since: at(0),
                            ended_at: None,
                        },
                    )
                    .await?;
                    Ok(world)
                })
            })
            .await
    }

    pub(crate) fn draft(&self) -> DraftRow {
        DraftRow {
            id: DraftId::from_uuid(id()),
            patient: self.patient,
            practice: self.practice.clone(),
            template_id: TemplateId::AdultPreventer,
            form: form(),
            revision: 1,
            state: DraftState::Open,
            started_by: self.nurse,
            started_at: at(0),
            saved_by: self.nurse,
            saved_at: at(0),
        }
    }

    /// Signs version `number` from a new draft.
    pub(crate) async fn sign(
        &self,
        tx: &impl ConnectionTrait,
        number: u32,
    ) -> Result<(DraftId, PlanVersionId), StoreError> {
        let draft = self.draft();
        drafts::insert(tx, &draft).await?;
        drafts::set_state(tx, draft.id, 1, DraftState::Signed).await?;
        let plan = signed(number, self.nurse).unwrap_or_else(|_| unreachable!());
        let new = NewPlanVersion {
            id: PlanVersionId::from_uuid(id()),
            patient: self.patient,
            draft: draft.id,
            practice: self.practice.clone(),
            plan: &plan,
        };
        plan_versions::insert(tx, &new).await?;
        Ok((draft.id, new.id))
    }

    pub(crate) async fn invite(&self, tx: &impl ConnectionTrait, secret: &str) -> Result<Invitation, StoreError> {
        let invitation = Invitation {
            id: InvitationId::from_uuid(id()),
            patient: self.patient,
            practice: self.practice.clone(),
            link_hash: format!("link {secret}"),
            code_hash: format!("code {secret}"),
            source: RecruitmentSource::School,
            created_by: self.nurse,
            created_at: at(0),
            expires_at: at(60),
            wrong_tries: 0,
            state: InvitationState::Open,
            used_at: None,
            account: None,
        };
        invitations::insert(tx, &invitation).await?;
        Ok(invitation)
    }
}
