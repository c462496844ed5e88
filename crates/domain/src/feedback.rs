//! How people like the service: one question on satisfaction, one on telling a friend. Asked seldom, and never of somebody
//! who has just been ill.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days of use before anybody is asked.
const FIRST_AFTER_DAYS: i64 = 28;
/// Days between two times.
const AGAIN_AFTER_DAYS: i64 = 90;
/// Days without a red zone before.
const DAYS_SINCE_RED: i64 = 2;
/// Fewest answers for which a recommendation score is said.
const FEWEST_FOR_SCORE: u32 = 30;

/// What is known of a person on the day they might be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Today.
    pub today: NaiveDate,
    /// They joined.
    pub joined: NaiveDate,
    /// They were asked last, whether they answered or not.
    pub asked: Option<NaiveDate>,
    /// Their last day in the red zone.
    pub red: Option<NaiveDate>,
}

impl Moment {
    /// The questions may be asked.
    pub fn is_right(&self) -> bool {
        let since = |day: NaiveDate| (self.today - day).num_days();
        since(self.joined) >= FIRST_AFTER_DAYS
            && self.asked.is_none_or(|day| since(day) >= AGAIN_AFTER_DAYS)
            && self.red.is_none_or(|day| since(day) >= DAYS_SINCE_RED)
    }
}

/// An answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// 1, very unhappy, to 5, very happy.
    pub satisfied: u8,
    /// 0, not at all likely, to 10.
    pub recommend: u8,
}

impl Answer {
    /// Reads what was posted.
    pub fn read(satisfied: &str, recommend: &str) -> Option<Self> {
        let satisfied = satisfied.parse().ok().filter(|n| (1..=5).contains(n))?;
        let recommend = recommend.parse().ok().filter(|n| (0..=10).contains(n))?;
        Some(Self { satisfied, recommend })
    }
}

/// Share of 4 and 5 among the answers, in per cent; none without answers.
pub fn satisfaction(answers: &[Answer]) -> Option<u32> {
    let of = u32::try_from(answers.len()).ok().filter(|n| *n > 0)?;
    let happy = u32::try_from(answers.iter().filter(|answer| answer.satisfied >= 4).count()).ok()?;
    Some((happy * 100 + of / 2) / of)
}

/// Per cent of 9 and 10 less per cent of 0 to 6, from -100 to 100; none under 30 answers.
pub fn recommendation(answers: &[Answer]) -> Option<i32> {
    let of = i32::try_from(answers.len()).ok().filter(|n| *n >= FEWEST_FOR_SCORE.cast_signed())?;
    let sum: i32 =
        answers.iter().map(|answer| i32::from(answer.recommend >= 9) - i32::from(answer.recommend <= 6)).sum();
    Some(sum * 100 / of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    #[test]
    fn nobody_is_asked_early_often_or_after_a_red_day() {
        let moment = Moment { today: day("2026-11-22"), joined: day("2026-01-01"), asked: None, red: None };
        assert!(moment.is_right());
        for (joined, asked, red, wanted) in [
            ("2026-10-26", None, None, false),
            ("2026-10-25", None, None, true),
            ("2026-01-01", Some("2026-08-25"), None, false),
            ("2026-01-01", Some("2026-08-24"), None, true),
            ("2026-01-01", None, Some("2026-11-22"), false),
            ("2026-01-01", None, Some("2026-11-21"), false),
            ("2026-01-01", None, Some("2026-11-20"), true),
        ] {
            let moment = Moment { joined: day(joined), asked: asked.map(day), red: red.map(day), ..moment };
            assert_eq!(moment.is_right(), wanted, "{moment:?}");
        }
    }

    #[test]
    fn scores_follow_their_definitions() {
        let answer = |satisfied, recommend| Answer { satisfied, recommend };
        assert_eq!(satisfaction(&[]), None);
        assert_eq!(satisfaction(&[answer(5, 9), answer(4, 7), answer(3, 2)]), Some(67));
        assert_eq!(recommendation(&[answer(5, 10); 29]), None);
        assert_eq!(recommendation(&[answer(5, 10); 30]), Some(100));
        assert_eq!(recommendation(&[answer(1, 6); 30]), Some(-100));
        let mixed: Vec<_> = [answer(5, 9), answer(4, 8), answer(2, 6)].into_iter().cycle().take(30).collect();
        assert_eq!(recommendation(&mixed), Some(0));
        assert_eq!(Answer::read("5", "10"), Some(answer(5, 10)));
        assert!(
            Answer::read("6", "1").is_none() && Answer::read("1", "11").is_none() && Answer::read("", "").is_none()
        );
    }
}
