use domain::heard::{FeedbackPage as MyFeedback, HAPPY};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{GiveFeedback, NoFeedbackNow, my_feedback};
use crate::forms::{self, Returned, problem, value};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, Button, ButtonKind, ButtonLink, Card, Choice, ErrorSummary, Heading, InsetText, Panel, Radios, Stack,
    Tone,
};
use crate::words::t;

/// The two questions, or why there are none now.
#[component]
pub(in crate::patient) fn FeedbackPage() -> impl IntoView {
    let mine = load(|| (), |()| my_feedback());
    let state = forms::state::<()>(Signal::derive(|| None));
    let thanks = use_query_map().with_untracked(|query| query.get("thanks").is_some());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match mine.ready().await {
                    Ok(mine) => shown(mine, thanks, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(page: MyFeedback, thanks: bool, state: Signal<Returned>) -> AnyView {
    let MyFeedback { person, due, demo } = page;
    let content = match (due, thanks) {
        (true, _) => questions(state),
        (false, true) => view! {
            <Panel title=t("feedback-thanks")>
                <p class="mb-0">{t("feedback-counted")}</p>
            </Panel>
            <p><ButtonLink href=routes::MY kind=ButtonKind::Secondary full_width=true external=true>{t("feedback-today")}</ButtonLink></p>
        }
        .into_any(),
        (false, false) => view! {
            <Heading text=t("feedback-title")/>
            <InsetText>
                <p>{t("feedback-none")}</p>
            </InsetText>
        }
        .into_any(),
    };
    view! {
        <Frame title=t("feedback-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("feedback-back")/>
                {content}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn questions(state: Signal<Returned>) -> AnyView {
    let happy = HAPPY.map(|(number, title)| Choice::new(number, title)).into();
    let likely = (0..=10).map(|number: u8| Choice::new(number.to_string(), number.to_string())).collect();
    view! {
        <ErrorSummary errors=forms::summary(state)/>
        <Heading text=t("feedback-title") caption=t("feedback-two")/>
        <p>{t("feedback-nobody")}</p>
        <form method="post" action=GiveFeedback::url() novalidate>
            <Radios
                name="satisfied"
                legend=t("feedback-happy")
                choices=happy
                value=value(state, "satisfied")
                error=problem(state, "satisfied")
            />
            <Radios
                name="recommend"
                legend=t("feedback-likely")
                hint=t("feedback-likely-hint")
                choices=likely
                value=value(state, "recommend")
                error=problem(state, "recommend")
                inline=true
                small=true
            />
            <Button full_width=true>{t("feedback-send")}</Button>
        </form>
        {not_now()}
        <InsetText>
            <p>{t("feedback-watched")}</p>
        </InsetText>
    }
    .into_any()
}

fn not_now() -> AnyView {
    view! {
        <form method="post" action=NoFeedbackNow::url()>
            <Button kind=ButtonKind::Secondary full_width=true>{t("feedback-not-now")}</Button>
        </form>
    }
    .into_any()
}

/// The way to the questions, on pages where nobody is in a hurry. Empty while they may not be asked.
pub(in crate::patient) fn card(due: bool) -> Option<AnyView> {
    due.then(|| {
        view! {
            <Card heading=t("feedback-title") edge=Tone::Blue>
                <p>{t("feedback-quick")}</p>
                <Stack>
                    <p class="mb-0"><ButtonLink href=routes::MY_FEEDBACK full_width=true>{t("feedback-answer")}</ButtonLink></p>
                    {not_now()}
                </Stack>
            </Card>
        }
        .into_any()
    })
}
