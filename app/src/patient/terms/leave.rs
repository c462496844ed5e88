use domain::consent::{AFTER_LEAVING, ConsentPage, WHAT_STAYS, WHAT_STOPS};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{Leave, my_consent};
use crate::forms::{self, Returned, problem};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Button, ButtonKind, Card, Checkbox, ErrorSummary, Heading, Stack, Tone, WarningCallout};
use crate::words::{say, t};

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
    let heading = say("terms-leave-heading", &[("name", &person.given_name)]);
    let list = |lines: &'static [&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <Frame title=t("terms-leave") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_TERMS text=t("terms-title")/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=heading/>
                <Card heading=t("terms-stops") edge=Tone::Red>
                    <ul class="bullets mb-0">{list(WHAT_STOPS)}</ul>
                </Card>
                <Card heading=t("terms-stays") edge=Tone::Grey>
                    <ul class="bullets mb-0">{list(WHAT_STAYS)}</ul>
                </Card>
                <WarningCallout heading=t("terms-before")>
                    <p>{AFTER_LEAVING}</p>
                    <p>{t("terms-print")}</p>
                </WarningCallout>
                <form method="post" action=Leave::url()>
                    <Checkbox name="sure" label=t("terms-sure") error=problem(state, "sure")/>
                    <Button kind=ButtonKind::Warning>{t("terms-leave-now")}</Button>
                </form>
            </Stack>
        </Frame>
    }
    .into_any()
}
