use domain::Relationship;
use domain::consent::{AGREEMENTS, JoiningView, RecruitmentSource, TERMS_VERSION, WHAT_WE_COLLECT, WHO_SEES_IT};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{Agree, joining};
use crate::AppError;
use crate::forms::{self, FormState, Returned};
use crate::load::load;
use crate::public::masthead::Masthead;
use crate::routes;
use crate::ui::{Button, Card, Checkbox, Choice, ErrorSummary, FieldError, Heading, Page, Radios, Stack, TextLink};
use crate::words::{say, t};

/// The page that says what is collected and asks for a yes.
#[component]
pub fn AgreePage() -> impl IntoView {
    let params = use_params_map();
    let code = Memo::new(move |_| params.read().get("code").unwrap_or_default());
    let action = ServerAction::<Agree>::new();
    let state = forms::state(action.value());
    let whose = load(|| (), |()| joining());
    view! {
        <Masthead/>
        <Page title=t("join-agree-title")>
            <Suspense>
                {move || Suspend::new(async move {
                    match whose.ready().await {
                        Ok(whose) => shown(code, whose, action, state).await,
                        Err(AppError::SignedOut | AppError::NotFound | AppError::Changed) => start_again(code),
                        Err(error) => error.view(),
                    }
                })}
            </Suspense>
        </Page>
    }
    .into_any()
}

fn start_again(code: Memo<String>) -> AnyView {
    view! {
        <Stack>
            <Heading text=t("join-again")/>
            <p>{t("join-again-text")}</p>
            <p><TextLink href=routes::join(&code.get_untracked())>{t("join-again-link")}</TextLink></p>
        </Stack>
    }
    .into_any()
}

async fn shown(code: Memo<String>, whose: JoiningView, action: ServerAction<Agree>, state: FormState) -> AnyView {
    let state: Signal<Returned> = state.ready().await;
    if let Some(relationship) = whose.back_as {
        return back(code, whose, relationship, action, state);
    }
    let JoiningView { given_name, age, practice_name, heard, .. } = whose;
    let errors = Signal::derive(move || match action.value().get() {
        Some(Err(error)) => vec![FieldError { field: "agreed".into(), message: error.to_string() }],
        _ => forms::summary(state).get(),
    });
    let [agreed, understood] = [0, 1].map(|at| AGREEMENTS.get(at).copied().unwrap_or_default());
    let sources = RecruitmentSource::ALL.map(|source| Choice::new(source.as_str(), source.title())).into();
    let list = |lines: &'static [&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    let is = move |field: &'static str| Signal::derive(move || forms::value(state, field).get() == "true");
    view! {
        <Stack>
            <ErrorSummary errors=errors/>
            <Heading text=say("join-before", &[("name", &given_name)]) caption=practice_name/>
            <Card heading=t("join-collected")>
                <ul class="bullets">{list(WHAT_WE_COLLECT)}</ul>
            </Card>
            <Card heading=t("join-who-sees")>
                <ul class="bullets">{list(WHO_SEES_IT)}</ul>
            </Card>
            <ActionForm action=action>
                <input type="hidden" name="code" value=move || code.get()/>
                {who_joins(age, &given_name, state)}
                {match heard {
                    Some(source) => view! { <input type="hidden" name="source" value=source.as_str()/> }.into_any(),
                    None => view! {
                        <Radios
                            name="source"
                            legend=t("join-source")
                            choices=sources
                            value=forms::value(state, "source")
                            error=forms::problem(state, "source")
                        />
                    }
                    .into_any(),
                }}
                <Checkbox name="agreed" label=agreed checked=is("agreed") error=forms::problem(state, "agreed")/>
                <Checkbox name="understood" label=understood checked=is("understood") error=forms::problem(state, "understood")/>
                <Button pending=action.pending()>{t("join-agree")}</Button>
            </ActionForm>
            <p class="text-muted">{say("join-terms", &[("version", TERMS_VERSION)])}</p>
        </Stack>
    }
    .into_any()
}

/// For whoever has an account already: their way back to it.
fn back(
    code: Memo<String>,
    whose: JoiningView,
    relationship: Relationship,
    action: ServerAction<Agree>,
    state: Signal<Returned>,
) -> AnyView {
    let JoiningView { given_name, practice_name, agreed_before, .. } = whose;
    let heading = match relationship {
        Relationship::Myself => say("join-welcome-back", &[("name", &given_name)]),
        Relationship::Parent => say("join-welcome-back-parent", &[("name", &given_name)]),
    };
    let [agreed, understood] = [0, 1].map(|at| AGREEMENTS.get(at).copied().unwrap_or_default());
    let list = |lines: &'static [&'static str]| lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    let is = move |field: &'static str| Signal::derive(move || forms::value(state, field).get() == "true");
    let asked = (!agreed_before).then(|| {
        view! {
            <p>{t("join-words-changed")}</p>
            <Card heading=t("join-collected")><ul class="bullets">{list(WHAT_WE_COLLECT)}</ul></Card>
            <Card heading=t("join-who-sees")><ul class="bullets">{list(WHO_SEES_IT)}</ul></Card>
        }
    });
    let ticks = (!agreed_before).then(|| {
        view! {
            <Checkbox name="agreed" label=agreed checked=is("agreed") error=forms::problem(state, "agreed")/>
            <Checkbox name="understood" label=understood checked=is("understood") error=forms::problem(state, "understood")/>
        }
    });
    view! {
        <Stack>
            <ErrorSummary errors=forms::summary(state)/>
            <Heading text=heading caption=practice_name/>
            <p>{t("join-back-text")}</p>
            {asked}
            <ActionForm action=action>
                <input type="hidden" name="code" value=move || code.get()/>
                <input type="hidden" name="back" value="yes"/>
                {ticks}
                <Button pending=action.pending() full_width=true>{t("join-back-in")}</Button>
            </ActionForm>
        </Stack>
    }
    .into_any()
}

/// From 16 a person joins alone; under 13 a parent does; between, either.
fn who_joins(age: u16, given_name: &str, state: Signal<Returned>) -> AnyView {
    if age >= 16 {
        return view! { <input type="hidden" name="relationship" value="myself"/> }.into_any();
    }
    let choices = vec![
        Choice::new("myself", say("join-myself", &[("name", given_name)])),
        Choice::new("parent", say("join-parent", &[("name", given_name)])),
    ];
    view! {
        <Radios
            name="relationship"
            legend=t("join-who")
            choices=choices
            value=forms::value(state, "relationship")
            error=forms::problem(state, "relationship")
        />
    }
    .into_any()
}
