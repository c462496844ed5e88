use leptos::{prelude::*, web_sys};

/// What the sheet beside the form stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The patient's phone.
    Phone,
    /// Paper, black on white, at the size of the print.
    Print,
    /// Paper in large print.
    LargePrint,
}

/// The patient's phone beside the form. It scrolls by itself, so it can be focused. [`show_as`] makes paper of it.
#[component]
pub fn PhoneFrame(#[prop(into)] title: String, #[prop(optional)] draft: bool, children: Children) -> impl IntoView {
    let mark = draft.then(|| view! { <strong class="phone-draft">"DRAFT – do not use"</strong> });
    let label = format!("Preview: {title}");
    view! {
        <section class="phone" aria-label=label>
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

/// Shows the frame inside an element as this sheet.
pub fn show_as(around: &web_sys::Element, sheet: Sheet) {
    if let Ok(Some(frame)) = around.query_selector(".phone") {
        frame.set_class_name(match sheet {
            Sheet::Phone => "phone",
            Sheet::Print => "phone paper",
            Sheet::LargePrint => "phone paper paper-large",
        });
    }
}
