//! Counts puffs. An aid that nothing waits for: it appears only where WASM runs, below the steps and the call button.

use domain::plan::emergency::EmergencyProtocol;
use leptos::prelude::*;
use std::time::Duration;

use crate::ui::{Button, ButtonKind, ButtonType, LiveRegion};

#[component]
pub(super) fn PuffCounter(protocol: EmergencyProtocol) -> impl IntoView {
    let awake = RwSignal::new(false);
    let taken = RwSignal::new(0_u8);
    let wait = RwSignal::new(0_u16);
    let most = protocol.max_puffs();
    Effect::new(move |_| {
        awake.set(true);
        let ticking = set_interval_with_handle(
            move || {
                let _ = wait.try_update(|seconds| *seconds = seconds.saturating_sub(1));
            },
            Duration::from_secs(1),
        );
        if let Ok(ticking) = ticking {
            on_cleanup(move || ticking.clear());
        }
    });
    let puff = Callback::new(move |()| {
        taken.update(|count| *count = count.saturating_add(1).min(most));
        wait.set(protocol.interval_seconds().0);
    });
    let again = Callback::new(move |()| {
        taken.set(0);
        wait.set(0);
    });
    let said = Signal::derive(move || match (taken.get(), wait.get()) {
        (0, _) => String::new(),
        (count, _) if count >= most => format!("{count} of {most} puffs taken. No better? Call 999 now."),
        (count, 0) => format!("{count} of {most} puffs taken. Take the next one now if you still need it."),
        (count, seconds) => format!("{count} of {most} puffs taken. Next in {seconds} seconds."),
    });
    // Announced when it matters, not every second.
    let spoken = Memo::new(move |_| match (taken.get(), wait.get()) {
        (0, _) => String::new(),
        (count, 0) if count < most => "Next puff now if you still need it.".into(),
        (count, _) => format!("{count} of {most} puffs taken."),
    });
    view! {
        <div hidden=move || !awake.get()>
            <p class="type-m tabular-nums" aria-hidden="true">{move || said.get()}</p>
            <p class="flex flex-wrap gap-4">
                <Button kind=ButtonKind::Reverse button_type=ButtonType::Button on_click=puff>"Puff taken"</Button>
                <Button kind=ButtonKind::Reverse button_type=ButtonType::Button on_click=again>"Start again"</Button>
            </p>
            <LiveRegion text=spoken/>
        </div>
    }
    .into_any()
}
