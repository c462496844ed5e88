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
use crate::ui::{BannerKind, Card, CareCard, CareLevel, LinkedText, NotificationBanner, Stack, TextLink, Tone};
use crate::words::{say, t};

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
                <NotificationBanner kind=BannerKind::Success heading=t("diary-kept")><p>{said}</p></NotificationBanner>
                {advice}
            </Stack>
        }
        .into_any(),
    )
}

/// An entry was put right or taken back.
pub(super) fn changed_banner(changed: Option<&str>) -> Option<AnyView> {
    let heading = match changed? {
        "right" => t("diary-put-right"),
        "taken_back" => t("diary-taken-back"),
        _ => return None,
    };
    Some(
        view! {
            <NotificationBanner kind=BannerKind::Success heading=heading>
                <p>{t("diary-changed-text")}</p>
            </NotificationBanner>
        }
        .into_any(),
    )
}

fn emergency_line() -> AnyView {
    view! {
        <p>
            <strong>{t("diary-worse")}</strong> " " <LinkedText text=t("diary-watched") href=routes::EMERGENCY/>
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
                    <p class="mb-0"><LinkedText text=t("diary-blown-green") href=routes::CHECK_IN/></p>
                }
                .into_any(),
            );
        }
        Zone::Amber => view! {
            <CareCard level=CareLevel::Urgent heading=t("diary-blown-amber")>
                <p><LinkedText text=t("diary-blown-amber-plan") href=routes::MY_PLAN/></p>
                <p>{t("diary-blown-amber-see")}</p>
                {emergency_line()}
            </CareCard>
        }
        .into_any(),
        Zone::Red => view! {
            <CareCard level=CareLevel::Emergency heading=t("diary-blown-red")>
                <p>{t("diary-blown-red-help")}</p>
                <p>{t("diary-blown-red-more")}</p>
                <p><TextLink href=routes::EMERGENCY>{t("diary-emergency")}</TextLink></p>
            </CareCard>
        }
        .into_any(),
    };
    Some(card)
}

fn after_an_attack() -> AnyView {
    view! {
        <CareCard level=CareLevel::Urgent heading=t("diary-see-today")>
            <p>{t("diary-after-attack")}</p>
            <p>{t("diary-after-attack-list")}</p>
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
            <p class="mb-0">{t("diary-when-home")}</p>
        }
        .into_any(),
        Some(home) => {
            let told = say("diary-see-by", &[("day", &say_weekday(working_days_after(home, 2)))]);
            view! {
                <CareCard level=CareLevel::Urgent heading=t("diary-see-within")>
                    <p>{told}</p>
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
        RelieverWarning::ManyDays => (CareLevel::NonUrgent, t("diary-reliever-week")),
        RelieverWarning::ManyPuffs | RelieverWarning::MostPuffs => (CareLevel::Urgent, t("diary-reliever-today")),
    };
    let words = warnings.iter().map(|warning| view! { <p>{warning.words()}</p> }).collect_view();
    let steps = (level == CareLevel::Urgent)
        .then(|| view! { <p><TextLink href=routes::EMERGENCY>{t("diary-emergency")}</TextLink></p> });
    Some(view! { <CareCard level=level heading=heading>{words} {steps}</CareCard> }.into_any())
}

/// Entries that wait for an answer: when they were, or whether a reading is right.
pub(super) fn waiting(view: &DiaryView) -> Option<AnyView> {
    let when = view.uncertain.iter().map(|entry| asked(entry, t("diary-when-was")));
    let right = view.entries.iter().filter(|entry| view.to_confirm.contains(&entry.id)).map(|entry| {
        let reading = entry.check_in.peak_flow.unwrap_or_default();
        asked(entry, say("diary-is-right", &[("reading", &reading.to_string())]))
    });
    let lines: Vec<AnyView> = when.chain(right).collect();
    if lines.is_empty() {
        return None;
    }
    Some(
        view! {
            <Card heading=t("diary-please-check") edge=Tone::Yellow>
                <p>{t("diary-please-check-text")}</p>
                <ul class="bullets">{lines}</ul>
            </Card>
        }
        .into_any(),
    )
}

fn asked(entry: &DiaryEntry, question: String) -> AnyView {
    let address = format!("{}/right", routes::diary_entry(entry.id));
    let was = format!(" ({}, {}: {})", say_date(entry.day), say_time(entry.happened_at), entry.said());
    view! { <li><TextLink href=address>{question}</TextLink> {was}</li> }.into_any()
}
