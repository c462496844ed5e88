use leptos::{ev, prelude::*};

use super::error_summary::focus_element;

/// Id of the element that the tabs change; give it `role="tabpanel"`.
pub fn panel_id(name: &str) -> String {
    format!("{name}-panel")
}

fn tab_id(name: &str, at: usize) -> String {
    format!("{name}-tab-{at}")
}

/// Views of one thing, one at a time. Arrow keys move between the tabs and show at once.
#[component]
pub fn Tabs(
    name: &'static str,
    label: &'static str,
    titles: &'static [&'static str],
    #[prop(into)] chosen: Signal<usize>,
    on_choose: Callback<usize>,
) -> impl IntoView {
    let last = titles.len().saturating_sub(1);
    let show = move |at: usize| {
        on_choose.run(at);
        focus_element(&tab_id(name, at));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let at = chosen.get_untracked();
        // Alt and the arrows are the browser's, or a shortcut of the page.
        let to = match event.key().as_str() {
            _ if event.alt_key() || event.ctrl_key() => return,
            "ArrowRight" if at < last => at + 1,
            "ArrowRight" | "Home" => 0,
            "ArrowLeft" if at > 0 => at - 1,
            "ArrowLeft" | "End" => last,
            _ => return,
        };
        event.prevent_default();
        show(to);
    };
    let tab = move |at: usize, title: &'static str| {
        let (selected, index) = if chosen.get() == at { ("true", "0") } else { ("false", "-1") };
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                id=tab_id(name, at)
                aria-controls=panel_id(name)
                aria-selected=selected
                tabindex=index
                on:click=move |_| show(at)
            >
                {title}
            </button>
        }
    };
    let tabs = move || (0..).zip(titles).map(|(at, title)| tab(at, title)).collect_view();
    view! { <div class="tabs" role="tablist" aria-label=label on:keydown=on_key>{tabs}</div> }.into_any()
}
