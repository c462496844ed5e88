use domain::consent::RecruitmentSource;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::{EnterCode, heard};
use crate::forms;
use crate::load::load;
use crate::public::masthead::Masthead;
use crate::routes;
use crate::ui::{BackLink, Button, Card, ErrorSummary, Heading, InputWidth, Page, Stack, TextInput};

/// The page for a code typed from a printed sheet.
#[component]
pub fn CodePage() -> impl IntoView {
    let action = ServerAction::<EnterCode>::new();
    let state = forms::state(action.value());
    let query = use_query_map();
    let from = Memo::new(move |_| query.read().get("from"));
    let followed = load(move || from.get(), heard);
    view! {
        <Masthead/>
        <Page title="Join with a code">
            <Stack>
                <BackLink href=routes::HOME text="Back"/>
                <Suspense>
                    {move || Suspend::new(async move {
                        let state = state.ready().await;
                        let followed = followed.ready().await.ok().flatten();
                        let came_by_link = followed.is_some();
                        view! {
                            <ErrorSummary errors=forms::summary(state)/>
                            <Heading text=if came_by_link { "Your asthma plan on your phone" } else { "Join with a code" }/>
                            {followed.map(|(source, name)| how(source, &name))}
                            <ActionForm action=action>
                                <input type="hidden" name="from" value=move || from.get().unwrap_or_default()/>
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
                            {(!came_by_link).then(|| view! { <p>"No code? Ask your GP surgery for an invitation."</p> })}
                        }
                    })}
                </Suspense>
            </Stack>
        </Page>
    }
    .into_any()
}

/// For whoever followed a public link: what this is, and that the code comes from the GP surgery.
fn how(source: RecruitmentSource, name: &str) -> AnyView {
    let told = match source {
        RecruitmentSource::School => "Your school told you about this.",
        RecruitmentSource::Social => "You saw this on social media.",
        RecruitmentSource::Letter => "You had a letter or message about this.",
        RecruitmentSource::Practice | RecruitmentSource::Other => "You followed a link to this page.",
    };
    let from = format!("{told} It comes from {name}.");
    view! {
        <p>{from}</p>
        <Card heading="How to join">
            <ol class="numbers mb-0">
                <li>"Ask your GP surgery for an invitation to your asthma plan. It has a code."</li>
                <li>"Type the code below."</li>
                <li>"Give the date of birth, read what is collected, and say yes."</li>
            </ol>
        </Card>
    }
    .into_any()
}
