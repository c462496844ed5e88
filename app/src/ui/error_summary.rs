use crate::words::t;
use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};

/// One thing to put right, with the element it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the field's element.
    pub field: String,
    pub message: String,
}

/// Lets the page's title know about an error summary further down. Counted by reference and not kept in the request's
/// arena: the server makes the title when another request's arena may be the current one.
#[derive(Clone)]
pub(super) struct PageErrors(ArcRwSignal<bool>);

impl PageErrors {
    pub(super) fn new() -> Self {
        Self(ArcRwSignal::new(false))
    }

    pub(super) fn any(&self) -> bool {
        self.0.get()
    }
}

/// Moves focus to an element, or to the first control inside it when it takes no focus itself. False when there is none.
pub fn focus_element(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let focusable = "input, select, textarea, button, a[href], [tabindex]";
    let target = if element.matches(focusable).unwrap_or(false) {
        Some(element)
    } else {
        element.query_selector(focusable).ok().flatten()
    };
    target
        .and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|target| target.focus().is_ok())
}

/// "There is a problem", with a link to each wrong field. Takes focus when errors appear, not at each change of them,
/// so that a person who is typing a correction is left alone. On a page without a bundle the browser gives it focus.
#[component]
pub fn ErrorSummary(#[prop(into)] errors: Signal<Vec<FieldError>>) -> impl IntoView {
    let page = use_context::<PageErrors>();
    if let Some(page) = &page {
        page.0.set(errors.with_untracked(|errors| !errors.is_empty()));
    }
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |shown_before: Option<bool>| {
        let shown = errors.with(|errors| !errors.is_empty());
        if let Some(page) = &page {
            page.0.set(shown);
        }
        if shown && shown_before != Some(true) {
            // The box itself is drawn by another effect, which may run after this one.
            request_animation_frame(move || {
                if let Some(summary) = node.try_get_untracked().flatten() {
                    let _ = summary.focus();
                }
            });
        }
        shown
    });
    move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            let lines = errors
                .into_iter()
                .map(|error| {
                    let field = error.field.clone();
                    view! {
                        <li>
                            <a
                                href=format!("#{}", error.field)
                                on:click=move |event| {
                                    if focus_element(&field) {
                                        event.prevent_default();
                                    }
                                }
                            >
                                {error.message}
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <div class="error-summary" role="alert" tabindex="-1" autofocus=true node_ref=node>
                    <h2 class="error-summary-title">{t("ui-problem")}</h2>
                    <ul>{lines}</ul>
                </div>
            }
            .into_any()
        })
    }
}
