use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Due, Tick};

/// Doses ticked of doses due, as the family told. Days before the first tick do not count: nobody had begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adherence {
    /// Days looked at, today included.
    pub days: u16,
    /// Doses due in them so far.
    pub due: u32,
    /// Of these, ticked; twice counts once.
    pub ticked: u32,
}

/// Counts the doses of the days since `first` whose time has come. `began` is the day of the first dose ever ticked.
pub fn adherence(
    due: &[Due],
    ticks: &[Tick],
    began: Option<NaiveDate>,
    (first, days): (NaiveDate, u16),
    now: DateTime<Utc>,
) -> Option<Adherence> {
    let from = began?.max(first);
    let is_ticked =
        |dose: &Due| ticks.iter().any(|tick| !tick.undone && tick.day == dose.day && tick.slot == dose.dose.slot);
    // A dose ticked a little early counts as due.
    let counted: Vec<bool> = due
        .iter()
        .filter(|dose| dose.day >= from)
        .map(|dose| (is_ticked(dose), dose.at <= now))
        .filter(|(ticked, come)| *ticked || *come)
        .map(|(ticked, _)| ticked)
        .collect();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let ticked = counted.iter().filter(|ticked| **ticked).count();
    (!counted.is_empty()).then(|| Adherence { days, due: number(counted.len()), ticked: number(ticked) })
}

impl Adherence {
    /// "12 of 14 doses ticked in the last 7 days."
    pub fn sentence(self) -> String {
        let Self { days, due, ticked } = self;
        if due == ticked {
            return match due {
                1 => "The one dose so far is ticked.".into(),
                _ => format!("All {due} doses of the last {days} days are ticked."),
            };
        }
        format!("{ticked} of {due} doses of the last {days} days are ticked.")
    }
}
