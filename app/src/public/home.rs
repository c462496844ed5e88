//! The first page.

use leptos::prelude::*;

use super::demo::DemoNotice;
use super::masthead::Masthead;
use crate::routes;
use crate::ui::{ButtonKind, ButtonLink, Card, ColumnKind, Columns, Heading, HeadingSize, Page, Row, Stack, TextLink};
use crate::words::t;

#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Masthead/>
        <Page title=t("home-title") wide=true>
            <Stack>
                <Heading text=t("home-heading") size=HeadingSize::ExtraLarge/>
                <p>
                    {t("home-lead")}
                </p>
                <Row>
                    <ButtonLink href=routes::JOIN>{t("home-join")}</ButtonLink>
                    <ButtonLink href=routes::LOG_IN kind=ButtonKind::Secondary>{t("home-log-in")}</ButtonLink>
                </Row>
                <p>
                    <TextLink href=routes::EMERGENCY>{t("home-emergency")}</TextLink>
                </p>
                <DemoNotice/>
                <Columns kind=ColumnKind::Thirds>
                    <Card heading=t("home-you")>
                        <p>{t("home-you-text")}</p>
                    </Card>
                    <Card heading=t("home-parents")>
                        <p>{t("home-parents-text")}</p>
                    </Card>
                    <Card heading=t("home-surgeries")>
                        <p>{t("home-surgeries-text")}</p>
                    </Card>
                </Columns>
            </Stack>
        </Page>
    }
    .into_any()
}
