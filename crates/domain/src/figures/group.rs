//! Groups of people that figures are compared by.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::consent::RecruitmentSource;
use crate::screening::{ETHNICITIES, LANGUAGES};
use crate::{DateOfBirth, Sex};

/// What tells groups apart. The groups of one dimension are everybody, each once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Age at the end of the day.
    Age,
    /// Sex on the register.
    Sex,
    /// What the person said of their ethnicity, as the register's five groups.
    Ethnicity,
    /// Quintile of deprivation of the home, as the register has it.
    Deprivation,
    /// The language the person asked for.
    Language,
    /// How those who registered heard of the passport.
    Source,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 6] = [Self::Age, Self::Sex, Self::Ethnicity, Self::Deprivation, Self::Language, Self::Source];

    /// The word in storage, addresses and over the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Age => "age",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::Deprivation => "deprivation",
            Self::Language => "language",
            Self::Source => "source",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.as_str() == text)
    }

    /// Kept for a practice too. The others would be hidden there almost always: the groups are too small.
    pub const fn at_practice(self) -> bool {
        matches!(self, Self::Age | Self::Source)
    }
}

/// Everybody, or one group of a dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Everybody.
    All,
    /// The group with this word.
    Of(Dimension, &'static str),
}

/// The word of a group nobody named.
const UNKNOWN: &str = "unknown";

impl Group {
    /// The word kept in storage: "all", "age:12-17".
    pub fn key(self) -> String {
        match self {
            Self::All => "all".into(),
            Self::Of(dimension, word) => format!("{}:{word}", dimension.as_str()),
        }
    }

    /// Reads the word kept in storage.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "all" {
            return Some(Self::All);
        }
        let (dimension, word) = text.split_once(':')?;
        let dimension = Dimension::parse(dimension)?;
        dimension.words().into_iter().find(|known| *known == word).map(|word| Self::Of(dimension, word))
    }
}

impl Dimension {
    /// The words of its groups, in the order in which they are shown.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Age => BANDS.iter().map(|(_, word)| *word).chain([UNKNOWN]).collect(),
            Self::Sex => vec![Sex::Female.as_str(), Sex::Male.as_str(), Sex::NotSpecified.as_str(), UNKNOWN],
            Self::Ethnicity => vec!["white", "mixed", "asian", "black", "other", UNKNOWN],
            Self::Deprivation => FIFTHS.iter().copied().chain([UNKNOWN]).collect(),
            Self::Language => LANGUAGES.iter().map(|(code, _)| *code).chain([UNKNOWN]).collect(),
            Self::Source => RecruitmentSource::ALL.iter().map(|source| source.as_str()).collect(),
        }
    }
}

/// Fifths of deprivation, the most deprived first.
const FIFTHS: [&str; 5] = ["1", "2", "3", "4", "5"];

/// What is known of a person that puts them into groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traits {
    /// Date of birth.
    pub born: Option<DateOfBirth>,
    /// Sex on the register.
    pub sex: Option<Sex>,
    /// Code of [`ETHNICITIES`].
    pub ethnicity: Option<String>,
    /// 1, the most deprived fifth, to 5.
    pub deprivation: Option<u8>,
    /// Code of [`crate::screening::LANGUAGES`].
    pub language: Option<String>,
}

/// Ages at which a band begins, with its word.
const BANDS: [(u16, &str); 5] = [(0, "0-4"), (5, "5-11"), (12, "12-17"), (18, "18-25"), (26, "26+")];

impl Traits {
    /// The groups of a person on a day, with the day on which they change: the next birthday that begins another band.
    pub(super) fn groups(&self, day: NaiveDate, source: Option<RecruitmentSource>) -> (Vec<Group>, Option<NaiveDate>) {
        let (band, changes) = self.band(day);
        let mut groups = vec![
            Group::All,
            Group::Of(Dimension::Age, band),
            Group::Of(Dimension::Sex, self.sex.map_or(UNKNOWN, Sex::as_str)),
            Group::Of(Dimension::Ethnicity, self.ethnic_group().unwrap_or(UNKNOWN)),
            Group::Of(Dimension::Deprivation, self.fifth().unwrap_or(UNKNOWN)),
            Group::Of(Dimension::Language, self.known_language().unwrap_or(UNKNOWN)),
        ];
        groups.extend(source.map(|source| Group::Of(Dimension::Source, source.as_str())));
        (groups, changes)
    }

    fn band(&self, day: NaiveDate) -> (&'static str, Option<NaiveDate>) {
        let Some(born) = &self.born else { return (UNKNOWN, None) };
        let mut now = UNKNOWN;
        for (age, word) in BANDS {
            let begins = birthday(born.date(), age);
            if begins > day && age > 0 {
                return (now, Some(begins));
            }
            now = word;
        }
        (now, None)
    }

    fn fifth(&self) -> Option<&'static str> {
        FIFTHS.get(usize::from(self.deprivation?.checked_sub(1)?)).copied()
    }

    fn known_language(&self) -> Option<&'static str> {
        let code = self.language.as_deref()?;
        LANGUAGES.iter().map(|(known, _)| *known).find(|known| *known == code)
    }

    /// White, Mixed, Asian, Black or other; `None` when nothing was said.
    fn ethnic_group(&self) -> Option<&'static str> {
        let code = self.ethnicity.as_deref()?;
        let (_, group, _) = ETHNICITIES.iter().find(|(known, ..)| *known == code)?;
        match group.split(' ').next()? {
            "White" => Some("white"),
            "Mixed" => Some("mixed"),
            "Asian" => Some("asian"),
            "Black" => Some("black"),
            "Other" => Some("other"),
            _ => None,
        }
    }
}

/// The day somebody turns `age`. Whoever was born on 29 February turns it on 1 March of other years.
fn birthday(born: NaiveDate, age: u16) -> NaiveDate {
    use chrono::Datelike;
    let year = born.year() + i32::from(age);
    born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(NaiveDate::MAX)
}
