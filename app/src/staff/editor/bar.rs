//! The bar under the form: what is saved, what is left to put right, and the way on to signing.

use domain::plan::Severity;
use domain::time::say_time;
use leptos::prelude::*;

use super::save::SaveState;
use super::state::Editor;
use crate::routes;
use crate::staff::say::counted;
use crate::staff::shared::refusal_text;
use crate::ui::{Button, ButtonKind, ButtonType, LiveRegion, Row, Tag, Tone};

/// The bar.
pub(super) fn action_bar(editor: Editor, awake: Signal<bool>) -> AnyView {
    let state = editor.saver.state;
    let failed = Signal::derive(move || matches!(state.get(), SaveState::Failed(_)));
    let save = Callback::new(move |()| {
        if awake.get_untracked() {
            editor.save();
        }
    });
    let review = Callback::new(move |()| {
        if awake.get_untracked() && editor.press() {
            let address = editor.place.with_value(|place| routes::sign(&place.practice, place.patient));
            editor.save_and_go(address);
        }
    });
    view! {
        <div class="h-24 print:hidden"></div>
        <div class="fixed bottom-0 inset-x-0 z-10 border-t border-line bg-card px-4 py-3 print:hidden">
            <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 max-w-[75rem] mx-auto">
                <Row>
                    <span>{move || said(&state.get())}</span>
                    <span hidden=move || !failed.get()>
                        <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=save>"Try again"</Button>
                    </span>
                    {counts(editor)}
                </Row>
                <Row>
                    // Without WASM this is how a draft is kept; with it every pause in typing does.
                    <span hidden=move || awake.get()>
                        <Button kind=ButtonKind::Secondary small=true name="next" value="save" on_click=save>"Save"</Button>
                    </span>
                    <Button small=true name="next" value="sign" on_click=review>"Review and sign"</Button>
                </Row>
            </div>
        </div>
        <LiveRegion text=spoken(editor)/>
    }
    .into_any()
}

fn said(state: &SaveState) -> String {
    match state {
        SaveState::Saved(at) => format!("Saved {}", say_time(*at)),
        SaveState::Saving => "Saving…".into(),
        SaveState::Failed(error) => format!("Could not save. {}", refusal_text(error)),
        SaveState::Clashed => "Not saved: choose above whose text stands".into(),
        SaveState::Closed => "Not saved: a colleague signed or discarded this draft. Copy what you need, then open the record.".into(),
    }
}

/// Only trouble, and the end of trouble, is announced.
fn spoken(editor: Editor) -> Signal<String> {
    let spoken = Memo::new(move |before: Option<&String>| match editor.saver.state.get() {
        SaveState::Saving => before.cloned().unwrap_or_default(),
        SaveState::Saved(_) if before.is_some_and(|text| !text.is_empty()) => "Saved".into(),
        SaveState::Saved(_) => String::new(),
        trouble => said(&trouble),
    });
    spoken.into()
}

fn counts(editor: Editor) -> AnyView {
    let count = move |severity| Memo::new(move |_| editor.count(severity));
    let (stops, confirms, advice) = (count(Severity::Stop), count(Severity::Confirm), count(Severity::Advise));
    (move || {
        let (stops, confirms, advice) = (stops.get(), confirms.get(), advice.get());
        if stops + confirms + advice == 0 {
            return view! { <Tag tone=Tone::Green text="Ready to sign"/> }.into_any();
        }
        view! {
            {(stops > 0).then(|| view! { <Tag tone=Tone::Red text=counted(stops, "stop", "stops")/> })}
            {(confirms > 0).then(|| view! { <Tag tone=Tone::Yellow text=format!("{confirms} to confirm")/> })}
            {(advice > 0).then(|| view! { <Tag tone=Tone::Blue text=counted(advice, "piece of advice", "pieces of advice")/> })}
        }
        .into_any()
    })
    .into_any()
}
