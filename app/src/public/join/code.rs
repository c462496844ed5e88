use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::EnterCode;
use crate::forms;
use crate::public::masthead::Masthead;
use crate::routes;
use crate::ui::{BackLink, Button, ErrorSummary, Heading, InputWidth, Page, Stack, TextInput};
use crate::words::t;

/// The page for a code typed from a printed sheet.
#[component]
pub fn CodePage() -> impl IntoView {
    let action = ServerAction::<EnterCode>::new();
    let state = forms::state(action.value());
    view! {
        <Masthead/>
        <Page title=t("join-code-title")>
            <Stack>
                <BackLink href=routes::HOME text=t("join-back")/>
                <Suspense>
                    {move || Suspend::new(async move {
                        let state = state.ready().await;
                        view! {
                            <ErrorSummary errors=forms::summary(state)/>
                            <Heading text=t("join-code-title")/>
                            <ActionForm action=action>
                                <TextInput
                                    name="code"
                                    label=t("join-code")
                                    hint=t("join-code-hint")
                                    value=forms::value(state, "code")
                                    error=forms::problem(state, "code")
                                    width=InputWidth::Twenty
                                    autocomplete="one-time-code"
                                />
                                <Button pending=action.pending()>{t("join-continue")}</Button>
                            </ActionForm>
                        }
                    })}
                </Suspense>
            </Stack>
        </Page>
    }
    .into_any()
}
