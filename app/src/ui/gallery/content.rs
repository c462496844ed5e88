use leptos::prelude::*;

use crate::ui::{
    BannerKind, BarRow, Card, CareCard, CareLevel, Cell, Column, ColumnKind, Columns, Details, Expander, InsetText,
    LiveDot, LiveRegion, NotificationBanner, Row, Sparkline, Stack, StatCard, SummaryList, SummaryRow, TableFrame,
    TableRow, Tag, TextLink, Tone, WarningCallout,
};

const TONES: [(&str, Tone); 8] = [
    ("Grey", Tone::Grey),
    ("Green", Tone::Green),
    ("Blue", Tone::Blue),
    ("Yellow", Tone::Yellow),
    ("Orange", Tone::Orange),
    ("Red", Tone::Red),
    ("Purple", Tone::Purple),
    ("White", Tone::White),
];

pub(super) fn tags_and_cards() -> AnyView {
    let tags = TONES.into_iter().map(|(text, tone)| view! { <Tag tone=tone text=text /> }).collect_view();
    view! {
        <Stack>
            <Row>{tags}</Row>
            <Card heading="How are you now?">
                <p>"About 20 seconds. "<TextLink href="#">"Check in"</TextLink></p>
            </Card>
            <Card edge=Tone::Red>
                <p>
                    <strong>"Worse, or blue inhaler not lasting 4 hours? "</strong>
                    <TextLink href="#">"Open emergency steps"</TextLink>
                </p>
            </Card>
        </Stack>
    }
    .into_any()
}

pub(super) fn lists_and_tables() -> AnyView {
    let rows = [("Attack or A&E, review within 2 working days", "3", "Thursday"), ("No signed plan", "33", "41 days")]
        .into_iter()
        .map(|(list, people, oldest)| {
            view! {
                <TableRow>
                    <Cell label="List" header=true>
                        <TextLink href="#">{list}</TextLink>
                    </Cell>
                    <Cell label="People" numeric=true>
                        {people}
                    </Cell>
                    <Cell label="Oldest">{oldest}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    let columns = [("List", false), ("People", true), ("Oldest", false)]
        .into_iter()
        .map(|(text, numeric)| Column { text: text.to_owned(), numeric })
        .collect();
    view! {
        <Stack>
            <SummaryList rows=vec![
                SummaryRow {
                    key: "Best peak flow".to_owned(),
                    value: "315 litres per minute".to_owned(),
                    action: Some(("Change".to_owned(), "#".to_owned())),
                },
                SummaryRow { key: "Triggers".to_owned(), value: "Not provided".to_owned(), action: None },
            ] />
            <TableFrame caption="To do" columns=columns>
                {rows}
            </TableFrame>
            <Details summary="What is counted">
                <p>"People registered on the last day of the period."</p>
            </Details>
            <Expander summary="A part for when it is wanted" open=RwSignal::new(true)>
                <p>"Only made when it is opened."</p>
            </Expander>
        </Stack>
    }
    .into_any()
}

pub(super) fn messages() -> AnyView {
    view! {
        <Stack>
            <InsetText>
                <p>"Nobody is watching this for you: if you are worried, get help."</p>
            </InsetText>
            <WarningCallout heading="Measure again">
                <p>"The best peak flow is 8 months old. "<TextLink href="#">"Go to peak flow"</TextLink></p>
            </WarningCallout>
            <NotificationBanner kind=BannerKind::Info heading="Review due in 14 days">
                <p>"Book a review with your GP surgery."</p>
            </NotificationBanner>
            <NotificationBanner kind=BannerKind::Success heading="Saved on this device">
                <p>"It is sent when you are online."</p>
            </NotificationBanner>
            <LiveRegion text="2 new plans signed in the last minute" />
        </Stack>
    }
    .into_any()
}

pub(super) fn care_cards() -> AnyView {
    view! {
        <Stack>
            <CareCard level=CareLevel::NonUrgent heading="See a GP if:">
                <ul>
                    <li>"your cough keeps coming back"</li>
                </ul>
            </CareCard>
            <CareCard level=CareLevel::Urgent heading="Ask for an urgent GP appointment if:">
                <ul>
                    <li>"you are in your amber zone for more than 24 hours"</li>
                </ul>
            </CareCard>
            <CareCard level=CareLevel::Emergency heading="Call 999 or go to A&E now if:">
                <ul>
                    <li>"you are too breathless to talk"</li>
                </ul>
                <p>
                    <TextLink href="#">"Find your nearest A&E"</TextLink>
                </p>
            </CareCard>
        </Stack>
    }
    .into_any()
}

pub(super) fn figures() -> AnyView {
    let bars = [("Eligible", 1.0, "412"), ("Invited", 0.64, "264"), ("Registered", 0.45, "184 · 70%")]
        .into_iter()
        .map(|(label, share, value)| view! { <BarRow label=label share=share value=value /> })
        .collect_view();
    view! {
        <Stack>
            <Row>
                <LiveDot text="Live, last change 10:42:07am" on=true />
                <LiveDot text="Paused at 10:42am" on=false />
            </Row>
            <Columns kind=ColumnKind::Quarters>
                <StatCard title="Registered" value="184" note="of 412 eligible (44.7%) · 12 more than last week" href="#">
                    <Sparkline points=vec![150.0, 152.0, 160.0, 171.0, 184.0] label="Rising from 150 to 184" />
                    <Details summary="What is counted">
                        <p>"People with an account."</p>
                    </Details>
                </StatCard>
                <StatCard title="Activated within 28 days" value="68.4%" note="ICB middle half: 51% to 66%" />
            </Columns>
            <Card heading="From invited to still using it">{bars}</Card>
        </Stack>
    }
    .into_any()
}

pub(super) fn columns() -> AnyView {
    let kinds = [ColumnKind::Halves, ColumnKind::ThreeTwo, ColumnKind::Quarters, ColumnKind::Thirds]
        .into_iter()
        .map(|kind| {
            view! {
                <Columns kind=kind>
                    <Card>"One"</Card>
                    <Card>"Two"</Card>
                    <Card>"Three"</Card>
                    <Card>"Four"</Card>
                </Columns>
            }
        })
        .collect_view();
    view! { <Stack>{kinds}</Stack> }.into_any()
}
