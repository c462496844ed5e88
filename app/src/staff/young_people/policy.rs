use domain::OdsCode;
use domain::parents::{END_AGES, ParentPolicy, REVIEW_AGES};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{SetPolicy, policy};
use crate::forms::{self, FormAnswer, Returned, problem};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, refused};
use crate::ui::{Breadcrumb, Button, Choice, ErrorSummary, Heading, InsetText, Page, Select, Stack};

/// The ages, and the form that sets them.
#[component]
pub fn ParentPolicyPage() -> impl IntoView {
    let icb = place::icb();
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, crate::AppError>>));
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => policy(icb.clone()).await.map(|(name, policy)| (icb, name, policy)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((icb, name, policy)) => shown(&icb, name, policy, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(icb: &OdsCode, name: String, policy: ParentPolicy, state: Signal<Returned>) -> AnyView {
    let trail = vec![(name, Some(routes::icb(icb))), ("Young people".into(), None)];
    let ages = |ages: std::ops::RangeInclusive<u16>| -> Vec<Choice> {
        ages.map(|age| Choice::new(age.to_string(), format!("{age} years"))).collect()
    };
    let value = move |field: &'static str, now: u16| {
        Signal::derive(move || state.read().values.get(field).cloned().unwrap_or_else(|| now.to_string()))
    };
    let (review_from, ends_at) = (value("review_from", policy.review_from), value("ends_at", policy.ends_at));
    let icb = icb.to_string();
    let errors = Signal::derive(move || lines(&state.read().problems));
    view! {
        <Page title="Young people">
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text="Parents’ access as children grow up"/>
            <p>"A parent or carer who has joined sees the child’s plan and diary. These two ages hold for every practice of the ICB, from the next page anybody opens."</p>
            <form method="post" action=SetPolicy::url() novalidate>
                <input type="hidden" name="icb" value=icb/>
                <Stack>
                    <Select
                        name="review_from"
                        label="The practice reviews it from"
                        hint="A task appears on the practice’s list. Nothing is cut before somebody decides."
                        choices=ages(REVIEW_AGES)
                        value=review_from
                        error=problem(state, "review_from")
                    />
                    <Select
                        name="ends_at"
                        label="It ends by itself at"
                        hint="Unless the young person agrees that it goes on, or a clinician records otherwise with a reason."
                        choices=ages(END_AGES)
                        value=ends_at
                        error=problem(state, "ends_at")
                    />
                    <Button>"Save the policy"</Button>
                </Stack>
            </form>
            <div class="mt-6">
                <InsetText>
                    <p>"NHS England asks practices to review parents’ access at 11, and takes people to decide for themselves from 16. Agree other ages with your safeguarding lead."</p>
                </InsetText>
            </div>
        </Page>
    }
    .into_any()
}
