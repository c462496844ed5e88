use domain::share::{ShareLine, SharePurpose, ShareState};
use domain::time::{say_date, say_date_time};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{MakeShare, MySharePage, StopShare, my_shares};
use crate::forms::{self, Returned, problem, value};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, Button, ButtonKind, Card, Checkbox, Choice, DateInput, Details, ErrorSummary, Heading, Radios,
    SectionHeading, Stack, Tag, TextInput, Tone,
};
use crate::words::{count, say, t};

/// Who can open the plan by a link, and a form for another link.
#[component]
pub(in crate::patient) fn SharePage() -> impl IntoView {
    let mine = load(|| (), |()| my_shares());
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

fn shown((person, shares, usual, demo): MySharePage, state: Signal<Returned>) -> AnyView {
    let (open, over): (Vec<_>, Vec<_>) = shares.into_iter().partition(|share| share.state == ShareState::Open);
    let none = open.is_empty().then(|| view! { <p>{t("share-nobody")}</p> });
    let open = open.into_iter().map(working).collect_view();
    let over = (!over.is_empty()).then(|| {
        let summary = say("share-over", &[("number", &over.len().to_string())]);
        let over = over.into_iter().map(ended).collect_view();
        view! { <Details summary=summary><ul class="bullets">{over}</ul></Details> }
    });
    view! {
        <Frame title=t("share-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("share-back")/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=t("share-title")/>
                <p>{t("share-lead")}</p>
                <section>
                    <SectionHeading text=t("share-open")/>
                    <Stack>{none} {open} {over}</Stack>
                </section>
                {wish_form(&usual, state)}
            </Stack>
        </Frame>
    }
    .into_any()
}

/// A link that works: for whom, until when, how often it was opened, and the way to stop it.
fn working(share: ShareLine) -> AnyView {
    let until = say("share-until", &[("date", &say_date(share.ends_on))]);
    let code = if share.with_code { t("share-with-code") } else { t("share-without-code") };
    let stop = say("share-stop", &[("name", &share.name)]);
    view! {
        <Card heading=share.name.clone() edge=Tone::Blue>
            <p><Tag tone=Tone::Blue text=share.purpose.title()/></p>
            <p>{until} " " {code}</p>
            {views(&share)}
            <form method="post" action=StopShare::url()>
                <input type="hidden" name="id" value=share.id.to_string()/>
                <Button kind=ButtonKind::Secondary small=true>{stop}</Button>
            </form>
        </Card>
    }
    .into_any()
}

fn views(share: &ShareLine) -> AnyView {
    if share.views == 0 {
        return view! { <p>{t("share-unopened")}</p> }.into_any();
    }
    let text = count("share-opened", &[("times", usize::try_from(share.views).unwrap_or(usize::MAX))]);
    let times = share.viewed_at.iter().map(|at| view! { <li>{say_date_time(*at)}</li> }).collect_view();
    view! { <Details summary=text><ul class="bullets">{times}</ul></Details> }.into_any()
}

fn ended(share: ShareLine) -> AnyView {
    let why = match share.state {
        ShareState::Stopped => t("share-why-stopped"),
        ShareState::Locked => t("share-why-locked"),
        ShareState::Ended | ShareState::Open => t("share-why-ended"),
    };
    let times = match share.views {
        0 => t("share-times-none"),
        times => count("share-times", &[("times", usize::try_from(times).unwrap_or(usize::MAX))]),
    };
    let text = say("share-was", &[("name", &share.name), ("why", &why), ("times", &times)]);
    view! { <li>{text}</li> }.into_any()
}

fn wish_form(usual: &[(SharePurpose, String)], state: Signal<Returned>) -> AnyView {
    let choices = usual
        .iter()
        .map(|(purpose, ends)| {
            let hint = [purpose.shows(), &say("share-ends", &[("date", ends)])].join(" ");
            Choice::new(purpose.as_str(), purpose.title()).hint(hint)
        })
        .collect();
    // Asked for unless somebody says no: a link can reach the wrong person.
    let with_code = Signal::derive(move || {
        let state = state.read();
        state.values.is_empty() || state.values.get("with_code").is_some_and(|value| value == "yes")
    });
    view! {
        <Card heading=t("share-make")>
            <form method="post" action=MakeShare::url()>
                <Radios
                    name="purpose"
                    legend=t("share-for")
                    choices=choices
                    value=value(state, "purpose")
                    error=problem(state, "purpose")
                />
                <TextInput
                    name="name"
                    label=t("share-name")
                    hint=t("share-name-hint")
                    value=value(state, "name")
                    error=problem(state, "name")
                />
                <DateInput
                    name="ends_on"
                    legend=t("share-last-day")
                    hint=t("share-last-day-hint")
                    day=value(state, "ends_on_day")
                    month=value(state, "ends_on_month")
                    year=value(state, "ends_on_year")
                    error=problem(state, "ends_on")
                />
                <Checkbox
                    name="with_code"
                    value="yes"
                    checked=with_code
                    label=t("share-code")
                    hint=t("share-code-hint")
                />
                <Button>{t("share-make-now")}</Button>
            </form>
        </Card>
    }
    .into_any()
}
