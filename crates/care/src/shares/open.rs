//! Opening a link: nobody is logged in, and nothing but the link says who asks.
//!
//! Every request reads the link anew, so a link that is stopped opens no more, also for whoever has it open. A token has
//! 128 random bits and is looked up by its keyed hash; what is compared besides is compared in constant time.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use domain::plan::{PlanStatus, SignedPlan};
use domain::share::{OPENINGS_AN_HOUR, ShareLook, ShareState, SharedPlan};
use storage::shares::{self, Share};
use storage::{Write, attempts, patients, plan_versions};

use super::state;
use crate::audit::{Act, note};
use crate::parents::still_acts;
use crate::secrets::Purpose;
use crate::{CareError, Refused, Services};

/// A code that was right opens the link for this long.
const PASS_LASTS: TimeDelta = TimeDelta::minutes(30);

/// What a typed code answers.
#[derive(Clone, PartialEq, Eq)]
pub enum CodeAnswer {
    /// It is right: the pass, for a cookie.
    Right(String),
    /// It is another.
    Wrong,
    /// The link does not open.
    Closed,
}

/// An opened link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// What it shows.
    pub look: ShareLook,
    /// The whole plan, for a print.
    plan: Option<Box<SignedPlan>>,
}

/// Opens a link; `pass` is what the right code gave. An opening is noted for its owner: the moment and nothing of whoever
/// asked.
///
/// # Errors
/// `TooManyTries` when the link was opened too often this hour; when the database fails.
pub async fn open_share(services: &Services, token: &str, pass: Option<&str>) -> Result<Opened, CareError> {
    let hash = services.secrets.hash(Purpose::ShareLink, token);
    let (services_in, pass) = (services.clone(), pass.map(str::to_owned));
    let known = {
        let read = services.store.read().await?;
        shares::by_link_hash(&*read, &hash).await?.filter(|share| state(share, services.now()) == ShareState::Open)
    };
    let Some(share) = known else { return Ok(Opened { look: ShareLook::Closed, plan: None }) };
    if share.code_hash.is_some() && !pass.is_some_and(|pass| is_pass(services, &share, &pass)) {
        return Ok(Opened { look: ShareLook::CodeFirst, plan: None });
    }
    services.store.write(move |tx| Box::pin(async move { open_in(tx, &services_in, &hash).await })).await
}

async fn open_in(tx: &Write, services: &Services, hash: &str) -> Result<Opened, CareError> {
    let (now, closed) = (services.now(), Opened { look: ShareLook::Closed, plan: None });
    // Read again: it may have been stopped since.
    let share = shares::by_link_hash(tx, hash).await?.filter(|share| state(share, now) == ShareState::Open);
    let Some(share) = share else { return Ok(closed) };
    // A link counts no longer than the right of whoever made it.
    if !still_acts(tx, share.account, share.patient, services.today()).await? {
        return Ok(closed);
    }
    let Some(patient) = patients::own(tx, share.patient).await? else { return Ok(closed) };
    if attempts::bump(tx, &format!("share/{}", share.id), hour(now)).await? > OPENINGS_AN_HOUR {
        return Err(Refused::TooManyTries.into());
    }
    shares::viewed(tx, services.ids.next(), share.id, now).await?;
    let act = Act::new(storage::audit::Actor::System, "share_opened").on(share.patient).at(&patient.practice);
    note(tx, &act.with(share.id), now).await?;
    let plan = plan_versions::latest(tx, share.patient).await?.map(|version| version.plan);
    let shown = plan
        .as_ref()
        .and_then(|plan| SharedPlan::of(plan, share.purpose, share.ends_on, services.today(), services.demo));
    let look = shown.map_or(ShareLook::Withdrawn, |shown| ShareLook::Plan(Box::new(shown)));
    Ok(Opened { look, plan: plan.filter(|plan| plan.status() == PlanStatus::Signed).map(Box::new) })
}

/// The plan in force behind a link, for the school card on paper.
///
/// # Errors
/// `NotFound` when the link does not open, asks for its code first or there is no plan in force; `TooManyTries`.
pub async fn shared_plan_to_print(
    services: &Services,
    token: &str,
    pass: Option<&str>,
) -> Result<SignedPlan, CareError> {
    let opened = open_share(services, token, pass).await?;
    opened.plan.map(|plan| *plan).ok_or_else(|| Refused::NotFound.into())
}

/// Checks a code that somebody was told. A wrong one counts; the tenth closes the link for good.
///
/// # Errors
/// When the database fails.
pub async fn enter_code(services: &Services, token: &str, code: &str) -> Result<CodeAnswer, CareError> {
    let hash = services.secrets.hash(Purpose::ShareLink, token);
    let code: String = code.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
    let services_in = services.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = services_in.now();
                let share = shares::by_link_hash(tx, &hash).await?.filter(|s| state(s, now) == ShareState::Open);
                let Some(share) = share else { return Ok(CodeAnswer::Closed) };
                let Some(kept) = &share.code_hash else { return Ok(CodeAnswer::Right(String::new())) };
                if services_in.secrets.is_hash_of(Purpose::ShareCode, &format!("{}/{code}", share.id), kept) {
                    return Ok(CodeAnswer::Right(pass(&services_in, &share, now)));
                }
                shares::count_wrong_code(tx, share.id).await?;
                let act = Act::new(storage::audit::Actor::System, "share_wrong_code").on(share.patient);
                note(tx, &act.with(share.id), now).await?;
                Ok::<_, CareError>(CodeAnswer::Wrong)
            })
        })
        .await
}

/// A pass says until when, and is signed for this link alone.
fn pass(services: &Services, share: &Share, now: DateTime<Utc>) -> String {
    let until = (now + PASS_LASTS).timestamp();
    let sign = services.secrets.hash(Purpose::SharePass, &format!("{}/{until}", share.id));
    format!("{until}.{sign}")
}

fn is_pass(services: &Services, share: &Share, pass: &str) -> bool {
    let Some((until, sign)) = pass.split_once('.') else { return false };
    let in_time = until.parse::<i64>().is_ok_and(|until| services.now().timestamp() < until);
    in_time && services.secrets.is_hash_of(Purpose::SharePass, &format!("{}/{until}", share.id), sign)
}

fn hour(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::hours(1)).unwrap_or(now)
}
