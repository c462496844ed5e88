//! The NHS number: ten digits, the last a modulus 11 check digit.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A valid NHS number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NhsNumber(String);

/// Why a text is not an NHS number. The text itself is never repeated: it may be somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NhsNumberError {
    /// Nothing was given.
    #[error("Enter an NHS number")]
    Missing,
    /// Something other than digits, spaces and hyphens.
    #[error("An NHS number has digits only, with spaces or hyphens between them")]
    NotDigits,
    /// Not ten digits.
    #[error("An NHS number has 10 digits")]
    Length,
    /// Ten equal digits pass the arithmetic but are never issued.
    #[error("An NHS number is never 10 equal digits")]
    AllEqual,
    /// The check digit does not fit.
    #[error("This NHS number does not pass its check digit: look for a digit mistyped or swapped")]
    CheckDigit,
}

impl NhsNumber {
    /// Reads an NHS number as people write it, with spaces or hyphens.
    ///
    /// # Errors
    /// Says which rule the text breaks.
    pub fn parse(text: &str) -> Result<Self, NhsNumberError> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).collect();
        if digits.is_empty() {
            return Err(NhsNumberError::Missing);
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NhsNumberError::NotDigits);
        }
        if digits.len() != 10 {
            return Err(NhsNumberError::Length);
        }
        let bytes = digits.as_bytes();
        if bytes.iter().all(|b| Some(b) == bytes.first()) {
            return Err(NhsNumberError::AllEqual);
        }
        match check_digit(&digits) {
            Some(expected) if digits.ends_with(expected) => Ok(Self(digits)),
            _ => Err(NhsNumberError::CheckDigit),
        }
    }

    /// Completes nine digits with their check digit; `None` when no valid number has these nine.
    pub fn from_first_nine(nine: u32) -> Option<Self> {
        let digits = format!("{nine:09}");
        let check = check_digit(&digits)?;
        Self::parse(&format!("{digits}{check}")).ok()
    }

    /// Ten digits without spaces.
    pub fn as_digits(&self) -> &str {
        &self.0
    }
}

/// Check digit of the first nine digits (NHS Data Dictionary: weights 10 to 2, 11 minus the remainder, 11 becomes 0
/// and 10 is never issued).
fn check_digit(digits: &str) -> Option<char> {
    let sum: u32 = digits.bytes().take(9).zip((2..=10).rev()).map(|(b, w)| u32::from(b - b'0') * w).sum();
    match 11 - sum % 11 {
        11 => Some('0'),
        10 => None,
        n => char::from_digit(n, 10),
    }
}

/// Shown 3-3-4, as on letters and cards.
impl fmt::Display for NhsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, rest) = self.0.split_at(3);
        let (second, third) = rest.split_at(3);
        write!(f, "{first} {second} {third}")
    }
}

impl TryFrom<String> for NhsNumber {
    type Error = NhsNumberError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<NhsNumber> for String {
    fn from(number: NhsNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, expected) in [
            ("999 012 3456", Err(NhsNumberError::CheckDigit)),
            ("943 476 5919", Ok("9434765919")),
            ("943-476-5919", Ok("9434765919")),
            ("9434765918", Err(NhsNumberError::CheckDigit)),
            ("0000000000", Err(NhsNumberError::AllEqual)),
            ("94347659", Err(NhsNumberError::Length)),
            ("94347659AB", Err(NhsNumberError::NotDigits)),
            ("  ", Err(NhsNumberError::Missing)),
            ("٩٤٣٤٧٦٥٩١٩", Err(NhsNumberError::NotDigits)),
        ] {
            assert_eq!(NhsNumber::parse(text).as_ref().map(NhsNumber::as_digits).map_err(|e| *e), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_one_wrong_digit_is_noticed(nine in 0u32..1_000_000_000, at in 0usize..10, change in 1u8..10) {
            if let Some(number) = NhsNumber::from_first_nine(nine) {
                let mut bytes = number.as_digits().as_bytes().to_vec();
                bytes[at] = b'0' + (bytes[at] - b'0' + change) % 10;
                prop_assert!(NhsNumber::parse(&String::from_utf8_lossy(&bytes)).is_err());
                prop_assert_eq!(NhsNumber::parse(&number.to_string()), Ok(number));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = NhsNumber::parse(&text);
        }
    }
}
