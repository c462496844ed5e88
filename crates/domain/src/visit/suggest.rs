use serde::{Deserialize, Serialize};

use super::Answered;
use crate::Relationship;
use crate::plan::{Field, PlanForm, Regimen};
use crate::time::{london_day, say_date};

/// An answer beside the field of the plan it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Beside this field.
    pub field: Field,
    /// "Patient says: cats and pollen".
    pub text: String,
    /// What "Use" would fill in; empty for what is only to be known.
    pub fills: PlanForm,
}

/// The answers as the editor shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitHints {
    /// Who answered, when, and what the control rule says.
    pub lines: Vec<String>,
    /// Answers beside fields.
    pub suggestions: Vec<Suggestion>,
}

impl VisitHints {
    /// The answers for a plan of this regimen.
    pub fn new(answered: &Answered, regimen: Regimen) -> Self {
        let Answered { answers, by, at } = answered;
        let (who, says) = match by {
            Relationship::Myself => ("the patient", "Patient says"),
            Relationship::Parent => ("the parent or carer, for the child", "Parent or carer says"),
        };
        let control = &answers.control;
        let mut lines = vec![
            format!("Answered on {} by {who}.", say_date(london_day(*at))),
            control.in_words(regimen),
            format!(
                "{says}: reliever on {} of the last 7 days, woken on {} of the last 7 nights, {} of steroid tablets since the last review.",
                control.reliever_days,
                control.nights_woken,
                if control.steroid_courses == 1 {
                    "1 course".into()
                } else {
                    format!("{} courses", control.steroid_courses)
                }
            ),
        ];
        let mut suggestions = Vec::new();
        let mut suggest = |field: Field, text: String, fills: Vec<(Field, String)>| {
            let mut form = PlanForm::default();
            fills.iter().for_each(|(field, text)| form.set(*field, text));
            suggestions.push(Suggestion { field, text: format!("{says}: {text}"), fills: form });
        };
        if let Some((best, day)) = answers.best {
            let fills = vec![
                (Field::UsesPeakFlow, "yes".to_owned()),
                (Field::BestPeakFlow, best.to_string()),
                (Field::BestMeasuredOn, day.format("%d/%m/%Y").to_string()),
            ];
            suggest(Field::BestPeakFlow, format!("best peak flow {best}, measured {}", say_date(day)), fills);
        }
        if !answers.inhalers.is_empty() {
            let field = if regimen.has_preventer() { Field::Preventer } else { Field::Reliever };
            suggest(field, format!("uses {}", answers.inhalers), Vec::new());
        }
        if !answers.triggers.is_empty() {
            suggest(Field::Triggers, answers.triggers.clone(), vec![(Field::Triggers, answers.triggers.clone())]);
        }
        if !answers.stops.is_empty() {
            let text = format!("asthma stops me: {}", answers.stops);
            suggest(Field::Note, text, vec![(Field::Note, answers.stops.clone())]);
        }
        let contact = [(Field::ContactName, &answers.contact_name), (Field::ContactPhone, &answers.contact_phone)];
        let fills: Vec<_> = contact
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(field, text)| (field, text.clone()))
            .collect();
        if !fills.is_empty() {
            let text = fills.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(", ");
            suggest(Field::ContactName, format!("emergency contact {text}"), fills);
        }
        if suggestions.is_empty() {
            lines.push("Nothing else was answered.".into());
        }
        Self { lines, suggestions }
    }
}

impl Suggestion {
    /// The form with this answer in it. Triggers and the note are added to what stands there, everything else takes its
    /// place.
    pub fn used(&self, form: &PlanForm) -> Vec<(Field, String)> {
        let text = |field: Field, new: &str| match field {
            Field::Triggers => with_parts(form.get(field), new),
            Field::Note => with_sentence(form.get(field), new),
            _ => new.to_owned(),
        };
        let filled = Field::ALL.iter().filter(|field| !self.fills.get(**field).is_empty());
        filled.map(|field| (*field, text(*field, self.fills.get(*field)))).collect()
    }
}

/// What is listed already is not listed twice.
fn with_parts(typed: &str, new: &str) -> String {
    let mut parts: Vec<&str> = typed.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    for part in new.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        if !parts.iter().any(|known| known.eq_ignore_ascii_case(part)) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

fn with_sentence(typed: &str, new: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        new.to_owned()
    } else if typed.ends_with(new) {
        typed.to_owned()
    } else {
        format!("{typed}\n{new}")
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::control::ControlAnswers;
    use crate::visit::VisitAnswers;

    fn answered(by: Relationship) -> Answered {
        let answers = VisitAnswers {
            control: ControlAnswers { reliever_days: 4, nights_woken: 2, steroid_courses: 0 },
            stops: "I cannot run.".into(),
            triggers: "Cats, dust".into(),
            best: Some((450, "2026-11-01".parse().unwrap_or_default())),
            inhalers: "brown and blue".into(),
            contact_name: "Sian".into(),
            contact_phone: String::new(),
        };
        Answered { answers, by, at: DateTime::default() }
    }

    #[test]
    fn answers_stand_beside_their_fields_and_say_whose_they_are() {
        let hints = VisitHints::new(&answered(Relationship::Parent), Regimen::ChildSaba);
        let fields: Vec<Field> = hints.suggestions.iter().map(|suggestion| suggestion.field).collect();
        assert_eq!(fields, [Field::BestPeakFlow, Field::Preventer, Field::Triggers, Field::Note, Field::ContactName]);
        assert!(hints.suggestions.iter().all(|suggestion| suggestion.text.starts_with("Parent or carer says: ")));
        assert!(hints.lines.iter().any(|line| line.contains("by the parent or carer")), "{:?}", hints.lines);
        assert!(hints.lines.iter().any(|line| line.starts_with("Not controlled")), "{:?}", hints.lines);
        let inhaler = hints.suggestions.iter().find(|suggestion| suggestion.field == Field::Preventer);
        assert!(
            inhaler.is_some_and(|suggestion| suggestion.fills == PlanForm::default()),
            "an inhaler is chosen, never copied"
        );
    }

    #[test]
    fn using_an_answer_loses_nothing_that_was_typed() {
        let hints = VisitHints::new(&answered(Relationship::Myself), Regimen::Mart);
        let mut form = PlanForm::default();
        form.set(Field::Triggers, "pollen, cats");
        form.set(Field::Note, "Inhaler in my bag.");
        let used = |field: Field| {
            let suggestion = hints.suggestions.iter().find(|suggestion| suggestion.field == field);
            suggestion.map(|suggestion| suggestion.used(&form)).unwrap_or_default()
        };
        assert_eq!(used(Field::Triggers), [(Field::Triggers, "pollen, cats, dust".to_owned())]);
        assert_eq!(used(Field::Note), [(Field::Note, "Inhaler in my bag.\nI cannot run.".to_owned())]);
        assert_eq!(used(Field::ContactName), [(Field::ContactName, "Sian".to_owned())]);
        assert_eq!(used(Field::BestPeakFlow).len(), 3);
        for (field, text) in used(Field::Triggers).into_iter().chain(used(Field::Note)) {
            form.set(field, &text);
        }
        for (field, text) in hints.suggestions.iter().flat_map(|suggestion| suggestion.used(&form)) {
            if matches!(field, Field::Triggers | Field::Note) {
                assert_eq!(form.get(field), text, "used twice is used once");
            }
        }
    }
}
