//! Tiles and funnel, the same on the board of a practice and of an ICB.

use domain::board::{FunnelStep, Tile};
use domain::metrics::{Definition, Metric};
use leptos::prelude::*;

use crate::ui::{
    BarRow, Card, Cell, Column, ColumnKind, Columns, Details, Sparkline, StatCard, SummaryList, SummaryRow, TableFrame,
    TableRow,
};

/// A table cell: the column's name and the figure.
pub(in crate::staff) type Figure = (&'static str, String);

/// The big numbers.
pub(in crate::staff) fn tiles(tiles: &[Tile]) -> AnyView {
    let tiles = tiles.iter().map(tile).collect_view();
    view! { <Columns kind=ColumnKind::Quarters>{tiles}</Columns> }.into_any()
}

fn tile(tile: &Tile) -> AnyView {
    let line = (!tile.series.is_empty())
        .then(|| view! { <Sparkline points=tile.series.clone() label=tile.series_label.clone()/> });
    let (value, note, definition) = (tile.value.clone(), tile.note.clone(), definition(tile.metric));
    view! {
        <StatCard title=tile.metric.definition().title value=value note=note>
            {line}
            <Details summary="What is counted">{definition}</Details>
        </StatCard>
    }
    .into_any()
}

/// The big numbers in a sentence, for ears.
pub(in crate::staff) fn in_a_sentence(tiles: &[Tile]) -> String {
    tiles
        .iter()
        .map(|tile| format!("{}: {}", tile.metric.definition().title, tile.value))
        .collect::<Vec<_>>()
        .join(". ")
}

/// How a figure is made.
pub(super) fn definition(metric: Metric) -> AnyView {
    let Definition { numerator, denominator, period, source, .. } = metric.definition();
    let rows = [("Counted", numerator), ("Out of", denominator), ("Period", period), ("Source", source)]
        .map(|(key, value)| SummaryRow { key: key.into(), value: value.into(), action: None })
        .into_iter()
        .collect::<Vec<_>>();
    view! {
        <SummaryList rows=rows/>
        <p class="text-muted">"Counts of 1 to 6 are hidden, so that nobody can be recognised."</p>
    }
    .into_any()
}

/// From eligible to activated, as bars and as a table.
pub(in crate::staff) fn funnel(steps: &[FunnelStep]) -> AnyView {
    let bars = steps
        .iter()
        .map(|step| {
            let title = step.metric.definition().title;
            view! { <BarRow label=title share=step.share.unwrap_or(0.0) value=step.text.clone()/> }
        })
        .collect_view();
    let rows = steps
        .iter()
        .map(|step| {
            let share = step.share.map_or_else(|| "hidden".to_owned(), |share| format!("{:.1}%", share * 100.0));
            let figures: Vec<Figure> = vec![("People", step.value.text()), ("Of the first", share)];
            row("Step", step.metric.definition().title, None, figures)
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
pub(in crate::staff) fn columns(first: &str, numbers: &[&str]) -> Vec<Column> {
    std::iter::once(Column { text: first.into(), numeric: false })
        .chain(numbers.iter().map(|text| Column { text: (*text).into(), numeric: true }))
        .collect()
}

/// A row of figures: its name, perhaps one more text, and numbers.
pub(in crate::staff) fn row(
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
