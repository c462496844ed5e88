//! Practices beside each other: what their figures are, and how the last weeks went.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use domain::board::{COLUMNS, Comparison, Line, WeekLine};
use domain::figures::{Counter, Counts, Group, ToldFigure};
use domain::metrics::{Metric, Shown};
use domain::suppress::{closed, shown, shown_of};
use domain::{OdsCode, Organisation, OrganisationKind};
use storage::{ConnectionTrait, StoreError, counters, organisations};

use super::sums::back;
use super::tell::{Manner, counted, tell};
use crate::plans::effort;
use crate::{BoardAccess, CareError, Services};

/// Weeks that are drawn.
const WEEKS: u64 = 12;

/// Every practice of an ICB or a PCN, in steps of seven whoever asks: it is for comparing with others.
///
/// # Errors
/// When the database fails.
pub async fn comparison(access: &BoardAccess, services: &Services) -> Result<Comparison, CareError> {
    let (organisation, today) = (access.organisation(), services.today());
    let (practices, pcns) = {
        let read = services.store.read_much().await?;
        match organisation.kind {
            OrganisationKind::Icb => (
                organisations::practices_of_icb(&*read, &organisation.code).await?,
                organisations::children(&*read, &organisation.code).await?,
            ),
            _ => (organisations::children(&*read, &organisation.code).await?, Vec::new()),
        }
    };
    let pcns: Vec<Organisation> = pcns.into_iter().filter(|below| below.kind == OrganisationKind::Pcn).collect();
    let codes: Vec<OdsCode> = practices.iter().map(|practice| practice.code.clone()).collect();
    let told = tell(services, Manner::Live, counted(services, &codes, today).await?).await?;
    let sundays: Vec<NaiveDate> = sundays(today);
    let (weeks, mut efforts) = {
        let read = services.store.read_much().await?;
        (weeks(&*read, &practices, &pcns, &sundays).await?, effort::this_month(&*read, &codes, today).await?)
    };
    let name_of = |code: &OdsCode| pcns.iter().find(|pcn| pcn.code == *code).map(|pcn| pcn.name.clone());
    let lines = practices.iter().zip(told).map(|(practice, figures)| Line {
        code: practice.code.clone(),
        name: practice.name.clone(),
        kind: practice.kind,
        within: practice.parent.as_ref().and_then(name_of),
        figures: in_columns(figures),
        time_to_sign: efforts.remove(&practice.code),
    });
    Ok(Comparison {
        code: organisation.code.clone(),
        name: organisation.name.clone(),
        practices: lines.collect(),
        weeks,
        sundays,
        as_at: services.now(),
    })
}

/// The figures a table of organisations has.
pub(super) fn in_columns(figures: Vec<ToldFigure>) -> Vec<ToldFigure> {
    let kept = |metric| COLUMNS.contains(&metric) || matches!(metric, Metric::Invited | Metric::ActiveMonth);
    figures.into_iter().filter(|figure| kept(figure.metric)).collect()
}

/// The last Sundays, the oldest first.
fn sundays(today: NaiveDate) -> Vec<NaiveDate> {
    let last = back(today, u64::from(today.weekday().num_days_from_sunday()).max(1));
    let last = if today.weekday() == chrono::Weekday::Sun { back(today, 7) } else { last };
    (0..WEEKS).rev().map(|week| back(last, week * 7)).collect()
}

/// Registered people and those active in the week, at the end of each: of everybody, then of each PCN, or of each practice
/// where there is only one.
async fn weeks(
    conn: &impl ConnectionTrait,
    practices: &[Organisation],
    pcns: &[Organisation],
    sundays: &[NaiveDate],
) -> Result<Vec<WeekLine>, StoreError> {
    let codes: Vec<OdsCode> = practices.iter().map(|practice| practice.code.clone()).collect();
    let mut lines: BTreeMap<(u8, String), Vec<(i64, i64)>> = BTreeMap::new();
    for (at, sunday) in sundays.iter().enumerate() {
        let found: BTreeMap<OdsCode, Counts> = counters::until(conn, &codes, Group::All, *sunday).await?;
        for practice in practices {
            let counts = found.get(&practice.code).copied().unwrap_or_default();
            let pcn = practice.parent.as_ref().and_then(|parent| pcns.iter().find(|pcn| pcn.code == *parent));
            let own = pcn.map_or_else(|| practice.name.clone(), |pcn| pcn.name.clone());
            for key in [(0, String::new()), (1, own)] {
                let weeks = lines.entry(key).or_insert_with(|| vec![(0, 0); sundays.len()]);
                if let Some((active, registered)) = weeks.get_mut(at) {
                    *active += counts.of(Counter::ActiveSeven);
                    *registered += counts.of(Counter::Registered);
                }
            }
        }
    }
    let told = |(active, registered): (i64, i64)| -> (Shown, Shown) {
        let whole = closed(registered);
        (shown_of(closed(active), whole), shown(whole))
    };
    Ok(lines
        .into_iter()
        .map(|((_, name), weeks)| WeekLine { name, weeks: weeks.into_iter().map(told).collect() })
        .collect())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn weeks_end_on_sundays_that_are_over() {
        for (today, last) in [("2026-11-23", "2026-11-22"), ("2026-11-22", "2026-11-15"), ("2026-11-21", "2026-11-15")]
        {
            let found = sundays(today.parse().unwrap());
            assert_eq!((found.len(), found.last().copied()), (12, last.parse().ok()), "{today}");
            assert!(found.iter().all(|day| day.weekday() == chrono::Weekday::Sun));
        }
    }
}
