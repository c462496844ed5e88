//! What is known of a person before anything clinical: name, sex, date of birth.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::time::read_date;

/// A person's name in the two parts that records keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Given name or names.
    pub given: String,
    /// Family name.
    pub family: String,
}

/// Why a text cannot be part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NameError {
    /// Nothing was given.
    #[error("A name is missing")]
    Missing,
    /// More than 100 characters.
    #[error("A name has at most 100 characters")]
    TooLong,
    /// Control or invisible characters, which can make two people look alike.
    #[error("A name has control or invisible characters in it")]
    Invisible,
    /// A spreadsheet would run it as a formula.
    #[error("A name starts like a spreadsheet formula (=, +, - or @)")]
    Formula,
    /// No letter at all.
    #[error("A name has at least one letter")]
    NoLetter,
}

impl PersonName {
    /// A name from its two parts.
    ///
    /// # Errors
    /// When either part is missing, too long or not a name.
    pub fn new(given: &str, family: &str) -> Result<Self, NameError> {
        Ok(Self { given: name_part(given)?, family: name_part(family)? })
    }

    /// "Rahman, Amina", for lists.
    pub fn family_first(&self) -> String {
        format!("{}, {}", self.family, self.given)
    }
}

fn name_part(text: &str) -> Result<String, NameError> {
    if text.chars().any(is_invisible) {
        return Err(NameError::Invisible);
    }
    let part = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if part.is_empty() {
        return Err(NameError::Missing);
    }
    if part.starts_with(['=', '+', '-', '@']) {
        return Err(NameError::Formula);
    }
    if part.chars().count() > 100 {
        return Err(NameError::TooLong);
    }
    if !part.chars().any(char::is_alphabetic) {
        return Err(NameError::NoLetter);
    }
    Ok(part)
}

/// Control, zero-width, direction-changing and private-use characters.
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{10ffff}')
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.given, self.family)
    }
}

/// Sex as the record states it; used for predicted peak flow and equity figures only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Indeterminate, not known or not said.
    NotSpecified,
}

impl Sex {
    /// The word kept in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
            Self::NotSpecified => "not_specified",
        }
    }

    /// Reads what registers write: words, single letters, and the NHS Data Dictionary's numbers.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "female" | "f" | "2" => Some(Self::Female),
            "male" | "m" | "1" => Some(Self::Male),
            "not_specified" | "not specified" | "not known" | "unknown" | "indeterminate" | "other" | "x" | "u"
            | "i" | "0" | "9" => Some(Self::NotSpecified),
            _ => None,
        }
    }
}

/// A date of birth that can be true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateOfBirth(NaiveDate);

/// Why a date cannot be a date of birth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DateOfBirthError {
    /// Nothing was given.
    #[error("Enter a date of birth")]
    Missing,
    /// Not a day of the calendar.
    #[error("A date of birth must be a real date, such as 31/3/1980")]
    NotADate,
    /// After today.
    #[error("A date of birth must be in the past")]
    Future,
    /// Over 120 years ago.
    #[error("A date of birth must be in the last 120 years")]
    TooLongAgo,
}

impl DateOfBirth {
    /// Reads a date of birth, ISO or day first.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str, today: NaiveDate) -> Result<Self, DateOfBirthError> {
        if text.trim_matches([' ', '/', '-']).is_empty() {
            return Err(DateOfBirthError::Missing);
        }
        let date = read_date(text).ok_or(DateOfBirthError::NotADate)?;
        if date > today {
            Err(DateOfBirthError::Future)
        } else if whole_years(date, today) > 120 {
            Err(DateOfBirthError::TooLongAgo)
        } else {
            Ok(Self(date))
        }
    }

    /// A date of birth already checked, as read from storage.
    pub const fn from_date(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The day.
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Age in whole years on a day; somebody born on 29 February grows older on 1 March in other years.
    pub fn age_on(self, day: NaiveDate) -> u16 {
        whole_years(self.0, day)
    }
}

fn whole_years(from: NaiveDate, to: NaiveDate) -> u16 {
    let before_birthday = (to.month(), to.day()) < (from.month(), from.day());
    u16::try_from(to.year() - from.year() - i32::from(before_birthday)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        read_date(text).unwrap_or_default()
    }

    #[test]
    fn names_keep_what_people_are_called_and_nothing_hidden() {
        for (given, family, expected) in [
            ("Amina", "Rahman", Ok(())),
            ("Zoë-Mae", "O'Brien", Ok(())),
            ("  Mary   Ann ", "Smith", Ok(())),
            ("", "Smith", Err(NameError::Missing)),
            ("Ann\u{200b}a", "Smith", Err(NameError::Invisible)),
            ("Anna\u{202e}", "Smith", Err(NameError::Invisible)),
            ("=cmd()", "Smith", Err(NameError::Formula)),
            ("@SUM", "Smith", Err(NameError::Formula)),
            ("123", "Smith", Err(NameError::NoLetter)),
        ] {
            assert_eq!(PersonName::new(given, family).map(|_| ()), expected, "{given}");
        }
        assert_eq!(PersonName::new("  Mary   Ann ", "Smith").map(|n| n.to_string()), Ok("Mary Ann Smith".into()));
    }

    #[test]
    fn ages_turn_on_birthdays_and_leap_days() {
        for (born, on, age) in [
            ("2017-03-03", "2026-03-02", 8),
            ("2017-03-03", "2026-03-03", 9),
            ("2012-02-29", "2023-02-28", 10),
            ("2012-02-29", "2023-03-01", 11),
            ("2012-02-29", "2024-02-29", 12),
            ("2026-01-01", "2026-01-01", 0),
        ] {
            assert_eq!(DateOfBirth::from_date(day(born)).age_on(day(on)), age, "{born} on {on}");
        }
    }

    #[test]
    fn births_that_cannot_be() {
        let today = day("2026-11-22");
        for (text, expected) in [
            ("23/11/2026", Err(DateOfBirthError::Future)),
            ("1/1/1890", Err(DateOfBirthError::TooLongAgo)),
            ("31/2/2000", Err(DateOfBirthError::NotADate)),
            ("//", Err(DateOfBirthError::Missing)),
            ("22/11/2026", Ok(())),
        ] {
            assert_eq!(DateOfBirth::parse(text, today).map(|_| ()), expected, "{text}");
        }
    }
}
