//! What the file holds. Who else wrote or shared something is never named: the file is about one person.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Condition, EntryId, PatientId};
use serde_json::{Value, json};
use storage::diary_changes::DiaryChange;
use storage::{
    ConnectionTrait, accounts, condition_plans, consents, diary_changes, diary_entries, diary_notes, doses, parents,
    passkeys, patients, plan_versions, repeats, screenings, sessions, shares, visit_questions,
};

use super::VERSION;
use crate::parents::access_of;
use crate::seen::lines;
use crate::{CareError, PatientAccess, Refused};

/// Requests for medicines that are read at most; a life has some hundreds.
const MOST_REPEATS: u64 = 10_000;

/// The whole file, as of one moment.
pub(super) async fn everything(
    conn: &impl ConnectionTrait,
    access: &PatientAccess,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<Value, CareError> {
    let patient = access.patient();
    let record = patients::own(conn, patient).await?.ok_or(Refused::NotFound)?;
    // What a parent may not read on the page of the diary stands in no file of theirs.
    let sees_diary = access.sees_diary();
    let left_out: &[&str] = if sees_diary { &[] } else { &["diary", "visit_answers"] };
    let diary = if sees_diary { diary(conn, patient).await? } else { Value::Null };
    let answers = if sees_diary { answers(conn, patient).await? } else { Vec::new() };
    Ok(json!({
        "format": "digital-health-passport-own-data",
        "version": VERSION,
        "made_at": now,
        "person": record,
        "plans": plans(conn, patient).await?,
        "left_out": left_out,
        "diary": diary,
        "doses": ticks(conn, access).await?,
        "requests_for_medicines": repeats::of_patient(conn, patient, MOST_REPEATS).await?,
        "links": links(conn, access).await?,
        "agreements": agreements(conn, access).await?,
        "visit_answers": answers,
        "about_yourself": said(conn, patient).await?,
        "who_acts": who_acts(conn, access, today).await?,
        "decisions": decisions(conn, access).await?,
        "your_log_ins": log_ins(conn, access).await?,
        "who_has_seen": lines(conn, access, now).await?,
    }))
}

async fn plans(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<Value>, CareError> {
    let mut plans = Vec::new();
    for version in plan_versions::list(conn, patient).await? {
        let (plan, ended_at) = (&version.plan, version.ended.as_ref().map(|ended| ended.at));
        let signature = plan.signature();
        plans.push(json!({
            "condition": "asthma", "number": plan.number(), "status": plan.status(), "signed_at": signature.signed_at,
            "signed_by": signature.author_name, "ended_at": ended_at, "content": plan.content(),
        }));
    }
    for condition in Condition::ALL {
        let Some(latest) = condition_plans::latest(conn, patient, condition).await? else { continue };
        for number in (1..=latest.plan.number()).rev() {
            let Some(version) = condition_plans::by_number(conn, patient, condition, number).await? else { continue };
            let (plan, ended_at) = (&version.plan, version.ended.as_ref().map(|ended| ended.at));
            let signature = plan.signature();
            plans.push(json!({
                "condition": condition, "number": plan.number(), "status": plan.status(),
                "signed_at": signature.signed_at, "signed_by": signature.author_name, "ended_at": ended_at,
                "content": plan.content(),
            }));
        }
    }
    Ok(plans)
}

async fn diary(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Value, CareError> {
    let changes = diary_changes::of_patient(conn, patient).await?.into_iter();
    let changes: BTreeMap<EntryId, DiaryChange> = changes.map(|change| (change.entry, change)).collect();
    let changed =
        |id: EntryId| changes.get(&id).map(|change| json!({ "at": change.made_at, "replaced_by": change.replaced_by }));
    let entries = diary_entries::all_since(conn, patient, the_first_day()).await?;
    let notes = diary_notes::all_since(conn, patient, the_first_day()).await?;
    let entries = entries.iter().map(|entry| json!({ "entry": entry, "changed": changed(entry.id) }));
    let notes = notes.iter().map(|kept| json!({ "note": kept, "changed": changed(kept.id) }));
    Ok(json!({ "check_ins": entries.collect::<Vec<_>>(), "notes": notes.collect::<Vec<_>>() }))
}

async fn ticks(conn: &impl ConnectionTrait, access: &PatientAccess) -> Result<Vec<Value>, CareError> {
    let ticks = doses::since(conn, access.patient(), the_first_day()).await?.into_iter();
    let told = ticks.map(|tick| {
        json!({
            "day": tick.day, "dose": tick.slot.as_str(), "taken_at": tick.taken_at, "taken_back": tick.undone,
            "ticked_by_you": tick.account == access.account(),
        })
    });
    Ok(told.collect())
}

/// Never a token or a code, and no name that another account gave.
async fn links(conn: &impl ConnectionTrait, access: &PatientAccess) -> Result<Vec<Value>, CareError> {
    let shares = shares::of_patient(conn, access.patient()).await?.into_iter();
    let told = shares.map(|share| {
        let yours = share.account == access.account();
        json!({
            "purpose": share.purpose, "made_by_you": yours, "name": yours.then_some(share.name),
            "made_at": share.made_at, "ends_on": share.ends_on, "stopped_at": share.stopped_at,
            "asks_for_a_code": share.code_hash.is_some(),
        })
    });
    Ok(told.collect())
}

async fn agreements(conn: &impl ConnectionTrait, access: &PatientAccess) -> Result<Vec<Value>, CareError> {
    let agreed = consents::of(conn, access.account(), access.patient()).await?.into_iter();
    let told = agreed.map(|consent| {
        json!({
            "terms": consent.terms_version, "agreed_at": consent.agreed_at, "withdrawn_at": consent.withdrawn_at,
        })
    });
    Ok(told.collect())
}

/// Without the emergency contact, who is somebody else.
async fn answers(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Vec<Value>, CareError> {
    let requests = visit_questions::of_patient(conn, patient).await?.into_iter();
    let told = requests.filter_map(|request| {
        let answered = request.answered?;
        let said = answered.answers;
        Some(json!({
            "answered_at": answered.at, "control": said.control, "stops": said.stops, "triggers": said.triggers,
            "best_peak_flow": said.best, "inhalers": said.inhalers,
        }))
    });
    Ok(told.collect())
}

async fn said(conn: &impl ConnectionTrait, patient: PatientId) -> Result<Option<Value>, CareError> {
    let said = screenings::latest(conn, patient).await?;
    Ok(said.map(|(said, at)| json!({ "answers": said, "said_at": at })))
}

/// Of others no more than that there is somebody, as on the page "Parents and carers".
async fn who_acts(
    conn: &impl ConnectionTrait,
    access: &PatientAccess,
    today: NaiveDate,
) -> Result<Vec<Value>, CareError> {
    let mut told = Vec::new();
    for acting in accounts::accounts_of(conn, access.patient()).await? {
        told.push(json!({
            "you": acting.account == access.account(), "as": acting.relationship.as_str(), "since": acting.since,
            "how_far": access_of(conn, &acting, today).await?,
        }));
    }
    Ok(told)
}

/// What was decided about parents' access, without the words of whoever decided: they may be about somebody else.
async fn decisions(conn: &impl ConnectionTrait, access: &PatientAccess) -> Result<Vec<Value>, CareError> {
    let decided = parents::of_patient(conn, access.patient()).await?.into_iter();
    let told = decided.map(|decided| {
        json!({
            "decision": decided.decision.as_str(), "about_you": decided.about.map(|about| about == access.account()),
            "decided_at": decided.at,
        })
    });
    Ok(told.collect())
}

/// Kinds of devices and times; nothing with which anybody could log in.
async fn log_ins(conn: &impl ConnectionTrait, access: &PatientAccess) -> Result<Value, CareError> {
    let open = sessions::of_account(conn, access.account()).await?.into_iter();
    let keys = passkeys::of_account(conn, access.account()).await?.into_iter();
    let open: Vec<Value> = open
        .map(|session| json!({ "device": session.device, "since": session.started_at, "seen_at": session.seen_at }))
        .collect();
    let keys: Vec<Value> =
        keys.map(|key| json!({ "device": key.device, "made_at": key.made_at, "used_at": key.used_at })).collect();
    Ok(json!({ "open": open, "passkeys": keys }))
}

/// A day before every entry.
fn the_first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default()
}
