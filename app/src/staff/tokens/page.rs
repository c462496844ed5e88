use domain::OdsCode;
use domain::api_token::{ApiTokenLine, ApiTokenPage, DAYS};
use domain::time::say_date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{MakeToken, RevokeToken, tokens};
use crate::forms::{self, FormAnswer, Returned, problem, value};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, Card, Choice, Details, ErrorSummary, Heading, InsetText, Page, Radios, Stack, Tag,
    TextInput, Tone,
};

#[component]
pub fn TokensPage() -> impl IntoView {
    let icb = place::icb();
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => tokens(icb.clone()).await.map(|(page, fresh)| (icb, page, fresh)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((icb, page, fresh)) => shown(&icb, page, fresh, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(icb: &OdsCode, page: ApiTokenPage, fresh: Option<String>, state: Signal<Returned>) -> AnyView {
    let ApiTokenPage { icb_name, tokens, address } = page;
    let trail = vec![(icb_name, Some(routes::icb(icb))), ("Keys".into(), None)];
    let none = tokens.is_empty();
    let cards = tokens.into_iter().map(|line| token(icb, line)).collect_view();
    let errors = Signal::derive(move || lines(&state.read().problems));
    let fresh = fresh.map(|key| {
        view! {
            <Card heading="Your new key">
                <p>"Copy it now: for ten minutes this browser shows it here, and nobody can look it up."</p>
                <p class="break-all"><strong>{key}</strong></p>
            </Card>
        }
    });
    let example = format!("curl -H \"Authorization: Bearer dhp_...\" {address}organisations/{icb}/figures");
    let (document, named) = (format!("{address}openapi.json"), format!("{address}openapi.json"));
    let form = form(icb, state);
    view! {
        <Page title="Keys">
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text="Keys for your own tools"/>
            <p>"With a key a program reads this ICB's figures as JSON: the same numbers as on the board, in steps of seven and hidden under 14. It reads nothing about anybody."</p>
            <Stack>
                {fresh}
                {none.then(|| view! { <InsetText><p>"There is no key yet."</p></InsetText> })}
                {cards}
                {form}
                <Details summary="How a program asks">
                    <p class="break-all"><code>{example}</code></p>
                    <p>"Every address and answer is described in " <a href=document rel="external" class="break-all">{named}</a> " (OpenAPI)."</p>
                </Details>
            </Stack>
        </Page>
    }
    .into_any()
}

fn token(icb: &OdsCode, line: ApiTokenLine) -> AnyView {
    let (tone, text) = if line.works { (Tone::Green, "Works") } else { (Tone::Grey, "Ended") };
    let reads = if line.scope == *icb {
        "Reads the whole ICB.".to_owned()
    } else {
        format!("Reads {} and what is below it.", line.scope)
    };
    let used =
        line.used_on.map_or_else(|| "Not used yet.".to_owned(), |day| format!("Last used on {}.", say_date(day)));
    let until = format!("Last day: {}.", say_date(line.ends_on));
    let revoke = line.works.then(|| {
        let spoken = format!(" the key {}", line.name);
        view! {
            <form method="post" action=RevokeToken::url()>
                <input type="hidden" name="icb" value=icb.to_string()/>
                <input type="hidden" name="id" value=line.id.to_string()/>
                <Button kind=ButtonKind::Secondary small=true>"Revoke"<span class="visually-hidden">{spoken}</span></Button>
            </form>
        }
    });
    view! {
        <Card heading=line.name.clone()>
            <p><Tag tone=tone text=text/></p>
            <p>{reads} " " {until} " " {used}</p>
            {revoke}
        </Card>
    }
    .into_any()
}

fn form(icb: &OdsCode, state: Signal<Returned>) -> AnyView {
    let code = icb.to_string();
    let days = DAYS.map(|days| {
        Choice::new(days.to_string(), if days == 365 { "A year".to_owned() } else { format!("{days} days") })
    });
    let chosen = Signal::derive(move || {
        let typed = value(state, "days").get();
        if typed.is_empty() { "90".to_owned() } else { typed }
    });
    view! {
        <Card heading="Make a key">
            <form method="post" action=MakeToken::url() novalidate>
                <input type="hidden" name="icb" value=code/>
                <TextInput
                    name="name"
                    label="What is it for?"
                    hint="For example, Power BI of the asthma team."
                    value=value(state, "name")
                    error=problem(state, "name")
                />
                <TextInput
                    name="scope"
                    label="Only one practice or PCN"
                    hint="Its ODS code. Leave this out for the whole ICB."
                    optional=true
                    value=value(state, "scope")
                    error=problem(state, "scope")
                />
                <Radios name="days" legend="How long does it work?" choices=days.into() value=chosen error=problem(state, "days")/>
                <Button>"Make the key"</Button>
            </form>
        </Card>
    }
    .into_any()
}
