//! The plan as the patient will read it, made by the very text of the patient's page.

use leptos::prelude::*;

use super::bad_day;
use super::state::Editor;
use crate::plan_words::{PlanZones, Sentence};
use crate::ui::PhoneFrame;

/// The phone beside the form, and the way to try a bad day on it.
pub(super) fn preview(editor: Editor, awake: Signal<bool>, bad_day_open: RwSignal<bool>) -> AnyView {
    let title = editor.ground.with_value(|ground| format!("{}’s plan", ground.facts.name.given));
    let words = editor.words;
    let emergency = Memo::new(move |_| words.with(|words| words.emergency.clone()));
    let triggers = Memo::new(move |_| words.with(|words| words.triggers.join(", ")));
    let note = Memo::new(move |_| words.with(|words| words.note.clone()));
    view! {
        <div class="print:hidden">
            <PhoneFrame title=title draft=true>
                <PlanZones words=words compact=true/>
                <div class="px-3 py-3">
                    <h3>"In an asthma attack"</h3>
                    <ol class="numbers">
                        {move || emergency.get().into_iter().map(|text| view! { <li><Sentence text=text/></li> }).collect_view()}
                    </ol>
                    {move || labelled("My triggers", triggers.get())}
                    {move || labelled("My note", note.get())}
                </div>
            </PhoneFrame>
            <p class="mt-2" hidden=move || !awake.get()>
                <a href=format!("#{}", bad_day::ANCHOR) on:click=move |_| bad_day_open.set(true)>"Try a bad day"</a>
            </p>
        </div>
    }
    .into_any()
}

fn labelled(title: &'static str, text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| {
        view! {
            <h3 class="mt-3">{title}</h3>
            <p class="whitespace-pre-line">{text}</p>
        }
        .into_any()
    })
}
