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
        <Page title="Your invitation">
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
    let heading = format!("{practice_name} invites you to carry your asthma plan");
    view! {
        <Stack>
            <ErrorSummary errors=forms::summary(state)/>
            <Heading text=heading/>
            {demo.then(demo_notice)}
            <p>"First we check that this invitation has reached the right person. If you are a parent or carer, give your child’s date of birth."</p>
            <ActionForm action=action>
                <input type="hidden" name="code" value=move || code.get()/>
                <DateInput
                    name="date_of_birth"
                    legend="Date of birth of the person the plan is for"
                    hint="For example, 31 3 2009"
                    day=forms::value(state, "date_of_birth_day")
                    month=forms::value(state, "date_of_birth_month")
                    year=forms::value(state, "date_of_birth_year")
                    error=forms::problem(state, "date_of_birth")
                />
                <Button pending=action.pending()>"Continue"</Button>
            </ActionForm>
            <InsetText>
                <p>"Opening this page does not use up your invitation."</p>
            </InsetText>
        </Stack>
    }
    .into_any()
}

fn closed() -> AnyView {
    view! {
        <Stack>
            <Heading text="This invitation cannot be used"/>
            <p>"It may have been used already, or its time is over. Ask your GP surgery for a new one."</p>
            <p>"If you have joined already, log in."</p>
            <p><ButtonLink href=routes::LOG_IN>"Log in"</ButtonLink></p>
            <p><TextLink href=routes::JOIN>"Type another code"</TextLink></p>
        </Stack>
    }
    .into_any()
}

fn refused(error: &AppError) -> AnyView {
    error.view()
}
