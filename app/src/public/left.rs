use domain::consent::AFTER_LEAVING;
use leptos::prelude::*;

use super::masthead::Masthead;
use crate::routes;
use crate::ui::{Card, Heading, Page, Stack, TextLink};

/// Where somebody lands who has taken back what they agreed to.
#[component]
pub(super) fn LeftPage() -> impl IntoView {
    view! {
        <Masthead/>
        <Page title="You have left">
            <Stack>
                <Heading text="You have left"/>
                <p>"The plan is no longer shown here. Your links and reminders have stopped, and you are logged out everywhere."</p>
                <Card heading="From now on">
                    <p>{AFTER_LEAVING}</p>
                    <p class="mb-0"><TextLink href=routes::EMERGENCY external=true>"General emergency steps"</TextLink></p>
                </Card>
                <p>"You can come back at any time: ask your GP surgery for an invitation."</p>
            </Stack>
        </Page>
    }
    .into_any()
}
