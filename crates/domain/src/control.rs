//! How well asthma is held, by the three questions of NG245: a course of steroid tablets, the reliever on three days a
//! week, or one night awake. Worked out from what a person tells before a visit, and a question to the clinician, never
//! a verdict of the product.

use serde::{Deserialize, Serialize};

use crate::plan::Regimen;

/// What a person tells of the last days and months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlAnswers {
    /// Days of the last 7 on which the reliever was needed.
    pub reliever_days: u8,
    /// Nights of the last 7 on which asthma woke them.
    pub nights_woken: u8,
    /// Courses of steroid tablets since the last review.
    pub steroid_courses: u8,
}

/// What follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// At least one sign that asthma is not controlled.
    Uncontrolled,
    /// None of the signs.
    NoSign,
    /// AIR, and the reliever on three days or more alone: there, puffs as needed are the treatment.
    NotLabelled,
}

/// Most courses that a form takes.
const MOST_COURSES: u8 = 20;

/// Least days of reliever in a week that count as a sign.
const RELIEVER_DAYS: u8 = 3;

impl ControlAnswers {
    /// Reads what was posted; none when an answer is missing or cannot be.
    pub fn read(reliever_days: &str, nights_woken: &str, steroid_courses: &str) -> Option<Self> {
        let number = |text: &str, most: u8| text.trim().parse::<u8>().ok().filter(|number| *number <= most);
        Some(Self {
            reliever_days: number(reliever_days, 7)?,
            nights_woken: number(nights_woken, 7)?,
            steroid_courses: number(steroid_courses, MOST_COURSES)?,
        })
    }

    /// The rule. With AIR the days of reliever are shown and decide nothing.
    pub fn control(&self, regimen: Regimen) -> Control {
        let often = self.reliever_days >= RELIEVER_DAYS;
        let air = regimen == Regimen::Air;
        if self.steroid_courses >= 1 || self.nights_woken >= 1 || (often && !air) {
            Control::Uncontrolled
        } else if often {
            Control::NotLabelled
        } else {
            Control::NoSign
        }
    }

    /// The result in a sentence, with what it rests on.
    pub fn in_words(&self, regimen: Regimen) -> String {
        let mut signs = Vec::new();
        if self.steroid_courses >= 1 {
            let courses = if self.steroid_courses == 1 { "course" } else { "courses" };
            signs.push(format!("{} {courses} of steroid tablets since the last review", self.steroid_courses));
        }
        if self.reliever_days >= RELIEVER_DAYS && regimen != Regimen::Air {
            signs.push(format!("reliever on {} of the last 7 days", self.reliever_days));
        }
        if self.nights_woken >= 1 {
            let nights = if self.nights_woken == 1 { "night" } else { "nights" };
            signs.push(format!("woken on {} {nights} of the last 7", self.nights_woken));
        }
        match self.control(regimen) {
            Control::Uncontrolled => format!("Not controlled by these answers: {}.", signs.join("; ")),
            Control::NoSign => {
                "No sign of poor control in these answers: no steroid course, reliever on fewer than 3 days, no night awake."
                    .into()
            }
            Control::NotLabelled => format!(
                "Reliever on {} of the last 7 days. With AIR, puffs as needed are the treatment, so this alone is not called poor control: ask about it.",
                self.reliever_days
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_is_enough_and_air_is_not_labelled_by_its_puffs() {
        use Control::{NoSign, NotLabelled, Uncontrolled};
        // Reliever days, nights, courses; with a blue reliever, with AIR.
        for (days, nights, courses, usual, air) in [
            (0, 0, 0, NoSign, NoSign),
            (2, 0, 0, NoSign, NoSign),
            (3, 0, 0, Uncontrolled, NotLabelled),
            (7, 0, 0, Uncontrolled, NotLabelled),
            (0, 1, 0, Uncontrolled, Uncontrolled),
            (0, 0, 1, Uncontrolled, Uncontrolled),
            (7, 1, 0, Uncontrolled, Uncontrolled),
            (7, 7, 4, Uncontrolled, Uncontrolled),
        ] {
            let answers = ControlAnswers { reliever_days: days, nights_woken: nights, steroid_courses: courses };
            for regimen in [Regimen::PreventerSaba, Regimen::ChildSaba, Regimen::Mart] {
                assert_eq!(answers.control(regimen), usual, "{answers:?} {regimen:?}");
            }
            assert_eq!(answers.control(Regimen::Air), air, "{answers:?} AIR");
        }
    }

    #[test]
    fn what_cannot_be_is_not_read() {
        assert!(ControlAnswers::read("7", "0", "20").is_some());
        for (days, nights, courses) in
            [("8", "0", "0"), ("0", "8", "0"), ("0", "0", "21"), ("", "0", "0"), ("x", "0", "0")]
        {
            assert_eq!(ControlAnswers::read(days, nights, courses), None, "{days} {nights} {courses}");
        }
    }

    #[test]
    fn the_words_name_the_signs_and_no_others() {
        let answers = ControlAnswers { reliever_days: 4, nights_woken: 2, steroid_courses: 1 };
        assert_eq!(
            answers.in_words(Regimen::Mart),
            "Not controlled by these answers: 1 course of steroid tablets since the last review; reliever on 4 of the last 7 days; woken on 2 nights of the last 7."
        );
        assert!(!answers.in_words(Regimen::Air).contains("reliever on"), "with AIR it is no sign");
        let often = ControlAnswers { reliever_days: 4, nights_woken: 0, steroid_courses: 0 };
        assert!(often.in_words(Regimen::Air).starts_with("Reliever on 4"));
    }
}
