use domain::consent::AFTER_LEAVING;
use leptos::prelude::*;

use super::masthead::Masthead;
use crate::routes;
use crate::ui::{Card, Heading, Page, Stack, TextLink};
use crate::words::t;

/// Where somebody lands who has taken back what they agreed to.
#[component]
pub(super) fn LeftPage() -> impl IntoView {
    view! {
        <Masthead/>
        <Page title=t("terms-left")>
            <Stack>
                <Heading text=t("terms-left")/>
                <p>{t("terms-left-text")}</p>
                <Card heading=t("terms-left-now")>
                    <p>{AFTER_LEAVING}</p>
                    <p class="mb-0"><TextLink href=routes::EMERGENCY external=true>{t("terms-left-emergency")}</TextLink></p>
                </Card>
                <p>{t("terms-left-back")}</p>
            </Stack>
        </Page>
    }
    .into_any()
}
