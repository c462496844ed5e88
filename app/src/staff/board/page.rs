use domain::board::{Board, RangeProblem, TILES};
use domain::time::{say_date, say_time_with_seconds};
use domain::{OdsCode, OrganisationKind};
use leptos::prelude::*;

use super::api::{BoardAnswer, board};
use super::around::{downloads, views};
use super::parts::{funnel, in_a_sentence, tiles};
use super::pulse::{Pulse, pulse_bar};
use super::range::{range_bar, wrong_days};
use super::tables::{children, effort, every_figure, happened, sources, to_do};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, ColumnKind, Columns, Heading, InsetText, Page, Stack};

/// What is asked for: whose board, and for which days.
type Asked = (OdsCode, (Option<String>, Option<String>));

#[component]
pub fn BoardPage() -> impl IntoView {
    let (code, days) = (place::board(), place::days());
    let asked = Memo::new(move |_| code.get().map(|code| (code, days.get())));
    // Another organisation is another page: its stream, its pause and its figures start anew.
    move || match asked.get() {
        Some(asked) => view! { <WholeBoard asked=asked/> }.into_any(),
        None => refused(&place::not_found()),
    }
}

#[component]
fn WholeBoard(asked: Asked) -> impl IntoView {
    let again = asked.clone();
    let first = load(
        || (),
        move |()| {
            let (code, (days, until)) = asked.clone();
            board(code, days, until)
        },
    );
    view! {
        <Suspense>
            {move || {
                let again = again.clone();
                Suspend::new(async move {
                    match first.ready().await {
                        Ok(BoardAnswer::Board(first)) => whole(*first, again),
                        Ok(BoardAnswer::Days(problem)) => no_such_days(problem),
                        Err(error) => refused(&error),
                    }
                })
            }}
        </Suspense>
    }
    .into_any()
}

fn no_such_days(problem: RangeProblem) -> AnyView {
    view! {
        <Page title="Board">
            <Stack>
                <Heading text="These days cannot be shown"/>
                {wrong_days(problem)}
            </Stack>
        </Page>
    }
    .into_any()
}

/// Whose changes a board follows. Those who do not work at a practice hear that something changed in its ICB: at one
/// practice that would be single people.
fn topic(board: &Board) -> String {
    match (&board.icb, board.kind) {
        (Some(icb), kind) if kind != OrganisationKind::Practice || !board.exact => format!("icb/{icb}"),
        (_, OrganisationKind::Practice) => format!("practice/{}", board.code),
        _ => format!("icb/{}", board.code),
    }
}

fn whole(first: Board, asked: Asked) -> AnyView {
    let address = routes::board(first.kind, &first.code, first.icb.as_ref());
    let trail = first.trail.iter().map(|step| (step.name.clone(), step.href.clone())).collect::<Vec<_>>();
    let (title, name) = (format!("{} board", first.name), first.name.clone());
    let (range, today, exact, live) = (first.range, first.today, first.exact, first.live());
    let (nav, files) = (views(&first, &address), downloads(&first, &address));
    let empty = first.first_day.is_none_or(|day| day > range.last(today));
    let latest = RwSignal::new(None::<Board>);
    let topic = topic(&first);
    let board = Memo::new(move |_| latest.get().unwrap_or_else(|| first.clone()));
    let pulse = live.then(|| {
        let pulse = Pulse::new(topic);
        pulse.keep_up(latest, move || again(asked.clone()));
        let as_at = Signal::derive(move || board.with(|board| say_time_with_seconds(board.as_at)));
        let sentence = Memo::new(move |_| board.with(in_a_sentence));
        pulse_bar(pulse, as_at, sentence.into(), format!("{address}{}", range.query()))
    });
    let ended = range.until.map(|until| {
        let text = format!("As at the end of {}.", say_date(until));
        view! { <InsetText><p>{text}</p></InsetText> }
    });
    let nothing = empty.then(|| {
        view! { <InsetText><p>"Nothing was counted here up to that day, so every figure is 0 or hidden."</p></InsetText> }
    });
    let manner = (!exact).then_some(
        "Figures move in steps of seven, and under 14 they are hidden, so that nobody can be recognised. Practices see their own exactly.",
    );
    let address = move || board.with(|board| routes::board(board.kind, &board.code, board.icb.as_ref()));
    view! {
        <Page title=title wide=true>
            <Breadcrumb items=trail/>
            <div class="flex flex-wrap items-start justify-between gap-x-6">
                <Heading text=name/>
                {pulse}
            </div>
            <Stack>
                {nav}
                {range_bar(range, today, &address())}
                {ended}
                {nothing}
                {manner.map(|text| view! { <p class="text-muted">{text}</p> })}
                {move || board.with(|board| tiles(board, &TILES, &address()))}
                <Columns kind=ColumnKind::ThreeTwo>
                    <Stack>
                        {move || board.with(to_do)}
                        {move || board.with(children)}
                        {move || board.with(funnel)}
                        {move || board.with(|board| every_figure(board, &address()))}
                    </Stack>
                    <Stack>
                        {move || board.with(happened)}
                        {move || board.with(sources)}
                        {move || board.with(effort)}
                        {files}
                    </Stack>
                </Columns>
            </Stack>
        </Page>
    }
    .into_any()
}

/// The same board once more, as it is by now.
async fn again((code, (days, until)): Asked) -> Result<Board, crate::AppError> {
    match board(code, days, until).await? {
        BoardAnswer::Board(board) => Ok(*board),
        // The same days were answered a moment ago.
        BoardAnswer::Days(_) => Err(crate::AppError::Changed),
    }
}
