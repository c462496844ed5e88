use domain::Relationship;
use domain::time::{london_day, say_date, say_date_time};
use domain::visit::VisitPage as Opened;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{AnswerQuestions, my_questions};
use super::questions::{Words, questions};
use crate::forms::{self, FormState, Returned};
use crate::load::load;
use crate::patient::Menu;
use crate::routes;
use crate::ui::{
    BackLink, BannerKind, ButtonLink, ErrorSummary, Heading, NotificationBanner, Page, PatientHeader, Stack, TextLink,
};

/// The questions of whoever is logged in.
#[component]
pub fn VisitPage() -> impl IntoView {
    let opened = load(|| (), |()| my_questions());
    let action = ServerAction::<AnswerQuestions>::new();
    let state = forms::state(action.value());
    let query = use_query_map();
    let sent = query.with_untracked(|query| query.get("sent").is_some());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(opened) => shown(opened, action, state, sent).await,
                    Err(error) => view! { <Page title="Before your visit">{error.view()}</Page> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}

async fn shown(opened: Opened, action: ServerAction<AnswerQuestions>, state: FormState, sent: bool) -> AnyView {
    let state: Signal<Returned> = state.ready().await;
    let Opened { person, open_until, form, answered_at, practice_name, demo } = opened;
    let words = Words { name: person.given_name.clone(), child: person.relationship == Relationship::Parent };
    let title = words.pick("Before your visit", "Before NAME’s visit");
    let content = match open_until {
        None => nothing_to_answer(),
        Some(until) => {
            let until = say_date(london_day(until));
            let done = answered_at.map(|at| {
                let text = format!(
                    "Sent on {}. You can change your answers until {until}, or until the visit.",
                    say_date_time(at)
                );
                if sent {
                    view! {
                        <NotificationBanner kind=BannerKind::Success heading="Thank you. Your answers are sent">
                            <p>{text}</p>
                            <p><ButtonLink href=routes::MY>"Back to Today"</ButtonLink></p>
                        </NotificationBanner>
                    }
                    .into_any()
                } else {
                    view! { <p>{text}</p> }.into_any()
                }
            });
            let lead = format!(
                "{practice_name} asks this to get ready for the visit. It takes two minutes. Your nurse or GP reads it with you: nobody reads it at once."
            );
            view! {
                {done}
                <p>{lead}</p>
                <p>
                    <strong>"Feeling worse now? "</strong>
                    "Do not wait for the visit. " <TextLink href=routes::EMERGENCY>"Open the emergency steps"</TextLink> "."
                </p>
                <ActionForm action=action>{questions(&words, &form, state)}</ActionForm>
            }
            .into_any()
        }
    };
    let who = format!("{}, {}", person.given_name, person.age);
    let foot = if demo {
        "Demonstration: everybody here is made up. In a real emergency, call 999."
    } else {
        "In an emergency, call 999."
    };
    view! {
        <PatientHeader title="Asthma plan" who=who demo=demo/>
        <Page title=title.clone()>
            <Stack>
                <BackLink href=routes::MY text="Back"/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=title/>
                {content}
            </Stack>
            <footer class="mt-6 text-muted"><p>{foot}</p></footer>
        </Page>
        <Menu place=None/>
    }
    .into_any()
}

fn nothing_to_answer() -> AnyView {
    view! {
        <p>"There are no questions to answer now. Your GP surgery sends them before a visit, and they close after it."</p>
        <p><ButtonLink href=routes::MY>"Back to Today"</ButtonLink></p>
    }
    .into_any()
}
