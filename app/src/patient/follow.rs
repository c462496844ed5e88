//! Following the person whose pages are open: one live stream for as long as they are shown, whichever page it is, and
//! one line that screen readers speak.

use domain::{PatientId, Topic};
use leptos::prelude::*;

use crate::live::live;
use crate::ui::LiveRegion;

#[derive(Clone, Copy)]
struct Followed {
    person: RwSignal<Option<PatientId>>,
    changes: RwSignal<u64>,
    said: RwSignal<String>,
}

/// Provides both to every page below. Call once, in the app root.
pub(super) fn provide_followed() {
    let followed =
        Followed { person: RwSignal::new(None), changes: RwSignal::new(0), said: RwSignal::new(String::new()) };
    provide_context(followed);
    // A memo, so that the next page of the same person keeps the stream of the last.
    let person = Memo::new(move |_| followed.person.get());
    Effect::new(move |_| {
        let Some(person) = person.get() else { return };
        let changes = live(Topic::Patient(person).to_string());
        Effect::new(move |before: Option<u64>| {
            let now = changes.get();
            if before.is_some_and(|before| before != now) {
                followed.changes.update(|count| *count += 1);
            }
            now
        });
    });
}

/// Says whose page this is.
pub(super) fn follow(person: PatientId) {
    if let Some(followed) = use_context::<Followed>() {
        Effect::new(move |_| followed.person.set(Some(person)));
    }
}

/// Counts up when something of the person's changed, such as a newly signed plan; 0 on the server.
pub(super) fn changes() -> Signal<u64> {
    use_context::<Followed>().map_or_else(|| Signal::stored(0), |followed| followed.changes.into())
}

/// Has screen readers speak a text, and again whenever it changes, for as long as the page stands.
pub(super) fn tell(text: impl Into<Signal<String>>) {
    let text = text.into();
    if let Some(followed) = use_context::<Followed>() {
        Effect::new(move |_| followed.said.set(text.get()));
        on_cleanup(move || {
            let _ = followed.said.try_set(String::new());
        });
    }
}

/// The line itself, in the page from the start.
#[component]
pub(super) fn Told() -> impl IntoView {
    let said = use_context::<Followed>().map_or_else(|| Signal::stored(String::new()), |followed| followed.said.into());
    view! { <LiveRegion text=said/> }.into_any()
}
