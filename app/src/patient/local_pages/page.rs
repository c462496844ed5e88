use domain::hacks::{Hack, MyHacks, Part, parts};
use domain::time::say_date;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{my_hack, my_hacks};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{BackLink, Card, Heading, InsetText, Stack, TextLink};
use crate::words::{say, t};
use crate::{AppError, routes};

/// Every page by its heading.
#[component]
pub(in crate::patient) fn HacksPage() -> impl IntoView {
    let mine = load(|| (), |()| my_hacks());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match mine.ready().await {
                    Ok(mine) => all(mine),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// One page.
#[component]
pub(in crate::patient) fn HackPage() -> impl IntoView {
    let params = use_params_map();
    let mine = load(
        move || params.read().get("hack").and_then(|id| id.parse().ok()),
        |id| async move {
            match id {
                Some(id) => my_hack(id).await,
                None => {
                    #[cfg(feature = "ssr")]
                    crate::context::set_status(&AppError::NotFound);
                    Err(AppError::NotFound)
                }
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match mine.ready().await {
                    Ok(mine) => one(mine),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn all(page: MyHacks) -> AnyView {
    let MyHacks { person, icb_name, hacks, demo } = page;
    let none = hacks.is_empty();
    let cards = hacks.into_iter().map(entry).collect_view();
    view! {
        <Frame title=t("hacks-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("hacks-back")/>
                <Heading text=t("hacks-title") caption=icb_name/>
                <p>{t("hacks-lead")}</p>
                {none.then(|| view! { <InsetText><p>{t("hacks-none")}</p></InsetText> })}
                {cards}
            </Stack>
        </Frame>
    }
    .into_any()
}

/// Heading and first words.
fn entry(hack: Hack) -> AnyView {
    let href = routes::my_hack(hack.id);
    let first = parts(&hack.text).into_iter().find_map(|part| match part {
        Part::Paragraph(text) => Some(text.to_owned()),
        Part::Points(_) => None,
    });
    let spoken = format!(": {}", hack.title);
    view! {
        <Card heading=hack.title>
            {first.map(|text| view! { <p>{text}</p> })}
            <p class="mb-0"><TextLink href=href>{t("hacks-read")}<span class="visually-hidden">{spoken}</span></TextLink></p>
        </Card>
    }
    .into_any()
}

fn one(page: MyHacks) -> AnyView {
    let MyHacks { person, icb_name, hacks, demo } = page;
    let Some(hack) = hacks.into_iter().next() else { return refused(&AppError::NotFound) };
    let from = say("hacks-from", &[("icb", &icb_name), ("owner", &hack.owner), ("date", &say_date(hack.checked))]);
    let (title, text) = (hack.title.clone(), written(&hack.text));
    view! {
        <Frame title=title person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_HACKS text=t("hacks-title")/>
                <Heading text=hack.title/>
                <div>{text}</div>
                <p class="text-muted">{from}</p>
                <InsetText>
                    <p>{t("hacks-foot")}</p>
                </InsetText>
            </Stack>
        </Frame>
    }
    .into_any()
}

/// The text as paragraphs and lists.
pub(crate) fn written(text: &str) -> AnyView {
    parts(text)
        .into_iter()
        .map(|part| match part {
            Part::Paragraph(text) => view! { <p>{text.to_owned()}</p> }.into_any(),
            Part::Points(points) => {
                let points = points.into_iter().map(|point| view! { <li>{point.to_owned()}</li> }).collect_view();
                view! { <ul class="bullets">{points}</ul> }.into_any()
            }
        })
        .collect_view()
        .into_any()
}
