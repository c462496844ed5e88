use domain::diary::{Daytime, DiaryEntry, DiaryView, RelieverUse};
use domain::plan::Zone;
use domain::time::{say_date, say_time};
use leptos::prelude::*;

use super::chart::PeakFlowChart;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::ui::{ButtonLink, Cell, Column, Heading, InsetText, Stack, TableFrame, TableRow, Tag, Tone};
use crate::{AppError, routes};

/// The diary of the person shown.
#[server(prefix = "/api", endpoint = "my/diary")]
pub(super) async fn my_diary() -> Result<(DiaryView, bool), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok((care::diary::diary(&access, &cx.services).await?, cx.services.demo))
}

#[component]
pub(in crate::patient) fn DiaryPage() -> impl IntoView {
    let diary = load(|| (), |()| my_diary());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match diary.ready().await {
                    Ok((view, demo)) => shown(view, demo),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(view: DiaryView, demo: bool) -> AnyView {
    let person = view.person.clone();
    view! { <Frame title="Diary" person=person demo=demo place=Place::Diary>{of_view(view)}</Frame> }.into_any()
}

/// What stands on the page.
pub(in crate::patient) fn of_view(view: DiaryView) -> AnyView {
    let summary = summary(&view);
    let DiaryView { entries, lines, today, .. } = view;
    let readings: Vec<_> = entries.iter().filter_map(|entry| Some((entry.day, entry.check_in.peak_flow?))).collect();
    let content = if entries.is_empty() {
        view! { <InsetText><p>"Nothing here yet. Your first check-in takes about 20 seconds."</p></InsetText> }
            .into_any()
    } else {
        view! {
            <p>{summary}</p>
            {(!readings.is_empty()).then(|| view! { <PeakFlowChart readings=readings lines=lines today=today/> })}
            {table(entries)}
        }
        .into_any()
    };
    view! {
        <Stack>
            <Heading text="Diary" caption="The last 30 days"/>
            {content}
            <p><ButtonLink href=routes::CHECK_IN>"Check in"</ButtonLink></p>
        </Stack>
    }
    .into_any()
}

/// One plain sentence above the picture.
fn summary(view: &DiaryView) -> String {
    let count = |zone| view.entries.iter().filter(|entry| entry.zone == zone).count();
    let times = |n: usize| if n == 1 { "once".to_owned() } else { format!("{n} times") };
    let (amber, red) = (count(Zone::Amber), count(Zone::Red));
    let checked = format!("You checked in {}.", times(view.entries.len()));
    match (amber, red) {
        (0, 0) => format!("{checked} You were in your green zone each time."),
        (amber, 0) => format!("{checked} You were in your amber zone {}.", times(amber)),
        (0, red) => format!("{checked} You were in your red zone {}.", times(red)),
        (amber, red) => {
            format!("{checked} You were in your amber zone {} and in your red zone {}.", times(amber), times(red))
        }
    }
}

fn table(entries: Vec<DiaryEntry>) -> AnyView {
    let column = |text: &str, numeric| Column { text: text.into(), numeric };
    let columns =
        vec![column("Day", false), column("Zone", false), column("Peak flow", true), column("What you said", false)];
    let rows = entries.into_iter().map(row).collect_view();
    view! { <TableFrame caption="Each check-in" columns=columns>{rows}</TableFrame> }.into_any()
}

fn row(entry: DiaryEntry) -> AnyView {
    let (tone, zone) = match entry.zone {
        Zone::Green => (Tone::Green, "Green zone"),
        Zone::Amber => (Tone::Yellow, "Amber zone"),
        Zone::Red => (Tone::Red, "Red zone"),
    };
    let reading = entry.check_in.peak_flow.map_or_else(|| "not measured".into(), |reading| reading.to_string());
    let day = format!("{}, {}", say_date(entry.day), say_time(entry.happened_at));
    view! {
        <TableRow>
            <Cell label="Day" header=true>{day}</Cell>
            <Cell label="Zone"><Tag tone=tone text=zone/></Cell>
            <Cell label="Peak flow" numeric=true>{reading}</Cell>
            <Cell label="What you said">{said(&entry)}</Cell>
        </TableRow>
    }
    .into_any()
}

fn said(entry: &DiaryEntry) -> String {
    let symptoms = entry.check_in.symptoms;
    let mut said = Vec::new();
    if symptoms.too_breathless {
        said.push("too breathless to talk, eat or sleep");
    }
    match symptoms.daytime {
        Daytime::None => {}
        Daytime::Some => said.push("some symptoms"),
        Daytime::Interfering => said.push("symptoms in the way of the day"),
    }
    if symptoms.woke_at_night {
        said.push("woke at night");
    }
    match symptoms.reliever {
        RelieverUse::None => {}
        RelieverUse::Helped => said.push("reliever helped"),
        RelieverUse::NotLasting => said.push("reliever not lasting"),
    }
    if said.is_empty() { "no symptoms".into() } else { said.join(", ") }
}
