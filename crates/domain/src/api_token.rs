//! Keys with which an ICB's own tools read its figures: what each may read, and until when.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::person::is_invisible;
use crate::{ApiTokenId, FieldProblem, OdsCode};

/// Every key begins with this, so that whoever finds one in a file knows what it opens.
pub const PREFIX: &str = "dhp_";
/// Keys that work at the same time for one ICB.
pub const MOST_TOKENS: usize = 20;
/// Days for which a key may be made.
pub const DAYS: [u16; 3] = [30, 90, 365];
const LONGEST_NAME: usize = 80;

/// What is asked of a new key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiTokenWish {
    /// What the ICB calls it.
    pub name: String,
    /// Whose figures it reads, with those below: the ICB, one of its PCNs or practices.
    pub scope: OdsCode,
    /// The last day, in London.
    pub ends_on: NaiveDate,
}

impl ApiTokenWish {
    /// Reads the form. Without a code it is for the whole ICB.
    ///
    /// # Errors
    /// A problem for each field that cannot be.
    pub fn read(
        name: &str,
        scope: &str,
        days: &str,
        icb: &OdsCode,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(is_invisible) {
            problems.push(FieldProblem::new(
                "name",
                "Enter a name of 1 to 80 characters, such as Power BI of the asthma team",
            ));
        }
        let scope = match scope.trim() {
            "" => Some(icb.clone()),
            code => OdsCode::parse(code).ok(),
        };
        if scope.is_none() {
            problems.push(FieldProblem::new("scope", "Enter an ODS code such as F82001, or leave this out"));
        }
        let days = days.parse().ok().filter(|days| DAYS.contains(days));
        if days.is_none() {
            problems.push(FieldProblem::new("days", "Choose how long the key works"));
        }
        let ends_on = days.and_then(|days| today.checked_add_days(Days::new(u64::from(days))));
        match (scope, ends_on) {
            (Some(scope), Some(ends_on)) if problems.is_empty() => Ok(Self { name: name.to_owned(), scope, ends_on }),
            _ => Err(problems),
        }
    }
}

/// A key as those who lead the ICB see it. The key itself is shown once and kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiTokenLine {
    /// Identifier.
    pub id: ApiTokenId,
    /// What the ICB calls it.
    pub name: String,
    /// Whose figures it reads.
    pub scope: OdsCode,
    /// Made when.
    pub made_at: DateTime<Utc>,
    /// The last day.
    pub ends_on: NaiveDate,
    /// The last day on which it was used.
    pub used_on: Option<NaiveDate>,
    /// It works now.
    pub works: bool,
}

/// The page of an ICB's keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiTokenPage {
    /// The ICB's name.
    pub icb_name: String,
    /// Those that work first.
    pub tokens: Vec<ApiTokenLine>,
    /// The address under which figures are read.
    pub address: String,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn a_key_needs_a_name_a_place_and_an_end() {
        let icb = OdsCode::parse("QMF").unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let read = |name: &str, scope: &str, days: &str| ApiTokenWish::read(name, scope, days, &icb, today);
        let whole = read(" Power BI ", "", "90").unwrap();
        assert_eq!(
            (whole.name.as_str(), whole.scope, whole.ends_on.to_string()),
            ("Power BI", icb.clone(), "2027-02-21".into())
        );
        assert_eq!(read("x", "f82001", "30").unwrap().scope.as_str(), "F82001");
        for (name, scope, days, field) in [
            ("", "", "90", "name"),
            ("x", "no code", "90", "scope"),
            ("x", "", "91", "days"),
            ("x\u{202e}", "", "90", "name"),
        ] {
            let problems = read(name, scope, days).unwrap_err();
            assert_eq!(problems.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), [field]);
        }
    }
}
