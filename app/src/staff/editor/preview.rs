//! The plan as the patient will read it, made by the very text of the patient's page: on the phone, printed, and printed
//! large. What changed flashes once, and a click on a line leads to its field.

use domain::plan::source::field_behind;
use leptos::{html, prelude::*, web_sys};

use super::acts::Act;
use super::bad_day;
use super::state::Editor;
use crate::plan_words::{PlanZones, Sentence};
use crate::staff::say;
use crate::ui::{PhoneFrame, Sheet, Tabs, focus_element, panel_id, show_as};

const PREVIEW: &str = "preview";
const NAME: &str = "shown-as";
const SHEETS: &[Sheet] = &[Sheet::Phone, Sheet::Print, Sheet::LargePrint];
const TITLES: &[&str] = &["Phone", "Print", "Large print"];

/// The sheet beside the form, and the way to try a bad day on it.
pub(super) fn preview(editor: Editor, bad_day_open: RwSignal<bool>) -> AnyView {
    let (title, whose, born) = editor.ground.with_value(|ground| {
        let facts = &ground.facts;
        let born = say::born(facts.date_of_birth, facts.today);
        (
            format!("{}’s plan", facts.name.given),
            facts.name.to_string(),
            format!("Born {born}, NHS number {}", facts.nhs_number),
        )
    });
    let words = editor.words;
    let emergency = Memo::new(move |_| words.with(|words| words.emergency.clone()));
    let triggers = Memo::new(move |_| words.with(|words| words.triggers.join(", ")));
    let note = Memo::new(move |_| words.with(|words| words.note.clone()));
    let node = NodeRef::<html::Div>::new();
    flash_changes(editor, node);
    view! {
        <div class="print:hidden">
            <p class="awake-only preview-toggle">{Act::Preview.button()}</p>
            <div id=PREVIEW class="preview-body">
                <div class="awake-only">
                    <Tabs name=NAME label="Preview" titles=TITLES/>
                </div>
                <div id=panel_id(NAME) role="tabpanel" aria-label="Preview" class="preview-lines" node_ref=node>
                    <PhoneFrame title=title draft=true>
                        <div class="paper-only">
                            <h3>"Asthma plan of "{whose}</h3>
                            <p>{born}</p>
                        </div>
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
                </div>
                <p class="awake-only mt-2">
                    <a href=format!("#{}", bad_day::ANCHOR) on:click=move |_| bad_day_open.set(true)>"Try a bad day"</a>
                </p>
            </div>
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

/// Opens the preview and goes there. Where it has no column of its own, it is closed again when it was open.
pub(super) fn go() {
    let Some(body) = document().get_element_by_id(PREVIEW) else { return };
    let opened = body.class_list().toggle("preview-open").unwrap_or(true);
    if opened || body.client_height() > 0 {
        focus_element(PREVIEW);
    }
}

/// Shows one of the sheets.
pub(super) fn show(at: usize) {
    let sheet = SHEETS.get(at).copied().unwrap_or(Sheet::Phone);
    if let Some(panel) = document().get_element_by_id(&panel_id(NAME)) {
        show_as(&panel, sheet);
    }
}

/// A line was clicked: on to the field it is made from.
pub(super) fn follow(editor: Editor, line: &web_sys::Element) {
    let (line, form) = (line.text_content().unwrap_or_default(), editor.form.get_untracked());
    let ground = editor.ground.get_value();
    if let Some(field) = field_behind(&form, &ground.template, &ground.facts, line.trim()) {
        editor.act(Act::Field(field));
    }
}

/// Lets lines flash that were not there before. The sheet is drawn by effects of its own, so this looks afterwards.
fn flash_changes(editor: Editor, node: NodeRef<html::Div>) {
    Effect::new(move |_| {
        editor.words.track();
        request_animation_frame(move || {
            if let Some(panel) = node.try_get_untracked().flatten() {
                editor.remember(&mut |memory| flash(&panel, &mut memory.lines));
            }
        });
    });
}

fn flash(panel: &web_sys::Element, known: &mut Vec<String>) {
    let mut now = Vec::new();
    for kind in ["li", "p"] {
        let lines = panel.get_elements_by_tag_name(kind);
        let mut at = 0;
        while let Some(line) = lines.item(at) {
            at += 1;
            let text = line.text_content().unwrap_or_default();
            let marks = line.class_list();
            let _ = marks.remove_1("flash");
            if !known.is_empty() && !known.contains(&text) {
                // Asking for the width lets the browser forget the flash before.
                let _ = line.client_width();
                let _ = marks.add_1("flash");
            }
            now.push(text);
        }
    }
    *known = now;
}
