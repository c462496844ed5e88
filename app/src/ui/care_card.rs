use crate::words::t;
use leptos::prelude::*;

/// How soon help is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CareLevel {
    NonUrgent,
    Urgent,
    Emergency,
}

/// One call to action and when to follow it.
#[component]
pub fn CareCard(level: CareLevel, #[prop(into)] heading: String, children: Children) -> impl IntoView {
    let card_class = match level {
        CareLevel::NonUrgent => "care-card",
        CareLevel::Urgent => "care-card care-urgent",
        CareLevel::Emergency => "care-card care-emergency dark-ground",
    };
    let spoken = match level {
        CareLevel::NonUrgent => t("ui-care-non-urgent"),
        CareLevel::Urgent => t("ui-care-urgent"),
        CareLevel::Emergency => t("ui-care-emergency"),
    };
    view! {
        <section class=card_class>
            <h2 class="care-heading">
                <span class="visually-hidden">{spoken} " "</span>
                {heading}
            </h2>
            <div class="care-body">{children()}</div>
        </section>
    }
    .into_any()
}
