//! ODS codes: what the NHS calls its organisations (practice A81001, PCN U12345, ICB QMF).

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A well-formed code of the Organisation Data Service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OdsCode(String);

/// Why a text is not an ODS code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("An ODS code is 3 to 8 letters and digits, such as A81001")]
pub struct OdsCodeError;

impl OdsCode {
    /// Reads a code, forgiving case and outer blanks.
    ///
    /// # Errors
    /// When it is not three to eight letters and digits.
    pub fn parse(text: &str) -> Result<Self, OdsCodeError> {
        let code = text.trim();
        let fits = (3..=8).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if fits { Ok(Self(code.to_ascii_uppercase())) } else { Err(OdsCodeError) }
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OdsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for OdsCode {
    type Error = OdsCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<OdsCode> for String {
    fn from(code: OdsCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_in_capitals_and_nothing_else() {
        for (text, expected) in [
            ("f82001", Some("F82001")),
            (" QMF ", Some("QMF")),
            ("Y06592", Some("Y06592")),
            ("AB", None),
            ("A81001/1", None),
            ("", None),
            ("A8100100X", None),
        ] {
            assert_eq!(OdsCode::parse(text).ok().as_ref().map(OdsCode::as_str), expected, "{text}");
        }
    }
}
