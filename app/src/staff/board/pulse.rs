//! How a board keeps up: what changed is heard, the figures are asked for again at most every half second, and the
//! reader can stop it. Old figures stay on screen until new ones are there.

use std::future::Future;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::AppError;
use crate::live::{live, status};
use crate::staff::shared::{awake, refusal_text};
use crate::ui::{Button, ButtonKind, ButtonType, LiveDot, LiveRegion, Row};

/// Least time between two updates on screen.
const BREATH: Duration = Duration::from_millis(500);
/// Least time between two announcements to a screen reader.
const QUIET: Duration = Duration::from_secs(60);

/// The beat at which a board asks again.
#[derive(Clone, Copy)]
pub(in crate::staff) struct Pulse {
    /// Counts up when the figures must be asked for again.
    beat: RwSignal<u64>,
    paused: RwSignal<bool>,
    /// Why the last try to ask again failed.
    trouble: RwSignal<Option<AppError>>,
}

impl Pulse {
    /// Follows a topic for as long as the page is open.
    pub(in crate::staff) fn new(topic: String) -> Self {
        let pulse = Self { beat: RwSignal::new(0), paused: RwSignal::new(false), trouble: RwSignal::new(None) };
        let (changes, status) = (live(topic), status());
        let seen = StoredValue::new(changes.get_untracked());
        let waiting = StoredValue::new(false);
        Effect::new(move |_| {
            let behind = changes.get() != seen.get_value();
            if pulse.paused.get() || !behind || waiting.get_value() {
                return;
            }
            waiting.set_value(true);
            set_timeout(
                move || {
                    // The page may be gone by now.
                    if waiting.try_set_value(false).is_none() && !pulse.paused.get_untracked() {
                        seen.set_value(changes.get_untracked());
                        pulse.beat.update(|beat| *beat += 1);
                    }
                },
                BREATH,
            );
        });
        // What changed before the stream was open, or while it was broken, was not heard.
        Effect::new(move |before: Option<bool>| {
            let connected = status.get().connected;
            if connected && before == Some(false) {
                pulse.beat.update(|beat| *beat += 1);
            }
            connected
        });
        pulse
    }

    /// Asks again at each beat. An answer that a later question has overtaken is dropped.
    pub(in crate::staff) fn keep_up<T, F>(self, latest: RwSignal<Option<T>>, ask: impl Fn() -> F + 'static)
    where
        T: Send + Sync + 'static,
        F: Future<Output = Result<T, AppError>> + 'static,
    {
        let asked = StoredValue::new(0_u32);
        Effect::new(move |before: Option<()>| {
            self.beat.track();
            if before.is_none() {
                return;
            }
            asked.update_value(|count| *count = count.wrapping_add(1));
            let (mine, answer) = (asked.get_value(), ask());
            spawn_local(async move {
                let answer = answer.await;
                if asked.try_get_value() != Some(mine) {
                    return;
                }
                match answer {
                    Ok(board) => {
                        self.trouble.set(None);
                        latest.set(Some(board));
                    }
                    Err(error) => self.trouble.set(Some(error)),
                }
            });
        });
    }
}

/// The line that says how fresh the figures are, with the way to stop them and the way to refresh without WASM.
///
/// `as_at` is when the figures on screen were counted, `sentence` what they say, for ears.
pub(in crate::staff) fn pulse_bar(
    pulse: Pulse,
    as_at: Signal<String>,
    sentence: Signal<String>,
    address: String,
) -> AnyView {
    let (awake, status) = (awake(), status());
    let on = Signal::derive(move || awake.get() && status.get().connected && !pulse.paused.get());
    let text = Signal::derive(move || {
        let as_at = as_at.get();
        if pulse.paused.get() {
            format!("Paused, as at {as_at}")
        } else if on.get() {
            format!("Live, last change {as_at}")
        } else if awake.get() {
            format!("Connecting, as at {as_at}")
        } else {
            format!("As at {as_at}")
        }
    });
    let toggle = Callback::new(move |()| pulse.paused.update(|paused| *paused = !*paused));
    let spoken = announced(sentence);
    view! {
        <div>
            <Row>
                <span class="tabular-nums"><LiveDot text=text on=on/></span>
                <span hidden=move || !awake.get()>
                    <Button kind=ButtonKind::Secondary small=true button_type=ButtonType::Button on_click=toggle>
                        {move || if pulse.paused.get() { "Resume" } else { "Pause" }}
                    </Button>
                </span>
                <a href=address rel="external">"Refresh"</a>
            </Row>
            {move || pulse.trouble.get().map(|error| view! { <p class="text-error">{format!("Not refreshed. {}", refusal_text(&error))}</p> })}
            <LiveRegion text=spoken/>
        </div>
    }
    .into_any()
}

/// A changed sentence, at most once a minute, and never the one the page opened with.
fn announced(sentence: Signal<String>) -> RwSignal<String> {
    let spoken = RwSignal::new(String::new());
    let quiet = StoredValue::new(false);
    Effect::new(move |before: Option<()>| {
        let sentence = sentence.get();
        if before.is_none() || quiet.get_value() {
            return;
        }
        quiet.set_value(true);
        spoken.set(sentence);
        set_timeout(
            move || {
                let _ = quiet.try_set_value(false);
            },
            QUIET,
        );
    });
    spoken
}
