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
        .map(|slot| format!("{} dose at {}", slot.title(), say_clock(times.of(*slot))))
        .collect();
    let nothing = slots.is_empty();
    let typed = DoseTimesForm::from(times);
    let content = if nothing {
        view! { <p>"Your plan has no doses to take every day, so there is nothing to remind you of."</p> }.into_any()
    } else {
        view! {
            {times_card(&typed, &slots, state)}
            {wish_card(wish, child, quiet, state)}
            {phone_card(key, devices)}
        }
        .into_any()
    };
    view! {
        <Frame title="Times and reminders" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_MEDICINES text="Medicines"/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text="Times and reminders"/>
                {saved.then(|| view! { <NotificationBanner kind=BannerKind::Success heading="Saved"><p>"Your choice is kept."</p></NotificationBanner> })}
                <p>"Reminders can come late, or not at all: phones hold them back. Your list of doses on Today works without them."</p>
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
    let field = |slot: Slot, name: &'static str, label: &'static str, value: Signal<String>| {
        if slots.contains(&slot) {
            let error = forms::problem(state, name);
            view! { <TextInput name=name label=label hint="On the clock, such as 07:30" width=InputWidth::Five autocomplete="off" value=value error=error/> }
                .into_any()
        } else {
            view! { <input type="hidden" name=name value=value.get_untracked()/> }.into_any()
        }
    };
    let morning = field(Slot::Morning, "morning", "Morning dose", morning);
    let night = field(Slot::Night, "night", "Night dose", night);
    view! {
        <Card heading="When you take your doses">
            <p>"Everybody who looks after these medicines sees the same times. They stay the same on the clock in summer and winter."</p>
            <form method="post" action=SetDoseTimes::url() novalidate>
                {morning}
                {night}
                <Button kind=ButtonKind::Secondary>"Save times"</Button>
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
        let text = quiet.join(", ");
        view! { <p><strong>"No reminder comes for: "</strong>{text}". It falls in your quiet hours."</p> }
    });
    view! {
        <Card heading="Reminders for you">
            <form method="post" action=SetReminders::url() novalidate>
                <Checkbox name="on" label="Remind me when a dose is due" hint="Not when somebody has ticked it already" value="yes" checked=wish.on/>
                <TextInput name="quiet_from" label="Quiet from" width=InputWidth::Five autocomplete="off" value=from error=forms::problem(state, "quiet_from")/>
                <TextInput name="quiet_until" label="Quiet until" width=InputWidth::Five autocomplete="off" value=until error=forms::problem(state, "quiet_until")/>
                {child.then(|| view! { <Checkbox name="quiet_at_school" label="Quiet in school hours" hint="Monday to Friday, 8:30am to 3:30pm" value="yes" checked=wish.quiet_at_school/> })}
                {warn}
                <Button kind=ButtonKind::Secondary>"Save reminders"</Button>
            </form>
        </Card>
    }
    .into_any()
}

/// What this phone can do is known to its script alone; without one, the page says what to do.
fn phone_card(key: Option<String>, devices: u32) -> AnyView {
    let Some(key) = key else {
        return view! {
            <Card heading="This phone"><p>"Reminders on phones are not set up here. Your list of doses on Today works without them."</p></Card>
        }
        .into_any();
    };
    let count = match devices {
        0 => "No phone or tablet of yours takes reminders yet.".to_owned(),
        1 => "1 phone or tablet of yours takes reminders.".to_owned(),
        count => format!("{count} phones or tablets of yours take reminders."),
    };
    let (add, remove) = (AddDevice::url(), RemoveDevice::url());
    view! {
        <Card heading="This phone">
            <p>{count}</p>
            <div id="push" data-key=key data-add=add data-remove=remove>
                <div hidden data-push="ask">
                    <p>"A reminder only says “You have a reminder”. It has no name and no medicine on it. Your phone asks you next if it may show them."</p>
                    <Button button_type=ButtonType::Button>"Use this phone for reminders"</Button>
                </div>
                <div hidden data-push="on">
                    <p><strong>"This phone takes reminders."</strong></p>
                    <Button button_type=ButtonType::Button kind=ButtonKind::Secondary>"Stop on this phone"</Button>
                </div>
                <p hidden data-push="home">"On an iPhone or iPad, put this app on your Home Screen first: press Share, then “Add to Home Screen”. Open it from there and come back to this page."</p>
                <p hidden data-push="denied">"This phone does not let us show reminders. Allow notifications for this app in the settings of your phone, then come back."</p>
                <p hidden data-push="cannot">"This phone cannot take reminders. Your list of doses on Today works without them."</p>
                <p hidden role="status" data-push="failed">"That did not work. Try again when you have a signal."</p>
                <noscript><p>"Reminders on this phone need JavaScript. Your list of doses on Today works without it."</p></noscript>
            </div>
            {(devices > 0).then(|| view! {
                <form method="post" action=RemoveDevice::url()>
                    <Row><Button kind=ButtonKind::Secondary small=true>"Stop on all my phones"</Button></Row>
                </form>
            })}
            <p class="mt-6 text-muted">"Prefer an alarm? Set one on your phone for these times. " <TextLink href=routes::MY_MEDICINES>"Back to your medicines"</TextLink></p>
        </Card>
        <script type="module" src="/phone/push.js" nonce=use_nonce()></script>
    }
    .into_any()
}
