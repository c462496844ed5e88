use leptos::prelude::*;

/// Who this is about, always in sight. Born as "3 March 2017 (9 years)", the NHS number as "999 012 3456".
#[component]
pub fn IdentityBanner(
    #[prop(into)] name: String,
    #[prop(into)] born: String,
    #[prop(into)] nhs_number: String,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="identity" aria-label="Patient">
            <strong class="identity-name">{name}</strong>
            <span>"Born " <span class="identity-whole">{born}</span></span>
            <span>"NHS number " <bdi class="identity-whole">{nhs_number}</bdi></span>
            {children()}
        </section>
    }
    .into_any()
}

/// Marks everything on the page, on screen and across every printed sheet, as not to be followed.
#[component]
pub fn DraftMark() -> impl IntoView {
    view! {
        <p class="draft-mark" role="note">
            <strong>"DRAFT – do not use"</strong>
        </p>
        <p class="draft-watermark" aria-hidden="true">
            "DRAFT – do not use"
        </p>
    }
    .into_any()
}
