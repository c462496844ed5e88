//! Shares of what is shown.

use super::Held;
use crate::metrics::{Shown, per_cent};

/// How a share may be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Count and denominator are shown and of one moment.
    Exact(i64, i64),
    /// Both are shown, of different days: in tens of per cent.
    About(i64),
    /// There is nobody of whom it could be a share.
    Nobody,
    /// One of them is hidden. Even "about 90%" would say that the hidden count is not the small one of its pool.
    Hidden,
}

/// The share of two cells, with the days since which they stand where they are held.
pub fn share(count: Shown, of: Shown, held: Option<(Held, Held)>) -> Share {
    match (count, of) {
        (_, Shown::Count(0)) => Share::Nobody,
        (Shown::Count(_), Shown::Count(_)) if held.is_some_and(|(n, d)| n.held || d.held || n.as_at != d.as_at) => {
            held.map_or(Share::Hidden, |(n, d)| about(n.value, d.value))
        }
        (Shown::Count(n), Shown::Count(d)) => Share::Exact(n, d),
        _ => Share::Hidden,
    }
}

fn about(n: i64, of: i64) -> Share {
    if of <= 0 { Share::Nobody } else { Share::About(((n * 20 + of) / (of * 2) * 10).clamp(0, 100)) }
}

impl Share {
    /// On screen.
    pub fn text(self) -> String {
        match self {
            Self::Exact(n, of) => per_cent(n, of),
            Self::About(tens) => format!("about {tens}%"),
            Self::Nobody => "n/a".into(),
            Self::Hidden => Shown::Hidden.text(),
        }
    }
}
