//! Writing made-up lives: many rows a statement, one transaction a batch.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::consent::{TERMS_VERSION, text_hash};
use domain::effort::{Effort, Presses};
use domain::plan::PlanStatus;
use domain::plan::after::Step;
use domain::time::london_day;
use domain::{AccountId, DraftId, OdsCode};
use storage::accounts::{self, AccountPerson};
use storage::consents::{self, Consent};
use storage::drafts::{self, DraftRow, DraftState};
use storage::plan_versions::{self, Ended, NewPlanVersion};
use storage::sign_efforts::{self, SignEffort};
use storage::{Write, diary_entries, invitations, patients, plan_follow_ups, rule_uses};
use uuid::Uuid;

use super::forms::{SignedLife, Signer};
use super::life::Life;
use crate::bulk::{self, NewPeople};
use crate::plans::rules_used::uses;
use crate::{CareError, Services};

/// Writes lives and everything counted from them, all or nothing.
pub(crate) async fn write(
    services: &Services,
    lives: Vec<Life>,
    signers: BTreeMap<OdsCode, Signer>,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let ids = services.ids.clone();
    services.store.write(move |tx| Box::pin(async move { write_in(tx, &*ids, lives, &signers, now).await })).await
}

/// As [`write`], in a transaction that does more.
pub(crate) async fn write_in(
    tx: &Write,
    ids: &dyn domain::Ids,
    lives: Vec<Life>,
    signers: &BTreeMap<OdsCode, Signer>,
    now: DateTime<Utc>,
) -> Result<(), CareError> {
    let people: Vec<_> = lives.iter().map(|life| life.patient.clone()).collect();
    patients::insert_many(tx, &people, now).await?;
    let mut accounts = BTreeSet::new();
    let mut entries = Vec::new();
    let mut new = NewPeople::default();
    for life in lives {
        if let Some(signer) = signers.get(&life.patient.practice) {
            plans(tx, ids, &life, signer).await?;
        }
        if let Some(invitation) = &life.invitation {
            invitations::insert(tx, invitation).await?;
        }
        joined(tx, ids.next(), &life, &mut accounts).await?;
        new.know(&life.patient);
        entries.extend(life.entries);
        new.events.extend(life.events);
    }
    diary_entries::insert_many(tx, &entries).await?;
    bulk::record(tx, new, now).await
}

async fn plans(tx: &Write, ids: &dyn domain::Ids, life: &Life, signer: &Signer) -> Result<(), CareError> {
    let patient = &life.patient;
    for signed in &life.plans {
        let at = signed.plan.signature().signed_at;
        let ended = Ended { at, by: signer.id, reason: None };
        plan_versions::end(tx, patient.id, PlanStatus::Superseded, &ended).await?;
        let draft = DraftRow {
            id: DraftId::from_uuid(ids.next()),
            patient: patient.id,
            practice: patient.practice.clone(),
            template_id: signed.template,
            form: signed.form.clone(),
            revision: 1,
            state: DraftState::Signed,
            started_by: signer.id,
            started_at: at,
            saved_by: signer.id,
            saved_at: at,
        };
        drafts::insert(tx, &draft).await?;
        let version = NewPlanVersion {
            id: signed.id,
            patient: patient.id,
            draft: draft.id,
            practice: patient.practice.clone(),
            plan: &signed.plan,
        };
        plan_versions::insert(tx, &version).await?;
        let rules = signed.problems.iter().map(|problem| problem.rule.as_str());
        let spoke = uses(&patient.practice, london_day(at), rules, signed.plan.confirmations());
        rule_uses::add(tx, &spoke).await?;
        plan_follow_ups::set(tx, signed.id, Step::Filed, Some((signer.id, at))).await?;
        sign_efforts::add(tx, &effort(life, signed, at)).await?;
    }
    Ok(())
}

/// What a made-up signing cost: different from plan to plan, the same in every run.
fn effort(life: &Life, signed: &SignedLife, at: DateTime<Utc>) -> SignEffort {
    let renewal = signed.plan.number() > 1;
    let spread = u32::try_from(at.timestamp().rem_euclid(61)).unwrap_or(0);
    let (seconds, keys, clicks) = if renewal { (70, 40, 7) } else { (150, 95, 16) };
    let presses = Presses { keys: keys + spread / 3, clicks: clicks + spread / 12 };
    SignEffort {
        practice: life.patient.practice.clone(),
        day: london_day(at),
        template: signed.template,
        renewal,
        effort: Effort { seconds: seconds + spread * 2, presses: Some(presses) },
    }
}

async fn joined(tx: &Write, consent: Uuid, life: &Life, accounts: &mut BTreeSet<AccountId>) -> Result<(), CareError> {
    let Some(joined) = &life.joined else { return Ok(()) };
    if accounts.insert(joined.account) {
        accounts::insert(tx, joined.account, joined.at).await?;
    }
    let person = AccountPerson {
        account: joined.account,
        patient: life.patient.id,
        relationship: joined.relationship,
        since: joined.at,
        ended_at: None,
    };
    accounts::add_person(tx, &person).await?;
    let consent = Consent {
        id: consent,
        account: joined.account,
        patient: life.patient.id,
        terms_version: TERMS_VERSION.into(),
        text_hash: text_hash(),
        source: joined.source,
        agreed_at: joined.at,
        withdrawn_at: None,
        campaign: None,
    };
    consents::insert(tx, &consent).await?;
    Ok(())
}
