//! Who still uses it some days after registering, by the month in which they registered.

use domain::OrganisationKind;
use domain::board::{Cohorts, Kept as Known};
use domain::metrics::Shown;
use domain::time::say_date;
use leptos::prelude::*;

use super::api::cohorts;
use super::around::views_of;
use super::groups::place_of;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Card, Cohort, Heading, Kept, Page, RetentionGrid, Stack};

#[component]
pub fn RetentionPage() -> impl IntoView {
    let code = place::board();
    let opened = load(
        move || code.get(),
        |code| async move {
            match code {
                Some(code) => cohorts(code).await,
                None => Err(place::not_found()),
            }
        },
    );
    let (practice, icb) = (place::practice(), place::icb());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(found) => whole(&found, &place_of(&found.code, practice.get(), icb.get())),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn whole(found: &Cohorts, (kind, address): &(OrganisationKind, String)) -> AnyView {
    let trail = vec![(found.name.clone(), Some(address.clone())), ("Retention".into(), None)];
    let kept = |known: Known| match known {
        Known::Of(count) => Kept::Of(count),
        Known::NotYet => Kept::NotYet,
    };
    let grid = found
        .months
        .iter()
        .rev()
        .map(|cohort| Cohort {
            month: cohort.month.format("%B %Y").to_string(),
            joined: cohort.registered,
            kept: vec![kept(cohort.day_seven), kept(cohort.day_thirty)],
        })
        .collect();
    let finding = finding(found);
    let day = say_date(found.day);
    let text = if found.exact {
        format!("As at {day}.")
    } else {
        format!("As at the end of {day}, rounded down to sevens; under 14 hidden, so that nobody can be recognised.")
    };
    let (views, file) =
        (views_of(*kind, address, routes::RETENTION), format!("{address}{}retention.csv", routes::BOARD_FILES));
    view! {
        <Page title="Retention" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Who still uses it"/>
            <Stack>
                {views}
                <p class="text-muted">{text}</p>
                <Card>
                    <RetentionGrid title="People by the month in which they registered" finding=finding days=vec![7, 30] cohorts=grid csv=file/>
                </Card>
            </Stack>
        </Page>
    }
    .into_any()
}

/// The newest month of which day 30 is known.
fn finding(found: &Cohorts) -> String {
    let known = found.months.iter().rev().find_map(|cohort| match (cohort.registered, cohort.day_thirty) {
        (Shown::Count(of), Known::Of(Shown::Count(count))) if of > 0 => Some((cohort.month, count, of)),
        _ => None,
    });
    match known {
        Some((month, count, of)) => format!(
            "Of those who registered in {}, {} were still there after 30 days.",
            month.format("%B %Y"),
            domain::metrics::per_cent(count, of)
        ),
        None => "No month is old enough yet to say who was there after 30 days.".into(),
    }
}
