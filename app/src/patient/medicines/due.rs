//! Doses of today with one button each. The list needs no push and no script.

use chrono::NaiveDate;
use domain::dose::{DueLine, DueState, TakenBy};
use domain::time::say_time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{LogDose, UndoDose};
use crate::plan_words::Sentence;
use crate::ui::{Button, ButtonKind, Tag, Tone};
use crate::words::{say, t};

/// Today's doses. `back` is where a press leads: "today" or nothing for the page of medicines.
#[component]
pub(in crate::patient) fn DueDoses(lines: Vec<DueLine>, #[prop(optional)] back: &'static str) -> impl IntoView {
    let today = lines.iter().map(|line| line.day).max();
    let rows = lines.into_iter().map(|line| row(line, today, back)).collect_view();
    view! { <ul role="list" class="grid gap-0 max-w-none dose-list">{rows}</ul> }.into_any()
}

fn row(line: DueLine, today: Option<NaiveDate>, back: &'static str) -> AnyView {
    // After midnight two rows are of a night.
    let name = if Some(line.day) < today { t("doses-last-night") } else { line.slot.title().to_owned() };
    let when = say("doses-when", &[("dose", &name), ("time", &say_time(line.at))]);
    let take = if line.spacer { "doses-take-spacer" } else { "doses-take" };
    let take = say(take, &[("puffs", &line.puffs), ("inhaler", &line.called)]);
    let (told, act) = state(&line, back);
    view! {
        <li class="flex flex-wrap items-center justify-between gap-4 border-t border-line py-4 max-w-none">
            <div class="grid gap-1">
                <strong>{when}</strong>
                {(line.state == DueState::Now).then(|| view! { <span><Sentence text=take/></span> })}
                {told}
            </div>
            {act}
        </li>
    }
    .into_any()
}

fn state(line: &DueLine, back: &'static str) -> (AnyView, AnyView) {
    match &line.state {
        DueState::Later => {
            (view! { <span><Tag tone=Tone::Grey text=t("doses-later")/></span> }.into_any(), ().into_any())
        }
        DueState::Now => (().into_any(), taken_button(line, back)),
        DueState::Passed => {
            let told = view! { <span>{t("doses-passed")}</span> };
            (told.into_any(), taken_button(line, back))
        }
        DueState::NotTicked => {
            (view! { <span><Tag tone=Tone::Grey text=t("doses-not-ticked")/></span> }.into_any(), ().into_any())
        }
        DueState::Taken(by) => {
            let text = taken(by);
            let told = view! { <span><Tag tone=Tone::Green text=t("doses-taken")/>" "<span>{text}</span></span> };
            (told.into_any(), undo(by, back))
        }
        DueState::TakenTwice(first, second) => {
            let text = [taken(first), taken(second), t("doses-both")].join(" ");
            let told = view! { <span><Tag tone=Tone::Orange text=t("doses-twice")/>" "<span>{text}</span></span> };
            let act = if second.undo.is_some() { undo(second, back) } else { undo(first, back) };
            (told.into_any(), act)
        }
    }
}

/// "Already taken by Amina at 8:05am."
fn taken(by: &TakenBy) -> String {
    say("doses-taken-by", &[("who", &by.who), ("time", &say_time(by.at))])
}

fn taken_button(line: &DueLine, back: &'static str) -> AnyView {
    let (id, day, slot) = (line.tick.to_string(), line.day.to_string(), line.slot.as_str());
    let spoken = format!(": {}", line.slot.title().to_lowercase());
    let (text, kind) = match line.state {
        DueState::Passed => (t("doses-took"), ButtonKind::Secondary),
        _ => (t("doses-taken"), ButtonKind::Primary),
    };
    view! {
        <form method="post" action=LogDose::url()>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="day" value=day/>
            <input type="hidden" name="slot" value=slot/>
            <input type="hidden" name="back" value=back/>
            <Button kind=kind>{text}<span class="visually-hidden">{spoken}</span></Button>
        </form>
    }
    .into_any()
}

fn undo(by: &TakenBy, back: &'static str) -> AnyView {
    let Some(id) = by.undo else { return ().into_any() };
    view! {
        <form method="post" action=UndoDose::url()>
            <input type="hidden" name="id" value=id.to_string()/>
            <input type="hidden" name="back" value=back/>
            <Button kind=ButtonKind::Secondary small=true>{t("doses-undo")}</Button>
        </form>
    }
    .into_any()
}

/// A second dose is asked about before it is kept.
pub(super) fn asked(line: &DueLine) -> Option<AnyView> {
    let by = match &line.state {
        DueState::Taken(by) | DueState::TakenTwice(by, _) => by,
        _ => return None,
    };
    let text = taken(by);
    let (id, day, slot) = (line.tick.to_string(), line.day.to_string(), line.slot.as_str());
    Some(
        view! {
            <p><strong>{text}</strong></p>
            <p>{t("doses-second")}</p>
            <div class="row flex flex-wrap items-center gap-4">
                <crate::ui::ButtonLink href=crate::routes::MY_MEDICINES>{t("doses-one")}</crate::ui::ButtonLink>
                <form method="post" action=LogDose::url()>
                    <input type="hidden" name="id" value=id/>
                    <input type="hidden" name="day" value=day/>
                    <input type="hidden" name="slot" value=slot/>
                    <input type="hidden" name="sure" value="yes"/>
                    <Button kind=ButtonKind::Secondary>{t("doses-two")}</Button>
                </form>
            </div>
        }
        .into_any(),
    )
}
