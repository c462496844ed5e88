use domain::drawing::{Scale, path, runs};
use domain::spc::Share;
use leptos::prelude::*;

use super::frame::{ChartFigure, ChartTable, WIDE, stretched};
use super::marks::{Mark, down, mark};
use super::measured::{Called, percent};

const HEIGHT: f64 = 56.0;

/// One line: a practice or PCN, oldest first; nothing where the numbers are hidden.
pub struct Series {
    pub name: String,
    pub shares: Vec<Option<Share>>,
}

/// A small drawing for each, all on one scale and sorted by name, with the same line to compare with.
#[component]
pub fn SmallMultiples(
    #[prop(into)] title: String,
    #[prop(into)] finding: String,
    series: Vec<Series>,
    /// All together over the same time, with its name.
    benchmark: (String, Vec<Option<Share>>),
    /// Names of the first and the last period.
    ends: (String, String),
    #[prop(default = Called::PRACTICES)] called: Called,
    #[prop(optional, into)] csv: Option<String>,
) -> impl IntoView {
    let mut series = series;
    series.sort_by(|a, b| a.name.cmp(&b.name));
    let has_any = |one: &&Series| one.shares.iter().any(Option::is_some);
    let drawn = series.iter().filter(has_any).count();
    let hidden = series.iter().filter(|one| !one.shares.is_empty()).count() - drawn;
    let finding = called.nothing(drawn, hidden).unwrap_or(finding);
    let all = || series.iter().flat_map(|one| &one.shares).chain(&benchmark.1).flatten().map(|share| share.value());
    let scale = Scale::of_shares(all().fold(1.0, f64::min), all().fold(0.0, f64::max));
    let last = |shares: &[Option<Share>]| shares.last().copied().flatten();
    let first = |shares: &[Option<Share>]| shares.first().copied().flatten();
    let said = |share: Option<Share>| share.map_or_else(|| "hidden".to_owned(), Share::text);
    let row = |name: &str, shares: &[Option<Share>]| vec![name.to_owned(), said(first(shares)), said(last(shares))];
    let mut rows: Vec<_> = series.iter().map(|one| row(&one.name, &one.shares)).collect();
    if !rows.is_empty() {
        rows.push(row(&benchmark.0, &benchmark.1));
    }
    let table = ChartTable::new([("Name", false), (&ends.0, true), (&ends.1, true)], rows);
    let mut notes = Vec::new();
    if drawn > 0 {
        notes.push(format!(
            "{} to {}. Every drawing goes from {} to {}.",
            ends.0,
            ends.1,
            percent(scale.low()),
            percent(scale.high())
        ));
    }
    notes.extend(called.hidden_note(hidden, series.len()));
    let key = view! {
        <p class="chart-key">
            <svg width="34" height="18" aria-hidden="true" focusable="false"><path d="M0 9H34" class="plot-limit"></path></svg>
            {format!("{}: {}", benchmark.0, said(last(&benchmark.1)))}
        </p>
    };
    let shown = series.into_iter().map(|one| small(one, &benchmark.1, &scale, said)).collect_view();
    let drawing = (drawn > 0).then(|| view! { {key}<ul class="multiples">{shown}</ul> }).into_any();
    view! { <ChartFigure title=title finding=finding notes=notes table=Some(table) csv=csv drawing=drawing/> }
        .into_any()
}

fn small(one: Series, benchmark: &[Option<Share>], scale: &Scale, said: impl Fn(Option<Share>) -> String) -> AnyView {
    let steps = one.shares.len().max(benchmark.len()).saturating_sub(1).max(1) as f64;
    let paths = |shares: &[Option<Share>]| {
        let values: Vec<Option<f64>> = shares.iter().map(|share| share.map(Share::value)).collect();
        let place = |(at, value): (usize, f64)| (at as f64 / steps * WIDE, down(scale, value, HEIGHT));
        runs(&values).into_iter().map(|run| path(&run.into_iter().map(place).collect::<Vec<_>>())).collect::<Vec<_>>()
    };
    let compared = paths(benchmark).into_iter().map(|d| view! { <path d=d class="plot-limit"></path> }).collect_view();
    let line = paths(&one.shares).into_iter().map(|d| view! { <path d=d class="plot-line"></path> }).collect_view();
    let latest = one.shares.last().copied().flatten();
    let dot = latest.map(|share| mark(Mark::Dot, (1.0, down(scale, share.value(), HEIGHT))));
    let any = one.shares.iter().any(Option::is_some);
    let content = view! { <g>{compared}{line}</g> }.into_any();
    let drawing = any.then(|| {
        view! {
            <svg class="multiple" width="100%" height=HEIGHT.to_string() aria-hidden="true" focusable="false">
                <line x1="0" x2="100%" y1=HEIGHT.to_string() y2=HEIGHT.to_string() class="plot-grid"></line>
                {stretched(HEIGHT, content)}
                {dot}
            </svg>
        }
    });
    let words = match (one.shares.iter().flatten().next(), latest) {
        (None, _) => "hidden: numbers too small".to_owned(),
        (Some(_), None) => "latest hidden".to_owned(),
        (Some(first), Some(_)) if one.shares.len() > 1 => format!("{}, was {}", said(latest), first.text()),
        (Some(_), Some(_)) => said(latest),
    };
    view! {
        <li>
            <span class="multiple-name">{one.name}</span>
            <span class="multiple-value">{words}</span>
            {drawing}
        </li>
    }
    .into_any()
}
