use domain::drawing::short;
use domain::spc::Share;
use leptos::prelude::*;

use super::frame::{ChartFigure, ChartTable};
use super::marks::across;
use super::measured::{Called, Measured};

/// Shares as bars under each other, each with its numbers, and a line where all together lie. In the caller's order: by
/// name, or as steps follow each other; never by rank.
#[component]
pub fn Bars(
    #[prop(into)] title: String,
    #[prop(into)] finding: String,
    bars: Vec<Measured>,
    /// All together, with what it is called.
    #[prop(optional_no_strip)]
    compare: Option<(String, Share)>,
    #[prop(default = Called::PRACTICES)] called: Called,
    #[prop(optional, into)] csv: Option<String>,
) -> impl IntoView {
    let hidden = bars.iter().filter(|bar| bar.is_hidden()).count();
    let drawn = bars.iter().filter(|bar| bar.share().is_some()).count();
    let finding = called.nothing(drawn, hidden).unwrap_or(finding);
    let rows = bars.iter().map(|bar| vec![bar.name.clone(), bar.count.text(), bar.of.text(), bar.text()]).collect();
    let table = ChartTable::new([("Name", false), ("Count", true), ("Of", true), ("Share", true)], rows);
    let notes = called.hidden_note(hidden, bars.len()).into_iter().collect::<Vec<_>>();
    let line = compare.as_ref().map(|(_, share)| share.value());
    let key = compare.filter(|_| drawn > 0).map(|(name, share)| {
        view! {
            <p class="chart-key">
                <svg width="18" height="18" aria-hidden="true" focusable="false">
                    <path d="M9 0V18" class="bar-compare"></path>
                </svg>
                {format!("{name}: {}", share.text())}
            </p>
        }
    });
    let bars = (drawn > 0).then(|| bars.into_iter().map(|bar| row(bar, line)).collect_view());
    let drawing = view! { {key}<ul class="chart-bars">{bars}</ul> }.into_any();
    let drawing = if drawn > 0 { drawing } else { ().into_any() };
    view! { <ChartFigure title=title finding=finding notes=notes table=Some(table) csv=csv drawing=drawing/> }
        .into_any()
}

/// The numbers stand beside the bar, so the bar itself is for the eye.
fn row(bar: Measured, line: Option<f64>) -> AnyView {
    let share = bar.share();
    let value = match share {
        Some(share) => format!("{} of {} · {}", bar.count.text(), bar.of.text(), share.text()),
        None => bar.text(),
    };
    let track = share.map(|share| {
        let line = line.map(|line| {
            let x = across(line);
            view! { <line x1=x.clone() x2=x y1="0" y2="28" class="bar-compare"></line> }
        });
        view! {
            <svg class="bar-track" width="100%" height="28" aria-hidden="true" focusable="false">
                <rect width="100%" y="4" height="20" class="bar-ground"></rect>
                <rect width=format!("{}%", short(share.value() * 100.0)) y="4" height="20" class="bar-fill"></rect>
                {line}
            </svg>
        }
    });
    view! {
        <li class="chart-bar">
            <span class="bar-label">{bar.name}</span>
            {track}
            <span class="bar-value">{value}</span>
        </li>
    }
    .into_any()
}
