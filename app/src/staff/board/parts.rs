//! Tiles and funnel, the same on the board of a practice, a PCN and an ICB.

use domain::board::{Board, FUNNEL, TILES, figure};
use domain::figures::ToldFigure;
use domain::metrics::{Definition, Metric, Shown, group_thousands};
use domain::time::say_time_with_seconds;
use leptos::prelude::*;

use crate::routes;
use crate::ui::{
    BarRow, Card, Cell, Column, ColumnKind, Columns, Details, Sparkline, StatCard, SummaryList, SummaryRow, TableFrame,
    TableRow,
};

/// A table cell: the column's name and the figure.
pub(in crate::staff) type Figure = (&'static str, String);

/// The big numbers.
pub(super) fn tiles(board: &Board, metrics: &[Metric], address: &str) -> AnyView {
    let tiles = metrics.iter().filter_map(|metric| Some(tile(board, board.figure(*metric)?, address))).collect_view();
    view! { <Columns kind=ColumnKind::Quarters>{tiles}</Columns> }.into_any()
}

fn tile(board: &Board, told: &ToldFigure, address: &str) -> AnyView {
    let metric = told.metric;
    let title = metric.definition().title;
    let days: Vec<f64> = board
        .trends
        .iter()
        .filter(|trend| trend.metric == metric)
        .flat_map(|trend| trend.days.iter().map(|(_, count)| *count as f64))
        .collect();
    let line = (days.len() > 1 && days.iter().any(|count| *count > 0.0)).then(|| {
        let label = format!("{title}, last {} days", board.range.days);
        view! { <Sparkline points=days label=label/> }
    });
    let middle = board.middle.iter().find(|middle| middle.metric == metric).map(|middle| {
        let text =
            format!("Middle half of the ICB's practices: {:.0}% to {:.0}%", middle.low * 100.0, middle.high * 100.0);
        view! { <p class="text-muted">{text}</p> }
    });
    let change = change(told, figure(&board.last_week, metric)).map(|text| view! { <p class="text-muted">{text}</p> });
    let about = about(board, metric, address);
    let today = if metric == Metric::ActiveWeek { today(board) } else { Vec::new() };
    let note = std::iter::once(note(told)).chain(today).collect::<Vec<_>>().join(" · ");
    view! {
        <StatCard title=title value=told.text() note=note>
            {change}
            {line}
            {middle}
            <Details summary="What is counted">{about}</Details>
        </StatCard>
    }
    .into_any()
}

/// What happened today, under what happened in the week.
fn today(board: &Board) -> Vec<String> {
    let count = |metric, words: &str| {
        let count = board.figure(metric)?.count.count()?;
        Some(format!("{} {words}", group_thousands(count)))
    };
    let day = if board.live() { "active today" } else { "active that day" };
    [count(Metric::ActiveToday, day), count(Metric::ReadingsToday, "with a reading")].into_iter().flatten().collect()
}

/// Under the big number: what it is a part of.
pub(super) fn note(told: &ToldFigure) -> String {
    let whole = match told.metric {
        Metric::Invited | Metric::Registered => "eligible",
        Metric::Activated => "registered at least 28 days ago",
        Metric::PlanSeen => "with a plan in force",
        Metric::RetainedSeven => "registered at least 7 days ago",
        Metric::RetainedThirty => "registered at least 30 days ago",
        Metric::Stickiness => "possible days",
        Metric::HospitalRate => "days of being registered",
        _ => "registered",
    };
    let leads_with_share = told.text() != told.count.text();
    match (told.count, told.of) {
        (_, None) => String::new(),
        (_, Some(Shown::Count(0))) => format!("nobody {whole}"),
        (Shown::Count(count), Some(Shown::Count(of))) if leads_with_share => {
            format!("{} of {} {whole}", group_thousands(count), group_thousands(of))
        }
        (Shown::Count(_), Some(Shown::Count(of))) => {
            let share = told.rate().map_or_else(String::new, |rate| format!(" ({rate})"));
            format!("of {} {whole}{share}", group_thousands(of))
        }
        (_, Some(Shown::Count(of))) => format!("of {} {whole}", group_thousands(of)),
        (_, Some(Shown::Hidden)) => "too few people to show".into(),
    }
}

/// Against a week before, in words.
fn change(now: &ToldFigure, before: Option<&ToldFigure>) -> Option<String> {
    let before = before?;
    let (text, earlier) = (now.text(), before.text());
    if text.contains('%') && earlier.contains('%') {
        return Some(if text == earlier {
            "the same a week before".into()
        } else {
            format!("{earlier} a week before")
        });
    }
    let (Shown::Count(now), Shown::Count(earlier)) = (now.count, before.count) else { return None };
    Some(match now - earlier {
        0 => "the same a week before".into(),
        more if more > 0 => format!("▲ {} more than a week before", group_thousands(more)),
        fewer => format!("▼ {} fewer than a week before", group_thousands(-fewer)),
    })
}

/// The big numbers in a sentence, for ears.
pub(super) fn in_a_sentence(board: &Board) -> String {
    TILES
        .iter()
        .filter_map(|metric| board.figure(*metric))
        .map(|told| format!("{}: {}", told.metric.definition().title, told.text()))
        .collect::<Vec<_>>()
        .join(". ")
}

/// How a figure is made, how fresh it is, and the way to count it again.
fn about(board: &Board, metric: Metric, address: &str) -> AnyView {
    let fresh = if board.live() {
        format!(
            "Counted at {}. A day's figures can rise for 7 more days, while phones deliver what they kept.",
            say_time_with_seconds(board.as_at)
        )
    } else {
        "A day's figures can rise for 7 more days, while phones deliver what they kept; then they are frozen.".into()
    };
    let href = format!("{address}{}{}", routes::FIGURES, metric.as_str());
    view! {
        {definition(metric)}
        <p class="text-muted">{fresh}</p>
        <p><a href=href>"Count it again from what happened"</a></p>
    }
    .into_any()
}

/// How a figure is made.
pub(super) fn definition(metric: Metric) -> AnyView {
    let Definition { numerator, denominator, period, source, .. } = metric.definition();
    let rows = [("Counted", numerator), ("Out of", denominator), ("Period", period), ("Source", source)]
        .map(|(key, value)| SummaryRow { key: key.into(), value: value.into(), action: None })
        .into_iter()
        .collect::<Vec<_>>();
    view! { <SummaryList rows=rows/> }.into_any()
}

/// From eligible to still there, as bars and as a table.
pub(super) fn funnel(board: &Board) -> AnyView {
    let eligible = board.figure(Metric::Eligible).map_or(Shown::Hidden, |told| told.count);
    let steps: Vec<(Metric, Shown, Option<f64>, String)> = FUNNEL
        .iter()
        .filter_map(|metric| board.figure(*metric))
        .map(|told| {
            let share = told.count.count().zip(eligible.count()).filter(|(_, of)| *of > 0);
            let share = share.map(|(count, of)| count as f64 / of as f64);
            let text = match share {
                Some(share) if told.metric != Metric::Eligible => {
                    format!("{} · {:.0}%", told.count.text(), share * 100.0)
                }
                _ => told.count.text(),
            };
            (told.metric, told.count, share, text)
        })
        .collect();
    let bars = steps
        .iter()
        .map(|(metric, _, share, text)| {
            let title = metric.definition().title;
            view! { <BarRow label=title share=share.unwrap_or(0.0) value=text.clone()/> }
        })
        .collect_view();
    let rows = steps
        .iter()
        .map(|(metric, count, share, _)| {
            let share = share.map_or_else(|| "hidden".to_owned(), |share| format!("{:.1}%", share * 100.0));
            row("Step", metric.definition().title, None, vec![("People", count.text()), ("Of the first", share)])
        })
        .collect_view();
    let columns = columns("Step", &["People", "Of the first"]);
    view! {
        <Card heading="From invited to still using it">
            {bars}
            <Details summary="As a table">
                <TableFrame caption="From invited to still using it" caption_hidden=true columns=columns>{rows}</TableFrame>
            </Details>
        </Card>
    }
    .into_any()
}

/// Columns of a table whose first names the row and whose others are numbers.
pub(super) fn columns(first: &str, numbers: &[&str]) -> Vec<Column> {
    std::iter::once(Column { text: first.into(), numeric: false })
        .chain(numbers.iter().map(|text| Column { text: (*text).into(), numeric: true }))
        .collect()
}

/// A row of figures: its name, perhaps one more text, and numbers.
pub(super) fn row(
    first: &'static str,
    name: impl IntoView + 'static,
    more: Option<Figure>,
    figures: Vec<Figure>,
) -> AnyView {
    let name = name.into_any();
    let more = more.map(|(label, text)| view! { <Cell label=label>{text}</Cell> });
    let figures =
        figures.into_iter().map(|(label, text)| view! { <Cell label=label numeric=true>{text}</Cell> }).collect_view();
    view! {
        <TableRow>
            <Cell label=first header=true>{name}</Cell>
            {more}
            {figures}
        </TableRow>
    }
    .into_any()
}
