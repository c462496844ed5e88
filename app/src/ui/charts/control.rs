use domain::drawing::{Scale, path, runs, spread};
use domain::spc::{Level, Limits, Share, Signal, limits, signals};
use leptos::prelude::*;

use super::frame::{ChartFigure, ChartTable, HEIGHT, WIDE, plot, stretched};
use super::marks::{Mark, down, grid, key, mark, text};
use super::measured::{Called, Measured, listed};

/// A share over time with its centre line and limits: what changed, and what is only chance.
#[component]
pub fn ControlChart(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// The average of the time it is compared with.
    centre: Option<Share>,
    /// Oldest first.
    periods: Vec<Measured>,
    #[prop(default = Called::MONTHS)] called: Called,
    #[prop(optional, into)] csv: Option<String>,
) -> impl IntoView {
    let shares: Vec<Option<Share>> = periods.iter().map(Measured::share).collect();
    let hidden = periods.iter().filter(|one| one.is_hidden()).count();
    let drawn = shares.iter().flatten().count();
    let found = centre.map(|centre| signals(&shares, centre.value())).unwrap_or_else(|| vec![None; shares.len()]);
    let finding = match (called.nothing(drawn, hidden), centre) {
        (Some(nothing), _) => nothing,
        (None, None) => "There is no average to compare with yet.".into(),
        (None, Some(centre)) => said(&periods, &found, centre, called),
    };
    let rows = periods.iter().zip(&found).map(|(one, signal)| {
        let signal = signal.map_or("", Signal::words);
        vec![one.name.clone(), one.count.text(), one.of.text(), one.text(), signal.to_owned()]
    });
    let columns = [("When", false), ("Count", true), ("Of", true), ("Share", true), ("Signal", false)];
    let table = ChartTable::new(columns, rows.collect());
    let drawing = match centre {
        Some(centre) if drawn > 0 => {
            let content = content(&periods, &shares, &found, centre);
            view! {
                {key(vec![
                    (Mark::Dot, "Within the limits"),
                    (Mark::Diamond, "Outside the limits"),
                    (Mark::Square, "8 or more in a row on one side"),
                ])}
                {plot(&id, title.clone(), finding.clone(), content)}
                <div class="plot-space"></div>
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    let notes = called.hidden_note(hidden, periods.len()).into_iter().collect::<Vec<_>>();
    view! { <ChartFigure title=title finding=finding notes=notes table=Some(table) csv=csv drawing=drawing/> }
        .into_any()
}

fn said(periods: &[Measured], found: &[Option<Signal>], centre: Share, called: Called) -> String {
    let mut parts = Vec::new();
    for (signal, side) in [(Signal::High, "above the upper limit"), (Signal::Low, "below the lower limit")] {
        let names: Vec<String> = periods
            .iter()
            .zip(found)
            .filter(|(_, found)| **found == Some(signal))
            .map(|(period, _)| period.name.clone())
            .collect();
        match names.len() {
            0 => {}
            1 => parts.push(format!("{} is {side}.", listed(&names))),
            2..=4 => parts.push(format!("{} are {side}.", listed(&names))),
            many => parts.push(format!("{} are {side}.", called.count(many))),
        }
    }
    for (signal, side) in [(Signal::RunAbove, "above"), (Signal::RunBelow, "below")] {
        if found.contains(&Some(signal)) {
            parts.push(format!("8 or more {} in a row are {side} the average: a lasting change.", called.1));
        }
    }
    if parts.is_empty() {
        return format!("No {} differs from the average of {} by more than chance.", called.0, centre.text());
    }
    parts.insert(0, format!("The average is {}.", centre.text()));
    parts.join(" ")
}

fn content(periods: &[Measured], shares: &[Option<Share>], found: &[Option<Signal>], centre: Share) -> AnyView {
    let average = centre.value();
    let count = shares.len().max(1) as f64;
    let x = |at: usize| (at as f64 + 0.5) / count;
    let bounds: Vec<Option<Limits>> =
        shares.iter().map(|share| share.map(|share| limits(average, share.denominator(), Level::Far))).collect();
    let values = || shares.iter().flatten().map(|share| share.value());
    let low = bounds.iter().flatten().map(|found| found.lower).chain(values()).fold(average, f64::min);
    let high = bounds.iter().flatten().map(|found| found.upper).chain(values()).fold(average, f64::max);
    let scale = Scale::of_shares(low, high);
    let y = |value: f64| down(&scale, value, HEIGHT);

    let steps = |value: fn(&Limits) -> f64| -> Vec<String> {
        let values: Vec<Option<f64>> = bounds.iter().map(|found| found.as_ref().map(value)).collect();
        let step = |(at, value): &(usize, f64)| {
            let at = *at as f64;
            [(at / count * WIDE, y(*value)), ((at + 1.0) / count * WIDE, y(*value))]
        };
        runs(&values).iter().map(|run| path(&run.iter().flat_map(step).collect::<Vec<_>>())).collect()
    };
    let edges = steps(|found| found.upper).into_iter().chain(steps(|found| found.lower));
    let edges = edges.map(|d| view! { <path d=d class="plot-limit"></path> }).collect_view();
    let values: Vec<Option<f64>> = shares.iter().map(|share| share.map(Share::value)).collect();
    let joined = runs(&values)
        .into_iter()
        .map(|run| {
            let points: Vec<_> = run.into_iter().map(|(at, value)| (x(at) * WIDE, y(value))).collect();
            view! { <path d=path(&points) class="plot-line"></path> }
        })
        .collect_view();
    let mean = path(&[(0.0, y(average)), (WIDE, y(average))]);
    let curves = view! { <path d=mean class="plot-mean"></path>{edges}{joined} }.into_any();

    let marks = shares
        .iter()
        .zip(found)
        .enumerate()
        .filter_map(|(at, (share, signal))| {
            let kind = match signal {
                Some(Signal::High | Signal::Low) => Mark::Diamond,
                Some(Signal::RunAbove | Signal::RunBelow) => Mark::Square,
                None => Mark::Dot,
            };
            Some(mark(kind, (x(at), y((*share)?.value()))))
        })
        .collect_view();
    view! {
        {grid(&scale)}
        {stretched(HEIGHT, curves)}
        {marks}
        {names(&bounds, average, y)}
        {dates(periods)}
    }
    .into_any()
}

/// Names of the lines at their right end.
fn names(bounds: &[Option<Limits>], average: f64, y: impl Fn(f64) -> f64) -> AnyView {
    let Some(last) = bounds.iter().rev().flatten().next() else { return ().into_any() };
    let wanted = [y(last.upper), y(average), y(last.lower)];
    ["99.8%", "average", "99.8%"]
        .into_iter()
        .zip(spread(&wanted, 20.0, (0.0, HEIGHT)))
        .map(|(name, y)| text((1.0, y), (6, 5), "start", name.to_owned()))
        .collect_view()
        .into_any()
}

/// The first and the last period: all that a phone has room for.
fn dates(periods: &[Measured]) -> AnyView {
    let first = periods.first().map(|one| text((0.0, HEIGHT), (0, 22), "start", one.name.clone()));
    let last = periods.last().filter(|_| periods.len() > 1);
    let last = last.map(|one| text((1.0, HEIGHT), (0, 22), "end", one.name.clone()));
    view! { {first}{last} }.into_any()
}
