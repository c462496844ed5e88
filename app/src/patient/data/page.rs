use domain::closing::Closing;
use leptos::prelude::*;

use super::api::close_page;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{BackLink, Card, Heading, Stack, TextLink};
use crate::{AppError, routes};

/// What the file holds, each in a line.
const HOLDS: &[&str] = &[
    "Your record: name, NHS number, date of birth and GP surgery.",
    "Every signed plan, with who signed it and when.",
    "Your diary, doses, and requests for medicines.",
    "Your answers about yourself and before a visit.",
    "What you agreed to, the links you made, and where you are logged in.",
    "Who has seen or changed your record in the last 12 months.",
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
    let holds = HOLDS.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <Frame title="Your data" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text="More"/>
                <Heading text="Your data" caption=name/>
                <Card heading="What the file holds">
                    <ul class="bullets">{holds}</ul>
                    <p>"If somebody keeps their diary to themself, it is left out of a parent’s file, and the file says so."</p>
                </Card>
                <Card heading="Download it">
                    <p>"The file is for you alone. Keep it safe: whoever has it can read it."</p>
                    <p><TextLink href=routes::MY_DATA_FILE external=true>"Download everything as a file (JSON)"</TextLink></p>
                    <p><TextLink href=routes::MY_PLAN external=true>"Print your plan, or keep it as a PDF"</TextLink></p>
                    <p class="text-muted mb-0">"The download is noted in the list of who has seen this."</p>
                </Card>
                <Card heading="Close your account">
                    <p>"An account that nobody logs in to for 18 months is closed. We tell you 60, 30 and 7 days before. Logging in keeps it."</p>
                    <p class="mb-0"><TextLink href=routes::MY_CLOSE>"Close your account now"</TextLink></p>
                </Card>
            </Stack>
        </Frame>
    }
    .into_any()
}
