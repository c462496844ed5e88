//! The controls of the day: each number can be dragged or typed, and each question is one the phone asks.

use domain::diary::bad_day::{BadDay, Blows, HOURS, Moment};
use domain::diary::{Daytime, RelieverUse};
use domain::plan::zones::READING_RANGE;
use domain::plan::{Field, Thresholds};
use leptos::prelude::*;

use super::Trial;
use crate::ui::{Choice, Fieldset, Radios, Slider};

pub(super) fn controls(trial: Trial) -> AnyView {
    view! {
        {move || match trial.lines.get() {
            Some(lines) => peak_flow(trial, lines),
            None => without_lines(trial),
        }}
        <Fieldset legend="Symptoms">
            {yes_or_no(trial, "bad_day_night", "Woken at night by asthma", |day| &mut day.woke_at_night)}
            {daytime(trial)}
            {from(trial, "bad_day_daytime_from", "Symptoms from", |day| day.daytime != Daytime::None, |day| &mut day.daytime_from)}
            {reliever(trial)}
            {from(trial, "bad_day_reliever_from", "Reliever from", |day| day.reliever != RelieverUse::None, |day| &mut day.reliever_from)}
            {yes_or_no(trial, "bad_day_breathless", "Too breathless to talk, eat or sleep", |day| &mut day.too_breathless)}
            {from(trial, "bad_day_breathless_from", "Too breathless from", |day| day.too_breathless, |day| &mut day.too_breathless_from)}
        </Fieldset>
    }
    .into_any()
}

/// Why there are no readings to set.
fn without_lines(trial: Trial) -> AnyView {
    let uses = trial.editor.is_yes(Field::UsesPeakFlow);
    let why = move || {
        if uses.get() {
            "The peak flow part of the draft is not complete, so this day goes by symptoms alone."
        } else {
            "The draft goes by symptoms alone, so there is no peak flow to set."
        }
    };
    view! { <p>{why}</p> }.into_any()
}

fn peak_flow(trial: Trial, lines: Thresholds) -> AnyView {
    let range = *READING_RANGE.start()..=lines.best;
    let value =
        move |get: fn(Blows) -> u16| Memo::new(move |_| trial.day.with(|day| day.peak_flow).map_or(lines.best, get));
    let set = move |set: fn(Blows, u16) -> Blows| {
        Callback::new(move |number| trial.change(|day| day.peak_flow = day.peak_flow.map(|blows| set(blows, number))))
    };
    let emergency = lines.emergency_below.map(|line| format!(", 999 below {line}")).unwrap_or_default();
    let hint = format!("Amber below {}, red below {}{emergency}.", lines.amber_below, lines.red_below);
    view! {
        <Fieldset legend="Peak flow">
            <p class="hint">{hint}</p>
            <Slider
                name="bad_day_morning"
                label="Peak flow in the morning"
                range=range.clone()
                value=value(Blows::morning)
                on_input=set(Blows::with_morning)
                unit=litres
            />
            <Slider
                name="bad_day_worst"
                label="Peak flow at its worst"
                range=range
                value=value(Blows::worst)
                on_input=set(Blows::with_worst)
                unit=litres
            />
            <Slider
                name="bad_day_worst_at"
                label="At its worst from"
                range=hours()
                value=value(|blows| blows.worst_at().into())
                on_input=set(|blows, hour| blows.with_worst_at(as_hour(hour)))
                unit=oclock
            />
        </Fieldset>
    }
    .into_any()
}

fn daytime(trial: Trial) -> AnyView {
    const ANSWERS: [(Daytime, &str, &str); 3] = [
        (Daytime::None, "none", "No"),
        (Daytime::Some, "some", "A little"),
        (Daytime::Interfering, "interfering", "Gets in the way of the day"),
    ];
    choice(trial, "bad_day_daytime", "Cough, wheeze or tight chest", &ANSWERS, |day| &mut day.daytime)
}

fn reliever(trial: Trial) -> AnyView {
    const ANSWERS: [(RelieverUse, &str, &str); 3] = [
        (RelieverUse::None, "none", "Not needed"),
        (RelieverUse::Helped, "helped", "Helps for 4 hours or more"),
        (RelieverUse::NotLasting, "not_lasting", "Not helping or not lasting 4 hours"),
    ];
    choice(trial, "bad_day_reliever", "Reliever for symptoms", &ANSWERS, |day| &mut day.reliever)
}

fn yes_or_no(trial: Trial, name: &'static str, legend: &'static str, part: fn(&mut BadDay) -> &mut bool) -> AnyView {
    choice(trial, name, legend, &[(false, "no", "No"), (true, "yes", "Yes")], part)
}

/// One answer out of a few, by the word of its radio.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    trial: Trial,
    name: &'static str,
    legend: &'static str,
    answers: &'static [(T, &'static str, &'static str)],
    part: fn(&mut BadDay) -> &mut T,
) -> AnyView {
    let value = Memo::new(move |_| {
        let now = *part(&mut trial.day.get());
        answers.iter().find(|(answer, ..)| *answer == now).map_or("", |(_, word, _)| word).to_owned()
    });
    let set = Callback::new(move |chosen: String| {
        if let Some((answer, ..)) = answers.iter().find(|(_, word, _)| *word == chosen) {
            trial.change(|day| *part(day) = *answer);
        }
    });
    let choices = answers.iter().map(|(_, word, label)| Choice::new(*word, *label)).collect::<Vec<_>>();
    view! { <Radios name=name legend=legend choices=choices value=value on_input=set small=true inline=true/> }
        .into_any()
}

/// The hour at which a sign begins, once there is one.
fn from(
    trial: Trial,
    name: &'static str,
    label: &'static str,
    is_there: fn(&BadDay) -> bool,
    part: fn(&mut BadDay) -> &mut u8,
) -> AnyView {
    let there = Memo::new(move |_| trial.day.with(is_there));
    let value = Memo::new(move |_| u16::from(*part(&mut trial.day.get())));
    let set = Callback::new(move |hour| trial.change(|day| *part(day) = as_hour(hour)));
    view! {
        <div hidden=move || !there.get()>
            <Slider name=name label=label range=hours() value=value on_input=set unit=oclock/>
        </div>
    }
    .into_any()
}

fn hours() -> std::ops::RangeInclusive<u16> {
    u16::from(*HOURS.start())..=u16::from(*HOURS.end())
}

fn as_hour(number: u16) -> u8 {
    u8::try_from(number).unwrap_or(*HOURS.end())
}

fn litres(_: u16) -> String {
    "litres per minute".into()
}

fn oclock(hour: u16) -> String {
    format!("o’clock ({})", Moment::Hour(as_hour(hour)).words())
}
