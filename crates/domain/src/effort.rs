//! What signing a plan costs a clinician: time, key presses and clicks. Counted without anybody's name.

use serde::{Deserialize, Serialize};

use crate::metrics::{Shown, show};

/// Seconds without a key or click after which nobody is at work: a longer gap does not count at all.
pub const IDLE_SECONDS: u32 = 60;
/// Longest work on one plan that is believed: a working day.
const MOST_SECONDS: u32 = 8 * 3600;
/// Most presses that are believed.
const MOST_PRESSES: u32 = 20_000;

/// What one signing cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Effort {
    /// Active seconds from opening the editor to signing.
    pub seconds: u32,
    /// Key presses and clicks, as the browser counted them; `None` when the server alone knows of the time.
    pub presses: Option<Presses>,
}

/// Presses of keys and clicks. Which keys is never known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Presses {
    /// Keys.
    pub keys: u32,
    /// Clicks.
    pub clicks: u32,
}

impl Effort {
    /// Reads what a form posts: "seconds keys clicks". Anything that is missing, no number or not believable is nothing: signing goes on.
    pub fn read(posted: &str) -> Option<Self> {
        let number = |text: &str, most: u32| text.parse::<u32>().ok().filter(|n| *n <= most);
        let parts: Vec<&str> = posted.split(' ').collect();
        let [seconds, keys, clicks] = parts.as_slice() else { return None };
        let seconds = number(seconds, MOST_SECONDS).filter(|seconds| *seconds > 0)?;
        let presses = Presses { keys: number(keys, MOST_PRESSES)?, clicks: number(clicks, MOST_PRESSES)? };
        Some(Self { seconds, presses: Some(presses) })
    }

    /// Time that only the server saw, in seconds between one event of a draft and the next; gaps over ten minutes, at
    /// which an idle session ends, do not count.
    pub fn of_gaps(gaps: impl IntoIterator<Item = i64>) -> Option<Self> {
        let seconds: i64 = gaps.into_iter().filter(|gap| (0..=600).contains(gap)).sum();
        let seconds = u32::try_from(seconds).ok().filter(|seconds| (1..=MOST_SECONDS).contains(seconds))?;
        Some(Self { seconds, presses: None })
    }
}

/// Counts active seconds from moments at which something was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ActiveTime {
    last: Option<f64>,
    milliseconds: f64,
}

impl ActiveTime {
    /// Something was pressed at this moment, in milliseconds of a clock that only runs forward.
    pub fn press(&mut self, at: f64) {
        if let Some(last) = self.last {
            let gap = at - last;
            if (0.0..=f64::from(IDLE_SECONDS) * 1000.0).contains(&gap) {
                self.milliseconds += gap;
            }
        }
        self.last = Some(at);
    }

    /// Whole seconds so far.
    pub fn seconds(&self) -> u32 {
        (self.milliseconds / 1000.0).round().clamp(0.0, f64::from(u32::MAX)) as u32
    }
}

/// The effort of the signings of a month, as it may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthEffort {
    /// Signings.
    pub signings: i64,
    /// Median of active seconds.
    pub seconds: u32,
    /// Medians of keys and clicks, where browsers counted enough signings.
    pub presses: Option<Presses>,
}

impl MonthEffort {
    /// The medians of efforts, each with how often it occurred. Nothing under seven signings.
    pub fn of(efforts: &[(Effort, i64)]) -> Option<Self> {
        let signings: i64 = efforts.iter().map(|(_, times)| times).sum();
        let seconds = median(efforts.iter().map(|(effort, times)| (effort.seconds, *times)))?;
        let counted = || efforts.iter().filter_map(|(effort, times)| Some((effort.presses?, *times)));
        let keys = median(counted().map(|(presses, times)| (presses.keys, times)));
        let clicks = median(counted().map(|(presses, times)| (presses.clicks, times)));
        let presses = keys.zip(clicks).map(|(keys, clicks)| Presses { keys, clicks });
        Some(Self { signings, seconds, presses })
    }

    /// "2 min 5 s, 54 keys, 9 clicks".
    pub fn text(&self) -> String {
        let time = match (self.seconds / 60, self.seconds % 60) {
            (0, seconds) => format!("{seconds} s"),
            (minutes, seconds) => format!("{minutes} min {seconds} s"),
        };
        match self.presses {
            Some(Presses { keys, clicks }) => format!("{time}, {keys} keys, {clicks} clicks"),
            None => time,
        }
    }
}

/// What a month says on a board: the medians, that there were none, or that there were too few.
pub fn month_text(efforts: &[(Effort, i64)]) -> String {
    let signings = efforts.iter().map(|(_, times)| times).sum();
    match (signings, MonthEffort::of(efforts)) {
        (0, _) => "none signed".into(),
        (_, Some(month)) => month.text(),
        (_, None) => Shown::Hidden.text(),
    }
}

/// The lower median; `None` when there are none, or so few that they would be hidden.
fn median(values: impl Iterator<Item = (u32, i64)>) -> Option<u32> {
    let mut values: Vec<(u32, i64)> = values.filter(|(_, times)| *times > 0).collect();
    values.sort_unstable();
    let all: i64 = values.iter().map(|(_, times)| times).sum();
    if all == 0 || show(all) == Shown::Hidden {
        return None;
    }
    let mut before = 0;
    values.into_iter().find_map(|(value, times)| {
        before += times;
        (before * 2 >= all).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effort(seconds: u32, keys: u32, clicks: u32) -> Effort {
        Effort { seconds, presses: Some(Presses { keys, clicks }) }
    }

    #[test]
    fn what_cannot_be_right_is_nothing() {
        for (seconds, keys, clicks, read) in [
            ("90", "50", "9", Some(effort(90, 50, 9))),
            ("1", "0", "0", Some(effort(1, 0, 0))),
            ("1 1", "0", "0", None),
            ("0", "50", "9", None),
            ("-5", "50", "9", None),
            ("31536000", "50", "9", None),
            ("28801", "50", "9", None),
            ("90", "-1", "9", None),
            ("90", "50", "999999999999", None),
            ("1.5", "50", "9", None),
            ("", "", "", None),
            ("NaN", "x", "y", None),
        ] {
            assert_eq!(Effort::read(&format!("{seconds} {keys} {clicks}")), read, "{seconds} {keys} {clicks}");
        }
        assert_eq!(Effort::of_gaps([30, 200, 4000, -9]), Some(Effort { seconds: 230, presses: None }));
        assert_eq!(Effort::of_gaps([4000]), None);
        assert_eq!(Effort::of_gaps([]), None);
    }

    #[test]
    fn idle_gaps_do_not_count() {
        let mut time = ActiveTime::default();
        for at in [0.0, 10_000.0, 70_000.0, 130_001.0, 131_001.0, 100_000.0] {
            time.press(at);
        }
        assert_eq!(time.seconds(), 71, "10 + 60 + 1 s; the gap over 60 s and the step back are nothing");
    }

    #[test]
    fn six_signings_are_hidden_and_seven_are_not() {
        let six: Vec<_> = (1..=6).map(|n| (effort(n * 10, n, n), 1)).collect();
        assert_eq!(month_text(&six), "hidden");
        assert_eq!(month_text(&[]), "none signed");
        let seven: Vec<_> = (1..=7).map(|n| (effort(n * 20, n * 10, n), 1)).collect();
        assert_eq!(month_text(&seven), "1 min 20 s, 40 keys, 4 clicks");
        assert_eq!(month_text(&[(effort(45, 30, 8), 7)]), "45 s, 30 keys, 8 clicks");
        let by_server = [(Effort { seconds: 300, presses: None }, 5), (effort(60, 50, 9), 3)];
        assert_eq!(month_text(&by_server), "5 min 0 s", "three counts of keys are too few");
    }
}
