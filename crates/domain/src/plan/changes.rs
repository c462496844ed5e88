//! What differs between two plans, the most dangerous first: doses, then the lines of the zones, inhalers, contacts, and
//! text last (the order in which a slip does harm).

use serde::{Deserialize, Serialize};

use super::rules::PlanFacts;
use super::{Field, PlanForm, Template};
use crate::time::read_date;

/// What a wrong change would touch, most dangerous first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Danger {
    /// How much is taken.
    Dose,
    /// When help is sought.
    Lines,
    /// Which inhaler, and how.
    Inhalers,
    /// Whom to ring.
    Contacts,
    /// Everything else.
    Text,
}

impl Danger {
    /// Every kind, most dangerous first.
    pub const ALL: [Self; 5] = [Self::Dose, Self::Lines, Self::Inhalers, Self::Contacts, Self::Text];

    /// The word posted by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dose => "dose",
            Self::Lines => "lines",
            Self::Inhalers => "inhalers",
            Self::Contacts => "contacts",
            Self::Text => "text",
        }
    }

    /// Heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Dose => "Doses",
            Self::Lines => "Peak flow and lines",
            Self::Inhalers => "Inhalers",
            Self::Contacts => "Contacts",
            Self::Text => "Dates, triggers and notes",
        }
    }

    /// What a change of this field would touch.
    pub const fn of(field: Field) -> Self {
        match field {
            Field::PreventerMorning
            | Field::PreventerNight
            | Field::RelieverPuffs
            | Field::AmberPuffs
            | Field::RescueSteroids
            | Field::RescueSteroidMg
            | Field::RescueSteroidDays => Self::Dose,
            Field::UsesPeakFlow
            | Field::BestPeakFlow
            | Field::BestMeasuredOn
            | Field::Meter
            | Field::AmberBelow
            | Field::RedBelow
            | Field::EmergencyBelow => Self::Lines,
            Field::Preventer | Field::Reliever | Field::Spacer | Field::BeforeExercise => Self::Inhalers,
            Field::PracticePhone | Field::ContactName | Field::ContactPhone => Self::Contacts,
            Field::ReviewDue | Field::Triggers | Field::Note => Self::Text,
        }
    }
}

/// One field that differs, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub field: Field,
    /// What a slip would touch.
    pub danger: Danger,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// Which way a number went, in words; empty for anything but two numbers.
    pub way: String,
}

/// Fields of `now` that differ from `was`, most dangerous first, then in the order of the form.
pub fn changes(was: &PlanForm, now: &PlanForm) -> Vec<Change> {
    let mut all: Vec<Change> = now
        .differences(was)
        .into_iter()
        .map(|(field, now, was)| Change {
            field,
            danger: Danger::of(field),
            way: way(field, was, now),
            was: was.to_owned(),
            now: now.to_owned(),
        })
        .collect();
    all.sort_by_key(|change| (change.danger, change.field));
    all
}

/// What a draft changes of the plan signed last; `None` when this is the first one. `then` is the template that plan was
/// written from, through which it is read, so that its own percentages count as unchanged. What says the same in another way,
/// such as 1/11/2026 and 01/11/2026, is no change.
pub fn since_last(form: &PlanForm, template: &Template, then: &Template, facts: &PlanFacts) -> Option<Vec<Change>> {
    let last = facts.last_signed.as_ref()?;
    let mut was = PlanForm::from_signed(last, then, facts);
    let review = last.review_due.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default();
    was.set(Field::ReviewDue, &review);
    let counts = |field: Field| match field {
        Field::Preventer | Field::PreventerMorning | Field::PreventerNight => {
            template.regimen.has_preventer() || last.preventer.is_some()
        }
        Field::BestMeasuredOn | Field::Meter => form.is_yes(Field::UsesPeakFlow) || last.peak_flow.is_some(),
        _ => true,
    };
    let differs = |change: &Change| meant(change.field, &change.was) != meant(change.field, &change.now);
    Some(changes(&was, form).into_iter().filter(|change| counts(change.field) && differs(change)).collect())
}

/// The groups whoever signs must have looked at.
pub fn groups(changes: &[Change]) -> Vec<Danger> {
    Danger::ALL.into_iter().filter(|danger| changes.iter().any(|change| change.danger == *danger)).collect()
}

/// What a text means, however it is written.
fn meant(field: Field, text: &str) -> String {
    match field {
        Field::BestMeasuredOn | Field::ReviewDue => {
            read_date(text).map_or_else(|| text.to_owned(), |day| day.to_string())
        }
        Field::UsesPeakFlow | Field::Spacer | Field::BeforeExercise | Field::RescueSteroids => {
            if text == "yes" {
                "yes".into()
            } else {
                "no".into()
            }
        }
        _ => text.to_owned(),
    }
}

/// Which way a number went. Of a line it is said what that means for the person.
fn way(field: Field, was: &str, now: &str) -> String {
    let (Ok(was), Ok(now)) = (was.parse::<u32>(), now.parse::<u32>()) else { return String::new() };
    let size = match (was, now) {
        (0, _) | (_, 0) => "",
        _ if now >= was * 10 => "ten times as much or more",
        _ if now == was * 2 => "doubled",
        _ if now > was * 2 => "more than doubled",
        _ if now * 10 <= was => "a tenth or less",
        _ if now * 2 == was => "halved",
        _ if now * 2 < was => "less than half",
        _ => "",
    };
    let meaning = match field {
        Field::AmberBelow | Field::RedBelow | Field::EmergencyBelow if now < was => "help is sought later",
        Field::AmberBelow | Field::RedBelow | Field::EmergencyBelow if now > was => "help is sought earlier",
        _ => "",
    };
    let direction = match now.cmp(&was) {
        std::cmp::Ordering::Less => "lower",
        std::cmp::Ordering::Equal => return String::new(),
        std::cmp::Ordering::Greater => "higher",
    };
    let first = if size.is_empty() { direction } else { size };
    if meaning.is_empty() { first.to_owned() } else { format!("{first}: {meaning}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_its_place_and_doses_come_first() {
        let mut now = PlanForm::default();
        for field in Field::ALL.iter().rev() {
            now.set(*field, "1");
        }
        let all = changes(&PlanForm::default(), &now);
        assert_eq!(all.len(), Field::ALL.len());
        assert!(all.is_sorted_by_key(|change| change.danger));
        assert_eq!(all.first().map(|change| change.danger), Some(Danger::Dose));
        for danger in Danger::ALL {
            assert!(all.iter().any(|change| change.danger == danger), "{danger:?}");
        }
    }

    #[test]
    fn numbers_say_which_way_they_went() {
        for (field, was, now, wanted) in [
            (Field::PreventerMorning, "1", "2", "doubled"),
            (Field::PreventerMorning, "4", "2", "halved"),
            (Field::PreventerMorning, "2", "3", "higher"),
            (Field::AmberPuffs, "4", "1", "less than half"),
            (Field::AmberPuffs, "0", "4", "higher"),
            (Field::RescueSteroidMg, "4", "40", "ten times as much or more"),
            (Field::BestPeakFlow, "450", "45", "a tenth or less"),
            (Field::AmberBelow, "360", "340", "lower: help is sought later"),
            (Field::RedBelow, "270", "280", "higher: help is sought earlier"),
            (Field::EmergencyBelow, "180", "18", "a tenth or less: help is sought later"),
            (Field::AmberBelow, "", "340", ""),
            (Field::Note, "old", "new", ""),
        ] {
            assert_eq!(way(field, was, now), wanted, "{field:?} {was} {now}");
        }
    }
}
