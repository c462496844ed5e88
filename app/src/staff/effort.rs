//! Counts what a plan costs the person at the keyboard, from opening the editor to signing: active seconds, key presses
//! and clicks. Which key was pressed is never looked at, and nothing leaves the page before the plan is signed.

use domain::DraftId;
use domain::effort::ActiveTime;
use leptos::ev;
use leptos::prelude::*;
use leptos::web_sys::js_sys::Date;

/// What was counted for one draft.
#[derive(Clone, Copy, Default)]
struct Counts {
    /// The draft; `None` when its editor was not opened in this window.
    draft: Option<DraftId>,
    time: ActiveTime,
    keys: u32,
    clicks: u32,
}

/// Goes along from the editor to the page on which the plan is signed.
#[derive(Clone, Copy)]
pub(super) struct Counter(RwSignal<Counts>);

/// One for the window.
pub(super) fn provide_counter() {
    provide_context(Counter(RwSignal::new(Counts::default())));
}

/// The window's counter.
pub(super) fn counter() -> Counter {
    use_context().unwrap_or_else(|| Counter(RwSignal::new(Counts::default())))
}

impl Counter {
    /// The editor was opened: counting begins, or goes on when it is the same draft.
    pub(super) fn begin(self, draft: DraftId) {
        self.listen(draft, true);
    }

    /// The page to sign it was opened.
    pub(super) fn go_on(self, draft: DraftId) {
        self.listen(draft, false);
    }

    fn listen(self, draft: DraftId, opens: bool) {
        // In the browser only.
        Effect::new(move |_| {
            if self.0.with_untracked(|counts| counts.draft != Some(draft)) {
                let draft = opens.then_some(draft);
                self.0.set(Counts { draft, ..Counts::default() });
            }
            self.count(|_| {});
            let keys = window_event_listener(ev::keydown, move |event| {
                if !event.repeat() {
                    self.count(|counts| counts.keys += 1);
                }
            });
            let clicks = window_event_listener(ev::pointerdown, move |_| self.count(|counts| counts.clicks += 1));
            on_cleanup(move || {
                keys.remove();
                clicks.remove();
            });
        });
    }

    fn count(self, add: impl FnOnce(&mut Counts)) {
        let _ = self.0.try_update(|counts| {
            counts.time.press(Date::now());
            add(counts);
        });
    }
}

/// The counts on their way with the signature; blank when the editor was not opened here.
pub(super) fn effort_field(counter: Counter) -> AnyView {
    let posted = move || {
        let Counts { draft, time, keys, clicks } = counter.0.get();
        draft.map(|_| format!("{} {keys} {clicks}", time.seconds()))
    };
    view! { <input type="hidden" name="effort" value=posted/> }.into_any()
}
