//! The tables of a board.

use domain::board::{Board, COLUMNS, Line, figure};
use domain::metrics::{Metric, Shown};
use domain::{OrganisationKind, figures::ToldFigure};
use leptos::prelude::*;

use super::parts::{Figure, columns, definition, row};
use crate::routes;
use crate::staff::say::counted;
use crate::ui::{Card, Details, InsetText, TableFrame};

/// Count and share in a cell: "184 (44.7%)".
pub(super) fn count_and_share(told: &ToldFigure) -> String {
    match told.rate() {
        _ if told.count == Shown::Hidden => told.count.text(),
        Some(rate) if told.text() == told.count.text() => format!("{} ({rate})", told.count.text()),
        Some(_) => told.text(),
        None => told.count.text(),
    }
}

/// Every figure with that of a week before.
pub(super) fn every_figure(board: &Board, address: &str) -> AnyView {
    let rows = board
        .figures
        .iter()
        .map(|told| {
            let href = format!("{address}{}{}", routes::FIGURES, told.metric.as_str());
            let name = view! { <a href=href>{told.metric.definition().title}</a> };
            let before = figure(&board.last_week, told.metric).map_or_else(String::new, count_and_share);
            row("Figure", name, None, vec![("Now", count_and_share(told)), ("A week before", before)])
        })
        .collect_view();
    let columns = columns("Figure", &["Now", "A week before"]);
    view! {
        <Card heading="Every figure">
            <TableFrame caption="Every figure" caption_hidden=true columns=columns>{rows}</TableFrame>
        </Card>
    }
    .into_any()
}

/// What happened in the days of the range, with as many days before.
pub(super) fn happened(board: &Board) -> AnyView {
    let rows = board
        .happened
        .iter()
        .map(|line| {
            let figures = vec![("These days", line.now.text()), ("Before", line.before.text())];
            row("What", line.what.title(), None, figures)
        })
        .collect_view();
    let heading = match board.range.days {
        365 => "In 12 months".to_owned(),
        days => format!("In {days} days"),
    };
    let note = if board.exact { "Beside as many days before." } else { "Up to yesterday, beside as many days before." };
    view! {
        <Card heading=heading.clone()>
            <TableFrame caption=heading caption_hidden=true columns=columns("What", &["These days", "Before"])>{rows}</TableFrame>
            <p class="text-muted">{note}</p>
        </Card>
    }
    .into_any()
}

/// How people came to register, and how they went on.
pub(super) fn sources(board: &Board) -> AnyView {
    let rows = board
        .sources
        .iter()
        .map(|line| {
            let figures = vec![
                ("Registered", line.registered.text()),
                ("Activated", line.activated.text()),
                ("There after 30 days", line.retained.text()),
            ];
            row("How they heard", line.source.title(), None, figures)
        })
        .collect_view();
    let columns = columns("How they heard", &["Registered", "Activated", "There after 30 days"]);
    view! {
        <Card heading="How people heard of it">
            <TableFrame caption="Registered by source" caption_hidden=true columns=columns>{rows}</TableFrame>
        </Card>
    }
    .into_any()
}

/// The organisations right below, each a link to its board.
pub(super) fn children(board: &Board) -> Option<AnyView> {
    let heading = match board.kind {
        OrganisationKind::Practice => return None,
        OrganisationKind::Pcn => "Practices",
        OrganisationKind::Icb => "Primary care networks",
    };
    if board.children.is_empty() {
        return Some(view! { <InsetText><p>"No practice has joined yet."</p></InsetText> }.into_any());
    }
    let icb = board.icb.clone().unwrap_or_else(|| board.code.clone());
    let rows = board
        .children
        .iter()
        .map(|line| {
            let href = routes::board(line.kind, &line.code, Some(&icb));
            let name = view! { <a href=href>{line.name.clone()}</a> };
            row("Name", name, None, in_columns(line))
        })
        .collect_view();
    Some(
        view! {
            <Card heading=heading>
                <TableFrame caption=heading caption_hidden=true columns=columns("Name", &HEADS)>{rows}</TableFrame>
            </Card>
        }
        .into_any(),
    )
}

/// Heads of the columns of [`COLUMNS`].
pub(super) const HEADS: [&str; 6] =
    ["Eligible", "Registered", "Plan in force", "Activated", "Active this week", "There after 30 days"];

/// The figures of a line in the order of [`COLUMNS`].
pub(super) fn in_columns(line: &Line) -> Vec<Figure> {
    let text = |metric: Metric| figure(&line.figures, metric).map_or_else(String::new, count_and_share);
    HEADS.into_iter().zip(COLUMNS.map(text)).collect()
}

/// Work waiting, for whoever can do it.
pub(super) fn to_do(board: &Board) -> Option<AnyView> {
    if board.to_do.is_empty() {
        return None;
    }
    let rows = board
        .to_do
        .iter()
        .map(|(list, people)| {
            let href = routes::worklist(&board.code, *list);
            let name = view! { <a href=href>{list.title()}</a> };
            row("List", name, None, vec![("People", people.to_string())])
        })
        .collect_view();
    let find = board.clinical.then(|| {
        let address = routes::patients(&board.code);
        let to_file = (board.to_file > 0).then(|| {
            let count = usize::try_from(board.to_file).unwrap_or_default();
            let text = format!("{} to file in the GP record", counted(count, "plan", "plans"));
            view! { <p class="mt-4"><a href=routes::to_file(&board.code)>{text}</a></p> }
        });
        let attacks = (board.attacks > 0).then(|| {
            let count = usize::try_from(board.attacks).unwrap_or_default();
            let text = counted(count, "attack to review", "attacks to review");
            view! { <p class="mt-4"><a href=routes::attacks(&board.code)>{text}</a></p> }
        });
        view! { {attacks} {to_file} <p><a href=address>"Find a patient"</a></p> }
    });
    Some(
        view! {
            <Card heading="To do">
                <TableFrame caption="Work waiting" caption_hidden=true columns=columns("List", &["People"])>{rows}</TableFrame>
                {find}
            </Card>
        }
        .into_any(),
    )
}

/// What signing a plan costs, as medians of a month.
pub(super) fn effort(board: &Board) -> Option<AnyView> {
    if board.effort.is_empty() {
        return None;
    }
    let lines = board.effort.iter().map(|line| view! { <p>{line.clone()}</p> }).collect_view();
    Some(
        view! {
            <Card heading="Time to sign a plan">
                {lines}
                <Details summary="What is counted">{definition(Metric::TimeToSign)}</Details>
            </Card>
        }
        .into_any(),
    )
}
