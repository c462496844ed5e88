//! Boards: the live figures of a practice and of an ICB, already in the form in which they may be shown.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::OdsCode;
use crate::metrics::{Metric, Shown};

/// A step of the way to an organisation, for breadcrumbs: code and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrailStep {
    /// Name.
    pub name: String,
    /// Address of its board, when the reader may open it.
    pub href: Option<String>,
}

/// One figure with everything its card says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tile {
    /// Which figure; its definition is in the registry.
    pub metric: Metric,
    /// The big number: a count, a share, or "hidden".
    pub value: String,
    /// The line under it: denominator, share, change.
    pub note: String,
    /// One value a day for the small line, oldest first; empty when days would be too small to show.
    pub series: Vec<f64>,
    /// What the small line shows, in a sentence.
    pub series_label: String,
}

/// One step from eligible to activated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FunnelStep {
    /// Which figure.
    pub metric: Metric,
    /// Count as it may be shown.
    pub value: Shown,
    /// Share of the first step, 0 to 1; `None` when hidden.
    pub share: Option<f64>,
    /// Number and share in words.
    pub text: String,
}

/// The board of a practice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Board {
    /// The practice.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// ICB and PCN above it.
    pub trail: Vec<TrailStep>,
    /// Four big numbers.
    pub tiles: Vec<Tile>,
    /// From eligible to activated.
    pub funnel: Vec<FunnelStep>,
    /// Registrations by source: title and count as it may be shown.
    pub sources: Vec<(String, Shown)>,
    /// Work waiting: title and number of people.
    pub to_do: Vec<(String, i64)>,
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
    /// The reader may open the register (nurse or GP here).
    pub clinical: bool,
    /// Belongs to the demonstration.
    pub demo: bool,
}

/// A practice's line on the ICB board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeLine {
    /// Practice.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// Its PCN.
    pub pcn_name: String,
    /// Eligible, registered, activated, plan coverage, active this week.
    pub eligible: Shown,
    /// Registered.
    pub registered: Shown,
    /// Plans in force.
    pub covered: Shown,
    /// Active in seven days.
    pub active_week: Shown,
    /// Median time to sign this month, in words.
    pub time_to_sign: String,
}

/// The board of an ICB.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IcbBoard {
    /// The ICB.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// Big numbers over all practices.
    pub tiles: Vec<Tile>,
    /// From eligible to activated.
    pub funnel: Vec<FunnelStep>,
    /// Practices, by name.
    pub practices: Vec<PracticeLine>,
    /// When counted.
    pub as_at: DateTime<Utc>,
    /// Belongs to the demonstration.
    pub demo: bool,
}
