//! Groups of people beside each other: age, sex, ethnicity, deprivation, language, and how they heard of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::OdsCode;
use domain::board::{COMPARED, Groups, SourceLine, figure};
use domain::consent::RecruitmentSource;
use domain::figures::{Counter, Counts, Dimension, Figure, Group, MONTH, Sums, ToldFigure, figures};
use domain::metrics::{Metric, Shown};
use domain::suppress::{closed, shown};
use storage::{ConnectionTrait, StoreError, counters};

use super::sums::{back, parts_of};
use super::tell::{Manner, tell};
use crate::{BoardAccess, CareError, Refused, Services};

/// The groups of a dimension, each with the figures that are kept for groups.
///
/// # Errors
/// `NotFound` for a dimension that is not kept for such an organisation, or when the database fails.
pub async fn groups(access: &BoardAccess, services: &Services, dimension: Dimension) -> Result<Groups, CareError> {
    let organisation = access.organisation();
    if !kept_for(access, dimension) {
        return Err(Refused::NotFound.into());
    }
    let day = last_day(access, services);
    let sums = {
        let read = services.store.read_much().await?;
        let parts = parts_of(&*read, organisation).await?;
        sums_of_groups(&*read, &parts, day).await?
    };
    let of = |group: Group| compared(sums.get(&group).copied().unwrap_or_default());
    let words = dimension.words();
    let mut counted: Vec<(OdsCode, Vec<Figure>)> =
        words.iter().map(|word| (organisation.code.clone(), of(Group::Of(dimension, word)))).collect();
    counted.push((organisation.code.clone(), of(Group::All)));
    let mut told = tell(services, manner(access), counted).await?;
    let everybody = told.pop().unwrap_or_default();
    let groups = words.into_iter().map(str::to_owned).zip(told).collect();
    let (code, name) = (organisation.code.clone(), organisation.name.clone());
    Ok(Groups { code, name, dimension, groups, everybody, day, exact: access.exact() })
}

/// Practices keep age and source alone; a PCN is the sum of its practices.
pub(super) fn kept_for(access: &BoardAccess, dimension: Dimension) -> bool {
    dimension.at_practice() || access.organisation().kind == domain::OrganisationKind::Icb
}

/// Those who work there read of now; everybody else of days that are over.
pub(super) fn last_day(access: &BoardAccess, services: &Services) -> NaiveDate {
    let today = services.today();
    if access.exact() { today } else { back(today, 1) }
}

pub(super) const fn manner(access: &BoardAccess) -> Manner {
    if access.exact() { Manner::Exact } else { Manner::Closed }
}

/// One part of the sums.
type Part = fn(&mut Sums) -> &mut Counts;

/// What stands in each group at the ends of the days that figures are made of.
async fn sums_of_groups(
    conn: &impl ConnectionTrait,
    parts: &[OdsCode],
    day: NaiveDate,
) -> Result<BTreeMap<Group, Sums>, StoreError> {
    let mut sums: BTreeMap<Group, Sums> = BTreeMap::new();
    let put: [(u64, Part); 4] = [
        (0, |sums| &mut sums.until),
        (7, |sums| &mut sums.until_seven_before),
        (MONTH, |sums| &mut sums.until_month_before),
        (30, |sums| &mut sums.until_thirty_before),
    ];
    for (before, place) in put {
        for part in parts {
            for (group, counts) in counters::groups_until(conn, part, back(day, before)).await? {
                let sum = place(sums.entry(group).or_default());
                *sum = sum.plus(&counts);
            }
        }
    }
    Ok(sums)
}

/// The figures groups are compared by, with what they are parts of.
fn compared(sums: Sums) -> Vec<Figure> {
    let kept = |metric| metric == Metric::Eligible || metric == Metric::Invited || COMPARED.contains(&metric);
    figures(&sums).into_iter().filter(|figure| kept(figure.metric)).collect()
}

/// How people heard of the passport, and how they went on.
pub(super) async fn sources(access: &BoardAccess, services: &Services) -> Result<Vec<SourceLine>, CareError> {
    let day = last_day(access, services);
    let sums = {
        let read = services.store.read_much().await?;
        let parts = parts_of(&*read, access.organisation()).await?;
        sums_of_groups(&*read, &parts, day).await?
    };
    let mut lines = Vec::new();
    for source in RecruitmentSource::ALL {
        let sums = sums.get(&Group::Of(Dimension::Source, source.as_str())).copied().unwrap_or_default();
        let registered = sums.until.of(Counter::Cohort);
        let counted = vec![(access.organisation().code.clone(), compared(sums))];
        let told = tell(services, manner(access), counted).await?.pop().unwrap_or_default();
        let one =
            |metric| figure(&told, metric).copied().unwrap_or(ToldFigure { metric, count: Shown::Hidden, of: None });
        lines.push(SourceLine {
            source,
            registered: if access.exact() { Shown::Count(registered) } else { shown(closed(registered)) },
            activated: one(Metric::Activated),
            retained: one(Metric::RetainedThirty),
        });
    }
    Ok(lines)
}
