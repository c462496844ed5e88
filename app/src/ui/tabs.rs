use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys};

/// Id of the element that the tabs change; give it `role="tabpanel"`.
pub fn panel_id(name: &str) -> String {
    format!("{name}-panel")
}

/// Views of one thing, one at a time, the first at first. Whoever listens on the page passes on what is pressed and
/// shows what [`tab_for_key`] and [`choose_tab`] say.
#[component]
pub fn Tabs(name: &'static str, label: &'static str, titles: &'static [&'static str]) -> impl IntoView {
    let tab = |(at, title): (usize, &&'static str)| {
        let (selected, index) = if at == 0 { ("true", "0") } else { ("false", "-1") };
        view! {
            <button
                type="button"
                role="tab"
                class="tab"
                value=at.to_string()
                aria-controls=panel_id(name)
                aria-selected=selected
                tabindex=index
            >
                {*title}
            </button>
        }
        .into_any()
    };
    let tabs = titles.iter().enumerate().map(tab).collect_view();
    view! { <div class="tabs" role="tablist" aria-label=label>{tabs}</div> }.into_any()
}

/// The tab to which a key leads from this one.
pub fn tab_for_key(tab: &web_sys::Element, key: &str) -> Option<web_sys::Element> {
    let list = tab.parent_element()?;
    let (first, last) = (list.first_element_child(), list.last_element_child());
    match key {
        "ArrowRight" => tab.next_element_sibling().or(first),
        "ArrowLeft" => tab.previous_element_sibling().or(last),
        "Home" => first,
        "End" => last,
        _ => None,
    }
}

/// Marks a tab as the one that is shown and gives it focus; its place among the tabs.
pub fn choose_tab(tab: &web_sys::Element) -> usize {
    let mut other = tab.parent_element().and_then(|list| list.first_element_child());
    while let Some(one) = other {
        let chosen = one == *tab;
        let _ = one.set_attribute("aria-selected", if chosen { "true" } else { "false" });
        let _ = one.set_attribute("tabindex", if chosen { "0" } else { "-1" });
        other = one.next_element_sibling();
    }
    if let Some(tab) = tab.dyn_ref::<web_sys::HtmlElement>() {
        let _ = tab.focus();
    }
    tab.get_attribute("value").and_then(|at| at.parse().ok()).unwrap_or(0)
}
