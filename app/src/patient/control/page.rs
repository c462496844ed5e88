use domain::control::{Control, ControlAnswers};
use domain::time::{london_day, say_date};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{CheckControl, Checks, my_control};
use crate::forms::{self, Returned, problem, value};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, Button, Card, Cell, Choice, Column, ErrorSummary, Heading, LinkedText, Select, Stack, TableFrame,
    TableRow, Tag, Tone,
};
use crate::words::{say, t};

#[component]
pub(in crate::patient) fn ControlPage() -> impl IntoView {
    let checks = load(|| (), |()| my_control());
    let state = forms::state::<()>(Signal::derive(|| None));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match checks.ready().await {
                    Ok(checks) => shown(checks, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(checks: Checks, state: Signal<Returned>) -> AnyView {
    let Checks { person, due, checks, demo } = checks;
    let last = checks.first().map(|(_, _, control)| *control).map(what_to_do);
    let trend = trend(&checks);
    let table = (!checks.is_empty()).then(|| table(checks));
    view! {
        <Frame title=t("control-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("control-back")/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=t("control-title") caption=t("control-every")/>
                <p><LinkedText text=t("control-worse") href=routes::EMERGENCY/></p>
                {if due { form(state) } else { view! { <p>{t("control-not-due")}</p> }.into_any() }}
                {last}
                {trend.map(|trend| view! { <p>{trend}</p> })}
                {table}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn form(state: Signal<Returned>) -> AnyView {
    let numbers = |to: u8| {
        let numbers = (0..=to).map(|n| Choice::new(n.to_string(), n.to_string()));
        std::iter::once(Choice::new("", t("control-choose"))).chain(numbers).collect::<Vec<_>>()
    };
    view! {
        <form method="post" action=CheckControl::url()>
            <Select
                name="reliever_days"
                label=t("control-reliever")
                hint=t("control-reliever-hint")
                choices=numbers(7)
                value=value(state, "reliever_days")
                error=problem(state, "reliever_days")
            />
            <Select
                name="nights_woken"
                label=t("control-nights")
                choices=numbers(7)
                value=value(state, "nights_woken")
                error=problem(state, "nights_woken")
            />
            <Select
                name="steroid_courses"
                label=t("control-steroids")
                hint=t("control-steroids-hint")
                choices=numbers(10)
                value=value(state, "steroid_courses")
                error=problem(state, "steroid_courses")
            />
            <Button full_width=true>{t("control-save")}</Button>
        </form>
    }
    .into_any()
}

/// The result in words with what to do; never a verdict, and never more medicine.
fn what_to_do(control: Control) -> AnyView {
    let (edge, heading, text) = match control {
        Control::Uncontrolled => (Tone::Orange, t("control-sign"), t("control-sign-text")),
        Control::NoSign => (Tone::Green, t("control-no-sign"), t("control-no-sign-text")),
        Control::NotLabelled => (Tone::Blue, t("control-air"), t("control-air-text")),
    };
    view! { <Card heading=heading edge=edge><p>{text}</p></Card> }.into_any()
}

fn trend(checks: &[(chrono::DateTime<chrono::Utc>, ControlAnswers, Control)]) -> Option<String> {
    let [(_, now, _), (_, before, _), ..] = checks else { return None };
    let sum = |answers: &ControlAnswers| answers.reliever_days + answers.nights_woken;
    Some(match sum(now).cmp(&sum(before)) {
        std::cmp::Ordering::Less => t("control-trend-better"),
        std::cmp::Ordering::Equal => t("control-trend-same"),
        std::cmp::Ordering::Greater => t("control-trend-worse"),
    })
}

fn table(checks: Vec<(chrono::DateTime<chrono::Utc>, ControlAnswers, Control)>) -> AnyView {
    let column = |text, numeric| Column { text, numeric };
    let columns = vec![
        column(t("control-day"), false),
        column(t("control-result"), false),
        column(t("control-reliever-short"), true),
        column(t("control-nights-short"), true),
    ];
    let rows = checks
        .into_iter()
        .map(|(at, answers, control)| {
            let (tone, result) = match control {
                Control::Uncontrolled => (Tone::Yellow, t("control-tag-sign")),
                Control::NoSign => (Tone::Green, t("control-tag-no-sign")),
                Control::NotLabelled => (Tone::Blue, t("control-tag-air")),
            };
            let out_of_seven = |n: u8| say("control-of-seven", &[("n", &n.to_string())]);
            view! {
                <TableRow>
                    <Cell label=t("control-day") header=true>{say_date(london_day(at))}</Cell>
                    <Cell label=t("control-result")><Tag tone=tone text=result/></Cell>
                    <Cell label=t("control-reliever-short") numeric=true>{out_of_seven(answers.reliever_days)}</Cell>
                    <Cell label=t("control-nights-short") numeric=true>{out_of_seven(answers.nights_woken)}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    view! { <TableFrame caption=t("control-all") columns=columns>{rows}</TableFrame> }.into_any()
}
