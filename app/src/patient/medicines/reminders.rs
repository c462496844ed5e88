use domain::dose::{DoseTimesForm, Slot, say_clock};
use domain::reminder::{ReminderWish, RemindersView};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{AddDevice, RemoveDevice, SetDoseTimes, SetReminders, my_reminders};
use crate::AppError;
use crate::forms::{self, FormAnswer, Returned};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, BannerKind, Button, ButtonKind, ButtonType, Card, Checkbox, ErrorSummary, Heading, InputWidth,
    NotificationBanner, Row, Stack, TextInput, TextLink,
};
use crate::words::{count, say, t};

#[component]
pub(in crate::patient) fn RemindersPage() -> impl IntoView {
    let opened = load(|| (), |()| my_reminders());
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, AppError>>));
    let query = use_query_map();
    let saved = query.with_untracked(|query| query.get("saved").is_some());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok(view) => shown(view, state, saved),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(view: RemindersView, state: Signal<Returned>, saved: bool) -> AnyView {
    let RemindersView { person, demo, wish, times, slots, devices, key } = view;
    let child = person.age < 18;
    let quiet: Vec<String> = slots
        .iter()
        .filter(|slot| quiet_at(wish, times.of(**slot)))
        .map(|slot| say("reminders-dose-at", &[("dose", slot.title()), ("time", &say_clock(times.of(*slot)))]))
        .collect();
    let nothing = slots.is_empty();
    let typed = DoseTimesForm::from(times);
    let content = if nothing {
        view! { <p>{t("reminders-nothing")}</p> }.into_any()
    } else {
        view! {
            {times_card(&typed, &slots, state)}
            {wish_card(wish, child, quiet, state)}
            {phone_card(key, devices)}
        }
        .into_any()
    };
    view! {
        <Frame title=t("reminders-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_MEDICINES text=t("reminders-back")/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=t("reminders-title")/>
                {saved.then(|| view! { <NotificationBanner kind=BannerKind::Success heading=t("reminders-saved")><p>{t("reminders-saved-text")}</p></NotificationBanner> })}
                <p>{t("reminders-lead")}</p>
                {content}
            </Stack>
        </Frame>
    }
    .into_any()
}

/// A time of the clock inside quiet hours, whatever the day.
fn quiet_at(wish: ReminderWish, time: chrono::NaiveTime) -> bool {
    let (from, until) = (wish.quiet_from, wish.quiet_until);
    wish.on && if from <= until { from <= time && time < until } else { time >= from || time < until }
}

fn value(state: Signal<Returned>, field: &'static str, kept: String) -> Signal<String> {
    Signal::derive(move || state.read().values.get(field).cloned().unwrap_or_else(|| kept.clone()))
}

fn times_card(typed: &DoseTimesForm, slots: &[Slot], state: Signal<Returned>) -> AnyView {
    let (morning, night) = (value(state, "morning", typed.morning.clone()), value(state, "night", typed.night.clone()));
    let field = |slot: Slot, name: &'static str, label: String, value: Signal<String>| {
        if slots.contains(&slot) {
            let error = forms::problem(state, name);
            view! { <TextInput name=name label=label hint=t("reminders-time-hint") width=InputWidth::Five autocomplete="off" value=value error=error/> }
                .into_any()
        } else {
            view! { <input type="hidden" name=name value=value.get_untracked()/> }.into_any()
        }
    };
    let morning = field(Slot::Morning, "morning", t("reminders-morning"), morning);
    let night = field(Slot::Night, "night", t("reminders-night"), night);
    view! {
        <Card heading=t("reminders-when")>
            <p>{t("reminders-same")}</p>
            <form method="post" action=SetDoseTimes::url() novalidate>
                {morning}
                {night}
                <Button kind=ButtonKind::Secondary>{t("reminders-save-times")}</Button>
            </form>
        </Card>
    }
    .into_any()
}

fn wish_card(wish: ReminderWish, child: bool, quiet: Vec<String>, state: Signal<Returned>) -> AnyView {
    let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
    let from = value(state, "quiet_from", clock(wish.quiet_from));
    let until = value(state, "quiet_until", clock(wish.quiet_until));
    let warn = (!quiet.is_empty()).then(|| {
        let text = say("reminders-quiet-hours", &[("doses", &quiet.join(", "))]);
        view! { <p><strong>{t("reminders-none-for")}</strong>" "{text}</p> }
    });
    view! {
        <Card heading=t("reminders-you")>
            <form method="post" action=SetReminders::url() novalidate>
                <Checkbox name="on" label=t("reminders-remind") hint=t("reminders-remind-hint") value="yes" checked=wish.on/>
                <TextInput name="quiet_from" label=t("reminders-quiet-from") width=InputWidth::Five autocomplete="off" value=from error=forms::problem(state, "quiet_from")/>
                <TextInput name="quiet_until" label=t("reminders-quiet-until") width=InputWidth::Five autocomplete="off" value=until error=forms::problem(state, "quiet_until")/>
                {child.then(|| view! { <Checkbox name="quiet_at_school" label=t("reminders-school") hint=t("reminders-school-hint") value="yes" checked=wish.quiet_at_school/> })}
                {warn}
                <Button kind=ButtonKind::Secondary>{t("reminders-save")}</Button>
            </form>
        </Card>
    }
    .into_any()
}

/// What this phone can do is known to its script alone; without one, the page says what to do.
fn phone_card(key: Option<String>, devices: u32) -> AnyView {
    let Some(key) = key else {
        return view! {
            <Card heading=t("reminders-phone")><p>{t("reminders-not-set-up")}</p></Card>
        }
        .into_any();
    };
    let told = match devices {
        0 => t("reminders-no-phone"),
        phones => count("reminders-phones", &[("phones", usize::try_from(phones).unwrap_or(usize::MAX))]),
    };
    let (add, remove) = (AddDevice::url(), RemoveDevice::url());
    view! {
        <Card heading=t("reminders-phone")>
            <p>{told}</p>
            <div id="push" data-key=key data-add=add data-remove=remove>
                <div hidden data-push="ask">
                    <p>{t("reminders-only-says")}</p>
                    <Button button_type=ButtonType::Button>{t("reminders-use")}</Button>
                </div>
                <div hidden data-push="on">
                    <p><strong>{t("reminders-on")}</strong></p>
                    <Button button_type=ButtonType::Button kind=ButtonKind::Secondary>{t("reminders-stop")}</Button>
                </div>
                <p hidden data-push="home">{t("reminders-apple")}</p>
                <p hidden data-push="denied">{t("reminders-denied")}</p>
                <p hidden data-push="cannot">{t("reminders-cannot")}</p>
                <p hidden role="status" data-push="failed">{t("reminders-failed")}</p>
                <noscript><p>{t("reminders-script")}</p></noscript>
            </div>
            {(devices > 0).then(|| view! {
                <form method="post" action=RemoveDevice::url()>
                    <Row><Button kind=ButtonKind::Secondary small=true>{t("reminders-stop-all")}</Button></Row>
                </form>
            })}
            <p class="mt-6 text-muted">{t("reminders-alarm")} " " <TextLink href=routes::MY_MEDICINES>{t("reminders-to-medicines")}</TextLink></p>
        </Card>
        <script type="module" src="/phone/push.js" nonce=use_nonce()></script>
    }
    .into_any()
}
