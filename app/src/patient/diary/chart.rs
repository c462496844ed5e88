//! Peak flow over 30 days as a picture the server draws: bands for the zones, told apart by edge lines and names, and a
//! dot for each reading. The table below says the same in numbers.

use chrono::NaiveDate;
use domain::plan::Thresholds;
use leptos::prelude::*;

// Units of the drawing: about a pixel on a phone, so that its text is not smaller there than elsewhere.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 36.0;
const RIGHT: f64 = WIDTH - 6.0;
const FLOOR: f64 = HEIGHT - 24.0;
const DAYS: f64 = 30.0;
/// Readings further apart than this many days are not joined by a line.
const LONGEST_JOIN: i64 = 2;
/// A band lower than this has no room for its name.
const ROOM_FOR_NAME: f64 = 20.0;

/// Where readings go in the drawing: L/min at its lower and upper edge, both whole fifties.
#[derive(Clone, Copy)]
struct Scale {
    bottom: f64,
    top: f64,
    today: NaiveDate,
}

impl Scale {
    /// Holds every reading, the best peak flow and a part of the red zone.
    fn new(readings: &[(NaiveDate, u16)], lines: Option<Thresholds>, today: NaiveDate) -> Self {
        let flows = || readings.iter().map(|(_, reading)| *reading);
        let highest = flows().chain(lines.map(|lines| lines.best)).max().unwrap_or(500);
        let lowest = flows().chain(lines.map(|lines| lines.red_below)).min().unwrap_or(100);
        let bottom = f64::from(lowest.saturating_sub(50) / 50 * 50);
        Self { bottom, top: f64::from((highest / 50 + 1) * 50), today }
    }

    fn x(self, day: NaiveDate) -> f64 {
        let ago = f64::from(i32::try_from((self.today - day).num_days()).unwrap_or(0));
        LEFT + 8.0 + (RIGHT - LEFT - 16.0) * (1.0 - (ago / DAYS).clamp(0.0, 1.0))
    }

    fn y(self, reading: f64) -> f64 {
        FLOOR * (1.0 - (reading - self.bottom) / (self.top - self.bottom))
    }
}

/// Readings, oldest first, in runs without a long gap.
fn runs(mut readings: Vec<(NaiveDate, u16)>) -> Vec<Vec<(NaiveDate, u16)>> {
    readings.sort_by_key(|(day, _)| *day);
    let mut runs: Vec<Vec<(NaiveDate, u16)>> = Vec::new();
    for reading in readings {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|(day, _)| (reading.0 - *day).num_days() <= LONGEST_JOIN) => {
                run.push(reading);
            }
            _ => runs.push(vec![reading]),
        }
    }
    runs
}

#[component]
pub(super) fn PeakFlowChart(
    /// Day and L/min, in any order.
    readings: Vec<(NaiveDate, u16)>,
    lines: Option<Thresholds>,
    today: NaiveDate,
) -> impl IntoView {
    let scale = Scale::new(&readings, lines, today);
    let lowest = readings.iter().map(|(_, reading)| *reading).min().unwrap_or(0);
    let highest = readings.iter().map(|(_, reading)| *reading).max().unwrap_or(0);
    let described = match lines {
        Some(lines) => format!(
            "{} readings, from {lowest} to {highest} litres per minute. The green zone is {} and above, the red zone is below {}.",
            readings.len(),
            lines.amber_below,
            lines.red_below
        ),
        None => format!("{} readings, from {lowest} to {highest} litres per minute.", readings.len()),
    };
    let bands = lines.map(|lines| {
        let (amber, red) = (scale.y(f64::from(lines.amber_below)), scale.y(f64::from(lines.red_below)));
        view! {
            {band(0.0, amber, "chart-band-green", "Green zone")}
            {band(amber, red, "chart-band-amber", "Amber zone")}
            {band(red, FLOOR, "chart-band-red", "Red zone")}
            {edge(amber, lines.amber_below)}
            {edge(red, lines.red_below)}
        }
    });
    let runs = runs(readings);
    let dots = runs
        .iter()
        .flatten()
        .map(|(day, reading)| dot(scale.x(*day), scale.y(f64::from(*reading))))
        .collect::<Vec<_>>();
    let paths = runs.into_iter().filter(|run| run.len() > 1).map(|run| joined(&run, scale)).collect::<Vec<_>>();
    let axis = number(HEIGHT - 6.0);
    view! {
        <figure class="chart max-w-[36rem]">
            <figcaption id="peak-flow-title"><strong>"Your peak flow, in litres per minute"</strong></figcaption>
            <svg
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                role="img"
                aria-labelledby="peak-flow-title"
                aria-describedby="peak-flow-description"
            >
                <desc id="peak-flow-description">{described}</desc>
                {bands}
                <text x=number(LEFT - 4.0) y=number(FLOOR) class="chart-text" text-anchor="end">
                    {scale.bottom.to_string()}
                </text>
                {paths}
                {dots}
                <text x=number(LEFT) y=axis.clone() class="chart-text">"30 days ago"</text>
                <text x=number(RIGHT) y=axis class="chart-text" text-anchor="end">"Today"</text>
            </svg>
        </figure>
    }
    .into_any()
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

fn band(from: f64, to: f64, band_class: &'static str, name: &'static str) -> AnyView {
    let height = (to - from).max(0.0);
    // At the foot of its band, where readings seldom are.
    let named = (height >= ROOM_FOR_NAME).then(|| {
        view! { <text x=number(LEFT + 6.0) y=number(to - 6.0) class="chart-text">{name}</text> }
    });
    view! {
        <rect x=number(LEFT) y=number(from) width=number(RIGHT - LEFT) height=number(height) class=band_class></rect>
        {named}
    }
    .into_any()
}

fn edge(at: f64, value: u16) -> AnyView {
    view! {
        <line x1=number(LEFT) x2=number(RIGHT) y1=number(at) y2=number(at) class="chart-edge"></line>
        <text x=number(LEFT - 4.0) y=number(at + 5.0) class="chart-text" text-anchor="end">{value.to_string()}</text>
    }
    .into_any()
}

fn dot(x: f64, y: f64) -> AnyView {
    view! { <circle cx=number(x) cy=number(y) r="4" class="chart-dot"></circle> }.into_any()
}

fn joined(run: &[(NaiveDate, u16)], scale: Scale) -> AnyView {
    let points = run
        .iter()
        .map(|(day, reading)| format!("{:.1},{:.1}", scale.x(*day), scale.y(f64::from(*reading))))
        .collect::<Vec<_>>()
        .join(" ");
    view! { <polyline points=points class="chart-line"></polyline> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(of_november: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, of_november).unwrap_or_default()
    }

    #[test]
    fn readings_lie_inside_the_drawing_and_higher_ones_higher() {
        let readings = [(day(1), 900), (day(22), 50)];
        let scale = Scale::new(&readings, None, day(22));
        for (day, reading) in readings {
            assert!((LEFT..=RIGHT).contains(&scale.x(day)));
            assert!((0.0..=FLOOR).contains(&scale.y(f64::from(reading))));
        }
        assert!(scale.y(900.0) < scale.y(50.0));
        assert!(scale.x(day(1)) < scale.x(day(22)));
    }

    #[test]
    fn a_gap_of_three_days_is_left_open() {
        let runs = runs(vec![(day(9), 400), (day(6), 390), (day(5), 380)]);
        assert_eq!(runs, [vec![(day(5), 380), (day(6), 390)], vec![(day(9), 400)]]);
    }
}
