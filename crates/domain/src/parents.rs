//! For how long and how far a parent or carer acts for a young person. Nothing of it is stored as a state: it follows
//! from the date of birth, the ICB's policy and what the practice and the young person decided, so that access ends on
//! its own (hazard HZ-23).

mod views;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::time::london_day;
use crate::{AccountId, DateOfBirth, FieldProblem};

pub use views::{ActingLine, ActingPage, MyParents, ParentLine, ReviewLine, ReviewList};

/// Ages at which an ICB may have a parent's access reviewed: practices use 11 to 14.
pub const REVIEW_AGES: std::ops::RangeInclusive<u16> = 11..=14;
/// Ages at which it may have a parent's access end by itself. From 16 a person is taken to decide for themself.
pub const END_AGES: std::ops::RangeInclusive<u16> = 13..=16;

/// What an ICB decided for its practices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParentPolicy {
    /// From this age the practice reviews each parent's access.
    pub review_from: u16,
    /// From this age it ends unless somebody decides otherwise.
    pub ends_at: u16,
}

impl Default for ParentPolicy {
    fn default() -> Self {
        Self { review_from: *REVIEW_AGES.start(), ends_at: *END_AGES.end() }
    }
}

impl ParentPolicy {
    /// Reads the two ages as typed.
    ///
    /// # Errors
    /// A problem for each that cannot be.
    pub fn read(review_from: &str, ends_at: &str) -> Result<Self, Vec<FieldProblem>> {
        let review = review_from.trim().parse::<u16>().ok().filter(|age| REVIEW_AGES.contains(age));
        let end = ends_at.trim().parse::<u16>().ok().filter(|age| END_AGES.contains(age));
        match (review, end) {
            (Some(review), Some(end)) if review >= end => {
                Err(vec![FieldProblem::new("ends_at", "Access must end at a later age than its review")])
            }
            (Some(review_from), Some(ends_at)) => Ok(Self { review_from, ends_at }),
            _ => {
                let review = review.is_none().then(|| FieldProblem::new("review_from", "Choose an age from 11 to 14"));
                let end = end.is_none().then(|| FieldProblem::new("ends_at", "Choose an age from 13 to 16"));
                Err(review.into_iter().chain(end).collect())
            }
        }
    }
}

/// What somebody decided. Decisions are never changed; the newest of its kind counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentDecision {
    /// The practice reviewed it: the parent goes on seeing everything.
    Continues,
    /// The practice reviewed it: the parent sees the plan, and not the diary.
    PlanOnly,
    /// The practice recorded that the parent goes on acting past the age at which access ends.
    GoesOn,
    /// The young person agrees that the parent goes on seeing it past that age.
    Agreed,
    /// The practice or the young person ended it.
    Ended,
    /// The young person keeps their diary to themself.
    DiaryHidden,
    /// The young person shows it again.
    DiaryShown,
}

impl ParentDecision {
    /// Every decision.
    pub const ALL: [Self; 7] =
        [Self::Continues, Self::PlanOnly, Self::GoesOn, Self::Agreed, Self::Ended, Self::DiaryHidden, Self::DiaryShown];

    /// The word kept in storage and posted by forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Continues => "continues",
            Self::PlanOnly => "plan_only",
            Self::GoesOn => "goes_on",
            Self::Agreed => "agreed",
            Self::Ended => "ended",
            Self::DiaryHidden => "diary_hidden",
            Self::DiaryShown => "diary_shown",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.as_str() == text)
    }

    /// Whether the practice decides this.
    pub const fn is_practices(self) -> bool {
        matches!(self, Self::Continues | Self::PlanOnly | Self::GoesOn | Self::Ended)
    }

    /// Whether a young person with an account of their own decides this.
    pub const fn is_young_persons(self) -> bool {
        matches!(self, Self::Agreed | Self::Ended | Self::DiaryHidden | Self::DiaryShown)
    }

    /// As a clinician chooses it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Continues => "Goes on as it is",
            Self::PlanOnly => "The plan and emergency steps only, not the diary",
            Self::GoesOn => "Goes on past the age at which access ends",
            Self::Agreed => "The young person agrees",
            Self::Ended => "Ends now",
            Self::DiaryHidden => "The young person keeps the diary to themself",
            Self::DiaryShown => "The young person shows the diary",
        }
    }
}

/// A decision about one parent, or about all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// What.
    pub decision: ParentDecision,
    /// About which account; `None` for every parent.
    pub about: Option<AccountId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far a parent acts now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentAccess {
    /// Everything the young person's own account shows.
    Full,
    /// Plan, emergency steps and medicines; not the diary.
    PlanOnly,
    /// Nothing.
    Ended,
}

/// What is known of one young person and their parents.
#[derive(Clone, Debug)]
pub struct Standing<'a> {
    /// Date of birth.
    pub born: DateOfBirth,
    /// The ICB's policy.
    pub policy: ParentPolicy,
    /// Every decision, the oldest first.
    pub decided: &'a [Decided],
    /// Today in London.
    pub today: NaiveDate,
}

impl Standing<'_> {
    /// How far this parent acts today.
    pub fn access(&self, parent: AccountId) -> ParentAccess {
        use ParentDecision::{Agreed, Continues, DiaryHidden, DiaryShown, Ended, GoesOn, PlanOnly};
        let last = |wanted: &[ParentDecision]| self.last(parent, wanted);
        let ended =
            matches!(last(&[Ended, Continues, PlanOnly, GoesOn, Agreed]), Some(found) if found.decision == Ended);
        if ended || (self.age() >= self.policy.ends_at && !self.kept_on(parent)) {
            return ParentAccess::Ended;
        }
        let by_practice = matches!(last(&[Continues, PlanOnly]), Some(found) if found.decision == PlanOnly);
        let by_them = matches!(last(&[DiaryHidden, DiaryShown]), Some(found) if found.decision == DiaryHidden);
        if by_practice || by_them { ParentAccess::PlanOnly } else { ParentAccess::Full }
    }

    /// Somebody decided that this parent goes on past the age at which access ends: the practice at any time since the
    /// review, the young person once they are that old.
    fn kept_on(&self, parent: AccountId) -> bool {
        let old_enough = |found: &Decided| self.born.age_on(london_day(found.at)) >= self.policy.ends_at;
        self.last(parent, &[ParentDecision::GoesOn]).is_some()
            || self.last(parent, &[ParentDecision::Agreed]).is_some_and(old_enough)
    }

    /// The practice has yet to review this parent's access.
    pub fn review_due(&self, parent: AccountId) -> bool {
        use ParentDecision::{Continues, Ended, GoesOn, PlanOnly};
        let age = self.age();
        age >= self.policy.review_from
            && age < self.policy.ends_at
            && self
                .last(parent, &[Continues, PlanOnly, GoesOn, Ended])
                .is_none_or(|found| self.born.age_on(london_day(found.at)) < self.policy.review_from)
    }

    /// Their age today.
    pub fn age(&self) -> u16 {
        self.born.age_on(self.today)
    }

    fn last(&self, parent: AccountId, wanted: &[ParentDecision]) -> Option<&Decided> {
        let about = |found: &&Decided| found.about.is_none_or(|about| about == parent);
        self.decided.iter().rev().filter(about).find(|found| wanted.contains(&found.decision))
    }
}

#[cfg(test)]
mod tests;
