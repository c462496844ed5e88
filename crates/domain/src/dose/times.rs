use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::Slot;
use crate::FieldProblem;

/// The times at which a family takes the doses of the day, as clocks in London show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoseTimes {
    /// Morning dose.
    pub morning: NaiveTime,
    /// Night dose.
    pub night: NaiveTime,
}

/// Until the family chooses: 8am and 8pm.
impl Default for DoseTimes {
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self { morning: hour(8), night: hour(20) }
    }
}

impl DoseTimes {
    /// The time of a dose.
    pub const fn of(self, slot: Slot) -> NaiveTime {
        match slot {
            Slot::Morning => self.morning,
            Slot::Night => self.night,
        }
    }
}

/// The times as typed into a browser's time fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DoseTimesForm {
    /// "07:30".
    pub morning: String,
    /// "19:30".
    pub night: String,
}

impl DoseTimesForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Fields that are no time of their half of the day: which dose of which day is ticked must never be in doubt.
    pub fn read(&self) -> Result<DoseTimes, Vec<FieldProblem>> {
        let morning = read_time(&self.morning).filter(|time| time.hour() < 12);
        let night = read_time(&self.night).filter(|time| time.hour() >= 12);
        match (morning, night) {
            (Some(morning), Some(night)) => Ok(DoseTimes { morning, night }),
            (morning, night) => {
                let mut problems = Vec::new();
                if morning.is_none() {
                    let message = "The time of the morning dose must be before midday, such as 07:30";
                    problems.push(FieldProblem::new("morning", message));
                }
                if night.is_none() {
                    let message = "The time of the night dose must be midday or later, such as 19:30";
                    problems.push(FieldProblem::new("night", message));
                }
                Err(problems)
            }
        }
    }
}

impl From<DoseTimes> for DoseTimesForm {
    fn from(times: DoseTimes) -> Self {
        let text = |time: NaiveTime| time.format("%H:%M").to_string();
        Self { morning: text(times.morning), night: text(times.night) }
    }
}

/// "07:30", "7:30" or "7.30"; `None` for anything else.
pub fn read_time(text: &str) -> Option<NaiveTime> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.'])?;
    let number = |part: &str| {
        let plain = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    NaiveTime::from_hms_opt(number(hour)?, number(minute)?, 0)
}

/// "8am", "7:30pm", "midday".
pub fn say_clock(time: NaiveTime) -> String {
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".into(),
        (12, 0) => "midday".into(),
        (_, minute) => {
            let (afternoon, hour) = time.hour12();
            let half = if afternoon { "pm" } else { "am" };
            if minute == 0 { format!("{hour}{half}") } else { format!("{hour}:{minute:02}{half}") }
        }
    }
}
