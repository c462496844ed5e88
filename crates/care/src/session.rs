//! Log-ins in progress, and who a request is.
//!
//! A token has 256 random bits; only its keyed hash is kept. What a session may do is read anew for every request: a
//! membership that ends takes its access with it at once.

mod begin;
mod confirm;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{AccountId, InvitationId, OdsCode, PatientId, PersonName, Relationship, StaffId};
use storage::accounts::AccountPerson;
use storage::memberships::Membership;
use storage::sessions::Session;
use storage::{ReadTx, StoreError, accounts, memberships, sessions, staff};

pub(crate) use begin::{Drawn, Whose};
pub use begin::{begin_patient, begin_staff, log_out};
pub use confirm::{ConfirmAnswer, confirm_again};
pub use storage::sessions::Audience;

use crate::parents::people_of;
use crate::secrets::Purpose;
use crate::{CareError, Services, SessionLimits};

/// A session in use is noted at most this often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// Tokens of a request's cookies.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SessionTokens {
    /// Of the staff cookie.
    pub staff: Option<String>,
    /// Of the patient cookie.
    pub patient: Option<String>,
    /// Of the cookie between date of birth and agreeing.
    pub joining: Option<String>,
}

/// Who a request is. Staff and patient sessions are apart: a person may have both.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// Logged in as staff.
    pub staff: Option<StaffProof>,
    /// Logged in as patient or parent.
    pub patient: Option<PatientProof>,
    /// About to join.
    pub joining: Option<JoiningProof>,
}

/// A member of staff who is logged in.
#[derive(Clone, Debug)]
pub struct StaffProof {
    staff: StaffId,
    name: PersonName,
    memberships: Vec<Membership>,
    proved_at: DateTime<Utc>,
    token_hash: String,
    ends: Ends,
}

/// A patient or parent who is logged in.
#[derive(Clone, Debug)]
pub struct PatientProof {
    account: AccountId,
    people: Vec<AccountPerson>,
    patient: PatientId,
    relationship: Relationship,
    plan_only: BTreeSet<PatientId>,
    token_hash: String,
    ends: Ends,
}

/// Somebody who knows the date of birth an invitation was made out to.
#[derive(Clone, Debug)]
pub struct JoiningProof {
    invitation: InvitationId,
    token_hash: String,
}

/// When a session is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Without another request.
    pub idle: DateTime<Utc>,
    /// However it is used.
    pub latest: DateTime<Utc>,
}

/// A session that has just begun. The token goes into the cookie and nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The token.
    pub token: String,
    /// Which cookie.
    pub audience: Audience,
    /// When it ends however it is used.
    pub expires_at: DateTime<Utc>,
}

impl StaffProof {
    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }

    /// Their name.
    pub const fn name(&self) -> &PersonName {
        &self.name
    }

    /// Where they work and as what, now.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// When the session is over.
    pub const fn ends(&self) -> Ends {
        self.ends
    }

    /// When they last proved who they are: at log-in, or anew since.
    pub const fn proved_at(&self) -> DateTime<Utc> {
        self.proved_at
    }

    pub(crate) fn token_hash(&self) -> &str {
        &self.token_hash
    }

    pub(crate) fn held_at<'a>(&'a self, code: &'a OdsCode) -> impl Iterator<Item = &'a Membership> {
        self.memberships.iter().filter(move |held| held.organisation.code == *code)
    }
}

impl PatientProof {
    /// The account.
    pub const fn account(&self) -> AccountId {
        self.account
    }

    /// The person the account acts for now.
    pub const fn patient(&self) -> PatientId {
        self.patient
    }

    /// How the account stands to that person.
    pub const fn relationship(&self) -> Relationship {
        self.relationship
    }

    /// Whether the account sees this person's diary: a parent's may be closed, by the practice or the young person.
    pub(crate) fn sees_diary(&self, patient: PatientId) -> bool {
        !self.plan_only.contains(&patient)
    }

    /// Everybody the account acts for.
    pub fn people(&self) -> &[AccountPerson] {
        &self.people
    }

    /// When the session is over.
    pub const fn ends(&self) -> Ends {
        self.ends
    }

    /// The same log-in for another of the account's people; `None` for anybody else.
    pub(crate) fn for_person(&self, patient: PatientId) -> Option<Self> {
        let person = self.people.iter().find(|person| person.patient == patient)?;
        Some(Self { patient, relationship: person.relationship, ..self.clone() })
    }

    pub(crate) fn token_hash(&self) -> &str {
        &self.token_hash
    }
}

impl JoiningProof {
    pub(crate) const fn invitation(&self) -> InvitationId {
        self.invitation
    }

    pub(crate) fn token_hash(&self) -> &str {
        &self.token_hash
    }
}

/// Who the bearer of these tokens is, and notes that they are here. Unknown, ended and idle sessions prove nothing.
///
/// # Errors
/// When the database fails.
pub async fn proof(services: &Services, tokens: &SessionTokens) -> Result<Proof, CareError> {
    let (proof, seen) = look(services, tokens).await?;
    if !seen.is_empty() {
        let now = services.now();
        let noted = services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    for hash in &seen {
                        sessions::touch(tx, hash, now).await?;
                    }
                    Ok(())
                })
            })
            .await;
        // A full disk must not keep a patient from reading their plan.
        if let Err(error) = noted {
            tracing::warn!(%error, "a session in use could not be noted");
        }
    }
    Ok(proof)
}

/// As [`proof`], without noting that anybody is here: for a live connection, which keeps no session from going idle.
///
/// # Errors
/// When the database fails.
pub async fn peek(services: &Services, tokens: &SessionTokens) -> Result<Proof, CareError> {
    Ok(look(services, tokens).await?.0)
}

/// The proof, and hashes of the sessions to note as seen.
async fn look(services: &Services, tokens: &SessionTokens) -> Result<(Proof, Vec<String>), CareError> {
    let mut proof = Proof::default();
    if *tokens == SessionTokens::default() {
        return Ok((proof, Vec::new()));
    }
    let now = services.now();
    let mut found = Vec::new();
    if let Some(session) = open_session(services, &tokens.staff, Audience::Staff, now).await? {
        let read = services.store.read().await?;
        proof.staff = staff_proof(&read, &session, services.limits).await?;
        found.push(session);
    }
    if let Some(session) = open_session(services, &tokens.patient, Audience::Patient, now).await? {
        proof.patient = patient_proof(&session, services).await?;
        found.push(session);
    }
    if let Some(session) = open_session(services, &tokens.joining, Audience::Joining, now).await? {
        proof.joining =
            session.invitation.map(|invitation| JoiningProof { invitation, token_hash: session.token_hash.clone() });
    }
    found.retain(|session| now - session.seen_at >= SEEN_EVERY);
    Ok((proof, found.into_iter().map(|session| session.token_hash).collect()))
}

async fn open_session(
    services: &Services,
    token: &Option<String>,
    audience: Audience,
    now: DateTime<Utc>,
) -> Result<Option<Session>, CareError> {
    let Some(token) = token else { return Ok(None) };
    let hash = services.secrets.hash(Purpose::Session, token);
    let session = sessions::by_hash(services.store.ask(), &hash).await?;
    Ok(session.filter(|session| {
        let ends = ends(session, services.limits);
        session.audience == audience && session.ended_at.is_none() && now < ends.idle && now < ends.latest
    }))
}

fn ends(session: &Session, limits: SessionLimits) -> Ends {
    let idle = match session.audience {
        Audience::Staff => limits.staff_idle,
        Audience::Patient => limits.patient_idle,
        Audience::Joining => limits.joining,
    };
    Ends { idle: (session.seen_at + idle).min(session.expires_at), latest: session.expires_at }
}

async fn staff_proof(read: &ReadTx, session: &Session, limits: SessionLimits) -> Result<Option<StaffProof>, CareError> {
    let Some(id) = session.staff else { return Ok(None) };
    let Some(member) = staff::by_id(read.conn(), id).await? else { return Ok(None) };
    Ok(Some(StaffProof {
        staff: id,
        name: member.name,
        memberships: memberships::current_of(read.conn(), id).await?,
        proved_at: session.proved_at.unwrap_or(session.started_at),
        token_hash: session.token_hash.clone(),
        ends: ends(session, limits),
    }))
}

async fn patient_proof(session: &Session, services: &Services) -> Result<Option<PatientProof>, CareError> {
    let Some(account) = session.account else { return Ok(None) };
    let mut people = accounts::people(services.store.ask(), account).await?;
    let mut plan_only = BTreeSet::new();
    // How far a parent may go follows from several tables, which must agree; most people act for themselves alone.
    if people.iter().any(|person| person.relationship != Relationship::Myself) {
        let read = services.store.read().await?;
        (people, plan_only) = people_of(read.conn(), account, services.today()).await?;
    }
    // Whoever may no longer act for the person of the session acts for the next, or for nobody.
    let current = people.iter().find(|person| Some(person.patient) == session.patient).or(people.first());
    Ok(current.cloned().map(|current| PatientProof {
        account,
        patient: current.patient,
        relationship: current.relationship,
        people,
        plan_only,
        token_hash: session.token_hash.clone(),
        ends: ends(session, services.limits),
    }))
}
