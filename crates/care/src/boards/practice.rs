//! The board of a practice.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use domain::board::{Board, TrailStep};
use domain::consent::RecruitmentSource;
use domain::metrics::{Shown, hide_complement, show};
use domain::time::london_day;
use domain::{OdsCode, OrganisationKind};
use storage::progress::Progress;
use storage::{ConnectionTrait, StoreError, attack_reviews, organisations, plan_follow_ups, progress};

use super::figures::{self, count, lines};
use super::show::{ShownCounts, show_all, show_one};
use super::tiles::{funnel, tiles};
use crate::plans::effort;
use crate::{BoardAccess, CareError, Services};

/// The figures of a practice, as they may be shown. Lists of work are for those who work there.
///
/// # Errors
/// When a row cannot be read.
pub async fn practice_board(access: &BoardAccess, services: &Services) -> Result<Board, CareError> {
    let now = services.now();
    let today = london_day(now);
    let practice = access.practice();
    let read = services.store.read().await?;
    let codes = [practice.code.clone()];
    let counts = count(&*read, &codes, today).await?.into_iter().next().unwrap_or_default();
    let shown = if access.leads() { beside_others(&*read, access, today).await? } else { show_one(&counts) };
    let to_do =
        if access.own() { to_do(&progress::of_practice(&*read, &practice.code).await?, today) } else { Vec::new() };
    let to_file = if access.own() { plan_follow_ups::count_to_file(&*read, &practice.code).await? } else { 0 };
    let attacks = if access.own() { attack_reviews::count_open(&*read, &practice.code).await? } else { 0 };
    Ok(Board {
        code: practice.code.clone(),
        name: practice.name.clone(),
        trail: trail(&*read, access).await?,
        tiles: tiles(&counts, &shown, &lines(&*read, &practice.code, today).await?),
        funnel: funnel(&shown),
        sources: sources(&figures::sources(&*read, &practice.code, today).await?, shown.registered),
        to_do,
        to_file,
        attacks: i64::try_from(attacks).unwrap_or(i64::MAX),
        effort: effort::months(&*read, &practice.code, today).await?,
        as_at: now,
        today,
        clinical: access.clinical(),
        demo: practice.demo,
    })
}

/// For whoever also sees the ICB's table, a practice shows no more than it does there.
async fn beside_others(
    conn: &impl ConnectionTrait,
    access: &BoardAccess,
    today: NaiveDate,
) -> Result<ShownCounts, StoreError> {
    let practice = access.practice();
    let Some(icb) = &practice.icb else { return Ok(show_one(&Default::default())) };
    let codes: Vec<OdsCode> =
        organisations::practices_of_icb(conn, icb).await?.into_iter().map(|practice| practice.code).collect();
    let shown = show_all(&count(conn, &codes, today).await?);
    let own = codes.iter().zip(shown).find(|(code, _)| **code == practice.code).map(|(_, shown)| shown);
    Ok(own.unwrap_or_else(|| show_one(&Default::default())))
}

async fn trail(conn: &impl ConnectionTrait, access: &BoardAccess) -> Result<Vec<TrailStep>, StoreError> {
    let mut trail = Vec::new();
    for code in crate::events::above_of(access.practice()).iter().rev() {
        let Some(organisation) = organisations::by_code(conn, code).await? else { continue };
        let opens = access.leads() && organisation.kind == OrganisationKind::Icb;
        trail.push(TrailStep { name: organisation.name, href: opens.then(|| format!("/icb/{code}")) });
    }
    Ok(trail)
}

/// Registrations by source. Their sum is the number of registered people, so they are hidden with it.
fn sources(counted: &BTreeMap<RecruitmentSource, i64>, registered: Shown) -> Vec<(String, Shown)> {
    let mut shown: Vec<Shown> = RecruitmentSource::ALL
        .iter()
        .map(|source| match registered {
            Shown::Count(_) => show(counted.get(source).copied().unwrap_or(0)),
            Shown::Hidden => Shown::Hidden,
        })
        .collect();
    hide_complement(&mut shown);
    RecruitmentSource::ALL.iter().map(|source| source.title().to_owned()).zip(shown).collect()
}

/// People for whom something is to be done, and how many.
fn to_do(people: &[Progress], today: NaiveDate) -> Vec<(String, i64)> {
    let soon = today.checked_add_days(Days::new(28)).unwrap_or(today);
    let a_while_ago = today.checked_sub_days(Days::new(14)).unwrap_or(today);
    let list = |title: &str, wanted: &dyn Fn(&Progress) -> bool| {
        let people = people.iter().filter(|person| wanted(person)).count();
        (title.to_owned(), i64::try_from(people).unwrap_or(i64::MAX))
    };
    vec![
        list("Registered, no signed plan", &|p| p.registered_day.is_some() && p.plan_review_due.is_none()),
        list("Plan review overdue", &|p| p.plan_review_due.is_some_and(|due| due < today)),
        list("Plan review due in 28 days", &|p| p.plan_review_due.is_some_and(|due| due >= today && due <= soon)),
        list("Plan signed, not opened yet", &|p| {
            p.registered_day.is_some() && p.plan_review_due.is_some() && p.plan_seen_day.is_none()
        }),
        list("Invited, not joined after 14 days", &|p| {
            p.registered_day.is_none() && p.invited_day.is_some_and(|day| day <= a_while_ago)
        }),
    ]
}
