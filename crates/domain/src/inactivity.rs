//! Accounts that nobody uses any more are closed, after three warnings (hazard HZ-34). The clock is about the account
//! alone: plans, diary and record stay with the GP surgery, and the copy on somebody's phone stays there.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Months without a log-in after which an account is closed.
const MONTHS: u32 = 18;
/// And as many days more, so that the end of a month is nobody's loss.
const DAYS_MORE: u64 = 3;

/// How far the clock has gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Warned 60 days before.
    First,
    /// Warned 30 days before.
    Second,
    /// Warned 7 days before.
    Last,
    /// Closed.
    Closed,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Last, Self::Closed];

    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Second => "second",
            Self::Last => "last",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.as_str() == text)
    }

    /// Days between this step and the closing.
    pub const fn days_before(self) -> u64 {
        match self {
            Self::First => 60,
            Self::Second => 30,
            Self::Last => 7,
            Self::Closed => 0,
        }
    }

    const fn after(step: Option<Self>) -> Option<Self> {
        match step {
            None => Some(Self::First),
            Some(Self::First) => Some(Self::Second),
            Some(Self::Second) => Some(Self::Last),
            Some(Self::Last) => Some(Self::Closed),
            Some(Self::Closed) => None,
        }
    }
}

/// The clock of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Day of the last log-in.
    pub used_on: NaiveDate,
    /// How far it has gone since.
    pub step: Option<Step>,
    /// The day of which the warnings spoke.
    pub closes_on: Option<NaiveDate>,
}

impl Clock {
    /// The step that is due today, and the day on which the account closes. One step follows another: when nothing ran
    /// for a year nobody's account closes unwarned, and every warning keeps its distance to the end.
    pub fn due(&self, today: NaiveDate) -> Option<(Step, NaiveDate)> {
        let next = Step::after(self.step)?;
        let closes = self.closes_on.or_else(|| closes_on(self.used_on))?;
        let before = Days::new(next.days_before());
        let earliest = today.checked_add_days(before)?;
        (earliest >= closes).then_some((next, closes.max(earliest)))
    }
}

/// The day on which an account closes that is used no more.
pub fn closes_on(used_on: NaiveDate) -> Option<NaiveDate> {
    used_on.checked_add_months(Months::new(MONTHS))?.checked_add_days(Days::new(DAYS_MORE))
}

/// The last log-in on or before which a warning may be due.
pub fn quiet_since(today: NaiveDate) -> Option<NaiveDate> {
    today.checked_add_days(Days::new(Step::First.days_before()))?.checked_sub_months(Months::new(MONTHS))
}

/// The push message. Whoever reads a locked screen learns of no illness and no plan.
pub fn message(navigate: &str) -> String {
    serde_json::json!({
        "web_push": 8030,
        "notification": { "title": "Log in to keep your account", "navigate": navigate, "tag": "account", "silent": false }
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_step_comes_in_its_turn_and_never_too_early() {
        let used_on = day("2025-01-15");
        let end = day("2026-07-18");
        assert_eq!(closes_on(used_on), Some(end));
        for (step, closes, today, due) in [
            (None, None, "2025-01-15", None),
            (None, None, "2026-05-18", None),
            (None, None, "2026-05-19", Some((Step::First, "2026-07-18"))),
            (Some(Step::First), Some("2026-07-18"), "2026-06-17", None),
            (Some(Step::First), Some("2026-07-18"), "2026-06-18", Some((Step::Second, "2026-07-18"))),
            (Some(Step::Second), Some("2026-07-18"), "2026-07-10", None),
            (Some(Step::Second), Some("2026-07-18"), "2026-07-11", Some((Step::Last, "2026-07-18"))),
            (Some(Step::Last), Some("2026-07-18"), "2026-07-17", None),
            (Some(Step::Last), Some("2026-07-18"), "2026-07-18", Some((Step::Closed, "2026-07-18"))),
            (Some(Step::Closed), Some("2026-07-18"), "2030-01-01", None),
            // Nothing ran for years: the warnings come first, each at its distance.
            (None, None, "2029-01-01", Some((Step::First, "2029-03-02"))),
            (Some(Step::First), Some("2026-07-18"), "2029-01-01", Some((Step::Second, "2029-01-31"))),
            (Some(Step::Second), Some("2026-07-18"), "2029-01-01", Some((Step::Last, "2029-01-08"))),
        ] {
            let clock = Clock { used_on, step, closes_on: closes.map(day) };
            assert_eq!(clock.due(day(today)), due.map(|(step, on)| (step, day(on))), "{step:?} on {today}");
        }
    }

    #[test]
    fn between_first_warning_and_closing_are_sixty_days_whenever_the_clock_is_looked_at() {
        for gap in [1, 5, 40, 400] {
            let mut clock = Clock { used_on: day("2025-02-28"), step: None, closes_on: None };
            let (mut today, mut first, mut closed) = (clock.used_on, None, None);
            while closed.is_none() {
                if let Some((step, closes)) = clock.due(today) {
                    clock = Clock { step: Some(step), closes_on: Some(closes), ..clock };
                    first = first.or(Some(today));
                    closed = (step == Step::Closed).then_some(today);
                }
                today = today.checked_add_days(Days::new(gap)).unwrap();
            }
            assert!((closed.unwrap() - first.unwrap()).num_days() >= 60, "every {gap} days");
            assert!(closed >= closes_on(clock.used_on));
        }
    }

    #[test]
    fn the_message_says_nothing_of_health() {
        let said = message("https://plan.example/my").to_lowercase();
        for word in ["asthma", "plan version", "health", "inhaler", "nhs", "medicine"] {
            assert!(!said.contains(word), "{word}");
        }
    }
}
