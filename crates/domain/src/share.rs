//! Sharing a plan by a link: for whom, how long, and what of the plan they see. A link shows the plan in force at the
//! moment it is opened, never a copy, and never more than its purpose needs.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::person::is_invisible;
use crate::plan::words::ZoneWords;
use crate::plan::{PlanStatus, SignedPlan, Zone};
use crate::time::{add_months, say_date};
use crate::{FieldProblem, ShareId};

/// Digits of a code that is told by voice.
pub const CODE_DIGITS: usize = 6;
/// Wrong codes after which a link is closed.
pub const WRONG_CODES: u16 = 10;
/// A link is opened this often in an hour at most.
pub const OPENINGS_AN_HOUR: i64 = 60;
/// No link lives longer, months.
pub const LONGEST_LIFE: u32 = 12;
/// Links that work at the same time for one person.
pub const MOST_LINKS: usize = 20;

/// Life of a link to family or a carer, months, when nothing else is chosen.
const FAMILY_LIFE: u32 = 3;
/// The last day of a school year in England.
const SCHOOL_YEAR_ENDS: (u32, u32) = (7, 31);
const SHORTEST_NAME: usize = 2;
const LONGEST_NAME: usize = 60;

/// For whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharePurpose {
    /// A school or nursery: the emergency card.
    School,
    /// Family or friends: emergency steps and the plan.
    Family,
    /// Somebody who looks after the person: emergency steps and the plan.
    Carer,
}

impl SharePurpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::School, Self::Family, Self::Carer];

    /// The word kept in storage and posted by the form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Family => "family",
            Self::Carer => "carer",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }

    /// As people say it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::School => "School or nursery",
            Self::Family => "Family or a friend",
            Self::Carer => "A carer",
        }
    }

    /// What whoever opens the link sees.
    pub const fn shows(self) -> &'static str {
        match self {
            Self::School => {
                "The emergency steps, the signs of an attack, the reliever, triggers and whom to ring. No date of birth, no NHS number, no everyday medicines and no diary."
            }
            Self::Family | Self::Carer => {
                "The emergency steps and the plan. No date of birth, no NHS number and no diary."
            }
        }
    }

    /// The day after which a link made today ends when nobody says otherwise.
    pub fn usual_end(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::School => end_of_school_year(today).min(last_end(today)),
            Self::Family | Self::Carer => add_months(today, FAMILY_LIFE),
        }
    }

    const fn shows_everyday(self) -> bool {
        !matches!(self, Self::School)
    }
}

/// The last day a link made today may live.
pub fn last_end(today: NaiveDate) -> NaiveDate {
    add_months(today, LONGEST_LIFE)
}

/// The end of the school year that is running, or of the next during the summer holidays.
pub fn end_of_school_year(today: NaiveDate) -> NaiveDate {
    let (month, day) = SCHOOL_YEAR_ENDS;
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
    let this = in_year(today.year());
    if today < this { this } else { in_year(today.year() + 1) }
}

/// What is asked for when a link is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareWish {
    /// For whom.
    pub purpose: SharePurpose,
    /// What the family calls them.
    pub name: String,
    /// The last day.
    pub ends_on: NaiveDate,
    /// A code that is told by voice is asked for first.
    pub with_code: bool,
}

impl ShareWish {
    /// Reads a form. An empty last day stands for the usual one.
    ///
    /// # Errors
    /// What is wrong, field by field.
    pub fn read(
        (purpose, name, ends_on): (&str, &str, &str),
        with_code: bool,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let purpose = SharePurpose::parse(purpose);
        if purpose.is_none() {
            problems.push(FieldProblem::new("purpose", "Choose who it is for"));
        }
        let name = name.trim();
        if !(SHORTEST_NAME..=LONGEST_NAME).contains(&name.chars().count()) {
            problems.push(FieldProblem::new("name", "Say who it is for, in 2 to 60 letters"));
        } else if name.chars().any(is_invisible) {
            problems.push(FieldProblem::new("name", "Type this again: it has signs that cannot be seen"));
        }
        let ends_on = match (ends_on.trim().trim_matches('/').is_empty(), purpose) {
            (true, purpose) => purpose.map_or(today, |purpose| purpose.usual_end(today)),
            _ => match crate::time::read_date(ends_on).filter(|day| (today..=last_end(today)).contains(day)) {
                Some(day) => day,
                None => {
                    let message = format!("Choose a day from today to {}", say_date(last_end(today)));
                    problems.push(FieldProblem::new("ends_on", message));
                    today
                }
            },
        };
        match purpose.filter(|_| problems.is_empty()) {
            Some(purpose) => Ok(Self { purpose, name: name.to_owned(), ends_on, with_code }),
            None => Err(problems),
        }
    }
}

/// Where a link stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareState {
    /// It opens.
    Open,
    /// Its last day is over.
    Ended,
    /// Somebody stopped it.
    Stopped,
    /// Too many wrong codes.
    Locked,
}

/// A link as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareLine {
    /// Identifier.
    pub id: ShareId,
    /// For whom.
    pub purpose: SharePurpose,
    /// What the family calls them.
    pub name: String,
    /// Made when.
    pub made_at: DateTime<Utc>,
    /// The last day.
    pub ends_on: NaiveDate,
    /// Where it stands.
    pub state: ShareState,
    /// It asks for a code.
    pub with_code: bool,
    /// How often it was opened.
    pub views: u64,
    /// When, the latest first; no more than ten.
    pub viewed_at: Vec<DateTime<Utc>>,
}

/// The plan as a link shows it. Nothing of the record is in it but what is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedPlan {
    /// For whom.
    pub purpose: SharePurpose,
    /// Whose plan.
    pub name: String,
    /// Version, author and dates.
    pub stamp: String,
    /// The steps in an attack.
    pub emergency: Vec<String>,
    /// Zones: for a school those of a bad day only.
    pub zones: Vec<ZoneWords>,
    /// When each medicine is taken, and which; for a school the reliever only.
    pub medicines: Vec<(String, String)>,
    /// What sets an attack off.
    pub triggers: Vec<String>,
    /// Who can be rung, and the number.
    pub contacts: Vec<(String, String)>,
    /// The review day is over.
    pub review_late: bool,
    /// The last day of the link.
    pub ends_on: NaiveDate,
    /// Everybody in it is made up.
    pub demo: bool,
}

impl SharedPlan {
    /// What a purpose shows of the plan; `None` when the plan is not in force.
    pub fn of(
        plan: &SignedPlan,
        purpose: SharePurpose,
        ends_on: NaiveDate,
        today: NaiveDate,
        demo: bool,
    ) -> Option<Self> {
        if plan.status() != PlanStatus::Signed {
            return None;
        }
        let (content, everyday) = (plan.content(), purpose.shows_everyday());
        let words = content.words();
        let contacts = &content.contacts;
        let contact = if contacts.name.is_empty() { "Emergency contact" } else { &contacts.name };
        let of_attacks = |when: &str| when.contains("attacks") || when == "Spacer";
        Some(Self {
            purpose,
            name: content.name.to_string(),
            stamp: plan.stamp(),
            emergency: words.emergency,
            zones: words.zones.into_iter().filter(|zone| everyday || zone.zone != Zone::Green).collect(),
            medicines: content.medicines().into_iter().filter(|(when, _)| everyday || of_attacks(when)).collect(),
            triggers: words.triggers,
            contacts: [(contact, &contacts.phone), (contacts.practice_name.as_str(), &contacts.practice_phone)]
                .into_iter()
                .filter(|(_, phone)| !phone.is_empty())
                .map(|(who, phone)| (who.to_owned(), phone.clone()))
                .collect(),
            review_late: plan.review_due() < today,
            ends_on,
            demo,
        })
    }
}

/// What a link answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShareLook {
    /// It does not open: stopped, ended, locked or never made. Which of these is nobody's business.
    Closed,
    /// It asks for its code first, and says nothing else.
    CodeFirst,
    /// The plan in force.
    Plan(Box<SharedPlan>),
    /// It opens, and there is no plan in force: the last one was withdrawn, and paper copies of it must not be used.
    Withdrawn,
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_school_link_ends_with_the_school_year_and_no_link_lives_longer_than_a_year() {
        for (today, ends) in [
            ("2026-11-22", "2027-07-31"),
            ("2027-07-30", "2027-07-31"),
            ("2027-07-31", "2028-07-31"),
            ("2027-08-01", "2028-07-31"),
        ] {
            assert_eq!(SharePurpose::School.usual_end(day(today)), day(ends), "{today}");
        }
        assert_eq!(SharePurpose::Family.usual_end(day("2026-11-30")), day("2027-02-28"));
        let mut today = day("2026-01-01");
        for _ in 0..800 {
            for purpose in SharePurpose::ALL {
                let ends = purpose.usual_end(today);
                assert!(today < ends && ends <= last_end(today), "{purpose:?} {today} {ends}");
            }
            today = today.succ_opt().unwrap();
        }
    }

    #[test]
    fn what_is_wrong_with_a_wish_is_said_beside_its_field() {
        let today = day("2026-11-22");
        let read = |purpose, name, ends| ShareWish::read((purpose, name, ends), true, today);
        let good = read("school", " Marks Gate Juniors ", "").unwrap();
        assert_eq!((good.name.as_str(), good.ends_on), ("Marks Gate Juniors", day("2027-07-31")));
        assert_eq!(read("family", "Grandma", "22/11/2027").unwrap().ends_on, day("2027-11-22"));
        for (purpose, name, ends, field) in [
            ("police", "Ann", "", "purpose"),
            ("carer", " A ", "", "name"),
            ("carer", "Ann\u{200b}a", "", "name"),
            ("carer", "Anna", "21/11/2026", "ends_on"),
            ("carer", "Anna", "23/11/2027", "ends_on"),
            ("carer", "Anna", "31/2/2027", "ends_on"),
        ] {
            let problems = read(purpose, name, ends).unwrap_err();
            assert_eq!(
                problems.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(),
                [field],
                "{purpose} {name} {ends}"
            );
        }
    }
}
