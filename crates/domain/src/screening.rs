//! The few questions after joining, so that the app fits the person and the ICB can see whether it reaches everybody.
//! Only the condition must be answered; age and sex are known from the record.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::FieldProblem;
use crate::control::ControlAnswers;
use crate::diary::PersonLine;

/// Conditions somebody can carry a plan for here, with the words patients use.
pub const CONDITIONS: [(&str, &str); 4] =
    [("asthma", "Asthma"), ("allergy", "Allergy"), ("epilepsy", "Epilepsy"), ("sickle_cell", "Sickle cell")];

/// Languages spoken most in England after English (Census 2021), by code, each in its own words.
pub const LANGUAGES: [(&str, &str); 12] = [
    ("en", "English"),
    ("pl", "Polski (Polish)"),
    ("ro", "Română (Romanian)"),
    ("pa", "ਪੰਜਾਬੀ (Punjabi)"),
    ("ur", "اردو (Urdu)"),
    ("pt", "Português (Portuguese)"),
    ("es", "Español (Spanish)"),
    ("ar", "العربية (Arabic)"),
    ("bn", "বাংলা (Bengali)"),
    ("gu", "ગુજરાતી (Gujarati)"),
    ("it", "Italiano (Italian)"),
    ("other", "Another language"),
];

/// The 16+1 ethnic categories of the NHS Data Dictionary, with their codes; "Z" is "not stated".
pub const ETHNICITIES: [(&str, &str, &str); 17] = [
    ("A", "White", "British"),
    ("B", "White", "Irish"),
    ("C", "White", "Any other White background"),
    ("D", "Mixed", "White and Black Caribbean"),
    ("E", "Mixed", "White and Black African"),
    ("F", "Mixed", "White and Asian"),
    ("G", "Mixed", "Any other mixed background"),
    ("H", "Asian or Asian British", "Indian"),
    ("J", "Asian or Asian British", "Pakistani"),
    ("K", "Asian or Asian British", "Bangladeshi"),
    ("L", "Asian or Asian British", "Any other Asian background"),
    ("M", "Black or Black British", "Caribbean"),
    ("N", "Black or Black British", "African"),
    ("P", "Black or Black British", "Any other Black background"),
    ("R", "Other ethnic groups", "Chinese"),
    ("S", "Other ethnic groups", "Any other ethnic group"),
    ("Z", "", "I prefer not to say"),
];

/// What somebody said. Every saying is kept; the newest counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// A word of [`CONDITIONS`].
    pub condition: String,
    /// A code of [`LANGUAGES`].
    pub language: String,
    /// A code of [`ETHNICITIES`].
    pub ethnicity: Option<String>,
    /// How asthma was in the last week, as a line to compare with later.
    pub baseline: Option<ControlAnswers>,
}

impl Screening {
    /// Reads the form.
    ///
    /// # Errors
    /// A problem for each field that cannot be.
    pub fn read<'a>(typed: impl Fn(&str) -> &'a str) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let condition = typed("condition");
        if !CONDITIONS.iter().any(|(word, _)| *word == condition) {
            problems.push(FieldProblem::new("condition", "Choose what your plan is for"));
        }
        let language = Some(typed("language")).filter(|code| !code.is_empty()).unwrap_or("en");
        if !LANGUAGES.iter().any(|(code, _)| *code == language) {
            problems.push(FieldProblem::new("language", "Choose a language from the list"));
        }
        let ethnicity = Some(typed("ethnicity")).filter(|code| !code.is_empty());
        if ethnicity.is_some_and(|code| !ETHNICITIES.iter().any(|(known, ..)| *known == code)) {
            problems.push(FieldProblem::new("ethnicity", "Choose from the list, or leave this out"));
        }
        let mut days = |field: &str, most: u8| {
            let text = typed(field).trim();
            let number = text.parse::<u8>().ok().filter(|number| *number <= most);
            if number.is_none() && !text.is_empty() {
                problems.push(FieldProblem::new(field, format!("Enter a number from 0 to {most}, or leave this out")));
            }
            number
        };
        let counts = (days("reliever_days", 7), days("nights_woken", 7), days("steroid_courses", 20));
        let baseline = match counts {
            (Some(reliever_days), Some(nights_woken), Some(steroid_courses)) => {
                Some(ControlAnswers { reliever_days, nights_woken, steroid_courses })
            }
            (None, None, None) => None,
            _ if problems.is_empty() => {
                problems.push(FieldProblem::new("reliever_days", "Answer all three questions, or none of them"));
                None
            }
            _ => None,
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let (condition, language) = (condition.to_owned(), language.to_owned());
        Ok(Self { condition, language, ethnicity: ethnicity.map(str::to_owned), baseline })
    }
}

/// The page of these questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreeningPage {
    /// Whom they are about.
    pub person: PersonLine,
    /// What was said last, and when.
    pub said: Option<(Screening, DateTime<Utc>)>,
    /// A demonstration.
    pub demo: bool,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn read(typed: &[(&'static str, &'static str)]) -> Result<Screening, Vec<String>> {
        let typed: BTreeMap<&str, &str> = typed.iter().copied().collect();
        Screening::read(|field| typed.get(field).copied().unwrap_or_default())
            .map_err(|problems| problems.into_iter().map(|problem| problem.field).collect())
    }

    #[test]
    fn the_condition_alone_must_be_said() {
        let least = read(&[("condition", "asthma")]);
        let wanted = Screening { condition: "asthma".into(), language: "en".into(), ethnicity: None, baseline: None };
        assert_eq!(least, Ok(wanted));
        assert_eq!(read(&[]), Err(vec!["condition".to_owned()]));
        assert_eq!(read(&[("condition", "gout")]), Err(vec!["condition".to_owned()]));
    }

    #[test]
    fn what_is_said_is_of_the_lists_and_a_baseline_is_whole() {
        let with = |more: &[(&'static str, &'static str)]| read(&[&[("condition", "asthma")], more].concat());
        assert_eq!(with(&[("ethnicity", "Q")]), Err(vec!["ethnicity".to_owned()]));
        assert!(
            with(&[("ethnicity", "Z"), ("language", "pl")]).is_ok_and(|said| said.ethnicity.as_deref() == Some("Z"))
        );
        assert_eq!(with(&[("language", "xx")]), Err(vec!["language".to_owned()]));
        assert_eq!(with(&[("reliever_days", "8")]), Err(vec!["reliever_days".to_owned()]));
        assert_eq!(with(&[("nights_woken", "2")]), Err(vec!["reliever_days".to_owned()]));
        let whole = with(&[("reliever_days", "3"), ("nights_woken", "0"), ("steroid_courses", "1")]);
        assert!(whole.is_ok_and(|said| said.baseline.is_some_and(|line| line.steroid_courses == 1)));
    }
}
