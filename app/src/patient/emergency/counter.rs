//! Counts puffs. An aid that nothing waits for: it appears only where WASM runs, inside the step that it counts.

use std::time::Duration;

use domain::plan::emergency::EmergencyProtocol;
use leptos::prelude::*;
use leptos::web_sys::js_sys::Date;

use crate::patient::follow::tell;
use crate::ui::{Button, ButtonKind, ButtonType};

#[component]
pub(super) fn PuffCounter(protocol: EmergencyProtocol) -> impl IntoView {
    let most = protocol.max_puffs();
    let awake = RwSignal::new(false);
    let taken = RwSignal::new(0_u8);
    // Milliseconds by the device's clock. A phone that slept stops its timers, but not its clock: the wait is over when
    // it wakes.
    let (next_at, now) = (RwSignal::new(0.0_f64), RwSignal::new(0.0_f64));
    Effect::new(move |_| {
        awake.set(true);
        let ticking = set_interval_with_handle(
            move || {
                let _ = now.try_set(Date::now());
            },
            Duration::from_millis(500),
        );
        if let Ok(ticking) = ticking {
            on_cleanup(move || ticking.clear());
        }
    });
    let wait = Memo::new(move |_| ((next_at.get() - now.get()) / 1000.0).ceil().max(0.0) as u32);
    let puff = Callback::new(move |()| {
        taken.update(|count| *count = count.saturating_add(1).min(most));
        now.set(Date::now());
        next_at.set(Date::now() + f64::from(protocol.interval_seconds().0) * 1000.0);
    });
    let again = Callback::new(move |()| {
        taken.set(0);
        next_at.set(0.0);
    });
    let shown = Signal::derive(move || match (taken.get(), wait.get()) {
        (0, _) => String::new(),
        (count, _) if count >= most => format!("{count} of {most} puffs taken. No better? Call 999 now."),
        (count, 0) => format!("{count} of {most} puffs taken. Take the next one now if you still need it."),
        (count, seconds) => format!("{count} of {most} puffs taken. Next in {}:{:02}.", seconds / 60, seconds % 60),
    });
    // Spoken when it matters, not every second.
    tell(Memo::new(move |_| match (taken.get(), wait.get()) {
        (0, _) => String::new(),
        (count, _) if count >= most => format!("{count} of {most} puffs taken. No better? Call 999 now."),
        (_, 0) => "Next puff now if you still need it.".into(),
        (count, _) => format!("{count} of {most} puffs taken."),
    }));
    view! {
        <div class="mt-3" hidden=move || !awake.get()>
            <div class="flex flex-wrap gap-4">
                <Button kind=ButtonKind::Secondary button_type=ButtonType::Button on_click=puff>"Puff taken"</Button>
                <div hidden=move || taken.get() == 0>
                    <Button kind=ButtonKind::Secondary button_type=ButtonType::Button on_click=again>"Start again"</Button>
                </div>
            </div>
            <p class="mt-3 tabular-nums" hidden=move || taken.get() == 0>{move || shown.get()}</p>
        </div>
    }
    .into_any()
}
