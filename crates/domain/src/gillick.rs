//! An assessment of Gillick competence: whether somebody under 16 understands enough to join alone. The five questions
//! are those that school vaccination teams ask; the outcome is the clinician's own.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::FieldProblem;
use crate::person::is_invisible;

/// Under this age it is asked for when nobody with parental responsibility has joined.
pub const ASKED_UNDER: u16 = 16;
const LONGEST_NOTES: usize = 1_000;

/// Field and question, in the order they are asked. `{}` is nothing here: the page names the young person above them.
pub const QUESTIONS: [(&str, &str); 5] = [
    ("knows_what", "The young person knows what they would agree to"),
    ("knows_consequences", "The young person knows what follows from it, and what follows if they do not agree"),
    (
        "knows_side_effects",
        "The young person knows what could go wrong: who could see it, and that nobody watches the app",
    ),
    ("knows_delivery", "The young person knows how it works: their plan, their diary, and how to leave"),
    ("decides_freely", "The young person decides for themself, and nobody presses them"),
];

/// An assessment as made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gillick {
    /// Yes or no to each question.
    pub answers: [bool; 5],
    /// Notes.
    pub notes: String,
    /// What the clinician concludes.
    pub competent: bool,
}

impl Gillick {
    /// Reads the form: each question answered, an outcome, and no "competent" against an answer of "no".
    ///
    /// # Errors
    /// A problem for each field.
    pub fn read<'a>(typed: impl Fn(&str) -> &'a str) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let answers = QUESTIONS.map(|(field, _)| match typed(field) {
            "yes" => true,
            "no" => false,
            _ => {
                problems.push(FieldProblem::new(field, "Answer yes or no"));
                false
            }
        });
        let competent = match typed("outcome") {
            "competent" => true,
            "not_competent" => false,
            _ => {
                problems.push(FieldProblem::new("outcome", "Say what you conclude"));
                false
            }
        };
        let notes = typed("notes").trim().to_owned();
        if notes.chars().count() > LONGEST_NOTES {
            problems.push(FieldProblem::new("notes", "Keep the notes under 1,000 characters"));
        } else if notes.chars().any(|c| is_invisible(c) && c != '\n' && c != '\r') {
            problems.push(FieldProblem::new("notes", "The notes hold characters that cannot be seen"));
        }
        if competent && problems.is_empty() && answers.contains(&false) {
            let message = "With a \u{201c}no\u{201d} above, the outcome is not Gillick competent";
            problems.push(FieldProblem::new("outcome", message));
        }
        if problems.is_empty() { Ok(Self { answers, notes, competent }) } else { Err(problems) }
    }
}

/// An assessment as the practice reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GillickLine {
    /// Yes or no to each question.
    pub answers: [bool; 5],
    /// Notes.
    pub notes: String,
    /// The outcome.
    pub competent: bool,
    /// By whom.
    pub assessed_by: String,
    /// When.
    pub assessed_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn form(changes: &[(&'static str, &'static str)]) -> Result<Gillick, Vec<FieldProblem>> {
        let mut typed: BTreeMap<&str, &str> = QUESTIONS.iter().map(|(field, _)| (*field, "yes")).collect();
        typed.insert("outcome", "competent");
        typed.extend(changes.iter().copied());
        Gillick::read(|field| typed.get(field).copied().unwrap_or_default())
    }

    #[test]
    fn every_question_is_answered_and_a_no_is_never_competent() {
        assert!(form(&[]).is_ok_and(|read| read.competent));
        for (field, _) in QUESTIONS {
            let problems = form(&[(field, "")]).err().unwrap_or_default();
            assert_eq!(problems.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(), [field]);
            let problems = form(&[(field, "no")]).err().unwrap_or_default();
            assert_eq!(problems.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(), ["outcome"], "{field}");
            assert!(form(&[(field, "no"), ("outcome", "not_competent")]).is_ok_and(|read| !read.competent));
        }
        assert!(form(&[("outcome", "")]).is_err() && form(&[("outcome", "perhaps")]).is_err());
        assert!(form(&[("notes", "hidden\u{202e}")]).is_err());
    }
}
