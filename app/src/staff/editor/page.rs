use domain::plan::views::{DraftConflict, DraftView};
use domain::plan::{Field, PlanForm};
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::{ev, wasm_bindgen::JsCast, web_sys};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::acts::section_of;
use super::api::{SavePlanForm, open_draft};
use super::bad_day::bad_day;
use super::bar::action_bar;
use super::changes::changes_panel;
use super::clash::clash_panel;
use super::palette::{keyboard_help, palette};
use super::preview::preview;
use super::rail::rail;
use super::review::review_note;
use super::save::{ClashView, SaveState};
use super::sections::sections;
use super::settle::{choices, clashes};
use super::state::Editor;
use super::visit::visit_panel;
use super::{keys, presence};
use crate::forms::{Returned, returned_form};
use crate::load::load;
use crate::staff::effort::counter;
use crate::staff::place::{self, PatientPlace};
use crate::staff::shared::{refused, strip};
use crate::ui::{ButtonLink, ErrorSummary, Heading, Page, Stack};
use crate::{AppError, routes};

/// What the page opens with: the draft, and what a browser without WASM typed against a colleague's changes.
type Opened = (OdsCode, PatientId, Option<DraftView>, Option<Returned>);

async fn open(place: Option<PatientPlace>, again: Option<String>) -> Result<Opened, AppError> {
    let (practice, patient) = place.ok_or_else(place::not_found)?;
    let draft = open_draft(practice.clone(), patient).await?;
    let kept = match again {
        Some(id) => returned_form(id).await.ok().flatten(),
        None => None,
    };
    Ok((practice, patient, draft, kept))
}

#[component]
pub fn EditorPage() -> impl IntoView {
    let (place, again) = (place::patient(), place::again());
    let opened = load(move || (place.get(), again.get()), |(place, again)| open(place, again));
    // Navigation belongs to the page's setup: below, the router is out of reach.
    let go = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(address) = go.get() {
            navigate(&address, NavigateOptions::default());
        }
    });
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((practice, patient, Some(draft), kept)) => {
                        view! { <PlanEditor practice=practice patient=patient draft=draft kept=kept go=go/> }.into_any()
                    }
                    Ok((practice, patient, None, _)) => no_draft(&practice, patient),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn no_draft(practice: &OdsCode, patient: PatientId) -> AnyView {
    let address = routes::patient(practice, patient);
    view! {
        <Page title="No open draft">
            <Stack>
                <Heading text="No open draft"/>
                <p>"There is no draft to go on with. It may have been signed or discarded. Start a plan from the patient’s record."</p>
                <p><ButtonLink href=address>"Open the record"</ButtonLink></p>
            </Stack>
        </Page>
    }
    .into_any()
}

#[component]
fn PlanEditor(
    practice: OdsCode,
    patient: PatientId,
    draft: DraftView,
    kept: Option<Returned>,
    go: RwSignal<Option<String>>,
) -> impl IntoView {
    let editor = Editor::new(practice.clone(), patient, &draft);
    if let Some(kept) = kept {
        reopen_clash(editor, &draft, &kept);
    }
    editor.save_while_typing();
    keys::listen(editor);
    let clock = StoredValue::new(None::<IntervalHandle>);
    // In the browser, once the page is awake.
    Effect::new(move |_| {
        editor.recall();
        editor.take_back();
        presence::beat(editor);
        clock.set_value(presence::every_beat(editor));
    });
    on_cleanup(move || {
        if let Some(Some(clock)) = clock.try_get_value() {
            clock.clear();
        }
    });
    let then = editor.saver.then;
    Effect::new(move |_| {
        let saved = matches!(editor.saver.state.get(), SaveState::Saved(_));
        if let (true, Some(address)) = (saved, then.get()) {
            go.set(Some(address));
        }
    });
    counter().begin(draft.id);
    let awake = editor.awake;
    let bad_day_open = RwSignal::new(false);
    let review = draft.review.as_ref().and_then(|line| review_note(line, routes::review(&practice, patient)));
    let origin = match draft.last_number {
        Some(number) => {
            format!("Renewing version {number} · template {}, v{}", draft.template.name, draft.template.version)
        }
        None => format!("New plan · template {}, v{}", draft.template.name, draft.template.version),
    };
    view! {
        {strip(&draft.facts, origin)}
        <Page title="Asthma plan editor" wide=true>
            <form
                method="post"
                action=SavePlanForm::url()
                novalidate
                on:submit=move |event| {
                    if awake.get_untracked() {
                        event.prevent_default();
                        editor.submit();
                    }
                }
                on:focusout=move |event| left(editor, &event)
            >
                <input type="hidden" name="practice" value=practice.to_string()/>
                <input type="hidden" name="patient" value=patient.to_string()/>
                <input type="hidden" name="draft" value=draft.id.to_string()/>
                <input type="hidden" name="base_revision" value=move || editor.saver.base().get().to_string()/>
                <Heading text="Asthma plan"/>
                <ErrorSummary errors=editor.summary()/>
                {review}
                {visit_panel(editor)}
                {clash_panel(editor)}
                <div class="grid grid-cols-1 gap-6 editor-columns">
                    <div>{rail(editor)} {keyboard_help()}</div>
                    <div>{sections(editor)}</div>
                    {preview(editor, bad_day_open)}
                </div>
                {bad_day(editor, awake, bad_day_open)}
                {action_bar(editor, awake)}
            </form>
            {palette()}
            {changes_panel(editor)}
        </Page>
    }
    .into_any()
}

/// A browser without WASM posted changes to fields that a colleague had changed: both texts are shown again.
fn reopen_clash(editor: Editor, draft: &DraftView, kept: &Returned) {
    let mut mine = PlanForm::from_posted(kept.values.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let conflict = DraftConflict {
        revision: draft.revision,
        saved_by: draft.saved_by.clone(),
        saved_at: draft.saved_at,
        mine: mine.clone(),
        theirs: draft.form.clone(),
    };
    let fields = clashes(&mut mine, None, &conflict);
    if fields.is_empty() {
        return;
    }
    editor.form.set(mine);
    editor.saver.state.set(SaveState::Clashed);
    editor.saver.clash.set(Some(ClashView {
        chosen: choices(&kept.values),
        undecided: !kept.problems.is_empty(),
        ..ClashView::new(conflict, fields)
    }));
}

/// A control was left: what is wrong with its field may be said now, and others hear where the nurse went.
fn left(editor: Editor, event: &ev::FocusEvent) {
    let element = |target: Option<web_sys::EventTarget>| target?.dyn_into::<web_sys::Element>().ok();
    let name = element(event.target()).and_then(|element| element.get_attribute("name"));
    if let Some(field) = name.as_deref().and_then(Field::by_name) {
        editor.touch(field);
    }
    let to = element(event.related_target()).and_then(|element| section_of(&element));
    let mut moved = false;
    editor.remember(&mut |memory| {
        memory.history.rest();
        moved = to.is_some() && to != memory.section;
        memory.section = to.or(memory.section);
    });
    if moved {
        presence::beat(editor);
    }
}
