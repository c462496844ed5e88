use leptos::prelude::*;

use crate::ui::{
    BigCall, Button, ButtonKind, ButtonType, DraftMark, EmergencyFrame, IdentityBanner, NumberedSteps, PhoneFrame, Row,
    Stack, Tag, Tone, ZoneCard, ZoneStep, ZoneStrip, ZoneTone,
};

fn three_zones(compact: bool) -> AnyView {
    view! {
        <ZoneCard zone=ZoneTone::Green heading="1 Green zone: every day" compact=compact heading_level_3=true>
            <p>"Brown inhaler, two puffs through the spacer, "<strong>"morning and night"</strong>"."</p>
        </ZoneCard>
        <ZoneCard zone=ZoneTone::Amber heading="2 Amber zone: getting worse" compact=compact heading_level_3=true>
            <p>"Coughing at night, or peak flow "<strong>"below 252"</strong>"."</p>
        </ZoneCard>
        <ZoneCard zone=ZoneTone::Red heading="3 Red zone: asthma attack" compact=compact heading_level_3=true>
            <p>"Too breathless to talk. "<a href="#">"Open emergency steps"</a></p>
        </ZoneCard>
    }
    .into_any()
}

pub(super) fn zones() -> AnyView {
    let steps = [(ZoneTone::Green, Some("7am")), (ZoneTone::Amber, None), (ZoneTone::Red, Some("9am"))]
        .map(|(zone, mark)| ZoneStep { zone, mark: mark.map(str::to_owned) })
        .to_vec();
    view! {
        <Stack>
            {three_zones(false)} {three_zones(true)}
            <ZoneStrip steps=steps/>
            <ZoneCard zone=ZoneTone::Amber heading="Do this now" heading_level_3=true>
                <ol class="numbers">
                    <li>"Take "<strong>"two puffs"</strong>" of your "<strong>"blue"</strong>" inhaler."</li>
                    <li>"See your nurse or GP "<strong>"within 24 hours"</strong>"."</li>
                </ol>
            </ZoneCard>
        </Stack>
    }
    .into_any()
}

pub(super) fn patient() -> AnyView {
    view! {
        <Stack>
            <IdentityBanner name="Amina Rahman" born="3 March 2017 (9 years)" nhs_number="999 012 3456">
                <Tag tone=Tone::Red text="Allergy: penicillin" />
            </IdentityBanner>
            <DraftMark />
            <PhoneFrame title="Amina's plan" draft=true>
                {three_zones(true)}
            </PhoneFrame>
        </Stack>
    }
    .into_any()
}

pub(super) fn emergency() -> AnyView {
    let steps = vec![
        view! {
            <span>
                <strong>"Sit up straight. "</strong>
                "Try to keep calm."
            </span>
        }
        .into_any(),
        view! {
            <span>
                <strong>"One puff of the blue inhaler "</strong>
                "every 30 to 60 seconds, through the spacer."
            </span>
            <Row>
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button>
                    "Puff taken"
                </Button>
                <strong class="type-l tabular-nums">"3"</strong>
                <span class="muted type-small">"of 10 · next in 0:21"</span>
            </Row>
        }
        .into_any(),
        view! { <span><strong>"Call 999 "</strong>"if you feel worse at any time."</span> }.into_any(),
    ];
    view! {
        <EmergencyFrame>
            <div class="p-4">
                <Stack>
                    <h3>"Asthma attack"</h3>
                    <BigCall number="999" text="Call 999" />
                    <p>"If there is no phone signal, ask someone near you to call 999 now. "<a href="#">"Close"</a></p>
                    <NumberedSteps steps=steps />
                    <Button kind=ButtonKind::Reverse button_type=ButtonType::Button>
                        "Start again"
                    </Button>
                </Stack>
            </div>
        </EmergencyFrame>
    }
    .into_any()
}
