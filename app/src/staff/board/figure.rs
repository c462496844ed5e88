//! One figure: how it is made, what it is now, and what counting it again from what happened finds.

use domain::board::{Board, Recount, Recounted, figure};
use domain::metrics::Metric;
use domain::time::say_time_with_seconds;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{BoardAnswer, board, recount};
use super::parts::{definition, note};
use crate::AppError;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Button, ButtonType, Card, Heading, InsetText, Page, Stack, StatCard};

#[component]
pub fn FigurePage() -> impl IntoView {
    let (code, metric) = (place::board(), place::metric());
    let query = use_query_map();
    let wanted = Memo::new(move |_| query.read().get("again").is_some());
    let opened = load(
        move || (code.get(), metric.get(), wanted.get()),
        |(code, metric, wanted)| async move {
            let (Some(code), Some(metric)) = (code, metric) else { return Err(place::not_found()) };
            let found = match board(code.clone(), None, None).await? {
                BoardAnswer::Board(board) => *board,
                BoardAnswer::Days(_) => return Err(AppError::NotFound),
            };
            let again = if wanted { Some(recount(code).await?) } else { None };
            Ok((found, metric, again))
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((board, metric, again)) => whole(&board, metric, again),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn whole(board: &Board, metric: Metric, again: Option<Recount>) -> AnyView {
    let address = routes::board(board.kind, &board.code, board.icb.as_ref());
    let title = metric.definition().title;
    let trail = vec![(board.name.clone(), Some(address.clone())), (title.into(), None)];
    let now = figure(&board.figures, metric).map(|told| {
        let text = format!("Counted at {}", say_time_with_seconds(board.as_at));
        let note = [note(told), text].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
        view! { <StatCard title=title value=told.text() note=note/> }
    });
    let here = format!("{address}{}{}", routes::FIGURES, metric.as_str());
    let found = again.map(|again| found(&again, metric));
    let made_of_events = metric != Metric::TimeToSign;
    view! {
        <Page title=title>
            <Breadcrumb items=trail/>
            <Heading text=title/>
            <Stack>
                {now}
                <Card heading="What is counted">
                    {definition(metric)}
                    <p class="text-muted">"A day's figures can rise for 7 more days, while phones deliver what they kept; then they are frozen. What comes later is kept and shown as late."</p>
                </Card>
                {made_of_events.then(|| view! {
                    <Card heading="Is it right?">
                        <p>"The number above is kept up with every event. Counting again takes every event of every person from the beginning and compares."</p>
                        {found}
                        <form method="get" action=here>
                            <input type="hidden" name="again" value="yes"/>
                            <Button button_type=ButtonType::Submit>"Count again now"</Button>
                        </form>
                    </Card>
                })}
            </Stack>
        </Page>
    }
    .into_any()
}

fn found(again: &Recount, metric: Metric) -> AnyView {
    let text = match again {
        Recount::TooMany => {
            "So many people are counted again by whoever runs the server (passport metrics verify): it takes minutes."
                .to_owned()
        }
        Recount::Done { people, figures, at } => {
            let at = say_time_with_seconds(*at);
            let found = figures.iter().find(|found| found.metric == metric);
            let differ = figures.iter().filter(|found| !found.agrees).count();
            let own = match found {
                Some(Recounted { agrees: true, exact: Some((kept, _)), .. }) => {
                    let of = kept.of.map_or_else(String::new, |of| format!(" of {of}"));
                    format!("Counted again at {at} from the events of {people} people: {}{of}, the same.", kept.count)
                }
                Some(Recounted { agrees: false, exact: Some((kept, counted)), .. }) => format!(
                    "Counted again at {at}: {}, but {} is kept. Tell whoever runs the server.",
                    counted.count, kept.count
                ),
                Some(Recounted { agrees: true, .. }) => format!("Counted again at {at}: it agrees."),
                Some(Recounted { agrees: false, .. }) => {
                    format!("Counted again at {at}: it differs. Tell whoever runs the server.")
                }
                None => format!("Counted again at {at}."),
            };
            match differ {
                0 => format!("{own} Every other figure agrees too."),
                differ => format!("{own} {differ} figures differ."),
            }
        }
    };
    view! { <InsetText><p role="status">{text}</p></InsetText> }.into_any()
}
