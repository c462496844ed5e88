//! Asking the practice for more of a medicine. It is a message and no prescription: somebody at the practice reads it and
//! decides on each item.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::diary::PersonLine;
use crate::plan::formulary::ProductKind;
use crate::plan::{PlanContent, Regimen};
use crate::working_days::working_days_after;
use crate::{DateOfBirth, FieldProblem, NhsNumber, OdsCode, PatientId, PersonName, RepeatId, RepeatItemId};

/// Working days a practice usually takes, unless it says otherwise.
pub const USUAL_DAYS: u8 = 3;
/// The most it may say.
pub const MOST_DAYS: u8 = 15;

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepeatState {
    /// The practice has the message.
    Asked,
    /// Somebody there has seen it.
    Seen,
    /// It will be prescribed.
    Approved,
    /// The prescription has gone to the pharmacy.
    Sent,
    /// It will not be prescribed now, for a reason.
    Refused,
    /// Taken back by whoever asked.
    TakenBack,
}

impl RepeatState {
    /// Every state.
    pub const ALL: [Self; 6] = [Self::Asked, Self::Seen, Self::Approved, Self::Sent, Self::Refused, Self::TakenBack];

    /// The word kept in storage and posted by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Seen => "seen",
            Self::Approved => "approved",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::TakenBack => "taken_back",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Something is still to happen.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Seen | Self::Approved)
    }

    /// What the practice may make of it next.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Asked => &[Self::Seen, Self::Approved, Self::Refused],
            Self::Seen => &[Self::Approved, Self::Refused],
            Self::Approved => &[Self::Sent, Self::Refused],
            Self::Sent | Self::Refused | Self::TakenBack => &[],
        }
    }

    /// As the patient reads it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Asked => "Asked",
            Self::Seen => "Seen by your GP surgery",
            Self::Approved => "Approved",
            Self::Sent => "Sent to the pharmacy",
            Self::Refused => "Not this time",
            Self::TakenBack => "You took it back",
        }
    }

    /// As staff read it.
    pub const fn staff_title(self) -> &'static str {
        match self {
            Self::Asked => "New",
            Self::Seen => "Seen",
            Self::Approved => "Approved",
            Self::Sent => "Sent to pharmacy",
            Self::Refused => "Refused",
            Self::TakenBack => "Taken back",
        }
    }

    /// What the button that leads here says.
    pub const fn act(self) -> &'static str {
        match self {
            Self::Asked => "Ask",
            Self::Seen => "Mark as seen",
            Self::Approved => "Approve",
            Self::Sent => "Sent to pharmacy",
            Self::Refused => "Refuse",
            Self::TakenBack => "Take it back",
        }
    }
}

/// Why an item is not prescribed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNot {
    /// A review comes first.
    ReviewFirst,
    /// It was issued a short while ago.
    TooSoon,
    /// It has changed, or is not taken any more.
    Changed,
    /// Somebody rings about it.
    WillRing,
    /// It is asked for in another way.
    OtherWay,
}

impl WhyNot {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::ReviewFirst, Self::TooSoon, Self::Changed, Self::WillRing, Self::OtherWay];

    /// The word kept in storage and posted by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReviewFirst => "review_first",
            Self::TooSoon => "too_soon",
            Self::Changed => "changed",
            Self::WillRing => "will_ring",
            Self::OtherWay => "other_way",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == text)
    }

    /// As staff choose it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ReviewFirst => "Needs a review first",
            Self::TooSoon => "Issued not long ago",
            Self::Changed => "Changed or stopped",
            Self::WillRing => "We will ring",
            Self::OtherWay => "Ask in another way",
        }
    }

    /// As the patient reads it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ReviewFirst => "Your nurse or GP needs to see you first. Ask for an asthma review.",
            Self::TooSoon => "You had this not long ago. If you have run out, ring your GP surgery.",
            Self::Changed => "This medicine was changed or stopped. Ring your GP surgery if you did not know.",
            Self::WillRing => "Your GP surgery will ring you about this.",
            Self::OtherWay => "Your GP surgery takes this request in another way. Ring to ask how.",
        }
    }
}

/// A medicine that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Askable {
    /// Key: a product of the plan, or "spacer".
    pub product: String,
    /// As on the box.
    pub name: String,
    /// What the person calls it; empty when the name is all.
    pub called: String,
    /// A short-acting reliever.
    pub reliever: bool,
    /// It is asked for already and not done.
    pub open: bool,
}

/// Key of a spacer.
pub const SPACER: &str = "spacer";

/// What may be asked for: the inhalers of the plan in force and its spacer. Steroid tablets are not: they are asked for
/// in person, after they were needed.
pub fn askable(plan: &PlanContent) -> Vec<Askable> {
    let lines = match plan.regimen {
        Regimen::Mart => vec![&plan.preventer],
        Regimen::Air => vec![&plan.reliever],
        Regimen::PreventerSaba | Regimen::ChildSaba => vec![&plan.preventer, &plan.reliever],
    };
    let inhalers = lines.into_iter().flatten().map(|line| Askable {
        product: line.product.clone(),
        name: line.name.clone(),
        called: line.called(),
        reliever: line.kind == ProductKind::Saba,
        open: false,
    });
    let spacer = plan.spacer.then(|| Askable {
        product: SPACER.into(),
        name: "Spacer".into(),
        called: String::new(),
        reliever: false,
        open: false,
    });
    inhalers.chain(spacer).collect()
}

/// `days` working days after `from`; weekends and the bank holidays of England do not count.
pub fn expected_day(from: NaiveDate, days: u8) -> NaiveDate {
    working_days_after(from, u32::from(days))
}

/// The number of working days as typed.
///
/// # Errors
/// When it is no whole number from 1 to 15.
pub fn read_days(text: &str) -> Result<u8, Vec<FieldProblem>> {
    let days = text.trim().parse::<u8>().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    days.ok_or_else(|| vec![FieldProblem::new("days", "Enter a whole number of working days from 1 to 15")])
}

/// One step of an item's way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatStep {
    /// What it became.
    pub state: RepeatState,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, for a refusal.
    pub why: Option<WhyNot>,
}

/// An item of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatItem {
    /// Identifier.
    pub id: RepeatItemId,
    /// Key of the product.
    pub product: String,
    /// As on the box.
    pub name: String,
    /// A short-acting reliever.
    pub reliever: bool,
    /// How it stands.
    pub state: RepeatState,
    /// Its way so far, oldest first.
    pub steps: Vec<RepeatStep>,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatRequest {
    /// Identifier.
    pub id: RepeatId,
    /// Whose medicines.
    pub patient: PatientId,
    /// Who was asked.
    pub practice: OdsCode,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// The day on which it is expected to be done.
    pub expected_on: NaiveDate,
    /// The practice said that it takes longer.
    pub delayed: bool,
    /// The items.
    pub items: Vec<RepeatItem>,
}

impl RepeatRequest {
    /// Something is still to happen.
    pub fn is_open(&self) -> bool {
        self.items.iter().any(|item| item.state.is_open())
    }

    /// It is open and its day has passed.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.is_open() && self.expected_on < today
    }
}

/// The page on which a family asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatsView {
    /// The person shown.
    pub person: PersonLine,
    /// Belongs to the demonstration.
    pub demo: bool,
    /// The practice.
    pub practice_name: String,
    /// Its telephone by the plan; may be empty.
    pub practice_phone: String,
    /// What may be asked for; empty without a plan in force.
    pub askable: Vec<Askable>,
    /// Requests, newest first.
    pub requests: Vec<RepeatRequest>,
    /// The day on which something asked now is expected.
    pub expected_on: NaiveDate,
    /// Today in London.
    pub today: NaiveDate,
}

/// A request in the practice's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueLine {
    /// The request.
    pub request: RepeatRequest,
    /// Their name.
    pub name: PersonName,
    /// Their date of birth.
    pub date_of_birth: DateOfBirth,
    /// Their NHS number.
    pub nhs_number: NhsNumber,
    /// Relievers asked for in 12 months, this request counted.
    pub relievers: u32,
}

/// The practice's queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatQueue {
    /// The practice.
    pub practice_name: String,
    /// Open requests, oldest first.
    pub open: Vec<QueueLine>,
    /// Requests that were done lately, newest first.
    pub done: Vec<QueueLine>,
    /// Working days the practice usually takes.
    pub days: u8,
    /// Today in London.
    pub today: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::read_date;

    #[test]
    fn an_item_only_goes_forward_and_ends() {
        for state in RepeatState::ALL {
            assert_eq!(RepeatState::parse(state.as_str()), Some(state));
            assert_eq!(state.next().is_empty(), !state.is_open(), "{state:?}");
            assert!(!state.next().contains(&RepeatState::TakenBack), "only whoever asked takes it back");
            assert!(state.next().iter().all(|next| *next > state), "{state:?}");
        }
        assert!(!RepeatState::Asked.next().contains(&RepeatState::Sent), "nothing is sent before it is approved");
    }

    #[test]
    fn the_expected_day_is_a_working_day() {
        let day = |text: &str| read_date(text).unwrap_or_default();
        for (from, days, wanted) in [
            ("2026-11-20", 1, "2026-11-23"),
            ("2026-11-20", 3, "2026-11-25"),
            ("2026-11-22", 1, "2026-11-23"),
            ("2026-12-24", 2, "2026-12-30"),
        ] {
            assert_eq!(expected_day(day(from), days), day(wanted), "{from} {days}");
        }
        assert_eq!(read_days(" 5 "), Ok(5));
        assert!(["0", "16", "two", ""].iter().all(|text| read_days(text).is_err()));
    }
}
