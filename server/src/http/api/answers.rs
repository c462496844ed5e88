//! The answers as JSON. A number that is hidden is null.

use chrono::{DateTime, NaiveDate, Utc};
use domain::board::{Board, Cohort, Cohorts, Groups, Kept, Line};
use domain::figures::{ToldFigure, frozen_from};
use domain::metrics::{Metric, Shown};
use domain::{OdsCode, Organisation};
use serde::Serialize;
use utoipa::ToSchema;

/// How a figure is made.
#[derive(Serialize, ToSchema)]
pub(super) struct MetricAnswer {
    /// The word for it in the other answers.
    figure: &'static str,
    title: &'static str,
    /// What is counted.
    counts: &'static str,
    /// Of what.
    of: &'static str,
    period: &'static str,
    source: &'static str,
}

impl MetricAnswer {
    pub(super) fn of(metric: Metric) -> Self {
        let made = metric.definition();
        Self {
            figure: metric.as_str(),
            title: made.title,
            counts: made.numerator,
            of: made.denominator,
            period: made.period,
            source: made.source,
        }
    }
}

/// A practice, a PCN or an ICB.
#[derive(Serialize, ToSchema)]
pub(super) struct OrganisationAnswer {
    /// ODS code.
    code: String,
    name: String,
    /// practice, pcn or icb.
    kind: &'static str,
    /// ODS code of the organisation right above it.
    parent: Option<String>,
}

impl OrganisationAnswer {
    pub(super) fn of(organisation: Organisation) -> Self {
        Self {
            code: organisation.code.to_string(),
            name: organisation.name,
            kind: organisation.kind.as_str(),
            parent: organisation.parent.map(|code| code.to_string()),
        }
    }
}

/// A figure as it is told.
#[derive(Serialize, ToSchema)]
pub(super) struct FigureAnswer {
    /// Its word; definitions under /api/v1/metrics.
    figure: &'static str,
    /// In steps of seven; null while hidden.
    count: Option<i64>,
    /// What it is a part of, where it is one; null also while hidden.
    of: Option<i64>,
    /// The share or rate in words, such as "71.2%".
    rate: Option<String>,
    /// The count is hidden.
    hidden: bool,
}

fn figures(told: &[ToldFigure]) -> Vec<FigureAnswer> {
    let one = |told: &ToldFigure| FigureAnswer {
        figure: told.metric.as_str(),
        count: told.count.count(),
        of: told.of.and_then(Shown::count),
        rate: told.rate(),
        hidden: told.count == Shown::Hidden,
    };
    told.iter().map(one).collect()
}

/// The figures of an organisation.
#[derive(Serialize, ToSchema)]
pub(super) struct FiguresAnswer {
    code: String,
    name: String,
    /// The last day counted, in London.
    day: NaiveDate,
    /// From this day on they no longer rise.
    frozen_from: NaiveDate,
    /// When they were counted.
    as_at: DateTime<Utc>,
    figures: Vec<FigureAnswer>,
    /// The same a week before.
    a_week_before: Vec<FigureAnswer>,
}

impl FiguresAnswer {
    pub(super) fn of(board: &Board) -> Self {
        let day = board.range.last(board.today);
        Self {
            code: board.code.to_string(),
            name: board.name.clone(),
            day,
            frozen_from: frozen_from(day),
            as_at: board.as_at,
            figures: figures(&board.figures),
            a_week_before: figures(&board.last_week),
        }
    }
}

/// Organisations beside each other.
#[derive(Serialize, ToSchema)]
pub(super) struct LinesAnswer {
    code: String,
    as_at: DateTime<Utc>,
    organisations: Vec<LineAnswer>,
}

/// One of them.
#[derive(Serialize, ToSchema)]
pub(super) struct LineAnswer {
    code: String,
    name: String,
    /// practice or pcn.
    kind: &'static str,
    figures: Vec<FigureAnswer>,
}

impl LinesAnswer {
    pub(super) fn of(code: &OdsCode, as_at: DateTime<Utc>, lines: &[Line]) -> Self {
        let one = |line: &Line| LineAnswer {
            code: line.code.to_string(),
            name: line.name.clone(),
            kind: line.kind.as_str(),
            figures: figures(&line.figures),
        };
        Self { code: code.to_string(), as_at, organisations: lines.iter().map(one).collect() }
    }
}

/// Groups of people beside each other.
#[derive(Serialize, ToSchema)]
pub(super) struct GroupsAnswer {
    code: String,
    dimension: &'static str,
    /// The last day counted, in London.
    day: NaiveDate,
    groups: Vec<GroupAnswer>,
    everybody: Vec<FigureAnswer>,
}

/// One of them.
#[derive(Serialize, ToSchema)]
pub(super) struct GroupAnswer {
    /// Its word, such as 12-17 or unknown.
    group: String,
    figures: Vec<FigureAnswer>,
}

impl GroupsAnswer {
    pub(super) fn of(found: &Groups) -> Self {
        let one =
            |(word, told): &(String, Vec<ToldFigure>)| GroupAnswer { group: word.clone(), figures: figures(told) };
        Self {
            code: found.code.to_string(),
            dimension: found.dimension.as_str(),
            day: found.day,
            groups: found.groups.iter().map(one).collect(),
            everybody: figures(&found.everybody),
        }
    }
}

/// People by the month in which they registered.
#[derive(Serialize, ToSchema)]
pub(super) struct CohortsAnswer {
    code: String,
    /// The last day counted, in London.
    day: NaiveDate,
    months: Vec<CohortAnswer>,
}

/// One month.
#[derive(Serialize, ToSchema)]
pub(super) struct CohortAnswer {
    /// Such as 2026-11.
    month: String,
    registered: Option<i64>,
    /// Null while hidden, and until the day has come for everybody.
    activated: Option<i64>,
    retained_day_7: Option<i64>,
    retained_day_30: Option<i64>,
}

impl CohortsAnswer {
    pub(super) fn of(found: &Cohorts) -> Self {
        let kept = |kept: Kept| match kept {
            Kept::Of(count) => count.count(),
            Kept::NotYet => None,
        };
        let one = |cohort: &Cohort| CohortAnswer {
            month: cohort.month.format("%Y-%m").to_string(),
            registered: cohort.registered.count(),
            activated: kept(cohort.activated),
            retained_day_7: kept(cohort.day_seven),
            retained_day_30: kept(cohort.day_thirty),
        };
        Self { code: found.code.to_string(), day: found.day, months: found.months.iter().map(one).collect() }
    }
}
