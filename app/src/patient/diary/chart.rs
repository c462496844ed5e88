//! Peak flow over 30 days as a picture the server draws: bands for the zones, told apart by edge lines and letters, and
//! a dot for each reading. The table below says the same in numbers.

use chrono::NaiveDate;
use domain::plan::Thresholds;
use leptos::prelude::*;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 48.0;
const BOTTOM: f64 = 24.0;
const DAYS: f64 = 30.0;

#[component]
pub(super) fn PeakFlowChart(readings: Vec<(NaiveDate, u16)>, lines: Option<Thresholds>, today: NaiveDate) -> impl IntoView {
    let highest = readings.iter().map(|(_, reading)| *reading).chain(lines.map(|lines| lines.best)).max().unwrap_or(500);
    let top = f64::from((highest / 50 + 1) * 50);
    let y = move |reading: f64| (HEIGHT - BOTTOM) * (1.0 - reading / top);
    let x = move |day: NaiveDate| {
        let ago = f64::from(i32::try_from((today - day).num_days()).unwrap_or(0));
        LEFT + (WIDTH - LEFT - 8.0) * (1.0 - ago / DAYS)
    };
    let (best, worst) = (readings.iter().map(|r| r.1).max().unwrap_or(0), readings.iter().map(|r| r.1).min().unwrap_or(0));
    let label = format!("Peak flow over 30 days: {} readings from {worst} to {best} litres per minute.", readings.len());
    let bands = lines.map(|lines| {
        let (amber, red) = (f64::from(lines.amber_below), f64::from(lines.red_below));
        view! {
            {band(y(top), y(amber), "chart-band-green", "G")}
            {band(y(amber), y(red), "chart-band-amber", "A")}
            {band(y(red), y(0.0), "chart-band-red", "R")}
            {line(y(amber), lines.amber_below)}
            {line(y(red), lines.red_below)}
        }
    });
    let mut points: Vec<(f64, f64)> = readings.iter().map(|(day, reading)| (x(*day), y(f64::from(*reading)))).collect();
    points.reverse();
    let path = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let dots = points
        .into_iter()
        .map(|(x, y)| view! { <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r="4" class="chart-dot"></circle> })
        .collect_view();
    let axis = HEIGHT - 6.0;
    view! {
        <figure class="chart">
            <svg viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-label=label>
                {bands}
                <polyline points=path class="chart-line"></polyline>
                {dots}
                <text x=LEFT.to_string() y=axis.to_string() class="chart-text">"30 days ago"</text>
                <text x=(WIDTH - 8.0).to_string() y=axis.to_string() class="chart-text" text-anchor="end">"Today"</text>
            </svg>
        </figure>
    }
    .into_any()
}

fn band(from: f64, to: f64, band_class: &'static str, letter: &'static str) -> impl IntoView {
    let middle = f64::midpoint(from, to) + 6.0;
    view! {
        <rect x=LEFT.to_string() y=format!("{from:.1}") width=(WIDTH - LEFT - 8.0).to_string() height=format!("{:.1}", (to - from).max(0.0)) class=band_class></rect>
        <text x=(LEFT + 8.0).to_string() y=format!("{middle:.1}") class="chart-text">{letter}</text>
    }
}

fn line(at: f64, value: u16) -> impl IntoView {
    view! {
        <line x1=LEFT.to_string() x2=(WIDTH - 8.0).to_string() y1=format!("{at:.1}") y2=format!("{at:.1}") class="chart-edge"></line>
        <text x=(LEFT - 6.0).to_string() y=format!("{:.1}", at + 5.0) class="chart-text" text-anchor="end">{value.to_string()}</text>
    }
}
