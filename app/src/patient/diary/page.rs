use domain::diary::DiaryView;
use domain::diary::note::Note;
use domain::plan::Zone;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::my_diary;
use super::chart::PeakFlowPicture;
use super::kept::{changed_banner, kept_banner, reliever_warnings, waiting};
use super::list::by_day;
use crate::load::load;
use crate::patient::feedback::{self, my_feedback};
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{ButtonLink, Heading, InsetText, SectionHeading, Stack};
use crate::words::{count, say, t};

#[component]
pub(in crate::patient) fn DiaryPage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || query.with(|query| query.get("days").and_then(|days| days.parse::<u64>().ok()));
    let diary = load(asked, my_diary);
    let questions = load(|| (), |()| my_feedback());
    let kept = query.with_untracked(|query| query.get("kept").and_then(|id| id.parse().ok()));
    let changed = query.with_untracked(|query| query.get("changed"));
    view! {
        <Suspense>
            {
                let changed = changed.clone();
                move || {
                    let changed = changed.clone();
                    Suspend::new(async move {
                        let due = questions.ready().await.is_ok_and(|page| page.due);
                        match diary.ready().await {
                            Ok((view, demo)) => {
                                let banner = (kept_banner(&view, kept), changed_banner(changed.as_deref()));
                                shown(view, demo, banner, due)
                            }
                            Err(error) => refused(&error),
                        }
                    })
                }
            }
        </Suspense>
    }
    .into_any()
}

fn shown(view: DiaryView, demo: bool, banner: (Option<AnyView>, Option<AnyView>), due: bool) -> AnyView {
    let person = view.person.clone();
    let (kept, changed) = banner;
    let above = (kept.is_some() || changed.is_some()).then(|| view! { <div class="mb-4">{kept} {changed}</div> });
    view! {
        <Frame title=t("diary-title") person=person demo=demo place=Place::Diary>
            {above}
            {of_view(view)}
            {feedback::card(due).map(|card| view! { <div class="mt-6">{card}</div> })}
        </Frame>
    }
    .into_any()
}

/// What stands on the page.
pub(in crate::patient) fn of_view(view: DiaryView) -> AnyView {
    if view.hidden {
        return private(&view);
    }
    let caption = say("diary-last-days", &[("days", &view.days.to_string())]);
    let summary = summary(&view);
    let nothing = view.entries.is_empty() && view.notes.is_empty();
    let content = if nothing {
        view! { <InsetText><p>{t("diary-nothing")}</p></InsetText> }.into_any()
    } else {
        view! {
            <p>{summary}</p>
            <PeakFlowPicture view=view.clone()/>
        }
        .into_any()
    };
    view! {
        <Stack>
            <Heading text=t("diary-title") caption=caption/>
            {reliever_warnings(&view.warnings)}
            {waiting(&view)}
            {add()}
            {content}
            {by_day(view)}
        </Stack>
    }
    .into_any()
}

/// A diary that is kept from whoever looks: a check-in is answered all the same.
fn private(view: &DiaryView) -> AnyView {
    let text = say("diary-private", &[("name", &view.person.given_name)]);
    view! {
        <Stack>
            <Heading text=t("diary-title")/>
            <InsetText><p>{text}</p></InsetText>
            <p><ButtonLink href=routes::CHECK_IN full_width=true>{t("diary-check-in-now")}</ButtonLink></p>
        </Stack>
    }
    .into_any()
}

/// What can be written down, one tap each.
fn add() -> AnyView {
    let other = [
        ("peak_flow", t("diary-peak-flow"), t("diary-peak-flow-hint")),
        ("reliever", t("diary-reliever"), t("diary-reliever-hint")),
        ("night", t("diary-night"), t("diary-night-hint")),
        ("triggers", t("diary-triggers"), t("diary-triggers-hint")),
        ("attack", t("diary-attack"), t("diary-attack-hint")),
        ("visit", t("diary-visit"), t("diary-visit-hint")),
    ];
    let links = other
        .into_iter()
        .map(|(kind, name, hint)| {
            let address = routes::diary_note(kind);
            view! {
                <li>
                    <a class="diary-add" href=address>
                        <strong>{name}</strong>
                        <span class="text-muted">{hint}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <SectionHeading text=t("diary-write")/>
            <p><ButtonLink href=routes::CHECK_IN full_width=true>{t("diary-how-are-you")}</ButtonLink></p>
            <ul role="list" class="grid grid-cols-2 gap-2">{links}</ul>
        </section>
    }
    .into_any()
}

/// One plain sentence above the picture.
fn summary(view: &DiaryView) -> String {
    let times = |zone| view.entries.iter().filter(|entry| entry.zone == zone).count();
    let (amber, red) = (times(Zone::Amber), times(Zone::Red));
    let checked = match view.entries.len() {
        0 => return t("diary-not-checked-in"),
        times => count("diary-checked-in", &[("times", times)]),
    };
    let zones = match (amber, red) {
        (0, 0) => t("diary-times-green"),
        (amber, 0) => count("diary-times-amber", &[("amber", amber)]),
        (0, red) => count("diary-times-red", &[("red", red)]),
        (amber, red) => count("diary-times-amber-and-red", &[("amber", amber), ("red", red)]),
    };
    let attacks = view.notes.iter().filter(|note| matches!(note.note, Note::Attack(_))).count();
    if attacks == 0 {
        return [checked, zones].join(" ");
    }
    [checked, zones, count("diary-attacks", &[("attacks", attacks)])].join(" ")
}
