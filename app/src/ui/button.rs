use leptos::prelude::*;

/// What pressing it means: one primary a page, warning only for what cannot be undone, reverse on blue or black.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    Secondary,
    Warning,
    Reverse,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonType {
    #[default]
    Submit,
    Button,
}

fn button_class(kind: ButtonKind, full_width: bool, small: bool) -> String {
    let kind_class = match kind {
        ButtonKind::Primary => "button",
        ButtonKind::Secondary => "button button-secondary",
        ButtonKind::Warning => "button button-warning",
        ButtonKind::Reverse => "button button-reverse",
    };
    let width_class = if full_width { " button-full" } else { "" };
    let size_class = if small { " button-small" } else { "" };
    format!("{kind_class}{width_class}{size_class}")
}

#[component]
pub fn Button(
    #[prop(default = ButtonKind::Primary)] kind: ButtonKind,
    #[prop(optional, into)] name: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] full_width: bool,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] pending: Signal<bool>,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
    #[prop(default = ButtonType::Submit)] button_type: ButtonType,
    children: Children,
) -> impl IntoView {
    let element_type = match button_type {
        ButtonType::Submit => "submit",
        ButtonType::Button => "button",
    };
    let button_class = button_class(kind, full_width, small);
    // `aria-disabled` instead of `disabled`: a button that loses focus while it works leaves a keyboard user nowhere.
    let busy = move || pending.get().then_some("true");
    view! {
        <button
            type=element_type
            name=name
            value=value
            class=button_class
            aria-disabled=busy
            aria-busy=busy
            on:click=move |event| {
                if pending.get_untracked() {
                    event.prevent_default();
                } else if let Some(on_click) = on_click {
                    on_click.run(());
                }
            }
        >
            {children()}
        </button>
    }
    .into_any()
}

#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(default = ButtonKind::Primary)] kind: ButtonKind,
    #[prop(optional)] full_width: bool,
    #[prop(optional)] small: bool,
    /// Leaves the client-side router alone: for files, other apps and log-out.
    #[prop(optional)]
    external: bool,
    children: Children,
) -> impl IntoView {
    let button_class = button_class(kind, full_width, small);
    view! {
        <a href=href rel=external.then_some("external") class=button_class>
            {children()}
        </a>
    }
    .into_any()
}
