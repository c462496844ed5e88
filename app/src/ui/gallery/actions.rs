use leptos::prelude::*;

use crate::ui::{
    BackLink, BottomNav, BottomNavItem, Breadcrumb, Button, ButtonKind, ButtonLink, ButtonType, Gap, Icon, IconMark,
    NavItem, PatientHeader, Row, SkipLink, Stack, StaffHeader, TextLink,
};

pub(super) fn headers() -> AnyView {
    let nav = ["My list", "Patients", "Board"]
        .into_iter()
        .enumerate()
        .map(|(place, text)| NavItem { text: text.to_owned(), href: "#".to_owned(), current: place == 0 })
        .collect();
    let bottom = [
        ("Emergency", Icon::Emergency),
        ("Today", Icon::Today),
        ("Plan", Icon::Plan),
        ("Diary", Icon::Diary),
        ("More", Icon::More),
    ]
    .into_iter()
    .enumerate()
    .map(|(place, (text, icon))| BottomNavItem {
        text: text.to_owned(),
        href: "#".to_owned(),
        icon,
        current: place == 1,
        urgent: place == 0,
    })
    .collect();
    view! {
        <Stack>
            <SkipLink />
            <StaffHeader nav=nav who="Jo Okafor, practice nurse" demo=true>
                <Button kind=ButtonKind::Reverse small=true button_type=ButtonType::Button>
                    "Log out"
                </Button>
            </StaffHeader>
            <PatientHeader title="Asthma plan" who="Amina, 9" demo=true />
            <BackLink href="#" text="Back to patients" />
            <Breadcrumb items=vec![
                ("North East ICB".to_owned(), Some("#".to_owned())),
                ("Riverside PCN".to_owned(), Some("#".to_owned())),
                ("Riverside Surgery".to_owned(), None),
            ] />
            <BottomNav items=bottom />
        </Stack>
    }
    .into_any()
}

pub(super) fn buttons() -> AnyView {
    let pressed = RwSignal::new(0_u32);
    let waiting = RwSignal::new(true);
    view! {
        <Stack>
            <p>
                <TextLink href="#">"A link in a sentence"</TextLink>
                " and "
                <TextLink href="#" external=true>"a link out of the app"</TextLink>
            </p>
            <Row>
                <Button button_type=ButtonType::Button on_click=move |()| pressed.update(|times| *times += 1)>
                    "Primary"
                </Button>
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button>
                    "Secondary"
                </Button>
                <Button kind=ButtonKind::Warning button_type=ButtonType::Button>
                    "Warning"
                </Button>
                <Button pending=waiting button_type=ButtonType::Button>
                    "Saving"
                </Button>
                <ButtonLink href="#">"Link as button"</ButtonLink>
                <ButtonLink href="#" kind=ButtonKind::Secondary small=true>
                    "Small"
                </ButtonLink>
            </Row>
            <Stack gap=Gap::Small>
                <Button full_width=true button_type=ButtonType::Button>
                    "Full width"
                </Button>
                <p class="muted">"Primary pressed " {move || pressed.get()} " times"</p>
            </Stack>
        </Stack>
    }
    .into_any()
}

pub(super) fn icons() -> AnyView {
    let icons = [
        ("Emergency", Icon::Emergency),
        ("Today", Icon::Today),
        ("Plan", Icon::Plan),
        ("Diary", Icon::Diary),
        ("More", Icon::More),
        ("Tick", Icon::Tick),
        ("Warning", Icon::Warning),
        ("Octagon", Icon::Octagon),
        ("Search", Icon::Search),
        ("Person", Icon::Person),
    ]
    .into_iter()
    .map(|(text, icon)| {
        view! {
            <span class="inline-flex items-center gap-2">
                <IconMark icon=icon size=32 />
                {text}
            </span>
        }
    })
    .collect_view();
    view! { <Row>{icons}</Row> }.into_any()
}
