//! Spans of days, from a first day to the day before an end; without an end they last.

use chrono::{Days, NaiveDate};

/// Days from `from` up to and without `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    pub(super) from: NaiveDate,
    pub(super) until: Option<NaiveDate>,
}

impl Span {
    pub(super) const fn lasting(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// So many days from a day on.
    pub(super) fn days(from: NaiveDate, days: u64) -> Self {
        Self { from, until: from.checked_add_days(Days::new(days)) }
    }

    pub(super) fn holds(self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// The days in both; `None` when there is none.
    pub(super) fn both(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        until.is_none_or(|until| from < until).then_some(Self { from, until })
    }
}

/// The parts of `span` that lie in one of these.
pub(super) fn within(span: Span, others: &[Span]) -> Vec<Span> {
    others.iter().filter_map(|other| span.both(*other)).collect()
}

/// The days that are within `days` days of one of these active days, that day included, as spans that do not touch.
/// The active days come in order.
pub(super) fn windows(active: impl IntoIterator<Item = NaiveDate>, days: u64) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for day in active {
        let next = Span::days(day, days);
        match spans.last_mut() {
            Some(last) if last.until.is_none_or(|until| day <= until) => last.until = next.until,
            _ => spans.push(next),
        }
    }
    spans
}
