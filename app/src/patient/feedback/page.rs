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
            <Panel title="Thank you">
                <p class="mb-0">"Your answers are counted without your name."</p>
            </Panel>
            <p><ButtonLink href=routes::MY kind=ButtonKind::Secondary full_width=true external=true>"Go to Today"</ButtonLink></p>
        }
        .into_any(),
        (false, false) => view! {
            <Heading text="How is this app for you?"/>
            <InsetText>
                <p>"We have no question for you now. We ask a few times a year, and never when you are unwell."</p>
            </InsetText>
        }
        .into_any(),
    };
    view! {
        <Frame title="How is this app for you?" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text="More"/>
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
        <Heading text="How is this app for you?" caption="Two questions"/>
        <p>"Your answers are counted without your name. Nobody can see that they are yours."</p>
        <form method="post" action=GiveFeedback::url() novalidate>
            <Radios
                name="satisfied"
                legend="How happy are you with this app?"
                choices=happy
                value=value(state, "satisfied")
                error=problem(state, "satisfied")
            />
            <Radios
                name="recommend"
                legend="How likely are you to tell a friend with asthma to use it?"
                hint="0 means not at all likely. 10 means very likely."
                choices=likely
                value=value(state, "recommend")
                error=problem(state, "recommend")
                inline=true
                small=true
            />
            <Button full_width=true>"Send"</Button>
        </form>
        {not_now()}
        <InsetText>
            <p>"Nobody answers what you say here. If you feel worse, follow your plan. In an emergency, call 999."</p>
        </InsetText>
    }
    .into_any()
}

fn not_now() -> AnyView {
    view! {
        <form method="post" action=NoFeedbackNow::url()>
            <Button kind=ButtonKind::Secondary full_width=true>"Not now"</Button>
        </form>
    }
    .into_any()
}

/// The way to the questions, on pages where nobody is in a hurry. Empty while they may not be asked.
pub(in crate::patient) fn card(due: bool) -> Option<AnyView> {
    due.then(|| {
        view! {
            <Card heading="How is this app for you?" edge=Tone::Blue>
                <p>"Two quick questions. Your answers are counted without your name."</p>
                <Stack>
                    <p class="mb-0"><ButtonLink href=routes::MY_FEEDBACK full_width=true>"Answer 2 questions"</ButtonLink></p>
                    {not_now()}
                </Stack>
            </Card>
        }
        .into_any()
    })
}
