//! The counters from which every figure is made.

use serde::{Deserialize, Serialize};

/// A number kept for each practice, ICB and London day. How it is read follows from its [`Sort`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counter {
    /// On the register.
    Eligible,
    /// Of them, invited at least once.
    Invited,
    /// Of them, registered: joined and not left again.
    Registered,
    /// Registered, with a plan that was signed and neither withdrawn nor replaced.
    Planned,
    /// Of those, the version in force was opened.
    PlanSeen,
    /// Of the planned, the review date has not passed.
    Covered,
    /// Registered and active in the seven days that end that day.
    ActiveSeven,
    /// Registered and active in the 28 days that end that day.
    ActiveTwentyEight,
    /// Registered for the first time, by that day.
    Cohort,
    /// Of the cohort, activated within 28 days.
    CohortActivated,
    /// Of the cohort, active on or after the seventh day.
    CohortDaySeven,
    /// Of the cohort, active on or after the thirtieth day.
    CohortDayThirty,
    /// People active that day.
    ActivePeople,
    /// People with a reading that day.
    ReadingPeople,
    /// People in the red zone that day.
    RedPeople,
    /// Versions signed.
    PlanSigned,
    /// Plans withdrawn.
    PlanWithdrawn,
    /// Openings of a plan.
    PlanOpened,
    /// Readings.
    ReadingLogged,
    /// Check-ins.
    CheckInLogged,
    /// Entries in the red zone.
    RedZone,
    /// Openings of the emergency steps.
    EmergencyOpened,
    /// Attacks told.
    AttackLogged,
    /// A&E visits and hospital stays told.
    HospitalLogged,
    /// People who left.
    Withdrawn,
    /// Told after the day was frozen, by the day it came.
    ArrivedLate,
}

/// How a counter is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Ups and downs: what stands at the end of a day is the sum of every day until then.
    Stock,
    /// What happened on the days: a period is the sum of its days.
    Flow,
    /// By the day of registration, as far as is known now: a cohort is the sum of its days.
    Cohort,
}

impl Counter {
    /// How many there are.
    pub const COUNT: usize = 26;

    /// Every counter.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Eligible,
        Self::Invited,
        Self::Registered,
        Self::Planned,
        Self::PlanSeen,
        Self::Covered,
        Self::ActiveSeven,
        Self::ActiveTwentyEight,
        Self::Cohort,
        Self::CohortActivated,
        Self::CohortDaySeven,
        Self::CohortDayThirty,
        Self::ActivePeople,
        Self::ReadingPeople,
        Self::RedPeople,
        Self::PlanSigned,
        Self::PlanWithdrawn,
        Self::PlanOpened,
        Self::ReadingLogged,
        Self::CheckInLogged,
        Self::RedZone,
        Self::EmergencyOpened,
        Self::AttackLogged,
        Self::HospitalLogged,
        Self::Withdrawn,
        Self::ArrivedLate,
    ];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Eligible => "eligible",
            Self::Invited => "invited",
            Self::Registered => "registered",
            Self::Planned => "planned",
            Self::PlanSeen => "plan_seen",
            Self::Covered => "covered",
            Self::ActiveSeven => "active_7",
            Self::ActiveTwentyEight => "active_28",
            Self::Cohort => "cohort",
            Self::CohortActivated => "cohort_activated",
            Self::CohortDaySeven => "cohort_day_7",
            Self::CohortDayThirty => "cohort_day_30",
            Self::ActivePeople => "active_people",
            Self::ReadingPeople => "reading_people",
            Self::RedPeople => "red_people",
            Self::PlanSigned => "plan_signed",
            Self::PlanWithdrawn => "plan_withdrawn",
            Self::PlanOpened => "plan_opened",
            Self::ReadingLogged => "reading_logged",
            Self::CheckInLogged => "check_in_logged",
            Self::RedZone => "red_zone",
            Self::EmergencyOpened => "emergency_opened",
            Self::AttackLogged => "attack_logged",
            Self::HospitalLogged => "hospital_logged",
            Self::Withdrawn => "withdrawn",
            Self::ArrivedLate => "arrived_late",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|counter| counter.as_str() == text)
    }

    /// How it is read.
    pub const fn sort(self) -> Sort {
        match self {
            Self::Eligible
            | Self::Invited
            | Self::Registered
            | Self::Planned
            | Self::PlanSeen
            | Self::Covered
            | Self::ActiveSeven
            | Self::ActiveTwentyEight => Sort::Stock,
            Self::Cohort | Self::CohortActivated | Self::CohortDaySeven | Self::CohortDayThirty => Sort::Cohort,
            _ => Sort::Flow,
        }
    }

    /// Kept for each group of people too (age, sex, ...): what an equity view compares. What is tapped many times a day is
    /// not, because each group costs a row.
    pub const fn by_group(self) -> bool {
        !matches!(self.sort(), Sort::Flow) || matches!(self, Self::AttackLogged | Self::HospitalLogged)
    }
}

/// A number for each counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts([i64; Counter::COUNT]);

impl Counts {
    /// The number of one counter.
    pub fn of(&self, counter: Counter) -> i64 {
        self.0.get(counter as usize).copied().unwrap_or(0)
    }

    /// Moves one counter.
    pub fn add(&mut self, counter: Counter, by: i64) {
        if let Some(number) = self.0.get_mut(counter as usize) {
            *number += by;
        }
    }

    /// Both together.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(number, other)| *number += other);
        self
    }

    /// Without the other's.
    #[must_use]
    pub fn minus(mut self, other: &Self) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(number, other)| *number -= other);
        self
    }

    /// Nothing was counted.
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|number| *number == 0)
    }
}
