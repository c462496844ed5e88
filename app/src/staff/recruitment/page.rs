use domain::campaign::{CampaignLine, CampaignPage, CampaignWish};
use domain::consent::RecruitmentSource;
use domain::time::say_date;
use domain::{OdsCode, OrganisationKind};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{Links, MakeLink, StopLink, links};
use crate::forms::{self, FormAnswer, Returned, problem, value};
use crate::load::load;
use crate::routes;
use crate::staff::shared::{lines, refused};
use crate::staff::{QrPicture, picture, place};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, Card, Choice, DateInput, Details, ErrorSummary, Heading, InsetText, Page, Radios,
    Stack, Tag, TextInput, Tone,
};

/// The links of a practice.
#[component]
pub fn RecruitmentPage() -> impl IntoView {
    page(place::practice())
}

/// The links of an ICB.
#[component]
pub fn IcbRecruitmentPage() -> impl IntoView {
    page(place::icb())
}

fn page(organisation: Memo<Option<OdsCode>>) -> AnyView {
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let opened = load(
        move || organisation.get(),
        |organisation| async move {
            match organisation {
                Some(organisation) => links(organisation).await,
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok(links) => shown(links, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

const fn seen_in(source: RecruitmentSource) -> &'static str {
    match source {
        RecruitmentSource::School => "School",
        RecruitmentSource::Social => "Social media",
        RecruitmentSource::Letter => "Letter or text message",
        RecruitmentSource::Practice | RecruitmentSource::Other => "Somewhere else",
    }
}

fn shown((page, pictures): Links, state: Signal<Returned>) -> AnyView {
    let CampaignPage { organisation, campaigns, .. } = page;
    let code = organisation.code.clone();
    let board = match organisation.kind {
        OrganisationKind::Practice => routes::practice(&code),
        _ => routes::icb(&code),
    };
    let trail = vec![(organisation.name, Some(board)), ("Recruitment".into(), None)];
    let none = campaigns.is_empty();
    let cards = campaigns.into_iter().zip(pictures).map(|(line, qr)| link(&code, line, qr)).collect_view();
    let errors = Signal::derive(move || lines(&state.read().problems));
    view! {
        <Page title="Recruitment">
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text="Public links for schools and campaigns"/>
            <p>"Put a link into a newsletter or a post. It tells people what the app is and to ask their GP surgery for a code. It holds nothing about anybody, and shows later how many joined by it."</p>
            <Stack>
                {none.then(|| view! { <InsetText><p>"There is no link yet."</p></InsetText> })}
                {cards}
                {form(&code, state)}
            </Stack>
        </Page>
    }
    .into_any()
}

fn link(code: &OdsCode, line: CampaignLine, qr: Option<QrPicture>) -> AnyView {
    let (tone, text) = if line.works { (Tone::Green, "Works") } else { (Tone::Grey, "Ended") };
    let joined = format!("Joined by it: {}.", line.joined.text());
    let until = format!("Last day: {}.", say_date(line.ends_on));
    let stop = line.works.then(|| {
        let spoken = format!(" the link {}", line.name);
        view! {
            <form method="post" action=StopLink::url()>
                <input type="hidden" name="organisation" value=code.to_string()/>
                <input type="hidden" name="id" value=line.id.to_string()/>
                <Button kind=ButtonKind::Secondary small=true>"Stop"<span class="visually-hidden">{spoken}</span></Button>
            </form>
        }
    });
    let qr = qr.map(|qr| view! { <Details summary="QR picture">{picture(&qr, "QR picture of the link")}</Details> });
    let address = line.works.then(|| view! { <p class="break-all"><strong>{line.link.clone()}</strong></p> });
    view! {
        <Card heading=line.name.clone()>
            <p><Tag tone=tone text=text/> " " <Tag tone=Tone::Blue text=seen_in(line.source)/></p>
            {address}
            <p>{until} " " {joined}</p>
            {qr}
            {stop}
        </Card>
    }
    .into_any()
}

fn form(code: &OdsCode, state: Signal<Returned>) -> AnyView {
    let code = code.to_string();
    let sources = CampaignWish::SOURCES.map(|source| Choice::new(source.as_str(), seen_in(source))).into();
    view! {
        <Card heading="Make a new link">
            <form method="post" action=MakeLink::url() novalidate>
                <input type="hidden" name="organisation" value=code/>
                <Radios name="source" legend="Where will people see it?" choices=sources value=value(state, "source") error=problem(state, "source")/>
                <TextInput
                    name="name"
                    label="What do you call it?"
                    hint="Only staff see this. For example, Juniors, spring newsletter."
                    value=value(state, "name")
                    error=problem(state, "name")
                />
                <DateInput
                    name="ends_on"
                    legend="Last day"
                    hint="For example, 31 7 2027. A year from now at most."
                    day=value(state, "ends_on_day")
                    month=value(state, "ends_on_month")
                    year=value(state, "ends_on_year")
                    error=problem(state, "ends_on")
                />
                <Button>"Make the link"</Button>
            </form>
        </Card>
    }
    .into_any()
}
