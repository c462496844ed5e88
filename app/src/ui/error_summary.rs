use leptos::{html, prelude::*, wasm_bindgen::JsCast, web_sys};

/// One thing to put right, with the element it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the field's element.
    pub field: String,
    pub message: String,
}

/// Lets the page's title know about an error summary further down.
#[derive(Clone, Copy)]
pub(super) struct PageErrors(RwSignal<Option<Signal<Vec<FieldError>>>>);

impl PageErrors {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    pub(super) fn any(self) -> bool {
        // A summary that has left the page takes its signal with it: no errors then.
        self.0.get().and_then(|errors| errors.try_with(|errors| !errors.is_empty())).unwrap_or(false)
    }
}

/// Moves focus to an element, or to the first control inside it when it takes no focus itself. False when there is none.
pub(super) fn focus_element(id: &str) -> bool {
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
/// so that a person who is typing a correction is left alone.
#[component]
pub fn ErrorSummary(#[prop(into)] errors: Signal<Vec<FieldError>>) -> impl IntoView {
    if let Some(page) = use_context::<PageErrors>() {
        page.0.set(Some(errors));
    }
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |shown_before: Option<bool>| {
        let shown = errors.with(|errors| !errors.is_empty());
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
                <div class="error-summary" role="alert" tabindex="-1" node_ref=node>
                    <h2 class="error-summary-title">"There is a problem"</h2>
                    <ul>{lines}</ul>
                </div>
            }
            .into_any()
        })
    }
}
