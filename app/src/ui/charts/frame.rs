use leptos::prelude::*;

use crate::ui::{Cell, Column, Details, TableFrame, TableRow};

/// The numbers behind a drawing. The first column names its row.
pub struct ChartTable {
    /// Heading, and whether numbers stand under it.
    pub columns: Vec<(String, bool)>,
    pub rows: Vec<Vec<String>>,
}

impl ChartTable {
    pub(super) fn new<const N: usize>(columns: [(&str, bool); N], rows: Vec<Vec<String>>) -> Self {
        Self { columns: columns.map(|(text, numeric)| (text.to_owned(), numeric)).to_vec(), rows }
    }
}

/// What every chart has: the finding in a sentence, the drawing, what is hidden, the table and the file.
#[component]
pub fn ChartFigure(
    /// What is measured.
    #[prop(into)]
    title: String,
    /// What it shows, in a sentence.
    #[prop(into)]
    finding: String,
    /// Said under the drawing: hidden numbers, how to read it.
    notes: Vec<String>,
    #[prop(optional_no_strip)] table: Option<ChartTable>,
    /// Where the numbers are as a file.
    #[prop(optional_no_strip)]
    csv: Option<String>,
    drawing: AnyView,
) -> impl IntoView {
    let notes = notes.into_iter().map(|note| view! { <p class="chart-note">{note}</p> }).collect_view();
    let summary = format!("{title}: the numbers as a table");
    let table = table.filter(|table| !table.rows.is_empty()).map(|table| {
        let caption = title.clone();
        view! {
            <Details summary=summary>
                <TableOf caption=caption table=table/>
            </Details>
        }
    });
    let csv = csv.map(|href| {
        let text = format!("Download {title} as CSV");
        view! { <p class="chart-file"><a href=href download="">{text}</a></p> }
    });
    view! {
        <figure class="chart chart-figure">
            <figcaption>
                <span class="chart-title">{title}</span>
                <span class="chart-finding">{finding}</span>
            </figcaption>
            {drawing}
            {notes}
            {table}
            {csv}
        </figure>
    }
    .into_any()
}

#[component]
fn TableOf(caption: String, table: ChartTable) -> impl IntoView {
    let names = table.columns.clone();
    let columns = table.columns.into_iter().map(|(text, numeric)| Column { text, numeric }).collect();
    let rows = table
        .rows
        .into_iter()
        .map(|row| {
            let cells = row
                .into_iter()
                .zip(names.clone())
                .enumerate()
                .map(|(at, (value, (label, numeric)))| {
                    view! { <Cell label=label numeric=numeric header=at == 0>{value}</Cell> }
                })
                .collect_view();
            view! { <TableRow>{cells}</TableRow> }
        })
        .collect_view();
    view! { <TableFrame caption=caption caption_hidden=true columns=columns>{rows}</TableFrame> }.into_any()
}

/// Height of a drawing with axes, in the page's pixels.
pub(super) const HEIGHT: f64 = 264.0;
/// Width of the part that stretches; see [`stretched`].
pub(super) const WIDE: f64 = 1000.0;

/// A drawing with axes, with room for its labels around it.
pub(super) fn plot(id: &str, label: String, described: String, content: AnyView) -> AnyView {
    let id = format!("{id}-described");
    view! {
        <div class="plot">
            <svg width="100%" height=HEIGHT.to_string() role="img" aria-label=label aria-describedby=id.clone()>
                <desc id=id.clone()>{described}</desc>
                {content}
            </svg>
        </div>
    }
    .into_any()
}

/// Lines that stretch with the drawing's width while their thickness and dashes stay.
pub(super) fn stretched(height: f64, content: AnyView) -> AnyView {
    view! {
        <svg
            width="100%"
            height=height.to_string()
            viewBox=format!("0 0 {WIDE} {height}")
            preserveAspectRatio="none"
            overflow="visible"
        >
            {content}
        </svg>
    }
    .into_any()
}
