//! A plan in the hands of a second person: the state of the review, remarks on lines, and how screens show both.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Field;
use super::stage::Confirmation;
use super::views::DraftView;
use crate::{CommentId, DateOfBirth, NhsNumber, PatientId, PersonName, ReviewId};

/// Where a review stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Asked for; nobody has decided.
    Waiting,
    /// The second person wants something changed.
    SentBack,
    /// The second person approved, and the plan was signed by that.
    Approved,
    /// The writers took it back, or changed the draft, before anybody decided.
    TakenBack,
}

impl ReviewState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::SentBack, Self::Approved, Self::TakenBack];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::SentBack => "sent_back",
            Self::Approved => "approved",
            Self::TakenBack => "taken_back",
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// As clinicians read it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting for a second person",
            Self::SentBack => "Sent back",
            Self::Approved => "Approved",
            Self::TakenBack => "Taken back",
        }
    }
}

/// A review in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewLine {
    /// State.
    pub state: ReviewState,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What they said with it.
    pub words: Option<String>,
    /// Remarks that nobody has settled yet.
    pub open_remarks: usize,
}

/// What somebody said of one line of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Identifier.
    pub id: CommentId,
    /// The line.
    pub field: Field,
    /// What.
    pub words: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// It was seen to.
    pub settled: bool,
}

/// A draft in review as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewView {
    /// The review.
    pub id: ReviewId,
    /// Where it stands.
    pub line: ReviewLine,
    /// The draft.
    pub draft: DraftView,
    /// The draft is as it was when the review was asked for.
    pub unchanged: bool,
    /// Why a second person is asked, in sentences; empty when the writer wished it.
    pub why: Vec<String>,
    /// Reasons the writer gave.
    pub reasons: Vec<Confirmation>,
    /// Whoever reads this may decide: a GP who did not ask.
    pub may_decide: bool,
}

/// A review that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InboxLine {
    /// Whose plan.
    pub patient: PatientId,
    /// Their name.
    pub name: PersonName,
    /// Their date of birth.
    pub date_of_birth: DateOfBirth,
    /// Their NHS number.
    pub nhs_number: NhsNumber,
    /// Template.
    pub template: String,
    /// Who asked.
    pub asked_by: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Whoever reads this may decide.
    pub may_decide: bool,
}

/// Reviews that wait at a practice, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbox {
    /// The practice.
    pub practice_name: String,
    /// Today in London.
    pub today: NaiveDate,
    /// Whoever reads this is a GP.
    pub gp: bool,
    /// What waits.
    pub lines: Vec<InboxLine>,
}
