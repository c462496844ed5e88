use domain::spc::{Share, gap};
use leptos::prelude::*;

use super::frame::{ChartFigure, ChartTable};
use super::marks::across;
use super::measured::{Called, Measured, between};

/// Each group's share with how sure it is, and the line of all together. Compares the first group with the last, so
/// groups arrive in order: the most deprived fifth first.
#[component]
pub fn EquityDots(
    #[prop(into)] title: String,
    groups: Vec<Measured>,
    /// Everybody.
    overall: Option<Share>,
    /// Whether the ends of the list are what is compared, as with deprivation. Ethnic groups have no ends.
    #[prop(optional)]
    ends: bool,
    #[prop(default = Called::GROUPS)] called: Called,
    #[prop(optional, into)] csv: Option<String>,
) -> impl IntoView {
    let hidden = groups.iter().filter(|group| group.is_hidden()).count();
    let drawn = groups.iter().filter(|group| group.share().is_some()).count();
    let finding = match called.nothing(drawn, hidden) {
        Some(nothing) => nothing,
        None if ends => between_ends(&groups),
        None => apart(&groups, overall, called),
    };
    let rows = groups.iter().map(|group| {
        let sure = group.share().map_or_else(|| "not shown".into(), |share| between(share.interval()));
        vec![group.name.clone(), group.count.text(), group.of.text(), group.text(), sure]
    });
    let columns = [("Group", false), ("Count", true), ("Of", true), ("Share", true), ("95% interval", true)];
    let table = ChartTable::new(columns, rows.collect());
    let notes = called.hidden_note(hidden, groups.len()).into_iter().collect::<Vec<_>>();
    let drawing = if drawn > 0 { drawing(groups, overall) } else { ().into_any() };
    view! { <ChartFigure title=title finding=finding notes=notes table=Some(table) csv=csv drawing=drawing/> }
        .into_any()
}

/// The gap of the first group to the last.
fn between_ends(groups: &[Measured]) -> String {
    let ends = groups.first().zip(groups.last()).filter(|_| groups.len() > 1);
    let shares = ends.and_then(|(first, last)| Some(((first, first.share()?), (last, last.share()?))));
    let Some(((first, low), (last, high))) = shares else {
        return "The ends of the list cannot be compared: numbers there are too small to show.".into();
    };
    let found = gap(high, low);
    let (from, to) = (found.interval.lower * 100.0, found.interval.upper * 100.0);
    let sure = if found.may_be_chance() { "chance could explain it" } else { "more than chance explains" };
    format!(
        "{}: {}. {}: {}. A gap of {:.0} percentage points ({from:.0} to {to:.0}): {sure}.",
        first.name,
        low.text(),
        last.name,
        high.text(),
        found.difference * 100.0,
    )
}

/// How many groups differ from everybody by more than chance.
fn apart(groups: &[Measured], overall: Option<Share>, called: Called) -> String {
    let Some(overall) = overall else { return "There is no share of everybody to compare with yet.".into() };
    let value = overall.value();
    let away = |lower: bool| {
        let shares = groups.iter().filter_map(Measured::share).map(Share::interval);
        shares.filter(|found| if lower { found.upper < value } else { found.lower > value }).count()
    };
    match (away(true), away(false)) {
        (0, 0) => format!("No {} differs from everybody's {} by more than chance explains.", called.0, overall.text()),
        (below, above) => format!(
            "Of {}, {below} below and {above} above everybody's {} by more than chance explains.",
            called.count(groups.len()),
            overall.text()
        ),
    }
}

fn drawing(groups: Vec<Measured>, overall: Option<Share>) -> AnyView {
    let key = overall.map(|share| {
        view! {
            <span class="chart-key-item">
                <svg width="18" height="18" aria-hidden="true" focusable="false">
                    <path d="M9 0V18" class="plot-mean"></path>
                </svg>
                {format!("Everybody: {}", share.text())}
            </span>
        }
    });
    let rows = groups.into_iter().map(|group| row(group, overall)).collect_view();
    view! {
        <p class="chart-key">
            {key}
            <span class="chart-key-item">
                <svg width="34" height="18" aria-hidden="true" focusable="false">
                    <path d="M2 9H32M2 4V14M32 4V14" class="equity-interval"></path>
                    <circle cx="17" cy="9" r="5" class="plot-dot"></circle>
                </svg>
                "Share, and where it lies 95 times in 100"
            </span>
        </p>
        <ul class="chart-bars">{rows}</ul>
        <p class="equity-scale" aria-hidden="true"><span>"0%"</span><span>"50%"</span><span>"100%"</span></p>
    }
    .into_any()
}

fn row(group: Measured, overall: Option<Share>) -> AnyView {
    let share = group.share();
    let value = match share {
        Some(share) => format!("{} ({})", share.text(), between(share.interval())),
        None => group.text(),
    };
    let track = share.map(|share| {
        let found = share.interval();
        let (low, high) = (across(found.lower), across(found.upper));
        let line = overall.map(|overall| {
            let x = across(overall.value());
            view! { <line x1=x.clone() x2=x y1="0" y2="28" class="plot-mean"></line> }
        });
        view! {
            <svg class="bar-track" width="100%" height="28" overflow="visible" aria-hidden="true" focusable="false">
                <line x1="0" x2="100%" y1="27" y2="27" class="plot-grid"></line>
                {line}
                <line x1=low.clone() x2=high.clone() y1="14" y2="14" class="equity-interval"></line>
                <line x1=low.clone() x2=low y1="8" y2="20" class="equity-interval"></line>
                <line x1=high.clone() x2=high y1="8" y2="20" class="equity-interval"></line>
                <circle cx=across(share.value()) cy="14" r="6" class="plot-dot"></circle>
            </svg>
        }
    });
    view! {
        <li class="chart-bar">
            <span class="bar-label">{group.name}</span>
            {track}
            <span class="bar-value">{value}</span>
        </li>
    }
    .into_any()
}
