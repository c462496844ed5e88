//! The first page.

use leptos::prelude::*;

use super::demo::DemoNotice;
use super::masthead::Masthead;
use crate::routes;
use crate::ui::{ButtonKind, ButtonLink, Card, ColumnKind, Columns, Heading, HeadingSize, Page, Row, Stack, TextLink};

#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Masthead/>
        <Page title="Digital Health Passport" wide=true>
            <Stack>
                <Heading text="Your asthma plan, always with you" size=HeadingSize::ExtraLarge/>
                <p>
                    "Your nurse or GP writes a plan that is yours alone. You carry it on your phone: what to do every day, what to do when you feel worse, and what to do in an asthma attack."
                </p>
                <Row>
                    <ButtonLink href=routes::JOIN>"Join with an invitation"</ButtonLink>
                    <ButtonLink href=routes::LOG_IN kind=ButtonKind::Secondary>"Log in"</ButtonLink>
                </Row>
                <p>
                    <TextLink href=routes::EMERGENCY>"Asthma attack? See the emergency steps now"</TextLink>
                </p>
                <DemoNotice/>
                <Columns kind=ColumnKind::Thirds>
                    <Card heading="For you">
                        <p>"See your zone and what to do now. Your plan shows its version and the date it was signed."</p>
                    </Card>
                    <Card heading="For parents">
                        <p>"Carry the plans of all your children, each kept apart from the others."</p>
                    </Card>
                    <Card heading="For GP surgeries">
                        <p>"Write and sign a plan in minutes, with the patient’s own view beside the form."</p>
                    </Card>
                </Columns>
            </Stack>
        </Page>
    }
    .into_any()
}
