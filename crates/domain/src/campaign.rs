//! Public recruitment links: a school's newsletter, a post on social media. A link says where somebody heard of the
//! passport and nothing else; to join they still need the invitation that their GP surgery gives them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::consent::RecruitmentSource;
use crate::invitation::ALPHABET;
use crate::metrics::Shown;
use crate::person::is_invisible;
use crate::time::read_date;
use crate::{CampaignId, FieldProblem};

/// Symbols of a campaign's code. It opens nothing, so it only has to be new.
pub const CODE_LENGTH: usize = 8;
/// Links that work at the same time for one organisation.
pub const MOST_LINKS: usize = 100;
const LONGEST_NAME: usize = 80;
/// A link lives a year at most.
const LONGEST_DAYS: i64 = 366;

/// A code from random bytes.
pub fn code_from_bytes(bytes: &[u8; CODE_LENGTH]) -> String {
    bytes.iter().filter_map(|b| ALPHABET.get(usize::from(b & 31))).map(|b| char::from(*b)).collect()
}

/// A code as it came in an address; `None` for what cannot be one.
pub fn read_code(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    (text.len() == CODE_LENGTH && text.bytes().all(|b| ALPHABET.contains(&b))).then_some(text)
}

/// What is asked of a new link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignWish {
    /// Where it will be seen.
    pub source: RecruitmentSource,
    /// What staff call it.
    pub name: String,
    /// The last day.
    pub ends_on: NaiveDate,
}

impl CampaignWish {
    /// Sources a link can be for: the practice's own invitations need none.
    pub const SOURCES: [RecruitmentSource; 4] =
        [RecruitmentSource::School, RecruitmentSource::Social, RecruitmentSource::Letter, RecruitmentSource::Other];

    /// Reads the form.
    ///
    /// # Errors
    /// A problem for each field that cannot be.
    pub fn read(source: &str, name: &str, ends_on: &str, today: NaiveDate) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let source = RecruitmentSource::parse(source).filter(|source| Self::SOURCES.contains(source));
        if source.is_none() {
            problems.push(FieldProblem::new("source", "Choose where people will see the link"));
        }
        let name = name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(is_invisible) {
            problems.push(FieldProblem::new("name", "Enter a name of 1 to 80 characters, such as Marks Gate Juniors"));
        }
        let ends_on = match read_date(ends_on) {
            Some(day) if day < today => Err("The last day must be today or later"),
            Some(day) if (day - today).num_days() > LONGEST_DAYS => Err("The last day can be at most a year from now"),
            Some(day) => Ok(day),
            None => Err("Enter the last day of the link, such as 31 7 2027"),
        };
        match (source, ends_on) {
            (Some(source), Ok(ends_on)) if problems.is_empty() => Ok(Self { source, name: name.to_owned(), ends_on }),
            (_, ends_on) => {
                problems.extend(ends_on.err().map(|message| FieldProblem::new("ends_on", message)));
                Err(problems)
            }
        }
    }
}

/// A link as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignLine {
    /// Identifier.
    pub id: CampaignId,
    /// What staff call it.
    pub name: String,
    /// Where it is seen.
    pub source: RecruitmentSource,
    /// The whole address.
    pub link: String,
    /// Made when.
    pub made_at: DateTime<Utc>,
    /// The last day.
    pub ends_on: NaiveDate,
    /// It works now.
    pub works: bool,
    /// People who joined after following it, as it may be shown.
    pub joined: Shown,
}

/// The page of links of a practice or ICB.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CampaignPage {
    /// Whose links.
    pub organisation: crate::Organisation,
    /// Those that work first.
    pub campaigns: Vec<CampaignLine>,
    /// Today in London.
    pub today: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_made_and_nothing_else_is() {
        let code = code_from_bytes(&[0, 31, 32, 255, 7, 8, 9, 10]);
        assert_eq!(read_code(&code.to_lowercase()), Some(code));
        for text in ["", "ABC", "ABCDEFGU", "ABCDEFG<", "ABCDEFGHJ"] {
            assert_eq!(read_code(text), None, "{text}");
        }
    }

    #[test]
    fn a_link_has_a_place_a_name_and_an_end() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default();
        let fields = |source: &str, name: &str, ends: &str| {
            let problems = CampaignWish::read(source, name, ends, today).err().unwrap_or_default();
            problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert!(fields("school", "Marks Gate Juniors", "31/7/2027").is_empty());
        assert_eq!(fields("practice", "", "1/1/2020"), ["source", "name", "ends_on"]);
        assert_eq!(fields("social", "Post", "31/12/2028"), ["ends_on"]);
    }
}
