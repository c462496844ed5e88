//! Agreeing to the terms, which makes the account and uses the invitation; or coming back, which uses it too.

use domain::consent::{RecruitmentSource, TERMS_VERSION, text_hash};
use domain::gillick::ASKED_UNDER;
use domain::time::london_day;
use domain::{AccountId, CampaignId, FieldProblem, Relationship};
use serde::{Deserialize, Serialize};
use storage::accounts::AccountPerson;
use storage::consents::Consent;
use storage::invitations::Invitation;
use storage::sessions::SessionOwner;
use storage::{Write, accounts, consents, invitations, patients, sessions};

use super::join::act;
use super::look::is_open;
use super::rules;
use crate::audit::note;
use crate::campaigns::followed;
use crate::events::{Happened, record_event};
use crate::session::{Drawn, JoiningProof, NewSession, PatientProof, Proof, Whose};
use crate::{CareError, Refused, Services};

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
    /// Code of the public link they followed; says how they heard of the passport.
    pub from: String,
}

/// What was agreed to.
struct Agreement {
    source: RecruitmentSource,
    campaign: Option<CampaignId>,
    relationship: Relationship,
}

impl AgreeForm {
    fn ticks(&self) -> Vec<FieldProblem> {
        let agreed = (!self.agreed).then(|| FieldProblem::new("agreed", "Tick the box if you agree"));
        let understood = (!self.understood).then(|| FieldProblem::new("understood", "Tick the box if you know this"));
        agreed.into_iter().chain(understood).collect()
    }

    async fn read(
        &self,
        tx: &Write,
        invitation: &Invitation,
        today: chrono::NaiveDate,
    ) -> Result<Agreement, CareError> {
        let patient = patients::own(tx, invitation.patient).await?.ok_or(Refused::Conflict)?;
        let mut problems = self.ticks();
        let campaign = followed(tx, &self.from).await?;
        let heard = campaign.as_ref().map(|campaign| campaign.source);
        let source = heard.or_else(|| RecruitmentSource::parse(&self.source));
        if source.is_none() {
            problems.push(FieldProblem::new("source", "Say how you heard of this"));
        }
        let relationship = Relationship::parse(&self.relationship);
        let wrong = match relationship {
            None => Some("Say if this plan is yours or your child's".into()),
            Some(relationship) => rules::refusal(tx, &patient, relationship, today).await?,
        };
        problems.extend(wrong.map(|message| FieldProblem::new("relationship", message)));
        let campaign = campaign.map(|campaign| campaign.id);
        match (source, relationship) {
            (Some(source), Some(relationship)) if problems.is_empty() => {
                Ok(Agreement { source, campaign, relationship })
            }
            _ => Err(Refused::Fields(problems).into()),
        }
    }
}

/// Makes the account, keeps what was agreed to, uses the invitation and logs in. A parent who is logged in already gets
/// the child added to their account. An invitation made for an account logs its owner in again, and out everywhere else.
///
/// # Errors
/// `SignedOut` without a joining session; `Fields` when something is not agreed or not said; `Conflict` when the
/// invitation was used or is over.
pub async fn agree(services: &Services, proof: &Proof, form: AgreeForm) -> Result<NewSession, CareError> {
    let joining = proof.joining.clone().ok_or(Refused::SignedOut)?;
    let (drawn, services_in, logged_in) = (Drawn::new(services)?, services.clone(), proof.patient.clone());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = services_in.now();
                let invitation = invitations::by_id(tx, joining.invitation()).await?.ok_or(Refused::Conflict)?;
                if !is_open(&invitation, now) {
                    return Err(Refused::Conflict.into());
                }
                if invitation.account.is_some() {
                    return come_back(tx, &services_in, &joining, &invitation, &form, drawn).await;
                }
                join(tx, &services_in, (&joining, logged_in), &invitation, &form, drawn).await
            })
        })
        .await
}

async fn join(
    tx: &Write,
    services: &Services,
    (joining, logged_in): (&JoiningProof, Option<PatientProof>),
    invitation: &Invitation,
    form: &AgreeForm,
    drawn: Drawn,
) -> Result<NewSession, CareError> {
    let now = services.now();
    let agreement = form.read(tx, invitation, london_day(now)).await?;
    // Of two clicks one uses it; the check above is only for the message.
    if !invitations::use_once(tx, invitation.id, now).await? {
        return Err(Refused::Conflict.into());
    }
    let known = match logged_in.filter(|_| agreement.relationship == Relationship::Parent) {
        Some(proof) if may_take_a_child(tx, &proof, london_day(now)).await? => Some(proof),
        _ => None,
    };
    let account = match &known {
        Some(known) => known.account(),
        None => new_account(tx, services).await?,
    };
    keep(tx, services, account, invitation, &agreement).await?;
    sessions::end(tx, joining.token_hash(), now).await?;
    if let Some(known) = &known {
        sessions::end(tx, known.token_hash(), now).await?;
    }
    let session = drawn.begin(tx, Whose::Account(account, invitation.patient), services).await?;
    note(tx, &act(invitation, "joined").with(agreement.relationship.as_str()), now).await?;
    let registered = Happened::registered(invitation.patient, &invitation.practice, agreement.source, now);
    record_event(tx, services, registered).await?;
    Ok(session)
}

/// Logs the owner of an account in again. Their other log-ins end: who needs this has often lost a phone.
async fn come_back(
    tx: &Write,
    services: &Services,
    joining: &JoiningProof,
    invitation: &Invitation,
    form: &AgreeForm,
    drawn: Drawn,
) -> Result<NewSession, CareError> {
    let now = services.now();
    let (person, agreed) = rules::back(tx, invitation, london_day(now)).await?.ok_or(Refused::Conflict)?;
    let problems = if agreed { Vec::new() } else { form.ticks() };
    if !problems.is_empty() {
        return Err(Refused::Fields(problems).into());
    }
    if !invitations::use_once(tx, invitation.id, now).await? {
        return Err(Refused::Conflict.into());
    }
    if !agreed {
        let before = consents::current(tx, person.account, person.patient).await?;
        let source = before.as_ref().map_or(invitation.source, |old| old.source);
        let campaign = before.and_then(|old| old.campaign);
        let agreement = Agreement { source, campaign, relationship: person.relationship };
        consents::insert(tx, &consent(services, person.account, invitation, &agreement)).await?;
    }
    sessions::end(tx, joining.token_hash(), now).await?;
    sessions::end_all_for(tx, SessionOwner::Account(person.account), now).await?;
    let session = drawn.begin(tx, Whose::Account(person.account, person.patient), services).await?;
    note(tx, &act(invitation, "came_back").with(person.relationship.as_str()), now).await?;
    Ok(session)
}

/// A person of their own is never put into somebody else's account, even when that person's phone is borrowed; and a
/// child only into an account of somebody grown: not into their brother's who lends his phone.
async fn may_take_a_child(tx: &Write, proof: &PatientProof, today: chrono::NaiveDate) -> Result<bool, CareError> {
    for one in proof.people().iter().filter(|one| one.relationship == Relationship::Myself) {
        let own = patients::own(tx, one.patient).await?.ok_or(Refused::Conflict)?;
        if own.date_of_birth.age_on(today) < ASKED_UNDER {
            return Ok(false);
        }
    }
    Ok(true)
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
    let person = AccountPerson {
        account,
        patient: invitation.patient,
        relationship: agreement.relationship,
        since: services.now(),
        ended_at: None,
    };
    accounts::add_person(tx, &person).await?;
    Ok(consents::insert(tx, &consent(services, account, invitation, agreement)).await?)
}

fn consent(services: &Services, account: AccountId, invitation: &Invitation, agreement: &Agreement) -> Consent {
    Consent {
        id: services.ids.next(),
        account,
        patient: invitation.patient,
        terms_version: TERMS_VERSION.into(),
        text_hash: text_hash(),
        source: agreement.source,
        agreed_at: services.now(),
        withdrawn_at: None,
        campaign: agreement.campaign,
    }
}
