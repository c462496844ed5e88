use domain::RepeatId;
use domain::repeat::{Askable, RepeatItem, RepeatRequest, RepeatState, RepeatsView};
use domain::time::{london_day, say_date, say_date_time, say_weekday};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

use super::api::{AskForRepeat, TakeBackRepeat, my_repeats};
use crate::AppError;
use crate::forms::{self, FormAnswer, Returned};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, BannerKind, Button, ButtonKind, Card, Checkbox, ErrorSummary, Fieldset, Heading, InsetText,
    NotificationBanner, SectionHeading, Stack, Tag, Tone,
};
use crate::words::{say, t};

#[component]
pub(in crate::patient) fn RepeatPage() -> impl IntoView {
    let opened = load(|| (), |()| my_repeats());
    let state = forms::state(Signal::derive(|| None::<Result<FormAnswer<()>, AppError>>));
    let query = use_query_map();
    let sent = query.with_untracked(|query| query.get("sent").is_some());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((view, next)) => shown(view, next, state, sent),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(view: RepeatsView, next: RepeatId, state: Signal<Returned>, sent: bool) -> AnyView {
    let RepeatsView { person, demo, practice_name, practice_phone, askable, requests, expected_on, today } = view;
    let ask = form(askable, next, state, &say_weekday(expected_on));
    let phone = practice_phone.clone();
    let list = requests.into_iter().map(|asked| request(asked, today, &phone)).collect::<Vec<_>>();
    let none = list.is_empty();
    view! {
        <Frame title=t("repeat-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_MEDICINES text=t("repeat-back")/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text=t("repeat-title")/>
                {sent.then(|| view! {
                    <NotificationBanner kind=BannerKind::Success heading=t("repeat-sent")>
                        <p>{t("repeat-sent-text")}</p>
                    </NotificationBanner>
                })}
                <p>{say("repeat-lead", &[("practice", &practice_name)])}</p>
                <p><strong>{t("repeat-run-out")}</strong>" "{t("repeat-run-out-text")}</p>
                {ask}
                {(!none).then(|| view! { <SectionHeading text=t("repeat-yours")/> })}
                {list}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn form(askable: Vec<Askable>, next: RepeatId, state: Signal<Returned>, expected: &str) -> AnyView {
    if askable.is_empty() {
        return view! {
            <InsetText><p>{t("repeat-no-plan")}</p></InsetText>
        }
        .into_any();
    }
    let any = askable.iter().any(|item| !item.open);
    let boxes = askable
        .into_iter()
        .enumerate()
        .map(|(place, item)| {
            if item.open {
                return view! {
                    <p><Tag tone=Tone::Blue text=t("repeat-already")/>" "<strong translate="no">{item.name}</strong></p>
                }
                .into_any();
            }
            // The first carries the name that an error summary leads to.
            let name = format!("item-{place}");
            view! { <Checkbox name=name label=item.name hint=item.called value=item.product/> }.into_any()
        })
        .collect_view();
    let wrong = forms::problem(state, "items").get_untracked();
    let expected = say("repeat-usually", &[("day", expected)]);
    view! {
        <Card>
            <form method="post" action=AskForRepeat::url()>
                <input type="hidden" name="id" value=next.to_string()/>
                <div id="items" tabindex="-1">
                    {wrong.map(|text| view! { <p class="error-message"><span class="visually-hidden">{t("ui-error-mark")}" "</span>{text}</p> })}
                    <Fieldset legend=t("repeat-need")>{boxes}</Fieldset>
                </div>
                <p class="text-muted">{expected}</p>
                {any.then(|| view! { <Button>{t("repeat-send")}</Button> })}
            </form>
        </Card>
    }
    .into_any()
}

fn request(request: RepeatRequest, today: chrono::NaiveDate, phone: &str) -> AnyView {
    let heading = say("repeat-asked-on", &[("date", &say_date(london_day(request.asked_at)))]);
    let day = say_weekday(request.expected_on);
    let ring = if phone.is_empty() { t("repeat-ring") } else { say("repeat-ring-on", &[("phone", phone)]) };
    let note = if !request.is_open() {
        None
    } else if request.is_late(today) {
        Some((Tone::Orange, t("repeat-late"), [say("repeat-late-text", &[("day", &day)]), ring].join(" ")))
    } else if request.delayed {
        Some((Tone::Orange, t("repeat-delayed"), [say("repeat-delayed-text", &[("day", &day)]), ring].join(" ")))
    } else {
        Some((Tone::Blue, t("repeat-on-its-way"), say("repeat-expect", &[("day", &day)])))
    };
    let note = note.map(|(tone, tag, text)| view! { <p><Tag tone=tone text=tag/>" "{text}</p> });
    let items = request.items.into_iter().map(item).collect_view();
    view! {
        <Card heading=heading>
            {note}
            {items}
        </Card>
    }
    .into_any()
}

const fn tone(state: RepeatState) -> Tone {
    match state {
        RepeatState::Asked | RepeatState::TakenBack => Tone::Grey,
        RepeatState::Seen | RepeatState::Approved => Tone::Blue,
        RepeatState::Sent => Tone::Green,
        RepeatState::Refused => Tone::Orange,
    }
}

/// A medicine of a request with its way so far.
fn item(item: RepeatItem) -> AnyView {
    let RepeatItem { id, name, state, steps, .. } = item;
    let why = steps.iter().find_map(|step| step.why).map(|why| view! { <p>{why.words()}</p> });
    let way = steps
        .into_iter()
        .map(|step| {
            let (title, at) = (step.state.title(), say_date_time(step.at));
            view! { <li><strong>{title}</strong>" "<span class="text-muted">{at}</span></li> }
        })
        .collect_view();
    let back = matches!(state, RepeatState::Asked | RepeatState::Seen).then(|| {
        let spoken = format!(": {name}");
        view! {
            <form method="post" action=TakeBackRepeat::url()>
                <input type="hidden" name="item" value=id.to_string()/>
                <Button kind=ButtonKind::Secondary small=true>{t("repeat-take-back")}<span class="visually-hidden">{spoken}</span></Button>
            </form>
        }
    });
    view! {
        <div class="grid gap-2 border-t border-line py-4">
            <p class="flex flex-wrap items-center gap-2"><strong translate="no">{name.clone()}</strong> <Tag tone=tone(state) text=state.title()/></p>
            {why}
            <ol role="list" class="grid gap-1 timeline">{way}</ol>
            {back}
        </div>
    }
    .into_any()
}
