//! Who has seen this: what the audit says of one record, in words a patient reads.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::diary::PersonLine;

/// Months that are told.
pub const MONTHS_TOLD: u32 = 12;

/// Somebody did something once or more on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenLine {
    /// The London day.
    pub day: NaiveDate,
    /// The last time that day.
    pub at: DateTime<Utc>,
    /// Who, as a role and a place.
    pub who: String,
    /// What, in a few words.
    pub what: String,
    /// How often that day.
    pub times: u32,
}

/// The page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenPage {
    /// Whose record.
    pub person: PersonLine,
    /// The latest first.
    pub lines: Vec<SeenLine>,
    /// A demonstration.
    pub demo: bool,
}

/// What an act of the audit did to the record or plan, in words; `None` for what neither reads nor changes it.
pub fn in_words(action: &str) -> Option<&'static str> {
    Some(match action {
        "record_opened" => "read the record",
        "diary_read" | "today_read" => "read the diary",
        "draft_started" | "draft_saved" | "draft_discarded" => "worked on a plan",
        "approval_asked" | "draft_commented" | "comment_settled" => "talked about a plan with a colleague",
        "plan_signed" => "signed a plan",
        "plan_withdrawn" => "withdrew a plan",
        "plan_printed" => "printed a plan",
        "condition_plan_signed" => "signed a plan for another condition",
        "condition_plan_withdrawn" => "withdrew a plan for another condition",
        "condition_plan_printed" => "printed a plan for another condition",
        "own_plan_opened" | "own_condition_plan_opened" | "own_emergency_opened" => "opened the plan",
        "own_plan_printed" | "own_condition_plan_printed" => "printed the plan",
        "diary_logged" | "diary_synced" => "wrote in the diary",
        "phone_copy_made" => "kept the plan on a phone",
        "visit_questions_sent" => "sent questions before a visit",
        "visit_questions_answered" => "answered questions before a visit",
        "invited" => "made an invitation",
        "joined" => "joined",
        "came_back" => "came back with a new invitation",
        "consent_withdrawn" => "left",
        "terms_agreed" => "agreed to the words as they are now",
        "control_checked" => "answered the three questions about asthma",
        "screening_answered" => "answered the questions about them",
        "parent_access_decided" => "decided what parents see",
        "gillick_assessed" => "wrote down an assessment about joining alone",
        "share_made" => "made a link to the plan",
        "share_stopped" => "stopped a link to the plan",
        "share_opened" => "opened the plan",
        "own_data_downloaded" => "downloaded everything that is kept",
        "roster_imported" => "put the record into the register",
        _ => return None,
    })
}
