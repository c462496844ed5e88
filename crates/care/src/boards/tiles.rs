//! The words and small lines of the big numbers.

use domain::board::{FunnelStep, Tile};
use domain::metrics::{K, Metric, Shown, group_thousands, per_cent, show, show_of};

use super::figures::{Counts, Lines};
use super::show::{Activation, Red, ShownCounts};

const TOO_FEW: &str = "too few people to show";

/// The four big numbers.
pub(super) fn tiles(counts: &Counts, shown: &ShownCounts, lines: &Lines) -> Vec<Tile> {
    vec![registered(shown, lines), covered(shown, lines), activated(shown, lines), active(counts, shown, lines)]
}

fn registered(shown: &ShownCounts, lines: &Lines) -> Tile {
    let note = match (shown.registered, shown.eligible) {
        (Shown::Count(n), Shown::Count(of)) => {
            let week = week_ago(&lines.registered).map_or(String::new(), |more| format!(" · {more}"));
            format!("of {} eligible ({}){week}", group_thousands(of), per_cent(n, of))
        }
        (Shown::Hidden, Shown::Count(of)) => format!("of {} eligible · {TOO_FEW}", group_thousands(of)),
        _ => TOO_FEW.into(),
    };
    tile(
        Metric::Registered,
        shown.registered,
        note,
        so_far(shown.registered, &lines.registered),
        "Registered, last 30 days",
    )
}

/// What the last seven days added, where that many may be told.
fn week_ago(so_far: &[i64]) -> Option<String> {
    let before = so_far.iter().rev().nth(7)?;
    let more = so_far.last()? - before;
    match show(more) {
        Shown::Count(0) => Some("none new this week".into()),
        Shown::Count(more) if more > 0 => Some(format!("{more} more than last week")),
        _ => None,
    }
}

fn covered(shown: &ShownCounts, lines: &Lines) -> Tile {
    let note = match (shown.covered, shown.registered) {
        (Shown::Count(n), Shown::Count(of)) => format!("{} of registered", per_cent(n, of)),
        _ => TOO_FEW.into(),
    };
    tile(Metric::PlanCoverage, shown.covered, note, so_far(shown.covered, &lines.signed), "Plans signed, last 30 days")
}

fn activated(shown: &ShownCounts, lines: &Lines) -> Tile {
    let people = "registered at least 28 days ago";
    let (value, note) = match shown.activation {
        Activation::Nobody => ("n/a".into(), format!("nobody {people}")),
        Activation::Exact(n, of) => {
            (per_cent(n, of), format!("{} of {} {people}", group_thousands(n), group_thousands(of)))
        }
        Activation::About(tens) => (format!("about {tens}%"), format!("of those {people}")),
        Activation::Hidden => (Shown::Hidden.text(), TOO_FEW.into()),
    };
    let series = so_far(shown.activated_28, &lines.activated);
    Tile { metric: Metric::Activated, value, note, series, series_label: "Activated, last 30 days".into() }
}

fn active(counts: &Counts, shown: &ShownCounts, lines: &Lines) -> Tile {
    let mut parts = Vec::new();
    if let Shown::Count(today) = shown.active_today {
        parts.push(format!("{} today", group_thousands(today)));
    }
    if let Shown::Count(readings) = shown.readings_today {
        parts.push(format!("{} logged a reading", group_thousands(readings)));
    }
    match shown.red {
        Red::None => parts.push("none in red".into()),
        Red::Few => parts.push("fewer than 7 in red".into()),
        Red::Count(red) => parts.push(format!("{} in red", group_thousands(red))),
        Red::Hidden => {}
    }
    let note = if parts.is_empty() { TOO_FEW.into() } else { parts.join(" · ") };
    let tellable = shown.active_week != Shown::Hidden
        && lines.active.iter().all(|day| show_of(*day, counts.registered) != Shown::Hidden);
    let series = if tellable { lines.active.iter().map(|n| *n as f64).collect() } else { Vec::new() };
    tile(Metric::ActiveWeek, shown.active_week, note, series, "People active each day, last 14 days")
}

fn tile(metric: Metric, value: Shown, note: String, series: Vec<f64>, label: &str) -> Tile {
    Tile { metric, value: value.text(), note, series, series_label: label.into() }
}

/// A count that grows, in steps of seven: no step of the line tells of fewer.
fn so_far(shown: Shown, counts: &[i64]) -> Vec<f64> {
    let steps: Vec<i64> = counts.iter().map(|n| n - n % K).collect();
    if shown == Shown::Hidden || steps.last().is_none_or(|last| *last <= 0) {
        return Vec::new();
    }
    steps.into_iter().map(|n| n as f64).collect()
}

/// From eligible to activated.
pub(super) fn funnel(shown: &ShownCounts) -> Vec<FunnelStep> {
    [
        (Metric::Eligible, shown.eligible),
        (Metric::Invited, shown.invited),
        (Metric::Registered, shown.registered),
        (Metric::Activated, shown.activated_28),
    ]
    .into_iter()
    .map(|(metric, value)| step(metric, value, shown.eligible))
    .collect()
}

fn step(metric: Metric, value: Shown, eligible: Shown) -> FunnelStep {
    let (share, text) = match (value, eligible) {
        (Shown::Count(n), Shown::Count(of)) if of > 0 && metric != Metric::Eligible => {
            (Some(n as f64 / of as f64), format!("{} · {}", group_thousands(n), per_cent(n, of)))
        }
        (Shown::Count(n), Shown::Count(of)) if of > 0 => (Some(1.0), group_thousands(n)),
        (Shown::Count(n), _) => (None, group_thousands(n)),
        (Shown::Hidden, _) => (None, "hidden".into()),
    };
    FunnelStep { metric, value, share, text }
}
