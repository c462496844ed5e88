//! What all form controls share: label, hint, error, and a link to a value that outlives the wait for the page to wake.

use leptos::{html::ElementType, prelude::*, wasm_bindgen::JsCast, web_sys};

use crate::words::t;

/// One of the values a person can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: Option<String>,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Questions that belong together under one legend.
#[component]
pub fn Fieldset(#[prop(into)] legend: String, children: Children) -> impl IntoView {
    view! {
        <fieldset class="fieldset">
            <legend class="legend legend-m">{legend}</legend>
            {children()}
        </fieldset>
    }
    .into_any()
}

/// Ids of the texts that explain a control, for `aria-describedby`.
pub(super) fn described_by(
    name: &str,
    has_hint: bool,
    has_unit: bool,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    let hint = has_hint.then(|| format!("{name}-hint"));
    let unit = has_unit.then(|| format!("{name}-unit"));
    let wrong = format!("{name}-error");
    move || {
        let wrong = error.with(Option::is_some).then(|| wrong.clone());
        let ids: Vec<String> = [hint.clone(), unit.clone(), wrong].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

pub(super) fn field_class(error: Signal<Option<String>>) -> &'static str {
    if error.with(Option::is_some) { "field field-wrong" } else { "field" }
}

pub(super) fn invalid(error: Signal<Option<String>>) -> Option<&'static str> {
    error.with(Option::is_some).then_some("true")
}

pub(super) fn hint_text(name: &str, hint: Option<String>) -> Option<AnyView> {
    let id = format!("{name}-hint");
    hint.map(|hint| {
        view! {
            <p class="hint" id=id>
                {hint}
            </p>
        }
        .into_any()
    })
}

pub(super) fn error_text(name: &str, error: Signal<Option<String>>) -> AnyView {
    let id = format!("{name}-error");
    (move || {
        let id = id.clone();
        error.get().map(|message| {
            view! {
                <p class="error-message" id=id>
                    <span class="visually-hidden">{t("ui-error-mark")} " "</span>
                    <span>{message}</span>
                </p>
            }
        })
    })
    .into_any()
}

/// A control whose content is text.
pub(super) trait TextControl {
    fn text(&self) -> String;
    /// What the server sent.
    fn initial(&self) -> String;
    fn put(&self, text: &str);
}

impl TextControl for web_sys::HtmlInputElement {
    fn text(&self) -> String {
        self.value()
    }
    fn initial(&self) -> String {
        self.default_value()
    }
    fn put(&self, text: &str) {
        self.set_value(text);
    }
}

impl TextControl for web_sys::HtmlTextAreaElement {
    fn text(&self) -> String {
        self.value()
    }
    fn initial(&self) -> String {
        self.default_value().unwrap_or_else(|_| self.value())
    }
    fn put(&self, text: &str) {
        self.set_value(text);
    }
}

/// Keeps a text control and its signal together. What somebody typed before the page woke up is handed to the signal;
/// a plain property binding would wipe it out.
pub(super) fn follow_text<E>(node: NodeRef<E>, value: Signal<String>, on_input: Option<Callback<String>>)
where
    E: ElementType + 'static,
    E::Output: TextControl + JsCast + Clone + 'static,
{
    Effect::new(move |woken: Option<()>| {
        let wanted = value.get();
        let Some(control) = node.get_untracked() else { return };
        let text = control.text();
        if woken.is_none() && text != control.initial() {
            if let Some(on_input) = on_input {
                untrack(move || on_input.run(text));
            }
        } else if text != wanted {
            control.put(&wanted);
        }
    });
}

/// The same for a radio or checkbox.
pub(super) fn follow_checked(
    node: NodeRef<leptos::html::Input>,
    checked: Signal<bool>,
    on_early_change: impl Fn(bool) + 'static,
) {
    Effect::new(move |woken: Option<()>| {
        let wanted = checked.get();
        let Some(control) = node.get_untracked() else { return };
        let now = control.checked();
        if woken.is_none() && now != control.default_checked() {
            untrack(|| on_early_change(now));
        } else if now != wanted {
            control.set_checked(wanted);
        }
    });
}
