//! People by the month in which they registered, and who of them was there later.

use domain::board::{Cohort, Cohorts, Kept, cohort_months};
use domain::figures::{Counter, Counts, Group};
use domain::metrics::Shown;
use domain::suppress::{closed, shown, shown_of};
use storage::counters;

use super::groups::last_day;
use super::sums::parts_of;
use crate::{BoardAccess, CareError, Services};

/// Months that are shown.
const MONTHS: u32 = 12;

/// The last twelve months of an organisation.
///
/// # Errors
/// When the database fails.
pub async fn cohorts(access: &BoardAccess, services: &Services) -> Result<Cohorts, CareError> {
    let (day, exact) = (last_day(access, services), access.exact());
    let read = services.store.read_much().await?;
    let parts = parts_of(&*read, access.organisation()).await?;
    let mut months = Vec::new();
    for (first, last) in cohort_months(MONTHS, day) {
        let found = counters::between(&*read, &parts, Group::All, first, last).await?;
        let counts = found.values().fold(Counts::default(), |sum, counts| sum.plus(counts));
        let all = closed(counts.of(Counter::Cohort));
        let of = |counter| {
            let count = counts.of(counter);
            if exact { Shown::Count(count) } else { shown_of(closed(count), all) }
        };
        months.push(Cohort {
            month: first,
            registered: if exact { Shown::Count(counts.of(Counter::Cohort)) } else { shown(all) },
            activated: Kept::after(28, last, day, of(Counter::CohortActivated)),
            day_seven: Kept::after(7, last, day, of(Counter::CohortDaySeven)),
            day_thirty: Kept::after(30, last, day, of(Counter::CohortDayThirty)),
        });
    }
    // Before anybody registered there is nothing to say. Whether few or none did is not told outside the practice.
    let begun = months.iter().position(|cohort| !matches!(cohort.registered, Shown::Count(0) | Shown::Hidden));
    let months = months.split_off(begun.unwrap_or(months.len()));
    let organisation = access.organisation();
    let (code, name) = (organisation.code.clone(), organisation.name.clone());
    Ok(Cohorts { code, name, months, day, exact })
}
