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
use crate::words::{say, t};

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
        <Page title=t("join-code-title")>
            <Stack>
                <BackLink href=routes::HOME text=t("join-back")/>
                <Suspense>
                    {move || Suspend::new(async move {
                        let state = state.ready().await;
                        let followed = followed.ready().await.ok().flatten();
                        let came_by_link = followed.is_some();
                        view! {
                            <ErrorSummary errors=forms::summary(state)/>
                            <Heading text=if came_by_link { t("join-by-link") } else { t("join-code-title") }/>
                            {followed.map(|(source, name)| how(source, &name))}
                            <ActionForm action=action>
                                <input type="hidden" name="from" value=move || from.get().unwrap_or_default()/>
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
                            {(!came_by_link).then(|| view! { <p>{t("join-no-code")}</p> })}
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
    let from = match source {
        RecruitmentSource::School => say("join-by-school", &[("from", name)]),
        RecruitmentSource::Social => say("join-by-social", &[("from", name)]),
        RecruitmentSource::Letter => say("join-by-letter", &[("from", name)]),
        RecruitmentSource::Practice | RecruitmentSource::Other => say("join-by-other", &[("from", name)]),
    };
    view! {
        <p>{from}</p>
        <Card heading=t("join-how")>
            <ol class="numbers mb-0">
                <li>{t("join-how-ask")}</li>
                <li>{t("join-how-code")}</li>
                <li>{t("join-how-yes")}</li>
            </ol>
        </Card>
    }
    .into_any()
}
