use leptos::{html, prelude::*};

use super::button::{Button, ButtonKind, ButtonType};

/// Something to settle or look at before going on. The browser keeps focus inside, closes it with Escape and gives
/// focus back. Keep it out of forms: what is typed in it is no answer of theirs.
#[component]
pub fn Dialog(
    #[prop(into)] title: Signal<String>,
    open: RwSignal<bool>,
    /// Made when it opens, and again each time.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let close = Callback::new(move |()| open.set(false));
    view! {
        <dialog class="dialog" aria-label=title node_ref=node on:close=move |_| open.set(false)>
            <div class="dialog-top">
                <h2 class="heading heading-m">{title}</h2>
                <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=close>"Close"</Button>
            </div>
            {move || open.get().then(|| children())}
        </dialog>
    }
    .into_any()
}
