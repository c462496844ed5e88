//! A figure counted again from what happened, for whoever reads it and wants to know whether it is right.

use chrono::NaiveDate;
use domain::OrganisationKind;
use domain::board::{Recount, Recounted};
use domain::figures::{Counter, Counts, Group, MONTH, Sums, Tally, YEAR, figures};
use storage::{organisations, progress};

use super::sums::{back, parts_of, sum_of};
use crate::events::merge;
use crate::events::recount::of_practice;
use crate::{BoardAccess, CareError, Services};

/// More people than this are counted again by whoever runs the server: it takes minutes.
const MOST_PEOPLE: u64 = 20_000;

/// Counts every figure of an organisation again from the events and compares. Those who do not work there read only
/// whether it agrees.
///
/// # Errors
/// When a row cannot be read.
pub async fn recount(access: &BoardAccess, services: &Services) -> Result<Recount, CareError> {
    let (organisation, today) = (access.organisation(), services.today());
    let read = services.store.read().await?;
    let practices = match organisation.kind {
        OrganisationKind::Practice => vec![organisation.code.clone()],
        OrganisationKind::Pcn => parts_of(&*read, organisation).await?,
        OrganisationKind::Icb => {
            let practices = organisations::practices_of_icb(&*read, &organisation.code).await?;
            practices.into_iter().map(|practice| practice.code).collect()
        }
    };
    let people = progress::count_at(&*read, &practices).await?;
    if people > MOST_PEOPLE {
        return Ok(Recount::TooMany);
    }
    let mut tally = Tally::new();
    for practice in &practices {
        merge(&mut tally, of_practice(&*read, practice).await?, 1);
    }
    let counted = figures(&sums(&tally, today));
    let parts = parts_of(&*read, organisation).await?;
    let kept = figures(&sum_of(&*read, &parts, today).await?);
    let figures = kept.into_iter().zip(counted).map(|(kept, counted)| Recounted {
        metric: kept.metric,
        agrees: kept == counted,
        exact: access.exact().then_some((kept, counted)),
    });
    Ok(Recount::Done { people, figures: figures.collect(), at: services.now() })
}

/// The sums of a day, from single days.
fn sums(tally: &Tally, day: NaiveDate) -> Sums {
    let mut sums = Sums::default();
    let everybody = tally.iter().filter(|(place, _)| place.group == Group::All && place.day <= day);
    for (place, counts) in everybody {
        let add = |sum: &mut Counts| *sum = sum.plus(counts);
        let not_after = |days| place.day <= back(day, days);
        let within = |days| place.day > back(day, days);
        add(&mut sums.until);
        if not_after(7) {
            add(&mut sums.until_seven_before);
        }
        if not_after(MONTH) {
            add(&mut sums.until_month_before);
        }
        if not_after(30) {
            add(&mut sums.until_thirty_before);
        }
        if within(1) {
            add(&mut sums.day);
        }
        if within(MONTH) {
            add(&mut sums.month);
        }
        let changed = counts.of(Counter::Registered);
        if within(YEAR) {
            add(&mut sums.year);
            sums.person_days += changed * ((day - place.day).num_days() + 1);
        } else {
            sums.person_days += changed * YEAR.cast_signed();
        }
    }
    sums
}
