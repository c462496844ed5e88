//! The board of a practice, a PCN or an ICB.

use std::collections::BTreeMap;

use domain::board::{Board, COMPARED, Line, Middle, Range, TrailStep, figure};
use domain::figures::{Number, figures};
use domain::metrics::Metric;
use domain::spc::middle_half;
use domain::{OdsCode, Organisation, OrganisationKind};
use storage::{ConnectionTrait, StoreError, attack_reviews, counters, organisations, plan_follow_ups, told_numbers};

use super::compare::in_columns;
use super::groups::sources;
use super::happened::happened;
use super::sums::{back, parts_of, sum_of};
use super::tell::{Manner, tell};
use super::trends::trends;
use crate::plans::effort;
use crate::worklists;
use crate::{BoardAccess, CareError, Services};

/// Everything a board shows, for the days asked for. Lists of work are for those who work there.
///
/// # Errors
/// When a row cannot be read.
pub async fn board(access: &BoardAccess, services: &Services, range: Range) -> Result<Board, CareError> {
    let (now, today) = (services.now(), services.today());
    let (organisation, exact) = (access.organisation(), access.exact());
    let last = range.last(today);
    let read = services.store.read_much().await?;
    let parts = parts_of(&*read, organisation).await?;
    let counted = figures(&sum_of(&*read, &parts, last).await?);
    let week_before = figures(&sum_of(&*read, &parts, back(last, 7)).await?);
    // Those who do not work there read of days that are over: a line that moves by the hour would be a live count.
    let over = if exact { range } else { Range { until: Some(last.min(back(today, 1))), ..range } };
    let trends = trends(&*read, &parts, (over.first(today), over.last(today)), exact).await?;
    let happened = happened(&*read, &parts, over, today, exact).await?;
    let trail = trail(&*read, access).await?;
    let below = match organisation.kind {
        OrganisationKind::Practice => Vec::new(),
        _ => organisations::children(&*read, &organisation.code).await?,
    };
    let practices_of = practices_below(&*read, &below).await?;
    let own = access.own() && range.until.is_none();
    let to_file = if own { plan_follow_ups::count_to_file(&*read, &organisation.code).await? } else { 0 };
    let attacks = if own { attack_reviews::count_open(&*read, &organisation.code).await? } else { 0 };
    let effort = match organisation.kind {
        OrganisationKind::Practice => effort::months(&*read, &organisation.code, today).await?,
        _ => Vec::new(),
    };
    let first_day = counters::first_day(&*read, &parts).await?;
    let middle = match &organisation.icb {
        Some(icb) if organisation.kind == OrganisationKind::Practice => middle(&*read, icb).await?,
        _ => Vec::new(),
    };
    drop(read);
    let manner = match (exact, range.until) {
        (true, _) => Manner::Exact,
        (false, None) => Manner::Live,
        (false, Some(_)) => Manner::Closed,
    };
    let to_do = if own { worklists::counts(access, services).await? } else { Vec::new() };
    let told = tell(services, manner, vec![(organisation.code.clone(), counted)]).await?;
    let before = if exact { Manner::Exact } else { Manner::Closed };
    let last_week = tell(services, before, vec![(organisation.code.clone(), week_before)]).await?;
    let children = children(services, manner, &below, &practices_of, last).await?;
    Ok(Board {
        code: organisation.code.clone(),
        name: organisation.name.clone(),
        kind: organisation.kind,
        icb: organisation.icb.clone(),
        trail,
        exact,
        range,
        figures: told.into_iter().next().unwrap_or_default(),
        last_week: last_week.into_iter().next().unwrap_or_default(),
        middle,
        trends,
        happened,
        sources: sources(access, services).await?,
        children,
        to_do,
        to_file,
        attacks: i64::try_from(attacks).unwrap_or(i64::MAX),
        effort,
        as_at: now,
        today,
        first_day,
        clinical: access.clinical(),
        demo: organisation.demo,
    })
}

/// The practices that each organisation's counters are the sum of.
async fn practices_below(
    conn: &impl ConnectionTrait,
    below: &[Organisation],
) -> Result<BTreeMap<OdsCode, Vec<OdsCode>>, StoreError> {
    let mut practices = BTreeMap::new();
    for organisation in below {
        practices.insert(organisation.code.clone(), parts_of(conn, organisation).await?);
    }
    Ok(practices)
}

/// The organisations right below, each with its figures.
async fn children(
    services: &Services,
    manner: Manner,
    below: &[Organisation],
    practices_of: &BTreeMap<OdsCode, Vec<OdsCode>>,
    day: chrono::NaiveDate,
) -> Result<Vec<Line>, CareError> {
    let practices: Vec<OdsCode> = practices_of.values().flatten().cloned().collect();
    let sums: BTreeMap<OdsCode, domain::figures::Sums> = {
        let read = services.store.read_much().await?;
        practices.iter().cloned().zip(super::sums::sums(&*read, &practices, day).await?).collect()
    };
    let counted = below.iter().map(|organisation| {
        let parts = practices_of.get(&organisation.code).into_iter().flatten();
        let sum = parts.filter_map(|part| sums.get(part)).copied().reduce(|one, other| one.plus(&other));
        (organisation.code.clone(), figures(&sum.unwrap_or_default()))
    });
    let told = tell(services, manner, counted.collect()).await?;
    let line = |(organisation, figures): (&Organisation, _)| Line {
        code: organisation.code.clone(),
        name: organisation.name.clone(),
        kind: organisation.kind,
        within: None,
        figures: in_columns(figures),
        time_to_sign: None,
    };
    Ok(below.iter().zip(told).map(line).collect())
}

async fn trail(conn: &impl ConnectionTrait, access: &BoardAccess) -> Result<Vec<TrailStep>, StoreError> {
    let mut trail = Vec::new();
    let mut icb = None;
    for code in crate::events::above_of(access.organisation()).iter().rev() {
        let Some(organisation) = organisations::by_code(conn, code).await? else { continue };
        let href = match organisation.kind {
            OrganisationKind::Icb => {
                icb = Some(code.clone());
                Some(format!("/icb/{code}"))
            }
            OrganisationKind::Pcn => icb.as_ref().map(|icb| format!("/icb/{icb}/pcn/{code}")),
            OrganisationKind::Practice => None,
        };
        trail.push(TrailStep { name: organisation.name, href: href.filter(|_| access.leads()) });
    }
    Ok(trail)
}

/// Where the middle half of the ICB's practices lies, by the numbers that were last told of them.
async fn middle(conn: &impl ConnectionTrait, icb: &OdsCode) -> Result<Vec<Middle>, StoreError> {
    let codes: Vec<OdsCode> =
        organisations::practices_of_icb(conn, icb).await?.into_iter().map(|practice| practice.code).collect();
    let told = told_numbers::of(conn, &codes).await?;
    let of = |metric: Metric| {
        let shares: Vec<f64> = told.values().filter_map(|numbers| share(numbers, metric)).collect();
        middle_half(&shares).map(|half| Middle { metric, low: half.low, high: half.high })
    };
    Ok(COMPARED.into_iter().filter_map(of).collect())
}

fn share(numbers: &BTreeMap<Number, i64>, metric: Metric) -> Option<f64> {
    let told = domain::figures::told_again(numbers);
    figure(&told, metric)?.share().map(domain::spc::Share::value)
}
