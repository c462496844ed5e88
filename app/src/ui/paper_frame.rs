use leptos::prelude::*;

/// A sheet of paper beside the form: black on white, as the printer will show it. It scrolls by itself, so it can be
/// focused.
#[component]
pub fn PaperFrame(#[prop(into)] title: String, large: bool, children: Children) -> impl IntoView {
    let paper_class = if large { "paper paper-large" } else { "paper" };
    let label = format!("Print preview: {title}");
    view! {
        <section class=paper_class aria-label=label>
            <p class="paper-draft"><strong>"DRAFT – do not use"</strong></p>
            <div class="paper-sheet" tabindex="0" role="group" aria-label="What the printer shows">
                {children()}
            </div>
        </section>
    }
    .into_any()
}
