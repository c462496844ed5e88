//! Boards: the live figures of a practice, a PCN and an ICB, already in the form in which they are told.

mod cohort;
mod file;
mod range;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::consent::RecruitmentSource;
use crate::figures::{Dimension, Figure, ToldFigure};
use crate::metrics::{Metric, Shown};
use crate::worklist::WorkList;
use crate::{OdsCode, OrganisationKind};

pub use cohort::{Cohort, Kept, cohort_months};
pub use file::Table;
pub use range::{Range, RangeProblem};

/// A step of the way to an organisation, for breadcrumbs: code and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailStep {
    /// Name.
    pub name: String,
    /// Address of its board, when the reader may open it.
    pub href: Option<String>,
}

/// An organisation with its figures, and with those of a week before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// ODS code.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// Level.
    pub kind: OrganisationKind,
    /// The organisation right above it, where that is not the one whose board this is.
    pub within: Option<String>,
    /// Its figures.
    pub figures: Vec<ToldFigure>,
    /// Median time to sign this month, in words; for practices beside each other.
    pub time_to_sign: Option<String>,
}

/// A small line: what stood at the end of each day of the range, the oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trend {
    /// Which figure.
    pub metric: Metric,
    /// Day and count; 0 where the count is hidden.
    pub days: Vec<(NaiveDate, i64)>,
}

/// What happened in the days of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// People who registered for the first time.
    Registered,
    /// Versions signed.
    PlansSigned,
    /// Attacks told.
    Attacks,
    /// A&E visits and hospital stays told.
    HospitalVisits,
    /// Openings of the emergency steps.
    EmergencyOpened,
    /// People who left.
    Left,
}

impl Happening {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Registered, Self::PlansSigned, Self::EmergencyOpened, Self::Attacks, Self::HospitalVisits, Self::Left];

    /// On screen and in files.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Registered => "People who registered",
            Self::PlansSigned => "Plans signed",
            Self::Attacks => "Attacks told",
            Self::HospitalVisits => "A&E visits and hospital stays told",
            Self::EmergencyOpened => "Emergency steps opened",
            Self::Left => "People who left",
        }
    }
}

/// A row of what happened: in the range, and in as many days before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happened {
    /// What.
    pub what: Happening,
    /// In the range.
    pub now: Shown,
    /// In as many days before.
    pub before: Shown,
}

/// How people who heard of it in one way went on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// How they heard.
    pub source: RecruitmentSource,
    /// Registered.
    pub registered: Shown,
    /// Of those registered at least 28 days ago, activated.
    pub activated: ToldFigure,
    /// Of those registered at least 30 days ago, still there.
    pub retained: ToldFigure,
}

/// Where the middle half of the ICB's practices lies, by a figure's share.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Middle {
    /// Which figure.
    pub metric: Metric,
    /// A quarter of practices lies below.
    pub low: f64,
    /// A quarter lies above.
    pub high: f64,
}

/// The board of a practice, a PCN or an ICB.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// Whose.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// Level.
    pub kind: OrganisationKind,
    /// The ICB at the top.
    pub icb: Option<OdsCode>,
    /// What is above it.
    pub trail: Vec<TrailStep>,
    /// Exact, for those who work there; in steps of seven for everybody else.
    pub exact: bool,
    /// The days asked for.
    pub range: Range,
    /// Its figures at the end of the range.
    pub figures: Vec<ToldFigure>,
    /// Its figures a week before.
    pub last_week: Vec<ToldFigure>,
    /// Where the middle half of the ICB's practices lies.
    pub middle: Vec<Middle>,
    /// Small lines.
    pub trends: Vec<Trend>,
    /// What happened in the range.
    pub happened: Vec<Happened>,
    /// How people heard of it.
    pub sources: Vec<SourceLine>,
    /// The organisations right below it.
    pub children: Vec<Line>,
    /// Work waiting: list and number of people; for those who work there.
    pub to_do: Vec<(WorkList, i64)>,
    /// Plans in force that are not filed in the GP record yet; for those who work there.
    pub to_file: i64,
    /// Attacks, A&E visits and hospital stays that wait for a review; for those who work there.
    pub attacks: i64,
    /// What signing costs: a month and its medians, a line each.
    pub effort: Vec<String>,
    /// When the figures were counted.
    pub as_at: DateTime<Utc>,
    /// Today in London.
    pub today: NaiveDate,
    /// First day on which anything was counted; `None` when nothing was.
    pub first_day: Option<NaiveDate>,
    /// The reader may open the register (nurse or GP here).
    pub clinical: bool,
    /// Belongs to the demonstration.
    pub demo: bool,
}

/// From eligible to still there.
pub const FUNNEL: [Metric; 5] =
    [Metric::Eligible, Metric::Invited, Metric::Registered, Metric::Activated, Metric::RetainedThirty];

/// The big numbers.
pub const TILES: [Metric; 4] = [Metric::Registered, Metric::PlanCoverage, Metric::Activated, Metric::ActiveWeek];

/// The figures of a table of organisations.
pub const COLUMNS: [Metric; 6] = [
    Metric::Eligible,
    Metric::Registered,
    Metric::PlanCoverage,
    Metric::Activated,
    Metric::ActiveWeek,
    Metric::RetainedThirty,
];

/// Shares that practices and groups are compared by.
pub const COMPARED: [Metric; 5] =
    [Metric::Registered, Metric::PlanCoverage, Metric::Activated, Metric::ActiveMonth, Metric::RetainedThirty];

/// A figure among others.
pub fn figure(figures: &[ToldFigure], metric: Metric) -> Option<&ToldFigure> {
    figures.iter().find(|figure| figure.metric == metric)
}

impl Board {
    /// One of its figures.
    pub fn figure(&self, metric: Metric) -> Option<&ToldFigure> {
        figure(&self.figures, metric)
    }

    /// It is of now and moves by itself.
    pub fn live(&self) -> bool {
        self.range.until.is_none()
    }
}

/// The practices of an ICB or a PCN beside each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Whose practices.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// By name.
    pub practices: Vec<Line>,
    /// The last weeks of each PCN, or of each practice of a PCN: registered and active in seven days.
    pub weeks: Vec<WeekLine>,
    /// Sundays of those weeks.
    pub sundays: Vec<NaiveDate>,
    /// When counted.
    pub as_at: DateTime<Utc>,
}

/// An organisation at the end of each week: registered, and of those active in the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekLine {
    /// Its name; empty for all together.
    pub name: String,
    /// Active in the week, and registered.
    pub weeks: Vec<(Shown, Shown)>,
}

/// The groups of one dimension beside each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    /// Whose.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// What tells the groups apart.
    pub dimension: Dimension,
    /// Each group's word with its figures, in the dimension's order.
    pub groups: Vec<(String, Vec<ToldFigure>)>,
    /// Everybody.
    pub everybody: Vec<ToldFigure>,
    /// The last day counted.
    pub day: NaiveDate,
    /// Exact, or in steps of seven.
    pub exact: bool,
}

/// People by the month in which they registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohorts {
    /// Whose.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// The oldest month first.
    pub months: Vec<Cohort>,
    /// The last day counted.
    pub day: NaiveDate,
    /// Exact, or in steps of seven.
    pub exact: bool,
}

/// A figure as it is kept, and as it was counted again from what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recounted {
    /// Which.
    pub metric: Metric,
    /// Both are the same.
    pub agrees: bool,
    /// Kept and counted again; for those who work there.
    pub exact: Option<(Figure, Figure)>,
}

/// What counting again found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recount {
    /// It was done.
    Done {
        /// People whose events were counted.
        people: u64,
        /// Every figure.
        figures: Vec<Recounted>,
        /// When.
        at: DateTime<Utc>,
    },
    /// It would take minutes: whoever runs the server does it.
    TooMany,
}
