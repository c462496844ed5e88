use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::VisitAnswers;
use crate::FieldProblem;
use crate::control::ControlAnswers;
use crate::diary::outlier;
use crate::plan::zones::READING_RANGE;
use crate::time::read_date;

/// Longest text of an answer, characters.
const LONGEST: usize = 300;
/// Days in the week that is asked about.
const WEEK: u8 = 7;
/// Most courses of steroid tablets that are believed between two reviews.
const MOST_COURSES: u8 = 30;

/// The answers as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitForm {
    /// Days of the last 7 with the reliever, 0 to 7.
    pub reliever_days: String,
    /// Nights of the last 7 awake, 0 to 7.
    pub nights_woken: String,
    /// Courses of steroid tablets since the last review.
    pub steroid_courses: String,
    /// What asthma keeps them from doing.
    pub stops: String,
    /// What makes it worse.
    pub triggers: String,
    /// Best peak flow, L/min.
    pub best_peak_flow: String,
    /// The day it was measured.
    pub best_measured_on: String,
    /// The reading that was confirmed although it is far from the last.
    pub peak_flow_sure: String,
    /// Inhalers used now.
    pub inhalers: String,
    /// Emergency contact.
    pub contact_name: String,
    /// Their telephone.
    pub contact_phone: String,
}

impl VisitForm {
    /// Reads the form. `last` is the last peak flow known, `today` the London day.
    ///
    /// # Errors
    /// Every field that is missing or wrong, in the order of the form.
    pub fn read(&self, last: Option<u16>, today: NaiveDate) -> Result<VisitAnswers, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut count = |field: &str, typed: &str, most: u8, message: &str| {
            let number = typed.trim().parse::<u8>().ok().filter(|number| *number <= most);
            if number.is_none() {
                problems.push(FieldProblem::new(field, message));
            }
            number.unwrap_or(0)
        };
        let control = ControlAnswers {
            reliever_days: count("reliever_days", &self.reliever_days, WEEK, "Choose a number of days, 0 to 7"),
            nights_woken: count("nights_woken", &self.nights_woken, WEEK, "Choose a number of nights, 0 to 7"),
            steroid_courses: count(
                "steroid_courses",
                &self.steroid_courses,
                MOST_COURSES,
                "Type how many times, such as 0 or 1",
            ),
        };
        for (field, typed) in self.texts() {
            if typed.chars().count() > LONGEST {
                problems.push(FieldProblem::new(field, format!("Use at most {LONGEST} letters")));
            }
        }
        let best = self.best(last, today, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let text = |typed: &str| typed.trim().to_owned();
        Ok(VisitAnswers {
            control,
            stops: text(&self.stops),
            triggers: text(&self.triggers),
            best,
            inhalers: text(&self.inhalers),
            contact_name: text(&self.contact_name),
            contact_phone: text(&self.contact_phone),
        })
    }

    fn texts(&self) -> [(&'static str, &str); 5] {
        [
            ("stops", &self.stops),
            ("triggers", &self.triggers),
            ("inhalers", &self.inhalers),
            ("contact_name", &self.contact_name),
            ("contact_phone", &self.contact_phone),
        ]
    }

    fn best(&self, last: Option<u16>, today: NaiveDate, problems: &mut Vec<FieldProblem>) -> Option<(u16, NaiveDate)> {
        let (typed, day) = (self.best_peak_flow.trim(), self.best_measured_on.trim());
        if typed.is_empty() && day.is_empty() {
            return None;
        }
        let mut ask = |field: &str, message: String| problems.push(FieldProblem::new(field, message));
        let best = typed.parse::<u16>().ok().filter(|reading| READING_RANGE.contains(reading));
        match best {
            None => {
                ask("best_peak_flow", "Best peak flow must be a whole number from 50 to 900, or leave it blank".into())
            }
            Some(best) => {
                if let Some(question) = outlier::question(best, last, &self.peak_flow_sure) {
                    ask("peak_flow_sure", question);
                }
            }
        }
        let day = read_date(day).filter(|day| *day <= today);
        if day.is_none() {
            ask(
                "best_measured_on",
                "Type the day you measured it, such as 14/10/2026. It cannot be in the future".into(),
            );
        }
        best.zip(day)
    }
}

impl From<&VisitAnswers> for VisitForm {
    /// The form to change answers that were given.
    fn from(answers: &VisitAnswers) -> Self {
        let best = answers.best.map(|(best, _)| best.to_string()).unwrap_or_default();
        Self {
            reliever_days: answers.control.reliever_days.to_string(),
            nights_woken: answers.control.nights_woken.to_string(),
            steroid_courses: answers.control.steroid_courses.to_string(),
            stops: answers.stops.clone(),
            triggers: answers.triggers.clone(),
            peak_flow_sure: best.clone(),
            best_peak_flow: best,
            best_measured_on: answers.best.map(|(_, day)| day.format("%d/%m/%Y").to_string()).unwrap_or_default(),
            inhalers: answers.inhalers.clone(),
            contact_name: answers.contact_name.clone(),
            contact_phone: answers.contact_phone.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> VisitForm {
        VisitForm {
            reliever_days: "4".into(),
            nights_woken: "2".into(),
            steroid_courses: "0".into(),
            ..VisitForm::default()
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default()
    }

    #[test]
    fn three_answers_are_enough() {
        let read = form().read(Some(450), today());
        assert!(read.is_ok_and(|answers| answers.control.reliever_days == 4 && answers.best.is_none()));
        let blank = VisitForm::default().read(None, today());
        let fields = blank.err().unwrap_or_default().into_iter().map(|problem| problem.field).collect::<Vec<_>>();
        assert_eq!(fields, ["reliever_days", "nights_woken", "steroid_courses"]);
    }

    #[test]
    fn what_is_wrong_is_said_beside_its_field() {
        for (change, field) in [
            (VisitForm { reliever_days: "8".into(), ..form() }, "reliever_days"),
            (VisitForm { nights_woken: "-1".into(), ..form() }, "nights_woken"),
            (VisitForm { steroid_courses: "31".into(), ..form() }, "steroid_courses"),
            (VisitForm { stops: "x".repeat(301), ..form() }, "stops"),
            (best("49", "1/11/2026", ""), "best_peak_flow"),
            (best("901", "1/11/2026", ""), "best_peak_flow"),
            (best("45O", "1/11/2026", ""), "best_peak_flow"),
            (best("", "1/11/2026", ""), "best_peak_flow"),
            (best("440", "", ""), "best_measured_on"),
            (best("440", "23/11/2026", ""), "best_measured_on"),
            (best("270", "1/11/2026", ""), "peak_flow_sure"),
            (best("270", "1/11/2026", "280"), "peak_flow_sure"),
        ] {
            let problems = change.read(Some(450), today()).err().unwrap_or_default();
            assert_eq!(problems.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(), [field], "{change:?}");
        }
        for fine in [best("50", "1/11/2026", "50"), best("900", "22/11/2026", "900"), best("270", "1/11/2026", "270")] {
            let read = fine.read(Some(450), today());
            assert!(read.is_ok(), "{read:?}");
            let again = read.as_ref().map(|answers| VisitForm::from(answers).read(Some(450), today()));
            assert_eq!(again, Ok(read.clone()), "answers can be opened again and sent as they are");
        }
    }

    fn best(best: &str, day: &str, sure: &str) -> VisitForm {
        VisitForm { best_peak_flow: best.into(), best_measured_on: day.into(), peak_flow_sure: sure.into(), ..form() }
    }
}
