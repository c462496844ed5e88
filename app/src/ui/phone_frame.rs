use leptos::prelude::*;

/// What the sheet beside the form stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// The patient's phone.
    #[default]
    Phone,
    /// Paper, black on white, at the size of the print.
    Print,
    /// Paper in large print.
    LargePrint,
}

/// The patient's phone beside the form, or the printed sheet. It scrolls by itself, so it can be focused.
#[component]
pub fn PhoneFrame(
    #[prop(into)] title: String,
    #[prop(optional)] draft: bool,
    #[prop(optional, into)] sheet: Signal<Sheet>,
    children: Children,
) -> impl IntoView {
    let mark = draft.then(|| view! { <strong class="phone-draft">"DRAFT – do not use"</strong> });
    let label = format!("Preview: {title}");
    let frame_class = move || match sheet.get() {
        Sheet::Phone => "phone",
        Sheet::Print => "phone paper",
        Sheet::LargePrint => "phone paper paper-large",
    };
    view! {
        <section class=frame_class aria-label=label>
            <p class="phone-bar">
                <span>{title}</span>
                {mark}
            </p>
            <div class="phone-screen" tabindex="0" role="group" aria-label="What the patient sees">
                {children()}
            </div>
        </section>
    }
    .into_any()
}
