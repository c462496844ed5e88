//! From a line of the plan in words back to the field it was made from.

use super::words::{PlanWords, runs};
use super::{Field, PlanFacts, PlanForm, Template};

/// The field that a line of the plan comes from. A line comes from a field when it reads otherwise without what stands
/// there; of several, the one on which the fewest lines depend, and rather a text or figure than a yes or no. `None` for
/// words that every plan says.
pub fn field_behind(form: &PlanForm, template: &Template, facts: &PlanFacts, line: &str) -> Option<Field> {
    let lines_of = |form: &PlanForm| lines(&form.content(template, facts).words());
    let now = lines_of(form);
    let behind = Field::ALL.iter().copied().filter_map(|field| {
        let mut other = form.clone();
        let flipped = match form.get(field) {
            "yes" => "no",
            "no" => "yes",
            _ => "",
        };
        other.set(field, flipped);
        let without = lines_of(&other);
        let depend = now.iter().filter(|line| !without.contains(line)).count();
        (!without.iter().any(|kept| kept == line)).then_some((depend, !flipped.is_empty(), field))
    });
    let known = now.iter().any(|known| known == line);
    behind.min().filter(|_| known).map(|(_, _, field)| field)
}

/// Every line as it is read, without what sets it bold.
fn lines(words: &PlanWords) -> Vec<String> {
    let zones = words.zones.iter().flat_map(|zone| zone.when.iter().chain(&zone.actions));
    let said = zones.chain(&words.emergency).map(|text| runs(text).into_iter().map(|(run, _)| run).collect());
    said.chain([words.triggers.join(", "), words.note.clone()]).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::plan::TemplateId;
    use crate::plan::formulary::starter;
    use crate::{DateOfBirth, NhsNumber, PersonName, Sex};

    #[test]
    fn a_line_leads_to_the_field_that_changes_it_and_little_else() -> Result<(), Box<dyn std::error::Error>> {
        let facts = PlanFacts {
            today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default(),
            name: PersonName { given: "Casey".into(), family: "Hughes".into() },
            date_of_birth: DateOfBirth::from_date(NaiveDate::from_ymd_opt(1986, 3, 3).unwrap_or_default()),
            nhs_number: (999_000_000..).find_map(NhsNumber::from_first_nine).ok_or("no number")?,
            sex: Sex::Female,
            height_cm: None,
            practice_name: "Halbutt Street".into(),
            practice_phone: "020 7946 0123".into(),
            current_inhalers: Vec::new(),
            formulary: starter(),
            last_signed: None,
        };
        let template = TemplateId::AdultPreventer.template();
        let mut form = PlanForm::from_template(&template, &facts);
        for (field, text) in [
            (Field::UsesPeakFlow, "yes"),
            (Field::BestPeakFlow, "450"),
            (Field::BestMeasuredOn, "1/11/2026"),
            (Field::Preventer, "clenil-modulite-100"),
            (Field::PreventerMorning, "2"),
            (Field::PreventerNight, "2"),
            (Field::RedBelow, "280"),
            (Field::BeforeExercise, "yes"),
            (Field::Triggers, "pollen, cats"),
            (Field::Note, "Puff before football."),
        ] {
            form.set(field, text);
        }
        let words = lines(&form.content(&template, &facts).words());
        let line = |part: &str| words.iter().find(|line| line.contains(part)).cloned().unwrap_or_default();
        for (part, wanted) in [
            ("your peak flow is below 280", Some(Field::RedBelow)),
            ("your peak flow is below 360", Some(Field::BestPeakFlow)),
            ("Before exercise", Some(Field::BeforeExercise)),
            ("If you have symptoms", Some(Field::RelieverPuffs)),
            ("one puff at a time", Some(Field::AmberPuffs)),
            ("020 7946 0123", Some(Field::PracticePhone)),
            ("pollen, cats", Some(Field::Triggers)),
            ("Puff before football.", Some(Field::Note)),
            ("you sleep through the night", None),
        ] {
            assert_eq!(field_behind(&form, &template, &facts, &line(part)), wanted, "{part}: {}", line(part));
        }
        assert_eq!(field_behind(&form, &template, &facts, "words of no plan"), None);
        Ok(())
    }
}
