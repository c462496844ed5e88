use domain::closing::Closing;
use leptos::prelude::*;

use super::api::close_page;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{BackLink, Card, Heading, Stack, TextLink};
use crate::words::t;
use crate::{AppError, routes};

/// What the file holds, each in a line.
const HOLDS: &[&str] = &[
    "data-holds-record",
    "data-holds-plans",
    "data-holds-diary",
    "data-holds-answers",
    "data-holds-links",
    "data-holds-seen",
];

/// Your data: what is kept, taking it away, and closing the account.
#[component]
pub(in crate::patient) fn DataPage() -> impl IntoView {
    let mine = load(|| (), |()| close_page());
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

fn shown(Closing { people, demo }: Closing) -> AnyView {
    let Some(person) = people.into_iter().find(|person| person.current) else { return refused(&AppError::NotFound) };
    let name = person.given_name.clone();
    let holds = HOLDS.iter().map(|line| view! { <li>{t(line)}</li> }).collect_view();
    view! {
        <Frame title=t("data-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("data-back")/>
                <Heading text=t("data-title") caption=name/>
                <Card heading=t("data-holds")>
                    <ul class="bullets">{holds}</ul>
                    <p>{t("data-private")}</p>
                </Card>
                <Card heading=t("data-download")>
                    <p>{t("data-safe")}</p>
                    <p><TextLink href=routes::MY_DATA_FILE external=true>{t("data-json")}</TextLink></p>
                    <p><TextLink href=routes::MY_PLAN external=true>{t("data-pdf")}</TextLink></p>
                    <p class="text-muted mb-0">{t("data-noted")}</p>
                </Card>
                <Card heading=t("data-close")>
                    <p>{t("data-idle")}</p>
                    <p class="mb-0"><TextLink href=routes::MY_CLOSE>{t("data-close-now")}</TextLink></p>
                </Card>
            </Stack>
        </Frame>
    }
    .into_any()
}
