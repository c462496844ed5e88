use chrono::{DateTime, Utc};
use domain::OdsCode;
use domain::certificate::{Certified, Team, TeamMember};
use domain::time::{say_date, say_date_time};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{EndCertificate, RecordCertificate, team};
use crate::forms::{self, FormAnswer, Returned, problem, value};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, Card, Cell, Choice, Column, DateInput, ErrorSummary, Heading, Page, Select, Stack,
    TableFrame, TableRow, Tag, Tone,
};

#[component]
pub fn TeamPage() -> impl IntoView {
    let practice = place::practice();
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let opened = load(
        move || practice.get(),
        |practice| async move {
            match practice {
                Some(practice) => team(practice.clone()).await.map(|team| (practice, team)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((practice, team)) => shown(&practice, &team, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(practice: &OdsCode, team: &Team, state: Signal<Returned>) -> AnyView {
    let trail = vec![(team.practice_name.clone(), Some(routes::practice(practice))), ("Team".into(), None)];
    let columns = ["Name", "Role", "Certificate to sign plans", "Until", "End it"]
        .map(|text| Column { text: text.into(), numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    let rows = team.members.iter().map(|member| row(practice, member, team.now)).collect_view();
    let errors = Signal::derive(move || lines(&state.read().problems));
    let record = record(practice, team, state);
    view! {
        <Page title="Team" wide=true>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text="Team"/>
            <p>"Nurses and GPs of this practice. Whoever signs or approves an asthma plan needs a certificate that is current at that moment."</p>
            <Stack>
                <TableFrame caption="Nurses and GPs" caption_hidden=true columns=columns>{rows}</TableFrame>
                {record}
            </Stack>
        </Page>
    }
    .into_any()
}

fn row(practice: &OdsCode, member: &TeamMember, now: DateTime<Utc>) -> AnyView {
    let (tone, text) = match member.certified {
        Certified::Until(_) if member.certified.ends_soon(now) => (Tone::Yellow, "Ends soon"),
        Certified::Until(_) => (Tone::Green, "Current"),
        Certified::Ended(_) => (Tone::Red, "Ended"),
        Certified::Never => (Tone::Grey, "None"),
    };
    let until = match member.certified {
        Certified::Until(_) => member.certified.last_day().map_or_else(String::new, say_date),
        Certified::Ended(at) => say_date_time(at),
        Certified::Never => "–".into(),
    };
    let end = member.certified.is_current().then(|| {
        let (practice, staff) = (practice.to_string(), member.staff.to_string());
        let spoken = format!(" the certificate of {}", member.name);
        view! {
            <form method="post" action=EndCertificate::url()>
                <input type="hidden" name="practice" value=practice/>
                <input type="hidden" name="staff" value=staff/>
                <Button kind=ButtonKind::Secondary small=true>"End now"<span class="visually-hidden">{spoken}</span></Button>
            </form>
        }
    });
    let (name, role) = (member.name.clone(), member.role.title());
    view! {
        <TableRow>
            <Cell label="Name" header=true>{name}</Cell>
            <Cell label="Role">{role}</Cell>
            <Cell label="Certificate"><Tag tone=tone text=text/></Cell>
            <Cell label="Until">{until}</Cell>
            <Cell label="End it">{end}</Cell>
        </TableRow>
    }
    .into_any()
}

fn record(practice: &OdsCode, team: &Team, state: Signal<Returned>) -> AnyView {
    let choices: Vec<Choice> =
        std::iter::once(Choice::new("", "Choose a person"))
            .chain(team.members.iter().map(|member| {
                Choice::new(member.staff.to_string(), format!("{}, {}", member.name, member.role.title()))
            }))
            .collect();
    let practice = practice.to_string();
    view! {
        <Card heading="Record a certificate">
            <form method="post" action=RecordCertificate::url() novalidate>
                <input type="hidden" name="practice" value=practice/>
                <Select name="staff" label="Whose" choices=choices value=value(state, "staff") error=problem(state, "staff")/>
                <DateInput
                    name="until"
                    legend="Last day"
                    hint="As it stands on the certificate, for example 31 3 2028"
                    day=value(state, "until_day")
                    month=value(state, "until_month")
                    year=value(state, "until_year")
                    error=problem(state, "until")
                />
                <Button>"Record it"</Button>
            </form>
        </Card>
    }
    .into_any()
}
