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
    BackLink, BannerKind, ButtonLink, ErrorSummary, Heading, LinkedText, NotificationBanner, Page, PatientHeader, Stack,
};
use crate::words::{say, t};

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
                    Err(error) => view! { <Page title=t("visit-title")>{error.view()}</Page> }.into_any(),
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
    let title = words.pick("visit-title", "visit-title-child");
    let content = match open_until {
        None => nothing_to_answer(),
        Some(until) => {
            let until = say_date(london_day(until));
            let done = answered_at.map(|at| {
                let text = say("visit-sent", &[("at", &say_date_time(at)), ("until", &until)]);
                if sent {
                    view! {
                        <NotificationBanner kind=BannerKind::Success heading=t("visit-sent-heading")>
                            <p>{text}</p>
                            <p><ButtonLink href=routes::MY>{t("visit-today")}</ButtonLink></p>
                        </NotificationBanner>
                    }
                    .into_any()
                } else {
                    view! { <p>{text}</p> }.into_any()
                }
            });
            let lead = say("visit-lead", &[("practice", &practice_name)]);
            view! {
                {done}
                <p>{lead}</p>
                <p>
                    <strong>{t("visit-worse")}</strong> " "
                    <LinkedText text=t("visit-do-not-wait") href=routes::EMERGENCY/>
                </p>
                <ActionForm action=action>{questions(&words, &form, state)}</ActionForm>
            }
            .into_any()
        }
    };
    let who = say("frame-who", &[("name", &person.given_name), ("age", &person.age.to_string())]);
    let foot = if demo { t("frame-foot-demo") } else { t("visit-foot") };
    view! {
        <PatientHeader title=t("frame-title") who=who demo=demo/>
        <Page title=title.clone()>
            <Stack>
                <BackLink href=routes::MY text=t("visit-back")/>
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
        <p>{t("visit-nothing")}</p>
        <p><ButtonLink href=routes::MY>{t("visit-today")}</ButtonLink></p>
    }
    .into_any()
}
