use domain::invitation::InvitationLook;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{ConfirmDateOfBirth, look};
use crate::AppError;
use crate::forms::{self, FormState, Returned};
use crate::load::load;
use crate::public::demo::demo_notice;
use crate::public::masthead::Masthead;
use crate::routes;
use crate::ui::{Button, ButtonLink, DateInput, ErrorSummary, Heading, InsetText, Page, Stack, TextLink};
use crate::words::{say, t};

/// The page behind a link or code: who invites, and whose date of birth it must be.
#[component]
pub fn LookPage() -> impl IntoView {
    let params = use_params_map();
    let code = Memo::new(move |_| params.read().get("code").unwrap_or_default());
    let action = ServerAction::<ConfirmDateOfBirth>::new();
    let state = forms::state(action.value());
    // Every answer may have closed the invitation, so each asks again.
    let looked = load(move || (code.get(), action.version().get()), |(code, _)| look(code));
    view! {
        <Masthead/>
        <Page title=t("join-look-title")>
            <Transition>
                {move || Suspend::new(async move {
                    match looked.ready().await {
                        Ok(InvitationLook::Open { practice_name, demo }) => open(code, practice_name, demo, action, state).await,
                        Ok(InvitationLook::Closed) => closed(),
                        Err(error) => refused(&error),
                    }
                })}
            </Transition>
        </Page>
    }
    .into_any()
}

async fn open(
    code: Memo<String>,
    practice_name: String,
    demo: bool,
    action: ServerAction<ConfirmDateOfBirth>,
    state: FormState,
) -> AnyView {
    let state: Signal<Returned> = state.ready().await;
    let heading = say("join-invites", &[("practice", &practice_name)]);
    view! {
        <Stack>
            <ErrorSummary errors=forms::summary(state)/>
            <Heading text=heading/>
            {demo.then(demo_notice)}
            <p>{t("join-look-text")}</p>
            <ActionForm action=action>
                <input type="hidden" name="code" value=move || code.get()/>
                <DateInput
                    name="date_of_birth"
                    legend=t("join-born")
                    hint=t("join-born-hint")
                    day=forms::value(state, "date_of_birth_day")
                    month=forms::value(state, "date_of_birth_month")
                    year=forms::value(state, "date_of_birth_year")
                    error=forms::problem(state, "date_of_birth")
                />
                <Button pending=action.pending()>{t("join-continue")}</Button>
            </ActionForm>
            <InsetText>
                <p>{t("join-not-used-up")}</p>
            </InsetText>
        </Stack>
    }
    .into_any()
}

fn closed() -> AnyView {
    view! {
        <Stack>
            <Heading text=t("join-closed")/>
            <p>{t("join-closed-text")}</p>
            <p>{t("join-closed-joined")}</p>
            <p><ButtonLink href=routes::LOG_IN>{t("join-log-in")}</ButtonLink></p>
            <p><TextLink href=routes::JOIN>{t("join-other-code")}</TextLink></p>
        </Stack>
    }
    .into_any()
}

fn refused(error: &AppError) -> AnyView {
    error.view()
}
