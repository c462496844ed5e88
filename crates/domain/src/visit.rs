//! Questions before a visit: what a patient or parent tells beforehand, so that the visit starts with it. The answers
//! are suggestions to the clinician and change no plan by themselves.

mod form;
mod suggest;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use form::VisitForm;
pub use suggest::{Suggestion, VisitHints};

use crate::Relationship;
use crate::control::ControlAnswers;
use crate::diary::PersonLine;
use crate::time::{london_day, say_date};

/// Days for which the questions are open, unless a plan is signed sooner.
pub const DAYS_OPEN: i64 = 14;

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitAnswers {
    /// The questions of the control rule.
    pub control: ControlAnswers,
    /// What asthma keeps them from doing; may be empty.
    pub stops: String,
    /// What makes it worse; may be empty.
    pub triggers: String,
    /// Best peak flow they know of, L/min, and the day.
    pub best: Option<(u16, NaiveDate)>,
    /// Inhalers they use now, in their words; may be empty.
    pub inhalers: String,
    /// Whom to ring in an emergency; may be empty.
    pub contact_name: String,
    /// Their telephone; may be empty.
    pub contact_phone: String,
}

/// Answers with who gave them and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The answers.
    pub answers: VisitAnswers,
    /// How whoever answered stands to the patient.
    pub by: Relationship,
    /// When.
    pub at: DateTime<Utc>,
}

/// The page with the questions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitPage {
    /// Whom they are about.
    pub person: PersonLine,
    /// The questions are open until then; `None` when none are.
    pub open_until: Option<DateTime<Utc>>,
    /// What was answered so far, as typed.
    pub form: VisitForm,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// The practice that asks.
    pub practice_name: String,
    /// Belongs to the demonstration.
    pub demo: bool,
}

/// How open questions stand, for the nurses and GPs of a record. A sentence, so that their screens carry no more.
pub fn how_they_stand(asked_at: DateTime<Utc>, closes_at: DateTime<Utc>, answered: Option<&Answered>) -> String {
    let say = |at| say_date(london_day(at));
    match answered {
        Some(Answered { by, at, .. }) => {
            let who = match by {
                Relationship::Myself => "the patient",
                Relationship::Parent => "the parent or carer",
            };
            format!("Answered by {who} on {}. The answers stand beside the fields of the draft.", say(*at))
        }
        None => format!("Sent on {}, not answered yet. Open until {}.", say(asked_at), say(closes_at)),
    }
}
