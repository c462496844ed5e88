use domain::consent::{AFTER_LEAVING, ConsentPage, WHAT_STAYS, WHAT_STOPS};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{Leave, my_consent};
use crate::forms::{self, Returned, problem};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Button, ButtonKind, Card, Checkbox, ErrorSummary, Heading, Stack, Tone, WarningCallout};

/// Taking consent back: what stops, what stays, and that nobody watches.
#[component]
pub(in crate::patient) fn LeavePage() -> impl IntoView {
    let mine = load(|| (), |()| my_consent());
    let state = forms::state::<()>(Signal::derive(|| None));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match mine.ready().await {
                    Ok(mine) => shown(mine, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(page: ConsentPage, state: Signal<Returned>) -> AnyView {
    let ConsentPage { person, demo, .. } = page;
    let heading = format!("Leave with {}’s plan", person.given_name);
    let list = |lines: &'static [&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <Frame title="Leave" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_TERMS text="What you agreed to"/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=heading/>
                <Card heading="What stops" edge=Tone::Red>
                    <ul class="bullets mb-0">{list(WHAT_STOPS)}</ul>
                </Card>
                <Card heading="What stays, and why" edge=Tone::Grey>
                    <ul class="bullets mb-0">{list(WHAT_STAYS)}</ul>
                </Card>
                <WarningCallout heading="Before you leave">
                    <p>{AFTER_LEAVING}</p>
                    <p>"Print the plan first, or ask your GP surgery for it on paper."</p>
                </WarningCallout>
                <form method="post" action=Leave::url()>
                    <Checkbox name="sure" label="I want to leave" error=problem(state, "sure")/>
                    <Button kind=ButtonKind::Warning>"Leave now"</Button>
                </form>
            </Stack>
        </Frame>
    }
    .into_any()
}
