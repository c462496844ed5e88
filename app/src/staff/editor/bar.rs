//! The bar under the form: what is saved, what is left to put right, and the way on to signing.

use domain::plan::Severity;
use domain::time::say_time;
use leptos::prelude::*;

use super::acts::{Act, SAID};
use super::presence::ALSO;
use super::save::SaveState;
use super::state::{Editor, Wish};
use crate::staff::say::counted;
use crate::ui::{Button, ButtonKind, ButtonLink, ButtonType, Gap, LiveRegion, Row, Tag, Tone};
use crate::{AppError, routes};

/// The bar.
pub(super) fn action_bar(editor: Editor, awake: Signal<bool>) -> AnyView {
    let state = editor.saver.state;
    let failed = move |out: bool| {
        Signal::derive(move || match state.get() {
            SaveState::Failed(error) => (error == AppError::SignedOut) != out,
            _ => true,
        })
    };
    let wish = move |wish| Callback::new(move |()| editor.wish.set_value(Some(wish)));
    let try_again = Callback::new(move |()| editor.save());
    let log_in =
        editor.place.with_value(|place| routes::log_in_and_back(&routes::editor(&place.practice, place.patient)));
    view! {
        <div class="h-24 print:hidden"></div>
        <div class="fixed bottom-0 inset-x-0 z-10 border-t border-line bg-card px-4 desktop:px-8 py-3 print:hidden">
            <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
                <Row>
                    <span>{move || said(&state.get())}</span>
                    <span hidden=failed(true)>
                        <ButtonLink href=log_in kind=ButtonKind::Secondary small=true external=true>"Log in"</ButtonLink>
                    </span>
                    <span hidden=failed(false)>
                        <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=try_again>"Try again"</Button>
                    </span>
                    {counts(editor)}
                    <span id=ALSO role="status"></span>
                </Row>
                <Row>
                    <span id=SAID class="text-muted" role="status"></span>
                    <span class="awake-only">
                        <Row gap=Gap::Small>{Act::Undo.button()} {Act::Redo.button()} {Act::Palette.button()}</Row>
                    </span>
                    // Without WASM this is how a draft is kept; with it every pause in typing does.
                    <span hidden=awake>
                        <Button kind=ButtonKind::Secondary small=true name="next" value="save" on_click=wish(Wish::Save)>"Save"</Button>
                    </span>
                    <Button small=true name="next" value="sign" on_click=wish(Wish::Review)>"Review and sign"</Button>
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
        SaveState::Failed(AppError::SignedOut) => {
            "You are logged out. What you typed is kept on this computer until you log in.".into()
        }
        SaveState::Failed(AppError::Transport) => "Offline – kept on this computer until you are back".into(),
        SaveState::Failed(error) => format!("Could not save – {}", why(error)),
        SaveState::Clashed => "Not saved: choose above whose text stands".into(),
        SaveState::Closed => {
            "Not saved: a colleague signed or discarded this draft. Copy what you need, then open the record.".into()
        }
    }
}

/// Why a save failed; everything typed is still on the page.
fn why(error: &AppError) -> String {
    match error {
        AppError::NotFound => "the record is out of reach. Ask a colleague who works here".into(),
        AppError::Broken { reference } => format!("a fault on our side, reference {reference}"),
        AppError::SignedOut | AppError::Transport | AppError::TooManyTries | AppError::Changed => {
            "open the page again".into()
        }
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
