use domain::drawing::short;
use domain::metrics::Shown;
use domain::spc::{Interval, Share};

/// A name with its numbers as they may be shown: a practice, a group, a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    pub name: String,
    pub count: Shown,
    pub of: Shown,
}

impl Measured {
    pub fn new(name: impl Into<String>, count: Shown, of: Shown) -> Self {
        Self { name: name.into(), count, of }
    }

    pub fn share(&self) -> Option<Share> {
        Share::of(self.count, self.of)
    }

    /// The share in words; a hidden one says so, one of nobody too.
    pub fn text(&self) -> String {
        match (self.share(), self.of) {
            (Some(share), _) => share.text(),
            (None, Shown::Count(0)) => "n/a".into(),
            (None, _) => Shown::Hidden.text(),
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.count == Shown::Hidden || self.of == Shown::Hidden
    }
}

/// What the things of a chart are called: one, and many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Called(pub &'static str, pub &'static str);

impl Called {
    pub const PRACTICES: Self = Self("practice", "practices");
    pub const GROUPS: Self = Self("group", "groups");
    pub const MONTHS: Self = Self("month", "months");

    /// "1 practice", "24 practices".
    pub(super) fn count(self, count: usize) -> String {
        format!("{count} {}", if count == 1 { self.0 } else { self.1 })
    }

    /// What a reader must know about what is missing from the drawing; nothing when nothing is.
    pub(super) fn hidden_note(self, hidden: usize, all: usize) -> Option<String> {
        match hidden {
            0 => None,
            hidden if hidden == all => None,
            1 => Some(format!("One {} is not drawn: its numbers are too small to show.", self.0)),
            hidden => Some(format!("{hidden} {} are not drawn: their numbers are too small to show.", self.1)),
        }
    }

    /// The finding when there is nothing to draw; nothing when there is.
    pub(super) fn nothing(self, drawn: usize, hidden: usize) -> Option<String> {
        match (drawn, hidden) {
            (0, 0) => Some("There is nothing to draw yet.".into()),
            (0, 1) => Some(format!("The numbers of the only {} are too small to show.", self.0)),
            (0, hidden) => Some(format!("The numbers of all {hidden} {} are too small to show.", self.1)),
            _ => None,
        }
    }
}

/// "62%" of a part of one.
pub(super) fn percent(value: f64) -> String {
    format!("{}%", short(value * 100.0))
}

/// "51% to 72%", in whole numbers: an interval has no tenths to give.
pub(super) fn between(interval: Interval) -> String {
    format!("{:.0}% to {:.0}%", interval.lower * 100.0, interval.upper * 100.0)
}

/// "Riverside Surgery, Hill Surgery and Park Surgery".
pub(super) fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
