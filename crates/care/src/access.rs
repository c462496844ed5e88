//! Who may do what, as values. A function that needs one cannot be called without it, and only this module makes them,
//! from a [`Proof`] that only a log-in makes.

mod hear;
mod manager;

use chrono::{DateTime, Utc};
use domain::patient::Patient;
use domain::{AccountId, OdsCode, Organisation, OrganisationKind, PatientId, PersonName, Relationship, Role, StaffId};
use storage::audit::Actor;
use storage::memberships::Membership;
use storage::{organisations, patients};

pub use hear::may_hear;
pub use manager::ManagerAccess;

use crate::api_tokens::ApiProof;
use crate::audit::{Act, note};
use crate::session::{PatientProof, Proof, StaffProof};
use crate::{CareError, Refused, Services};

/// Somebody who works for a practice or an ICB.
#[derive(Clone, Debug)]
pub struct StaffAccess {
    proof: StaffProof,
}

impl StaffAccess {
    /// Whoever is logged in as staff.
    ///
    /// # Errors
    /// `SignedOut`.
    pub fn of(proof: &Proof) -> Result<Self, CareError> {
        let proof = proof.staff.clone().ok_or(Refused::SignedOut)?;
        Ok(Self { proof })
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.proof.staff()
    }

    /// Their name.
    pub const fn name(&self) -> &PersonName {
        self.proof.name()
    }

    /// Where they work and as what, now.
    pub fn memberships(&self) -> &[Membership] {
        self.proof.memberships()
    }
}

/// A nurse or GP at one practice: may look for its patients and open their records.
#[derive(Clone, Debug)]
pub struct ClinicalAccess {
    staff: StaffId,
    name: String,
    role: Role,
    practice: OdsCode,
    demo: bool,
    proved_at: DateTime<Utc>,
}

impl ClinicalAccess {
    /// Whoever is logged in, if they are a nurse or GP there now.
    ///
    /// # Errors
    /// `SignedOut`; `NotFound` for anybody else and for a practice that does not exist.
    pub fn at(proof: &Proof, practice: &OdsCode) -> Result<Self, CareError> {
        let staff = proof.staff.as_ref().ok_or(Refused::SignedOut)?;
        let held = staff.held_at(practice).find(|held| held.role.is_clinical()).ok_or(Refused::NotFound)?;
        Ok(Self {
            staff: staff.staff(),
            name: staff.name().to_string(),
            role: held.role,
            practice: practice.clone(),
            demo: held.organisation.demo,
            proved_at: staff.proved_at(),
        })
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }

    /// Where.
    pub const fn practice(&self) -> &OdsCode {
        &self.practice
    }

    /// The practice belongs to the demonstration.
    pub const fn demo(&self) -> bool {
        self.demo
    }

    /// Nurse or GP.
    pub const fn role(&self) -> Role {
        self.role
    }

    /// Opens the record of one of the practice's patients, and notes that it was opened.
    ///
    /// # Errors
    /// `NotFound` for another practice's patient, as for nobody.
    pub async fn patient(&self, services: &Services, id: PatientId) -> Result<PatientScope, CareError> {
        let (acting, now) = (self.clone(), services.now());
        services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let patient = patients::by_id(tx, &acting.practice, id).await?.ok_or(Refused::NotFound)?;
                    let scope = PatientScope { by: acting, record: patient };
                    note(tx, &scope.act("record_opened"), now).await?;
                    Ok(scope)
                })
            })
            .await
    }

    /// The record of a patient whose page is still open, for acts that read nothing of it: that it was opened is noted
    /// already.
    ///
    /// # Errors
    /// `NotFound` as for [`ClinicalAccess::patient`].
    pub(crate) async fn still_at(&self, services: &Services, id: PatientId) -> Result<PatientScope, CareError> {
        let read = services.store.read().await?;
        let record = patients::by_id(&*read, &self.practice, id).await?.ok_or(Refused::NotFound)?;
        Ok(PatientScope { by: self.clone(), record })
    }
}

/// A nurse or GP at the open record of one patient.
#[derive(Clone, Debug)]
pub struct PatientScope {
    by: ClinicalAccess,
    record: Patient,
}

impl PatientScope {
    /// Who opened it.
    pub const fn staff(&self) -> StaffId {
        self.by.staff
    }

    /// Their name, as it stands on a plan.
    pub fn staff_name(&self) -> &str {
        &self.by.name
    }

    /// Nurse or GP.
    pub const fn role(&self) -> Role {
        self.by.role
    }

    /// The practice.
    pub const fn practice(&self) -> &OdsCode {
        &self.by.practice
    }

    /// Whose record.
    pub const fn patient(&self) -> PatientId {
        self.record.id
    }

    /// The record as it was opened.
    pub const fn record(&self) -> &Patient {
        &self.record
    }

    /// They proved so lately who they are that they may sign.
    pub(crate) fn is_fresh(&self, services: &Services) -> bool {
        services.now() - self.by.proved_at < services.limits.fresh
    }

    /// An act of this clinician on this record, for the audit.
    pub(crate) fn act(&self, action: &'static str) -> Act {
        Act::new(Actor::Staff(self.by.staff), action).on(self.record.id).at(&self.by.practice)
    }
}

/// Somebody who may see the figures of an organisation: everybody who works at the practice, and who leads the ICB it
/// belongs to.
#[derive(Clone, Debug)]
pub struct BoardAccess {
    staff: Option<StaffId>,
    organisation: Organisation,
    own: bool,
    leads: bool,
    clinical: bool,
}

impl BoardAccess {
    /// Whoever is logged in, if the board of this practice is theirs to see now.
    ///
    /// # Errors
    /// `SignedOut`; `NotFound` for anybody else and for a practice that does not exist.
    pub async fn at(services: &Services, proof: &Proof, practice: &OdsCode) -> Result<Self, CareError> {
        let access = Self::of(services, proof, practice).await?;
        if access.organisation.kind == OrganisationKind::Practice { Ok(access) } else { Err(Refused::NotFound.into()) }
    }

    /// Whoever is logged in, if the board of this practice, PCN or ICB is theirs to see now.
    ///
    /// # Errors
    /// `SignedOut`; `NotFound` for anybody else and for an organisation that does not exist.
    pub async fn of(services: &Services, proof: &Proof, code: &OdsCode) -> Result<Self, CareError> {
        let staff = proof.staff.as_ref().ok_or(Refused::SignedOut)?;
        let organisation = {
            let read = services.store.read().await?;
            organisations::by_code(&*read, code).await?.ok_or(Refused::NotFound)?
        };
        let own = organisation.kind == OrganisationKind::Practice && staff.held_at(&organisation.code).next().is_some();
        let leads = leads(staff, organisation.icb.as_ref().unwrap_or(&organisation.code));
        if !own && !leads {
            return Err(Refused::NotFound.into());
        }
        let clinical = staff.held_at(&organisation.code).any(|held| held.role.is_clinical());
        Ok(Self { staff: Some(staff.staff()), organisation, own, leads, clinical })
    }

    /// Whoever shows a key, if its organisation is this one or above it. They read as one who leads the ICB does.
    ///
    /// # Errors
    /// `NotFound` for any other organisation, as for one that does not exist.
    pub async fn by_token(services: &Services, proof: &ApiProof, code: &OdsCode) -> Result<Self, CareError> {
        let organisation = {
            let read = services.store.read().await?;
            organisations::by_code(&*read, code)
                .await?
                .filter(|found| proof.may_read(found))
                .ok_or(Refused::NotFound)?
        };
        Ok(Self { staff: None, organisation, own: false, leads: true, clinical: false })
    }

    /// The practice, PCN or ICB.
    pub const fn organisation(&self) -> &Organisation {
        &self.organisation
    }

    /// Who; nobody where a program asks.
    pub const fn staff(&self) -> Option<StaffId> {
        self.staff
    }

    /// They work at the practice: lists of work are theirs, and its figures are exact for them, who know the people by
    /// name. Everybody else reads in steps of seven.
    pub const fn own(&self) -> bool {
        self.own
    }

    /// Figures are told exactly.
    pub const fn exact(&self) -> bool {
        self.own
    }

    /// They lead its ICB, and see the other practices too.
    pub const fn leads(&self) -> bool {
        self.leads
    }

    /// They are a nurse or GP there.
    pub const fn clinical(&self) -> bool {
        self.clinical
    }
}

/// Somebody who leads the programme of an ICB, or its clinical safety: figures, rules, never a person.
#[derive(Clone, Debug)]
pub struct IcbAccess {
    staff: StaffId,
    icb: Organisation,
    safety_officer: bool,
}

impl IcbAccess {
    /// Whoever is logged in, if they lead there now.
    ///
    /// # Errors
    /// `SignedOut`; `NotFound` for anybody else and for an ICB that does not exist.
    pub fn at(proof: &Proof, icb: &OdsCode) -> Result<Self, CareError> {
        let staff = proof.staff.as_ref().ok_or(Refused::SignedOut)?;
        let held = staff.held_at(icb).find(|held| held.role.held_at() == OrganisationKind::Icb);
        let safety_officer = staff.held_at(icb).any(|held| held.role == Role::ClinicalSafetyOfficer);
        Ok(Self { staff: staff.staff(), icb: held.ok_or(Refused::NotFound)?.organisation.clone(), safety_officer })
    }

    /// Who, if they answer for clinical safety there.
    ///
    /// # Errors
    /// `NotFound` for everybody else.
    pub fn safety_officer(&self) -> Result<StaffId, CareError> {
        if self.safety_officer { Ok(self.staff) } else { Err(Refused::NotFound.into()) }
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }

    /// The ICB.
    pub const fn icb(&self) -> &Organisation {
        &self.icb
    }
}

fn leads(staff: &StaffProof, icb: &OdsCode) -> bool {
    staff.held_at(icb).any(|held| held.role.held_at() == OrganisationKind::Icb)
}

/// A patient, or a parent acting for one child.
#[derive(Clone, Debug)]
pub struct PatientAccess {
    proof: PatientProof,
}

impl PatientAccess {
    /// Whoever is logged in as patient or parent, for the person they act for now.
    ///
    /// # Errors
    /// `SignedOut`.
    pub fn of(proof: &Proof) -> Result<Self, CareError> {
        let proof = proof.patient.clone().ok_or(Refused::SignedOut)?;
        Ok(Self { proof })
    }

    /// The account.
    pub const fn account(&self) -> AccountId {
        self.proof.account()
    }

    /// The person they act for now.
    pub const fn patient(&self) -> PatientId {
        self.proof.patient()
    }

    /// How they stand to that person.
    pub const fn relationship(&self) -> Relationship {
        self.proof.relationship()
    }

    /// The diary of the person they act for now is theirs to see: a young person may keep it to themself, and a practice
    /// may leave a parent the plan alone.
    pub fn sees_diary(&self) -> bool {
        self.proof.sees_diary(self.patient())
    }

    /// The right to act for another of the account's people, whoever the pages show now: an entry written offline says
    /// itself whose it is.
    ///
    /// # Errors
    /// `NotFound` for anybody the account does not act for.
    pub fn for_person(&self, patient: PatientId) -> Result<Self, CareError> {
        let proof = self.proof.for_person(patient).ok_or(Refused::NotFound)?;
        Ok(Self { proof })
    }

    /// The same right for each of the account's people, whom the pages show now first.
    pub fn for_everybody(&self) -> Vec<Self> {
        let people = self.proof.people().iter();
        let mut all: Vec<Self> = people.filter_map(|person| self.for_person(person.patient).ok()).collect();
        all.sort_by_key(|access| access.patient() != self.patient());
        all
    }

    pub(crate) const fn proof(&self) -> &PatientProof {
        &self.proof
    }

    /// An act of this account for this person, for the audit.
    pub(crate) fn act(&self, action: &'static str) -> Act {
        Act::new(Actor::Account(self.account()), action).on(self.patient())
    }
}
