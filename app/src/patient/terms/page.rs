use domain::consent::{AGREEMENTS, ConsentPage, TERMS_VERSION, WHAT_WE_COLLECT, WHO_SEES_IT};
use domain::time::{london_day, say_date};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{AgreeAgain, AskLater, my_consent};
use crate::forms::{self, Returned, problem};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Button, ButtonKind, Card, Checkbox, ErrorSummary, Heading, Stack, TextLink};
use crate::words::{say, t};

/// What is collected and who sees it, as agreed; and the question again when the words have changed.
#[component]
pub(in crate::patient) fn TermsPage() -> impl IntoView {
    let mine = load(|| (), |()| my_consent());
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

fn shown(page: ConsentPage, state: Signal<Returned>) -> AnyView {
    let ConsentPage { person, agreed, due, demo } = page;
    let name = person.given_name.clone();
    let heading = if due { t("terms-changed") } else { t("terms-title") };
    let agreed = agreed.map(|(version, at)| {
        let text = say("terms-agreed", &[("version", &version), ("date", &say_date(london_day(at)))]);
        view! { <p class="text-muted">{text}</p> }
    });
    let list = |lines: &'static [&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <Frame title=heading.clone() person=person demo=demo place=Place::More>
            <Stack>
                {(!due).then(|| view! { <BackLink href=routes::MORE text=t("terms-back")/> })}
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=heading caption=name/>
                {due.then(|| view! { <p>{t("terms-changed-text")}</p> })}
                {agreed}
                <Card heading=t("terms-collected")>
                    <ul class="bullets">{list(WHAT_WE_COLLECT)}</ul>
                </Card>
                <Card heading=t("terms-who-sees")>
                    <ul class="bullets">{list(WHO_SEES_IT)}</ul>
                </Card>
                {if due { question(state) } else { leaving() }}
                <p class="text-muted">{say("terms-version", &[("version", TERMS_VERSION)])}</p>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn question(state: Signal<Returned>) -> AnyView {
    let [agreed, understood] = [0, 1].map(|at| AGREEMENTS.get(at).copied().unwrap_or_default());
    let is = move |field: &'static str| Signal::derive(move || forms::value(state, field).get() == "true");
    view! {
        <form method="post" action=AgreeAgain::url()>
            <Checkbox name="agreed" label=agreed checked=is("agreed") error=problem(state, "agreed")/>
            <Checkbox name="understood" label=understood checked=is("understood") error=problem(state, "understood")/>
            <Button full_width=true>{t("terms-agree")}</Button>
        </form>
        <form method="post" action=AskLater::url()>
            <Button kind=ButtonKind::Secondary full_width=true>{t("terms-later")}</Button>
        </form>
        {leaving()}
    }
    .into_any()
}

fn leaving() -> AnyView {
    view! {
        <p><TextLink href=routes::MY_LEAVE>{t("terms-leave-link")}</TextLink></p>
    }
    .into_any()
}
