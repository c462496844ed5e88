//! What was, by day, the newest first.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::EntryId;
use domain::diary::DiaryView;
use domain::diary::note::Gone;
use domain::plan::Zone;
use domain::time::{say_date_time, say_time, say_weekday};
use leptos::prelude::*;

use crate::routes;
use crate::ui::{Details, SectionHeading, Tag, Tone};
use crate::words::{say, t};

struct Line {
    id: EntryId,
    at: DateTime<Utc>,
    title: String,
    zone: Option<Zone>,
    said: String,
    asks: bool,
}

/// Every entry of the days shown.
pub(super) fn by_day(view: DiaryView) -> AnyView {
    let DiaryView { entries, notes, to_confirm, gone, .. } = view;
    let mut days: BTreeMap<NaiveDate, Vec<Line>> = BTreeMap::new();
    for entry in entries {
        let reading = entry
            .check_in
            .peak_flow
            .map(|reading| say("diary-and-peak-flow", &[("reading", &reading.to_string())]))
            .unwrap_or_default();
        let line = Line {
            id: entry.id,
            at: entry.happened_at,
            title: t("diary-check-in"),
            zone: Some(entry.zone),
            said: format!("{}{reading}", entry.said()),
            asks: to_confirm.contains(&entry.id),
        };
        days.entry(entry.day).or_default().push(line);
    }
    for note in notes {
        let (title, said) = (note.note.title().to_owned(), note.note.said());
        let line = Line { id: note.id, at: note.happened_at, title, zone: None, said, asks: false };
        days.entry(note.day).or_default().push(line);
    }
    if days.is_empty() && gone.is_empty() {
        return ().into_any();
    }
    let days = days.into_iter().rev().map(|(day, lines)| one_day(day, lines)).collect_view();
    view! {
        <section>
            <SectionHeading text=t("diary-day-by-day")/>
            {days}
            {taken_back(gone)}
        </section>
    }
    .into_any()
}

fn one_day(day: NaiveDate, mut lines: Vec<Line>) -> AnyView {
    lines.sort_by_key(|line| std::cmp::Reverse((line.at, line.id)));
    let lines = lines.into_iter().map(line).collect_view();
    view! {
        <h3 class="diary-day">{say_weekday(day)}</h3>
        <ul role="list" class="diary-lines">{lines}</ul>
    }
    .into_any()
}

fn line(line: Line) -> AnyView {
    let zone = line.zone.map(|zone| {
        let (tone, name) = match zone {
            Zone::Green => (Tone::Green, t("diary-green-zone")),
            Zone::Amber => (Tone::Yellow, t("diary-amber-zone")),
            Zone::Red => (Tone::Red, t("diary-red-zone")),
        };
        view! { <Tag tone=tone text=name/> }
    });
    let asks = line.asks.then(|| view! { <Tag tone=Tone::Orange text=t("diary-right")/> });
    let when = say_time(line.at);
    let hidden = [" ", &say("diary-at", &[("time", &when)])].concat();
    view! {
        <li>
            <a class="diary-line" href=routes::diary_entry(line.id)>
                <span class="diary-line-head">
                    <strong>{line.title}<span class="visually-hidden">{hidden}</span></strong>
                    <span class="text-muted" aria-hidden="true">{when}</span>
                    {zone}
                    {asks}
                </span>
                <span class="diary-line-said">{line.said}</span>
            </a>
        </li>
    }
    .into_any()
}

/// What no longer stands is shown, not hidden.
fn taken_back(gone: Vec<Gone>) -> Option<AnyView> {
    if gone.is_empty() {
        return None;
    }
    let summary = say("diary-gone", &[("number", &gone.len().to_string())]);
    let lines = gone
        .into_iter()
        .map(|gone| {
            let what = if gone.put_right { "diary-put-right-on" } else { "diary-taken-back-on" };
            let text = format!("{}, {}: {}.", say_date_time(gone.happened_at), gone.title, gone.said);
            let changed = say(what, &[("time", &say_date_time(gone.changed_at))]);
            view! { <li><s>{text}</s> " " {changed}</li> }
        })
        .collect_view();
    Some(
        view! { <div class="mt-4"><Details summary=summary><ul class="bullets">{lines}</ul></Details></div> }
            .into_any(),
    )
}
