use domain::air::{AirPage as MyAir, AirReport, AirView, Level, WHAT_TO_DO};
use domain::time::say_date_time;
use leptos::prelude::*;

use super::api::my_air;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Card, Heading, InsetText, Stack, StatCard, TextLink, Tone};

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
                <p><strong>"Not available here."</strong></p>
                <p>"Your local NHS has not joined this app to a service for air quality and pollen. UK-AIR shows air quality on its website, and the Met Office shows pollen."</p>
            </InsetText>
        }
        .into_any(),
        AirView::NotNow => view! {
            <InsetText>
                <p><strong>"Not available now."</strong></p>
                <p>"The service for air quality and pollen does not answer. Try again later."</p>
            </InsetText>
        }
        .into_any(),
        AirView::Known(report) => known(report),
    };
    let advice = WHAT_TO_DO.map(|line| view! { <li>{line}</li> }).collect_view();
    view! {
        <Frame title="Air and pollen" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text="More"/>
                <Heading text="Air and pollen today" caption=area/>
                {content}
                <Card heading="What to do" edge=Tone::Blue>
                    <ul class="bullets">{advice}</ul>
                    <p class="mb-0"><TextLink href=routes::MY_PLAN>"Your plan"</TextLink></p>
                </Card>
                {set_up.then(|| view! { <p class="text-muted">"We ask for your area only. Nothing about you, and not where you are, leaves this app."</p> })}
            </Stack>
        </Frame>
    }
    .into_any()
}

/// Numbers and words. No colours of zones: the air has no zone of the plan.
fn known(report: AirReport) -> AnyView {
    let air = match report.index {
        Some(index) => (format!("{index} out of 10"), Level::of_index(index).map_or("", Level::title)),
        None => ("Not known".to_owned(), "No figure for your area now"),
    };
    let pollen = match report.pollen {
        Some(level) => (level.title(), "Pollen in the air"),
        None => ("Not known", "Pollen is not counted all year"),
    };
    let told = format!("From {}, {}.", report.source, say_date_time(report.at));
    view! {
        <div class="grid gap-3 tablet:grid-cols-2">
            <StatCard title="Air pollution" value=air.0 note=air.1/>
            <StatCard title="Pollen" value=pollen.0 note=pollen.1/>
        </div>
        <p class="text-muted">{told}</p>
    }
    .into_any()
}
