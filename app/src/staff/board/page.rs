use domain::OdsCode;
use domain::board::Board;
use domain::metrics::{Metric, Shown};
use domain::time::say_time_with_seconds;
use leptos::prelude::*;

use super::api::practice_figures;
use super::parts::{columns, definition, funnel, in_a_sentence, row, tiles};
use super::pulse::{Pulse, pulse_bar};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::say::counted;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Card, ColumnKind, Columns, Details, Heading, Page, Stack, TableFrame};

#[component]
pub fn BoardPage() -> impl IntoView {
    let practice = place::practice();
    // Another practice is another page: its stream, its pause and its figures start anew.
    move || match practice.get() {
        Some(practice) => view! { <PracticeBoard practice=practice/> }.into_any(),
        None => refused(&place::not_found()),
    }
}

#[component]
fn PracticeBoard(practice: OdsCode) -> impl IntoView {
    let pulse = Pulse::new(format!("practice/{practice}"));
    let latest = RwSignal::new(None::<Board>);
    let code = practice.clone();
    pulse.keep_up(latest, move || practice_figures(code.clone()));
    let first = load(|| (), move |()| practice_figures(practice.clone()));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match first.ready().await {
                    Ok(first) => whole(first, latest, pulse),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn whole(first: Board, latest: RwSignal<Option<Board>>, pulse: Pulse) -> AnyView {
    let trail = first.trail.iter().map(|step| (step.name.clone(), step.href.clone())).collect::<Vec<_>>();
    let (title, name, address) = (format!("{} board", first.name), first.name.clone(), routes::practice(&first.code));
    let board = Memo::new(move |_| latest.get().unwrap_or_else(|| first.clone()));
    let as_at = Signal::derive(move || board.with(|board| say_time_with_seconds(board.as_at)));
    let sentence = Memo::new(move |_| board.with(|board| in_a_sentence(&board.tiles)));
    view! {
        <Page title=title wide=true>
            <Breadcrumb items=trail/>
            <div class="flex flex-wrap items-start justify-between gap-x-6">
                <Heading text=name/>
                {pulse_bar(pulse, as_at, sentence.into(), address)}
            </div>
            <Stack>
                {move || board.with(|board| tiles(&board.tiles))}
                <Columns kind=ColumnKind::ThreeTwo>
                    {move || board.with(to_do)}
                    <Stack>
                        {move || board.with(|board| funnel(&board.funnel))}
                        {move || board.with(|board| sources(&board.sources))}
                        {move || board.with(|board| effort(&board.effort))}
                    </Stack>
                </Columns>
            </Stack>
        </Page>
    }
    .into_any()
}

/// Work waiting, for whoever can do it.
fn to_do(board: &Board) -> AnyView {
    if board.to_do.is_empty() {
        return view! { <Card heading="To do"><p>"Nothing is waiting."</p></Card> }.into_any();
    }
    let rows = board
        .to_do
        .iter()
        .map(|(title, people)| row("List", title.clone(), None, vec![("People", people.to_string())]))
        .collect_view();
    let find = board.clinical.then(|| {
        let address = routes::patients(&board.code);
        let to_file = (board.to_file > 0).then(|| {
            let count = usize::try_from(board.to_file).unwrap_or_default();
            let text = format!("{} to file in the GP record", counted(count, "plan", "plans"));
            view! { <p class="mt-4"><a href=routes::to_file(&board.code)>{text}</a></p> }
        });
        let attacks = (board.attacks > 0).then(|| {
            let count = usize::try_from(board.attacks).unwrap_or_default();
            let text = counted(count, "attack to review", "attacks to review");
            view! { <p class="mt-4"><a href=routes::attacks(&board.code)>{text}</a></p> }
        });
        view! { {attacks} {to_file} <p><a href=address>"Find a patient"</a></p> }
    });
    view! {
        <Card heading="To do">
            <TableFrame caption="Work waiting" caption_hidden=true columns=columns("List", &["People"])>{rows}</TableFrame>
            {find}
        </Card>
    }
    .into_any()
}

/// What signing a plan costs, as medians of a month.
fn effort(months: &[String]) -> AnyView {
    let lines = months.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
    view! {
        <Card heading="Time to sign a plan">
            {lines}
            <Details summary="What is counted">{definition(Metric::TimeToSign)}</Details>
        </Card>
    }
    .into_any()
}

/// How people came to register.
fn sources(sources: &[(String, Shown)]) -> Option<AnyView> {
    if sources.is_empty() {
        return None;
    }
    let rows = sources
        .iter()
        .map(|(title, count)| row("How they heard", title.clone(), None, vec![("Registered", count.text())]))
        .collect_view();
    Some(
        view! {
            <Card heading="How people heard of it">
                <TableFrame caption="Registered by source" caption_hidden=true columns=columns("How they heard", &["Registered"])>{rows}</TableFrame>
            </Card>
        }
        .into_any(),
    )
}
