use domain::air::{AirPage as MyAir, AirReport, AirView, Level, WHAT_TO_DO};
use domain::time::say_date_time;
use leptos::prelude::*;

use super::api::my_air;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Card, Heading, InsetText, Stack, StatCard, TextLink, Tone};
use crate::words::{say, t};

/// Air pollution and pollen today, or that nothing is known.
#[component]
pub(in crate::patient) fn AirPage() -> impl IntoView {
    let mine = load(|| (), |()| my_air());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match mine.ready().await {
                    Ok(mine) => shown(mine),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(page: MyAir) -> AnyView {
    let MyAir { person, area, view: air, demo } = page;
    let set_up = air != AirView::NotHere;
    let content = match air {
        AirView::NotHere => view! {
            <InsetText>
                <p><strong>{t("air-not-here")}</strong></p>
                <p>{t("air-not-here-text")}</p>
            </InsetText>
        }
        .into_any(),
        AirView::NotNow => view! {
            <InsetText>
                <p><strong>{t("air-not-now")}</strong></p>
                <p>{t("air-not-now-text")}</p>
            </InsetText>
        }
        .into_any(),
        AirView::Known(report) => known(report),
    };
    let advice = WHAT_TO_DO.map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <Frame title=t("air-page") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("air-back")/>
                <Heading text=t("air-title") caption=area/>
                {content}
                <Card heading=t("air-what-to-do") edge=Tone::Blue>
                    <ul class="bullets">{advice}</ul>
                    <p class="mb-0"><TextLink href=routes::MY_PLAN>{t("air-plan")}</TextLink></p>
                </Card>
                {set_up.then(|| view! { <p class="text-muted">{t("air-asked")}</p> })}
            </Stack>
        </Frame>
    }
    .into_any()
}

/// Numbers and words. No colours of zones: the air has no zone of the plan.
fn known(report: AirReport) -> AnyView {
    let air = match report.index {
        Some(index) => (
            say("air-index", &[("index", &index.to_string())]),
            Level::of_index(index).map_or_else(String::new, |level| level.title().to_owned()),
        ),
        None => (t("air-not-known"), t("air-no-figure")),
    };
    let pollen = match report.pollen {
        Some(level) => (level.title().to_owned(), t("air-pollen-note")),
        None => (t("air-not-known"), t("air-pollen-not-counted")),
    };
    let told = say("air-from", &[("source", &report.source), ("at", &say_date_time(report.at))]);
    view! {
        <div class="grid gap-3 tablet:grid-cols-2">
            <StatCard title=t("air-pollution") value=air.0 note=air.1/>
            <StatCard title=t("air-pollen") value=pollen.0 note=pollen.1/>
        </div>
        <p class="text-muted">{told}</p>
    }
    .into_any()
}
