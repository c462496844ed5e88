//! Every component in every state, on one page: what the accessibility and appearance checks look at.

mod actions;
mod charts;
mod content;
mod forms;
mod plans;

use leptos::prelude::*;

use super::{Heading, HeadingSize, Page, SectionHeading};

/// Every component in every state.
#[component]
pub fn Gallery() -> impl IntoView {
    view! {
        <Page title="Design system" wide=true>
            <Heading text="Design system" size=HeadingSize::ExtraLarge caption="Components and their states" />
            {section("Headers and navigation", actions::headers())}
            {section("Links and buttons", actions::buttons())}
            {section("Icons", actions::icons())}
            {section("Form controls", forms::controls())}
            {section("Form controls with errors", forms::errors())}
            {section("Dense controls", forms::dense())}
            {section("Tags and cards", content::tags_and_cards())}
            {section("Lists and tables", content::lists_and_tables())}
            {section("Messages", content::messages())}
            {section("Care cards", content::care_cards())}
            {section("Figures", content::figures())}
            {section("Charts", charts::charts())}
            {section("Columns", content::columns())}
            {section("Zones", plans::zones())}
            {section("Patient and draft", plans::patient())}
            {section("Emergency", plans::emergency())}
        </Page>
    }
    .into_any()
}

fn section(title: &'static str, content: AnyView) -> AnyView {
    let id = title.to_lowercase().replace(' ', "-");
    view! {
        <div class="py-6 border-t">
            <SectionHeading text=title id=id />
            {content}
        </div>
    }
    .into_any()
}
