use leptos::prelude::*;
use leptos_meta::Title;

use super::error_summary::PageErrors;
use crate::words::say;

/// One screen's main part. The document title gains "Error: " while an error summary on the page has something to say.
#[component]
pub fn Page(#[prop(into)] title: String, #[prop(optional)] wide: bool, children: Children) -> impl IntoView {
    let errors = PageErrors::new();
    provide_context(errors.clone());
    let wrong = say("ui-error", &[("title", &title)]);
    let document_title = move || if errors.any() { wrong.clone() } else { title.clone() };
    let page_class = if wide { "page page-wide" } else { "page" };
    view! {
        <Title text=document_title />
        <main id="main" tabindex="-1" class=page_class>
            {children()}
        </main>
    }
    .into_any()
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HeadingSize {
    Medium,
    #[default]
    Large,
    ExtraLarge,
}

/// The one `h1` of a page.
#[component]
pub fn Heading(
    #[prop(into)] text: Signal<String>,
    #[prop(default = HeadingSize::Large)] size: HeadingSize,
    #[prop(optional, into)] caption: Option<String>,
) -> impl IntoView {
    let heading_class = match size {
        HeadingSize::Medium => "heading heading-m",
        HeadingSize::Large => "heading heading-l",
        HeadingSize::ExtraLarge => "heading heading-xl",
    };
    view! {
        <div class="heading-group">
            {caption.map(|caption| view! { <p class="caption">{caption}</p> })}
            <h1 class=heading_class>{move || text.get()}</h1>
        </div>
    }
    .into_any()
}

#[component]
pub fn SectionHeading(#[prop(into)] text: String, #[prop(optional, into)] id: Option<String>) -> impl IntoView {
    view! {
        <h2 class="heading heading-m" id=id>
            {text}
        </h2>
    }
    .into_any()
}
