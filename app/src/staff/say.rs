//! Facts as staff read them: ages, states, and the values of plan fields in words.

use chrono::NaiveDate;
use domain::DateOfBirth;
use domain::patient::PatientRow;
use domain::plan::content::Meter;
use domain::plan::review::ReviewState;
use domain::plan::{Field, PlanStatus, Template};
use domain::time::{read_date, say_date};

use crate::ui::Tone;

/// "3 March 2017 (9 years)".
pub(super) fn born(date_of_birth: DateOfBirth, today: NaiveDate) -> String {
    let age = date_of_birth.age_on(today);
    let unit = if age == 1 { "year" } else { "years" };
    format!("{} ({age} {unit})", say_date(date_of_birth.date()))
}

/// "12 years and over", "5 to 11 years".
pub(super) fn ages(template: &Template) -> String {
    if template.to_age >= 100 {
        format!("{} years and over", template.from_age)
    } else {
        format!("{} to {} years", template.from_age, template.to_age)
    }
}

/// State of a patient's plan in a list.
pub(super) fn plan_state(row: &PatientRow, today: NaiveDate) -> (Tone, String) {
    match row.plan_review_due {
        Some(due) if due < today => (Tone::Red, format!("Review overdue since {}", say_date(due))),
        Some(due) => (Tone::Green, format!("Signed, review due {}", say_date(due))),
        None if row.draft_open => (Tone::Yellow, "Draft".into()),
        None => (Tone::Grey, "No plan".into()),
    }
}

/// Colour of a review's state; its words carry the meaning.
pub(super) const fn review_tone(state: ReviewState) -> Tone {
    match state {
        ReviewState::Waiting => Tone::Blue,
        ReviewState::SentBack => Tone::Orange,
        ReviewState::Approved => Tone::Green,
        ReviewState::TakenBack => Tone::Grey,
    }
}

/// State of a signed version.
pub(super) fn version_state(status: PlanStatus, review_due: NaiveDate, today: NaiveDate) -> (Tone, &'static str) {
    match status {
        PlanStatus::Signed if review_due < today => (Tone::Orange, "In force, review overdue"),
        PlanStatus::Signed => (Tone::Green, "In force"),
        PlanStatus::Superseded => (Tone::Grey, "Replaced"),
        PlanStatus::Withdrawn => (Tone::Red, "Withdrawn"),
    }
}

/// What stands in a plan field, in words; `named` gives the name of an inhaler by its key.
pub(super) fn value(named: &dyn Fn(&str) -> String, field: Field, text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return match field {
            Field::AmberBelow | Field::RedBelow | Field::EmergencyBelow => "the template’s percentage".into(),
            _ => "nothing".into(),
        };
    }
    match field {
        Field::Preventer | Field::Reliever => named(text),
        Field::UsesPeakFlow | Field::Spacer | Field::BeforeExercise | Field::RescueSteroids => {
            if text == "yes" {
                "yes".into()
            } else {
                "no".into()
            }
        }
        Field::Meter => Meter::parse(text).map_or_else(|| text.to_owned(), |scale| meter(scale).to_owned()),
        Field::BestPeakFlow | Field::AmberBelow | Field::RedBelow | Field::EmergencyBelow => format!("{text} L/min"),
        Field::PreventerMorning | Field::PreventerNight | Field::RelieverPuffs | Field::AmberPuffs => puffs(text),
        Field::RescueSteroidMg => format!("{text} mg"),
        Field::RescueSteroidDays => format!("{text} days"),
        Field::BestMeasuredOn | Field::ReviewDue => read_date(text).map_or_else(|| text.to_owned(), say_date),
        _ => text.into(),
    }
}

/// Scale of a meter.
pub(super) const fn meter(meter: Meter) -> &'static str {
    match meter {
        Meter::Eu => "EU scale (EN 13826)",
        Meter::Wright => "Wright scale",
    }
}

/// "1 puff", "2 puffs".
pub(super) fn puffs(count: &str) -> String {
    if count == "1" { "1 puff".into() } else { format!("{count} puffs") }
}

/// "1 person", "12 people".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
