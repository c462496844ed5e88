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
        <Frame title="Diary" person=person demo=demo place=Place::Diary>
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
    let caption = format!("The last {} days", view.days);
    let summary = summary(&view);
    let nothing = view.entries.is_empty() && view.notes.is_empty();
    let content = if nothing {
        view! { <InsetText><p>"Nothing here yet. Your first check-in takes about 20 seconds."</p></InsetText> }
            .into_any()
    } else {
        view! {
            <p>{summary}</p>
            <PeakFlowPicture view=view.clone()/>
        }
        .into_any()
    };
    view! {
        <Stack>
            <Heading text="Diary" caption=caption/>
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
    let text = format!(
        "{}’s diary is private. You see the plan, the emergency steps and the medicines.",
        view.person.given_name
    );
    view! {
        <Stack>
            <Heading text="Diary"/>
            <InsetText><p>{text}</p></InsetText>
            <p><ButtonLink href=routes::CHECK_IN full_width=true>"Check in: what to do now"</ButtonLink></p>
        </Stack>
    }
    .into_any()
}

/// What can be written down, one tap each.
fn add() -> AnyView {
    let other = [
        ("peak_flow", "Peak flow", "Up to 3 blows"),
        ("reliever", "Reliever", "Puffs in a day"),
        ("night", "Bad night", "Woken by asthma"),
        ("triggers", "Triggers", "What set it off"),
        ("attack", "Attack", "Once it is over"),
        ("visit", "A&E or hospital", "Your surgery is told"),
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
            <SectionHeading text="Write something down"/>
            <p><ButtonLink href=routes::CHECK_IN full_width=true>"Check in: how are you?"</ButtonLink></p>
            <ul role="list" class="grid grid-cols-2 gap-2">{links}</ul>
        </section>
    }
    .into_any()
}

/// One plain sentence above the picture.
fn summary(view: &DiaryView) -> String {
    let count = |zone| view.entries.iter().filter(|entry| entry.zone == zone).count();
    let times = |n: usize| if n == 1 { "once".to_owned() } else { format!("{n} times") };
    let (amber, red) = (count(Zone::Amber), count(Zone::Red));
    let checked = match view.entries.len() {
        0 => return "You have not checked in on these days.".to_owned(),
        n => format!("You checked in {}.", times(n)),
    };
    let zones = match (amber, red) {
        (0, 0) => "You were in your green zone each time.".to_owned(),
        (amber, 0) => format!("You were in your amber zone {}.", times(amber)),
        (0, red) => format!("You were in your red zone {}.", times(red)),
        (amber, red) => {
            format!("You were in your amber zone {} and in your red zone {}.", times(amber), times(red))
        }
    };
    let attacks = view.notes.iter().filter(|note| matches!(note.note, Note::Attack(_))).count();
    match attacks {
        0 => format!("{checked} {zones}"),
        1 => format!("{checked} {zones} You had one attack."),
        attacks => format!("{checked} {zones} You had {attacks} attacks."),
    }
}
