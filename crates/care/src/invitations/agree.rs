//! Agreeing to the terms, which makes the account and uses the invitation.

use domain::consent::{RecruitmentSource, TERMS_VERSION, text_hash};
use domain::patient::Patient;
use domain::time::london_day;
use domain::{AccountId, FieldProblem, Relationship};
use serde::{Deserialize, Serialize};
use storage::accounts::AccountPerson;
use storage::consents::Consent;
use storage::invitations::Invitation;
use storage::{Write, accounts, consents, invitations, patients, sessions};

use super::join::act;
use super::look::is_open;
use crate::audit::note;
use crate::events::{Happened, record_event};
use crate::session::{Drawn, JoiningProof, NewSession, PatientProof, Proof, Whose};
use crate::{CareError, Refused, Services};

/// From this age a person joins for themself, and no parent for them.
pub const JOINS_ALONE_FROM: u16 = 16;
/// Under this age a parent agrees (UK GDPR, article 8).
pub const PARENT_AGREES_UNDER: u16 = 13;

/// The form under the terms, as posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AgreeForm {
    /// The first agreement is ticked.
    pub agreed: bool,
    /// The second agreement is ticked.
    pub understood: bool,
    /// A word of [`RecruitmentSource`].
    pub source: String,
    /// A word of [`Relationship`].
    pub relationship: String,
}

/// What was agreed to.
struct Agreement {
    source: RecruitmentSource,
    relationship: Relationship,
}

impl AgreeForm {
    fn read(&self, patient: &Patient, today: chrono::NaiveDate) -> Result<Agreement, CareError> {
        let mut problems = Vec::new();
        if !self.agreed {
            problems.push(FieldProblem::new("agreed", "Tick the box if you agree"));
        }
        if !self.understood {
            problems.push(FieldProblem::new("understood", "Tick the box if you know this"));
        }
        let source = RecruitmentSource::parse(&self.source);
        if source.is_none() {
            problems.push(FieldProblem::new("source", "Say how you heard of this"));
        }
        let relationship = Relationship::parse(&self.relationship);
        let age = patient.date_of_birth.age_on(today);
        let wrong = match relationship {
            None => Some("Say if this plan is yours or your child's"),
            Some(Relationship::Parent) if age >= JOINS_ALONE_FROM => {
                Some("From 16 years of age, people join for themselves")
            }
            Some(Relationship::Myself) if age < PARENT_AGREES_UNDER => {
                Some("Under 13 years of age, ask your parent or carer to join for you")
            }
            Some(_) => None,
        };
        problems.extend(wrong.map(|message| FieldProblem::new("relationship", message)));
        match (source, relationship) {
            (Some(source), Some(relationship)) if problems.is_empty() => Ok(Agreement { source, relationship }),
            _ => Err(Refused::Fields(problems).into()),
        }
    }
}

/// Makes the account, keeps what was agreed to, uses the invitation and logs in. A parent who is logged in already gets
/// the child added to their account.
///
/// # Errors
/// `SignedOut` without a joining session; `Fields` when something is not agreed or not said; `Conflict` when the
/// invitation was used or is over.
pub async fn agree(services: &Services, proof: &Proof, form: AgreeForm) -> Result<NewSession, CareError> {
    let joining = proof.joining.clone().ok_or(Refused::SignedOut)?;
    let (drawn, services_in, logged_in) = (Drawn::new(services)?, services.clone(), proof.patient.clone());
    services
        .store
        .write(move |tx| Box::pin(async move { agree_in(tx, &services_in, &joining, logged_in, &form, drawn).await }))
        .await
}

async fn agree_in(
    tx: &Write,
    services: &Services,
    joining: &JoiningProof,
    logged_in: Option<PatientProof>,
    form: &AgreeForm,
    drawn: Drawn,
) -> Result<NewSession, CareError> {
    let now = services.now();
    let invitation = invitations::by_id(tx, joining.invitation()).await?.ok_or(Refused::Conflict)?;
    if !is_open(&invitation, now) {
        return Err(Refused::Conflict.into());
    }
    let patient = patients::own(tx, invitation.patient).await?.ok_or(Refused::Conflict)?;
    let agreement = form.read(&patient, london_day(now))?;
    // Of two clicks one uses it; the check above is only for the message.
    if !invitations::use_once(tx, invitation.id, now).await? {
        return Err(Refused::Conflict.into());
    }
    // A person of their own is never put into somebody else's account, even when that person's phone is borrowed.
    let known = logged_in.filter(|_| agreement.relationship == Relationship::Parent);
    let account = match &known {
        Some(known) => known.account(),
        None => new_account(tx, services).await?,
    };
    keep(tx, services, account, &invitation, &agreement).await?;
    sessions::end(tx, joining.token_hash(), now).await?;
    if let Some(known) = &known {
        sessions::end(tx, known.token_hash(), now).await?;
    }
    let session = drawn.begin(tx, Whose::Account(account, invitation.patient), services).await?;
    note(tx, &act(&invitation, "joined").with(agreement.relationship.as_str()), now).await?;
    let registered = Happened::registered(invitation.patient, &invitation.practice, agreement.source, now);
    record_event(tx, services, registered).await?;
    Ok(session)
}

async fn new_account(tx: &Write, services: &Services) -> Result<AccountId, CareError> {
    let account = AccountId::from_uuid(services.ids.next());
    accounts::insert(tx, account, services.now()).await?;
    Ok(account)
}

async fn keep(
    tx: &Write,
    services: &Services,
    account: AccountId,
    invitation: &Invitation,
    agreement: &Agreement,
) -> Result<(), CareError> {
    let now = services.now();
    let person = AccountPerson {
        account,
        patient: invitation.patient,
        relationship: agreement.relationship,
        since: now,
        ended_at: None,
    };
    accounts::add_person(tx, &person).await?;
    let consent = Consent {
        id: services.ids.next(),
        account,
        patient: invitation.patient,
        terms_version: TERMS_VERSION.into(),
        text_hash: text_hash(),
        source: agreement.source,
        agreed_at: now,
        withdrawn_at: None,
    };
    Ok(consents::insert(tx, &consent).await?)
}
