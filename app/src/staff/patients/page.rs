use std::time::Duration;

use domain::OdsCode;
use domain::patient::SearchAnswer;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;

use super::api::{Search, search, search_again};
use super::results::{found, results};
use crate::AppError;
use crate::load::load;
use crate::staff::place;
use crate::staff::shared::{refusal_text, refused};
use crate::ui::{Button, ButtonKind, ErrorSummary, FieldError, Heading, Keyboard, LiveRegion, Page, TextInput};

/// How long typing must pause before the register is asked.
const PAUSE: Duration = Duration::from_millis(300);

#[component]
pub fn PatientsPage() -> impl IntoView {
    let (practice, again) = (place::practice(), place::again());
    let kept = load(
        move || (practice.get(), again.get()),
        |(practice, again)| async move {
            match practice {
                Some(practice) => search_again(practice.clone(), again).await.map(|kept| (practice, kept)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match kept.ready().await {
                    Ok((practice, kept)) => view! { <SearchPage practice=practice kept=kept/> }.into_any(),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// A search under way in this tab.
#[derive(Clone, Copy)]
struct SearchState {
    practice: StoredValue<OdsCode>,
    words: RwSignal<String>,
    /// The words an answer belongs to, and the answer.
    found: RwSignal<(String, SearchAnswer)>,
    error: RwSignal<Option<AppError>>,
    asking: StoredValue<u32>,
    pause: StoredValue<Option<TimeoutHandle>>,
}

impl SearchState {
    fn new(practice: OdsCode, (words, answer): (String, SearchAnswer)) -> Self {
        Self {
            practice: StoredValue::new(practice),
            words: RwSignal::new(words.clone()),
            found: RwSignal::new((words, answer)),
            error: RwSignal::new(None),
            asking: StoredValue::new(0),
            pause: StoredValue::new(None),
        }
    }

    /// Asks once typing has paused.
    fn ask_soon(self) {
        self.stop();
        self.pause.set_value(set_timeout_with_handle(move || self.ask(), PAUSE).ok());
    }

    fn stop(self) {
        if let Some(Some(handle)) = self.pause.try_get_value() {
            handle.clear();
        }
    }

    /// Asks now. An answer that a later question has overtaken is dropped.
    fn ask(self) {
        self.stop();
        self.asking.update_value(|count| *count = count.wrapping_add(1));
        let (asked, practice, words) = (self.asking.get_value(), self.practice.get_value(), self.words.get_untracked());
        spawn_local(async move {
            let answer = search(practice, words.clone()).await;
            if self.asking.try_get_value() != Some(asked) {
                return;
            }
            match answer {
                Ok(answer) => {
                    self.error.set(None);
                    self.found.set((words, answer));
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}

#[component]
fn SearchPage(practice: OdsCode, kept: Option<(String, SearchAnswer)>) -> impl IntoView {
    let code = practice.to_string();
    let state = SearchState::new(practice, kept.unwrap_or_default());
    on_cleanup(move || state.stop());
    let typed = Callback::new(move |text: String| {
        state.words.set(text);
        state.ask_soon();
    });
    let errors = Signal::derive(move || {
        let error = state.error.get();
        error.iter().map(|error| FieldError { field: "words".into(), message: refusal_text(error) }).collect::<Vec<_>>()
    });
    let spoken = Signal::derive(move || {
        state.found.with(|(words, answer)| if words.trim().is_empty() { String::new() } else { found(answer) })
    });
    view! {
        <Page title="Find a patient" wide=true>
            <ErrorSummary errors=errors/>
            <Heading text="Find a patient"/>
            <form
                method="post"
                action=Search::url()
                class="mb-6"
                on:submit=move |event| {
                    event.prevent_default();
                    state.ask();
                }
            >
                <input type="hidden" name="practice" value=code/>
                <div class="flex flex-wrap items-end gap-4">
                    <div class="grow max-w-[36rem]">
                        <TextInput
                            name="words"
                            label="Name, date of birth or NHS number"
                            value=state.words
                            on_input=typed
                            keyboard=Keyboard::Search
                            autocomplete="off"
                        />
                    </div>
                    <div class="mb-4">
                        <Button kind=ButtonKind::Secondary>"Search"</Button>
                    </div>
                </div>
            </form>
            <LiveRegion text=spoken/>
            {move || {
                state.found.with(|(words, answer)| state.practice.with_value(|practice| results(practice, words, answer)))
            }}
        </Page>
    }
    .into_any()
}
