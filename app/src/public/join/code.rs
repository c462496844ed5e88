use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::EnterCode;
use crate::forms;
use crate::public::masthead::Masthead;
use crate::routes;
use crate::ui::{BackLink, Button, ErrorSummary, Heading, InputWidth, Page, Stack, TextInput};

/// The page for a code typed from a printed sheet.
#[component]
pub fn CodePage() -> impl IntoView {
    let action = ServerAction::<EnterCode>::new();
    let state = forms::state(action.value());
    view! {
        <Masthead/>
        <Page title="Join with a code">
            <Stack>
                <BackLink href=routes::HOME text="Back"/>
                <Suspense>
                    {move || Suspend::new(async move {
                        let state = state.ready().await;
                        view! {
                            <ErrorSummary errors=forms::summary(state)/>
                            <Heading text="Join with a code"/>
                            <ActionForm action=action>
                                <TextInput
                                    name="code"
                                    label="Code from your invitation"
                                    hint="10 letters and numbers, such as ABCDE-12345"
                                    value=forms::value(state, "code")
                                    error=forms::problem(state, "code")
                                    width=InputWidth::Twenty
                                    autocomplete="one-time-code"
                                />
                                <Button pending=action.pending()>"Continue"</Button>
                            </ActionForm>
                        }
                    })}
                </Suspense>
            </Stack>
        </Page>
    }
    .into_any()
}
