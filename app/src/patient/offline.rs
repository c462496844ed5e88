//! What a phone shows without a network: shells that hold nobody's data, and, kept sealed on the phone, what is put into
//! them. The general emergency steps are in every shell, as plain HTML.

use domain::plan::emergency::general_steps;
use leptos::prelude::*;

use super::frame::Menu;
use crate::plan_words::EmergencySteps;
use crate::routes;
use crate::ui::{BigCall, Card, EmergencyFrame, Heading, Page, PatientHeader, SectionHeading, Stack, TextLink, Tone};
#[cfg(feature = "ssr")]
use crate::words::for_browser;
use crate::words::t;

/// Any page but the emergency steps.
#[component]
pub(super) fn OfflinePage() -> impl IntoView {
    view! {
        <div id="shell">
            <PatientHeader title=t("frame-title") who=""/>
            <Page title=t("frame-title")>
                <div data-fill>
                    <Stack>
                        <Heading text=t("offline-title")/>
                        <p>{t("offline-text")}</p>
                        <Card edge=Tone::Red>
                            <SectionHeading text=t("offline-attack")/>
                            <BigCall number="999" text=t("emergency-call")/>
                            <EmergencySteps steps=general_steps()/>
                            <p>{t("emergency-everybody")}</p>
                        </Card>
                    </Stack>
                </div>
            </Page>
            <Menu place=None/>
        </div>
    }
    .into_any()
}

/// The emergency steps.
#[component]
pub(super) fn OfflineEmergencyPage() -> impl IntoView {
    view! {
        <EmergencyFrame>
            <Page title=t("emergency-page")>
                <Stack>
                    <div class="flex items-start justify-between gap-4">
                        <Heading text=t("emergency-title")/>
                        <p><TextLink href=routes::MY external=true>{t("emergency-close")}</TextLink></p>
                    </div>
                    <BigCall number="999" text=t("emergency-call")/>
                    <p>{t("emergency-no-signal")}</p>
                    <div data-fill>
                        <Stack>
                            <EmergencySteps steps=general_steps()/>
                            <p>{t("offline-not-kept")}</p>
                        </Stack>
                    </div>
                </Stack>
            </Page>
        </EmergencyFrame>
    }
    .into_any()
}

/// The pages of one person as a phone keeps them: address and what stands in it, by the same views as with a network.
#[cfg(feature = "ssr")]
pub fn kept_pages(copy: domain::diary::PhoneCopy) -> Vec<(String, String)> {
    use domain::diary::note::form::KINDS;
    let domain::diary::PhoneCopy { today, diary, medicines } = copy;
    let write = |view: AnyView| view.to_html();
    let meter = diary.meter;
    // A root of its own: another request that ends on this thread takes nothing away from these pages.
    Owner::new_root(None).with(|| {
        let notes = KINDS.map(|kind| (routes::diary_note(kind), write(super::diary::of_form(kind, meter))));
        let pages = vec![
            (routes::EMERGENCY, write(super::emergency::of_plan(today.plan.clone()))),
            (routes::MY_PLAN, write(super::plan::of_plan(today.plan.clone(), today.today))),
            (routes::DIARY, write(super::diary::of_view(diary))),
            (routes::MY_MEDICINES, write(super::medicines::of_view(medicines, "", false))),
            (routes::MORE, write(super::more::without_network(today.person.age))),
        ];
        pages.into_iter().map(|(address, page)| (address.to_owned(), page)).chain(notes).collect()
    })
}

/// The shells in one text: whatever changes in it changes what phones keep.
#[cfg(feature = "ssr")]
pub fn shells() -> String {
    Owner::new_root(None).with(|| {
        leptos_meta::provide_meta_context();
        let page = view! { <OfflinePage/> }.into_any().to_html();
        let emergency = view! { <OfflineEmergencyPage/> }.into_any().to_html();
        // A shell carries the sentences of the screens that start from it.
        [page, emergency, for_browser(false)].concat()
    })
}
