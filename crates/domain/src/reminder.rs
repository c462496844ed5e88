//! Reminders of doses on a locked phone: what they say, and when they keep quiet. They name nobody and nothing clinical.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::FieldProblem;
use crate::dose::{Slot, read_time};
use crate::time::{london_clock, london_day};

/// What every reminder says, whoever reads over the shoulder.
pub const TITLE: &str = "You have a reminder";
/// A reminder later than this is not worth a sound; the page lists the dose all the same.
pub const TTL: TimeDelta = TimeDelta::hours(1);
/// Seconds over which the reminders of one minute are spread.
const JITTER: u64 = 120;

/// When an account wants reminders for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderWish {
    /// It wants them.
    pub on: bool,
    /// Quiet from then.
    pub quiet_from: NaiveTime,
    /// Until then.
    pub quiet_until: NaiveTime,
    /// Quiet in school hours too.
    pub quiet_at_school: bool,
}

impl Default for ReminderWish {
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self { on: false, quiet_from: hour(22), quiet_until: hour(6), quiet_at_school: false }
    }
}

/// The wish as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReminderForm {
    /// "yes" for reminders.
    pub on: String,
    /// "22:00".
    pub quiet_from: String,
    /// "06:00".
    pub quiet_until: String,
    /// "yes" for quiet school hours.
    pub quiet_at_school: String,
}

impl ReminderForm {
    /// Reads the form.
    ///
    /// # Errors
    /// Fields that are no time.
    pub fn read(&self) -> Result<ReminderWish, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut time = |field: &str, text: &str| {
            let time = read_time(text);
            if time.is_none() {
                problems.push(FieldProblem::new(field, "Enter a time, such as 22:00"));
            }
            time
        };
        let from = time("quiet_from", &self.quiet_from);
        let until = time("quiet_until", &self.quiet_until);
        match (from, until) {
            (Some(quiet_from), Some(quiet_until)) => Ok(ReminderWish {
                on: self.on == "yes",
                quiet_from,
                quiet_until,
                quiet_at_school: self.quiet_at_school == "yes",
            }),
            _ => Err(problems),
        }
    }
}

impl ReminderWish {
    /// Keeps quiet at a moment.
    pub fn is_quiet(self, at: DateTime<Utc>) -> bool {
        let time = london_clock(at);
        let (from, until) = (self.quiet_from, self.quiet_until);
        // Quiet hours may go past midnight.
        let night = if from <= until { from <= time && time < until } else { time >= from || time < until };
        night || (self.quiet_at_school && is_school(at))
    }
}

/// Monday to Friday, 8:30am to 3:30pm. Holidays count too: a quiet phone is the safer mistake.
fn is_school(at: DateTime<Utc>) -> bool {
    let clock = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let time = london_clock(at);
    !matches!(london_day(at).weekday(), Weekday::Sat | Weekday::Sun) && clock(8, 30) <= time && time < clock(15, 30)
}

/// Seconds by which a device's reminders come after the dose's time: the same for one device, spread over all.
pub fn jitter(device: uuid::Uuid) -> TimeDelta {
    let seconds = u64::try_from(device.as_u128() % u128::from(JITTER)).unwrap_or(0);
    TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0))
}

/// The message, in the shape that browsers with declarative push show by themselves; others hand it to the worker.
pub fn message(navigate: &str) -> String {
    serde_json::json!({
        "web_push": 8030,
        "notification": { "title": TITLE, "navigate": navigate, "tag": "reminder", "silent": false }
    })
    .to_string()
}

/// Names a reminder to the push service, so that a newer one takes its place. Says nothing about anybody.
pub const fn topic(slot: Slot) -> &'static str {
    match slot {
        Slot::Morning => "a",
        Slot::Night => "b",
    }
}

/// A reminder to send: once per device, person, day and dose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ReminderKey {
    /// The device.
    pub device: crate::SubscriptionId,
    /// Whose dose.
    pub patient: crate::PatientId,
    /// Day of the dose.
    pub day: NaiveDate,
    /// Which of the day.
    pub slot: Slot,
}

/// The page on which reminders are set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemindersView {
    /// The person shown.
    pub person: crate::diary::PersonLine,
    /// Belongs to the demonstration.
    pub demo: bool,
    /// What this account wants for this person.
    pub wish: ReminderWish,
    /// Times of the doses.
    pub times: crate::dose::DoseTimes,
    /// Doses of the day that the plan in force has.
    pub slots: Vec<Slot>,
    /// Devices of this account that take reminders.
    pub devices: u32,
    /// The product's public key for push; `None` where push is not set up.
    pub key: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn quiet_hours_go_past_midnight_and_follow_the_clocks() {
        let wish = ReminderWish { on: true, ..ReminderWish::default() };
        for (moment, quiet) in [
            ("2026-11-22T21:59:00Z", false),
            ("2026-11-22T22:00:00Z", true),
            ("2026-11-23T05:59:00Z", true),
            ("2026-11-23T06:00:00Z", false),
            // In summer 10pm in London is 9pm UTC.
            ("2026-07-01T20:59:00Z", false),
            ("2026-07-01T21:00:00Z", true),
            ("2026-07-02T05:00:00Z", false),
        ] {
            assert_eq!(wish.is_quiet(at(moment)), quiet, "{moment}");
        }
        let school = ReminderWish { quiet_at_school: true, ..wish };
        for (moment, quiet) in [
            ("2026-11-23T09:00:00Z", true),
            ("2026-11-23T08:29:00Z", false),
            ("2026-11-23T15:30:00Z", false),
            ("2026-11-22T09:00:00Z", false),
        ] {
            assert_eq!(school.is_quiet(at(moment)), quiet, "school {moment}");
        }
    }

    #[test]
    fn a_reminder_says_nothing_about_anybody() {
        let text = message("https://passport.example/my");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read.pointer("/web_push").and_then(serde_json::Value::as_u64), Some(8030));
        assert_eq!(read.pointer("/notification/title").and_then(serde_json::Value::as_str), Some(TITLE));
        for word in ["asthma", "inhaler", "dose", "puff", "preventer", "name"] {
            assert!(!text.to_lowercase().contains(word), "{word}");
        }
    }

    #[test]
    fn reminders_of_one_minute_are_spread_and_each_device_keeps_its_place() {
        let device = |n: u128| uuid::Uuid::from_u128(n);
        assert_eq!(jitter(device(7)), jitter(device(7)));
        assert_ne!(jitter(device(7)), jitter(device(8)));
        assert!((0..500).all(|n| jitter(device(n)) < TimeDelta::seconds(120)));
    }
}
