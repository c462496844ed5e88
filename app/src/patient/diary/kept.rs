//! What is said when something was just written down, and what waits for an answer. Whatever is said, nobody watches.

use domain::EntryId;
use domain::diary::note::{Blows, DiaryNote, Note, Visit};
use domain::diary::reliever::RelieverWarning;
use domain::diary::{DiaryEntry, DiaryView};
use domain::plan::{Thresholds, Zone};
use domain::time::{say_date, say_time, say_weekday};
use domain::working_days::working_days_after;
use leptos::prelude::*;

use crate::routes;
use crate::ui::{BannerKind, Card, CareCard, CareLevel, NotificationBanner, Stack, TextLink, Tone};

/// What was just kept, and what to do about it.
pub(super) fn kept_banner(view: &DiaryView, kept: Option<EntryId>) -> Option<AnyView> {
    let note = view.notes.iter().find(|note| Some(note.id) == kept)?;
    let advice = match &note.note {
        Note::PeakFlow(blows) => blown(blows, view.lines.filter(|_| view.meter == Some(blows.meter))),
        Note::Attack(_) => Some(after_an_attack()),
        Note::Visit(visit) => Some(after_a_visit(note, *visit)),
        Note::Reliever { .. } | Note::Night { .. } | Note::Triggers { .. } => None,
    };
    let said = format!("{}: {}.", note.note.title(), note.note.said());
    Some(
        view! {
            <Stack>
                <NotificationBanner kind=BannerKind::Success heading="It is in your diary"><p>{said}</p></NotificationBanner>
                {advice}
            </Stack>
        }
        .into_any(),
    )
}

/// An entry was put right or taken back.
pub(super) fn changed_banner(changed: Option<&str>) -> Option<AnyView> {
    let heading = match changed? {
        "right" => "The entry is put right",
        "taken_back" => "The entry is taken back",
        _ => return None,
    };
    Some(
        view! {
            <NotificationBanner kind=BannerKind::Success heading=heading>
                <p>"You can still see how it was at the end of your diary."</p>
            </NotificationBanner>
        }
        .into_any(),
    )
}

fn emergency_line() -> AnyView {
    view! {
        <p>
            <strong>"Feeling worse? "</strong>
            "Nobody is watching this for you. " <TextLink href=routes::EMERGENCY>"Open the emergency steps"</TextLink> "."
        </p>
    }
    .into_any()
}

/// A reading alone may say that things are bad, never that they are good.
fn blown(blows: &Blows, lines: Option<Thresholds>) -> Option<AnyView> {
    let lines = lines?;
    let best = blows.best();
    let card = match lines.zone(best) {
        Zone::Green => {
            return Some(
                view! {
                    <p class="mb-0">"This reading is in your green zone. How you feel counts too: " <TextLink href=routes::CHECK_IN>"check in"</TextLink> "."</p>
                }
                .into_any(),
            );
        }
        Zone::Amber => view! {
            <CareCard level=CareLevel::Urgent heading="This reading is in your amber zone">
                <p>"Do what your plan says for the amber zone. " <TextLink href=routes::MY_PLAN>"Open your plan"</TextLink> "."</p>
                <p>"See your nurse or GP within 24 hours if you feel worse at any time or are no better."</p>
                {emergency_line()}
            </CareCard>
        }
        .into_any(),
        Zone::Red => view! {
            <CareCard level=CareLevel::Emergency heading="This reading is in your red zone">
                <p>"Get medical help today: ring your GP surgery, or NHS 111 when it is closed."</p>
                <p>"Symptoms too, or a reading this low again? Do the emergency steps and call 999."</p>
                <p><TextLink href=routes::EMERGENCY>"Open the emergency steps"</TextLink></p>
            </CareCard>
        }
        .into_any(),
    };
    Some(card)
}

fn after_an_attack() -> AnyView {
    view! {
        <CareCard level=CareLevel::Urgent heading="See your GP or nurse today">
            <p>"After an attack at home, ring your GP surgery for an urgent appointment the same day. When it is closed, ring NHS 111."</p>
            <p>"Your surgery also sees this on its list when it is open. Do not wait for it to ring you."</p>
            {emergency_line()}
        </CareCard>
    }
    .into_any()
}

fn after_a_visit(note: &DiaryNote, visit: Visit) -> AnyView {
    let home = match visit {
        Visit::AAndE => Some(note.day),
        Visit::Hospital { left } => left,
    };
    match home {
        None => view! {
            <p class="mb-0">"When you are home again, open this entry and put it right. Then your GP surgery knows that it is time to see you."</p>
        }
        .into_any(),
        Some(home) => {
            let by = say_weekday(working_days_after(home, 2));
            view! {
                <CareCard level=CareLevel::Urgent heading="Your GP surgery should see you within 2 working days">
                    <p>{format!("That is by {by}. Ring your surgery and book it. It also sees this on its list when it is open.")}</p>
                    {emergency_line()}
                </CareCard>
            }
            .into_any()
        }
    }
}

/// What the number of puffs says.
pub(super) fn reliever_warnings(warnings: &[RelieverWarning]) -> Option<AnyView> {
    let first = warnings.first()?;
    let (level, heading) = match first {
        RelieverWarning::ManyDays => (CareLevel::NonUrgent, "Your reliever this week"),
        RelieverWarning::ManyPuffs | RelieverWarning::MostPuffs => (CareLevel::Urgent, "Your reliever today"),
    };
    let words = warnings.iter().map(|warning| view! { <p>{warning.words()}</p> }).collect_view();
    let steps = (level == CareLevel::Urgent)
        .then(|| view! { <p><TextLink href=routes::EMERGENCY>"Open the emergency steps"</TextLink></p> });
    Some(view! { <CareCard level=level heading=heading>{words} {steps}</CareCard> }.into_any())
}

/// Entries that wait for an answer: when they were, or whether a reading is right.
pub(super) fn waiting(view: &DiaryView) -> Option<AnyView> {
    let when = view.uncertain.iter().map(|entry| asked(entry, "When was this? The time on the phone looked wrong"));
    let right = view.entries.iter().filter(|entry| view.to_confirm.contains(&entry.id)).map(|entry| {
        let reading = entry.check_in.peak_flow.unwrap_or_default();
        asked(entry, &format!("Is {reading} right? It is far from the reading before"))
    });
    let lines: Vec<AnyView> = when.chain(right).collect();
    if lines.is_empty() {
        return None;
    }
    Some(
        view! {
            <Card heading="Please check" edge=Tone::Yellow>
                <p>"These are kept, and do not count until you say."</p>
                <ul class="bullets">{lines}</ul>
            </Card>
        }
        .into_any(),
    )
}

fn asked(entry: &DiaryEntry, question: &str) -> AnyView {
    let address = format!("{}/right", routes::diary_entry(entry.id));
    let question = question.to_owned();
    let was = format!(" ({}, {}: {})", say_date(entry.day), say_time(entry.happened_at), entry.said());
    view! { <li><TextLink href=address>{question}</TextLink> {was}</li> }.into_any()
}
