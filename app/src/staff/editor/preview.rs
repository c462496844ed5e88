//! The plan as the patient will read it, made by the very text of the patient's page: on the phone, printed, and printed
//! large. What changed flashes once, and a click on a line leads to its field.

use domain::plan::source::field_behind;
use leptos::{ev, html, prelude::*, wasm_bindgen::JsCast, web_sys};

use super::acts::{Act, PREVIEW};
use super::bad_day;
use super::state::Editor;
use crate::plan_words::{PlanZones, Sentence};
use crate::staff::say;
use crate::ui::{Button, ButtonKind, ButtonType, PaperFrame, PhoneFrame, Tabs, panel_id, tab_id};

const NAME: &str = "shown-as";
const SHEETS: &[&str] = &["Phone", "Print", "Large print"];
const PHONE: usize = 0;
const LARGE: usize = 2;

/// The sheet beside the form, and the way to try a bad day on it.
pub(super) fn preview(editor: Editor, awake: Signal<bool>, bad_day_open: RwSignal<bool>) -> AnyView {
    let (sheet, open) = (RwSignal::new(PHONE), editor.desk.preview);
    let node = NodeRef::<html::Div>::new();
    flash_changes(editor, sheet, node);
    // Without WASM there is nothing to open it with, so it stays in sight.
    let preview_class = move || if awake.get() && !open.get() { "preview-closed print:hidden" } else { "print:hidden" };
    let toggle = Callback::new(move |()| open.update(|open| *open = !*open));
    view! {
        <div class=preview_class>
            <p class="preview-toggle" hidden=move || !awake.get()>
                <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=toggle>
                    {move || if open.get() { "Hide the preview" } else { "Show the preview" }}
                </Button>
            </p>
            <div class="preview-body">
                <div id=PREVIEW hidden=move || !awake.get()>
                    <Tabs name=NAME label="Preview" titles=SHEETS chosen=sheet/>
                </div>
                <div
                    id=panel_id(NAME)
                    role="tabpanel"
                    aria-labelledby=move || tab_id(NAME, sheet.get())
                    class="preview-lines"
                    node_ref=node
                    on:click=move |event| follow(editor, &event)
                >
                    {move || shown(editor, sheet.get())}
                </div>
                <p class="mt-2" hidden=move || !awake.get()>
                    <a href=format!("#{}", bad_day::ANCHOR) on:click=move |_| bad_day_open.set(true)>"Try a bad day"</a>
                </p>
            </div>
        </div>
    }
    .into_any()
}

fn shown(editor: Editor, sheet: usize) -> AnyView {
    let title = editor.ground.with_value(|ground| format!("{}’s plan", ground.facts.name.given));
    if sheet == PHONE {
        return view! {
            <PhoneFrame title=title draft=true>
                <PlanZones words=editor.words compact=true/>
                <div class="px-3 py-3">{rest(editor)}</div>
            </PhoneFrame>
        }
        .into_any();
    }
    let (whose, born, number) = editor.ground.with_value(|ground| {
        let facts = &ground.facts;
        (facts.name.to_string(), say::born(facts.date_of_birth, facts.today), facts.nhs_number.to_string())
    });
    view! {
        <PaperFrame title=title large={sheet == LARGE}>
            <h3>"Asthma plan of "{whose}</h3>
            <p>{format!("Born {born}, NHS number {number}")}</p>
            <PlanZones words=editor.words compact=true/>
            {rest(editor)}
        </PaperFrame>
    }
    .into_any()
}

/// What follows the zones.
fn rest(editor: Editor) -> AnyView {
    let words = editor.words;
    let emergency = Memo::new(move |_| words.with(|words| words.emergency.clone()));
    let triggers = Memo::new(move |_| words.with(|words| words.triggers.join(", ")));
    let note = Memo::new(move |_| words.with(|words| words.note.clone()));
    view! {
        <h3>"In an asthma attack"</h3>
        <ol class="numbers">
            {move || emergency.get().into_iter().map(|text| view! { <li><Sentence text=text/></li> }).collect_view()}
        </ol>
        {move || labelled("My triggers", triggers.get())}
        {move || labelled("My note", note.get())}
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

/// A line was clicked: on to the field it is made from.
fn follow(editor: Editor, event: &ev::MouseEvent) {
    let line = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|element| element.closest("li, p").ok().flatten())
        .and_then(|line| line.text_content());
    let field = line.and_then(|line| {
        editor.form.with_untracked(|form| {
            editor.ground.with_value(|ground| field_behind(form, &ground.template, &ground.facts, line.trim()))
        })
    });
    if let Some(field) = field {
        editor.act(Act::Field(field));
    }
}

/// Lets lines flash that were not there before. The sheet is drawn by effects of its own, so this looks afterwards.
fn flash_changes(editor: Editor, sheet: RwSignal<usize>, node: NodeRef<html::Div>) {
    let before = StoredValue::new((PHONE, Vec::<String>::new()));
    Effect::new(move |_| {
        editor.words.track();
        let sheet = sheet.get();
        request_animation_frame(move || {
            let Some(panel) = node.try_get_untracked().flatten() else { return };
            let lines: Vec<(web_sys::Element, String)> = ["li", "p"]
                .into_iter()
                .flat_map(|kind| {
                    let found = panel.get_elements_by_tag_name(kind);
                    (0..found.length()).filter_map(move |at| found.item(at)).collect::<Vec<_>>()
                })
                .map(|line| {
                    let text = line.text_content().unwrap_or_default();
                    (line, text)
                })
                .collect();
            let (last_sheet, known) = before.try_get_value().unwrap_or_default();
            for (line, text) in &lines {
                let _ = line.class_list().remove_1("flash");
                if last_sheet == sheet && !known.is_empty() && !known.contains(text) {
                    // Asking for the width lets the browser forget the flash before.
                    let _ = line.client_width();
                    let _ = line.class_list().add_1("flash");
                }
            }
            before.try_update_value(|before| *before = (sheet, lines.into_iter().map(|(_, text)| text).collect()));
        });
    });
}
