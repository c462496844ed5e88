use domain::closing::{Closing, WHAT_IS_ERASED, WHAT_IS_KEPT};
use domain::consent::AFTER_LEAVING;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{CloseAccount, close_page};
use crate::forms::{self, Returned, problem};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{
    BackLink, Button, ButtonKind, Card, Checkbox, ErrorSummary, Heading, LinkedText, Stack, Tone, WarningCallout,
};
use crate::words::t;
use crate::{AppError, routes};

/// Closing the account: what is erased, what is kept and why, and the question once more.
#[component]
pub(in crate::patient) fn ClosePage() -> impl IntoView {
    let mine = load(|| (), |()| close_page());
    let state = forms::state::<()>(Signal::derive(|| None));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match mine.ready().await {
                    Ok(mine) => shown(mine, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(Closing { people, demo }: Closing, state: Signal<Returned>) -> AnyView {
    let several = (people.len() > 1).then(|| {
        let names = people.iter().map(|person| view! { <li>{person.given_name.clone()}</li> }).collect_view();
        view! {
            <p>{t("data-several")}</p>
            <ul class="bullets">{names}</ul>
        }
    });
    let Some(person) = people.into_iter().find(|person| person.current) else { return refused(&AppError::NotFound) };
    let list = |lines: &'static [&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <Frame title=t("data-close") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_DATA text=t("data-title")/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=t("data-close")/>
                {several}
                <Card heading=t("data-erased") edge=Tone::Red>
                    <ul class="bullets mb-0">{list(WHAT_IS_ERASED)}</ul>
                </Card>
                <Card heading=t("data-kept") edge=Tone::Grey>
                    <ul class="bullets mb-0">{list(WHAT_IS_KEPT)}</ul>
                </Card>
                <WarningCallout heading=t("data-before")>
                    <p>{AFTER_LEAVING}</p>
                    <p><LinkedText text=t("data-print-first") href=routes::MY_DATA_FILE/></p>
                </WarningCallout>
                <form method="post" action=CloseAccount::url()>
                    <Checkbox name="sure" label=t("data-sure") error=problem(state, "sure")/>
                    <Button kind=ButtonKind::Warning>{t("data-close-mine")}</Button>
                </form>
            </Stack>
        </Frame>
    }
    .into_any()
}
