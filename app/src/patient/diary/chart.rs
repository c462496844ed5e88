//! Peak flow over 30 or 90 days as a picture the server draws: bands for the zones, told apart by patterns, edge lines and
//! names, and a dot for each reading. A sentence above and a table below say the same in words and numbers.

use chrono::NaiveDate;
use domain::diary::DiaryView;
use domain::diary::note::Note;
use domain::plan::Thresholds;
use domain::plan::content::Meter;
use domain::time::say_date;
use leptos::prelude::*;

use crate::routes;
use crate::ui::{Cell, Column, Details, SectionHeading, TableFrame, TableRow};
use crate::words::{count, say, t};

// Units of the drawing: about a pixel on a phone, so that its text is not smaller there than elsewhere.
const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 36.0;
const RIGHT: f64 = WIDTH - 6.0;
const FLOOR: f64 = HEIGHT - 24.0;
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
    days: f64,
}

impl Scale {
    /// Holds every reading, the best peak flow and a part of the red zone.
    fn new(readings: &[(NaiveDate, u16)], lines: Option<Thresholds>, (today, days): (NaiveDate, u64)) -> Self {
        let flows = || readings.iter().map(|(_, reading)| *reading);
        let highest = flows().chain(lines.map(|lines| lines.best)).max().unwrap_or(500);
        let lowest = flows().chain(lines.map(|lines| lines.red_below)).min().unwrap_or(100);
        let bottom = f64::from(lowest.saturating_sub(50) / 50 * 50);
        let days = f64::from(u32::try_from(days.max(2) - 1).unwrap_or(29));
        Self { bottom, top: f64::from((highest / 50 + 1) * 50), today, days }
    }

    fn x(self, day: NaiveDate) -> f64 {
        let ago = f64::from(i32::try_from((self.today - day).num_days()).unwrap_or(0));
        LEFT + 8.0 + (RIGHT - LEFT - 16.0) * (1.0 - (ago / self.days).clamp(0.0, 1.0))
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

/// Readings of one scale of meter that count, newest first, and how many are on the other scale.
fn readings(view: &DiaryView) -> (Vec<(NaiveDate, u16)>, usize) {
    let meter = view.meter.unwrap_or(Meter::Eu);
    let told = view.entries.iter().filter(|entry| !view.to_confirm.contains(&entry.id));
    let told = told.filter_map(|entry| Some((entry.happened_at, entry.day, entry.check_in.peak_flow?)));
    let mut other = 0;
    let mut readings: Vec<_> = told.collect();
    for note in &view.notes {
        match &note.note {
            Note::PeakFlow(blows) if blows.meter == meter => readings.push((note.happened_at, note.day, blows.best())),
            Note::PeakFlow(_) => other += 1,
            _ => {}
        }
    }
    readings.sort_unstable_by(|a, b| b.cmp(a));
    (readings.into_iter().map(|(_, day, reading)| (day, reading)).collect(), other)
}

/// The picture with its sentence and its table; nothing without readings.
#[component]
pub(super) fn PeakFlowPicture(view: DiaryView) -> impl IntoView {
    let (readings, other) = readings(&view);
    let (Some(lowest), Some(highest)) = (readings.iter().map(|r| r.1).min(), readings.iter().map(|r| r.1).max()) else {
        return ().into_any();
    };
    let long = usize::try_from(view.days).unwrap_or(usize::MAX);
    let mut said = count(
        "diary-readings",
        &[("number", readings.len()), ("days", long), ("lowest", lowest.into()), ("highest", highest.into())],
    );
    if let Some(lines) = view.lines.filter(|_| readings.len() > 1) {
        said = [said, say("diary-best", &[("best", &lines.best.to_string())])].join(" ");
    }
    let mut scale = t(match view.meter.unwrap_or(Meter::Eu) {
        Meter::Eu => "diary-scale-eu",
        Meter::Wright => "diary-scale-wright",
    });
    if other > 0 {
        scale = [scale, count("diary-other-meter", &[("number", other)])].join(" ");
    }
    let days = [30, 90].map(|days| {
        let address = format!("{}?days={days}", routes::DIARY);
        let here = (days == view.days).then_some("page");
        view! { <a href=address aria-current=here>{say("diary-days", &[("days", &days.to_string())])}</a> }
    });
    let rows = readings
        .iter()
        .map(|(day, reading)| {
            let (day, reading) = (say_date(*day), reading.to_string());
            view! {
                <TableRow>
                    <Cell label=t("diary-day") header=true>{day}</Cell>
                    <Cell label=t("diary-litres") numeric=true>{reading}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    let column = |key, numeric| Column { text: t(key), numeric };
    let columns = vec![column("diary-day", false), column("diary-litres", true)];
    view! {
        <section>
            <SectionHeading text=t("diary-peak-flow")/>
            <p>{said}</p>
            <p class="diary-days">{days}</p>
            <PeakFlowChart readings=readings lines=view.lines today=view.today days=view.days/>
            <p class="text-muted mt-2">{scale}</p>
            <Details summary=t("diary-table")>
                <TableFrame caption=t("diary-peak-flow") caption_hidden=true columns=columns>{rows}</TableFrame>
            </Details>
        </section>
    }
    .into_any()
}

#[component]
fn PeakFlowChart(
    /// Day and L/min, in any order.
    readings: Vec<(NaiveDate, u16)>,
    lines: Option<Thresholds>,
    today: NaiveDate,
    days: u64,
) -> impl IntoView {
    let scale = Scale::new(&readings, lines, (today, days));
    let lowest = readings.iter().map(|(_, reading)| *reading).min().unwrap_or(0);
    let highest = readings.iter().map(|(_, reading)| *reading).max().unwrap_or(0);
    let told =
        count("diary-described", &[("number", readings.len()), ("lowest", lowest.into()), ("highest", highest.into())]);
    let described = match lines {
        Some(lines) => {
            let edges = [("amber", lines.amber_below.to_string()), ("red", lines.red_below.to_string())];
            let edges = edges.each_ref().map(|(name, value)| (*name, value.as_str()));
            [told, say("diary-zones", &edges)].join(" ")
        }
        None => told,
    };
    let bands = lines.map(|lines| {
        let (amber, red) = (scale.y(f64::from(lines.amber_below)), scale.y(f64::from(lines.red_below)));
        view! {
            {band(0.0, amber, ("chart-band-green", None), "diary-green-zone")}
            {band(amber, red, ("chart-band-amber", Some("url(#zone-amber)")), "diary-amber-zone")}
            {band(red, FLOOR, ("chart-band-red", Some("url(#zone-red)")), "diary-red-zone")}
            {edge(amber, lines.amber_below)}
            {edge(red, lines.red_below)}
        }
    });
    let runs = runs(readings);
    let dots = runs
        .iter()
        .flatten()
        .map(|(day, reading)| dot(scale.x(*day), scale.y(f64::from(*reading)), if days > 30 { "2.5" } else { "4" }))
        .collect::<Vec<_>>();
    let paths = runs.into_iter().filter(|run| run.len() > 1).map(|run| joined(&run, scale)).collect::<Vec<_>>();
    let axis = number(HEIGHT - 6.0);
    view! {
        <figure class="chart max-w-[36rem]">
            <figcaption id="peak-flow-title"><strong>{t("diary-chart")}</strong></figcaption>
            <svg
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                role="img"
                aria-labelledby="peak-flow-title"
                aria-describedby="peak-flow-description"
            >
                <desc id="peak-flow-description">{described}</desc>
                <defs>
                    <pattern id="zone-amber" width="10" height="10" patternUnits="userSpaceOnUse">
                        <circle cx="5" cy="5" r="1" class="chart-hatch-dot"></circle>
                    </pattern>
                    <pattern id="zone-red" width="8" height="8" patternUnits="userSpaceOnUse">
                        <path d="M0 8 L8 0" class="chart-hatch"></path>
                    </pattern>
                </defs>
                {bands}
                <text x=number(LEFT - 4.0) y=number(FLOOR) class="chart-text" text-anchor="end">
                    {scale.bottom.to_string()}
                </text>
                {paths}
                {dots}
                <text x=number(LEFT) y=axis.clone() class="chart-text">{say("diary-days-ago", &[("days", &days.to_string())])}</text>
                <text x=number(RIGHT) y=axis class="chart-text" text-anchor="end">{t("diary-today")}</text>
            </svg>
        </figure>
    }
    .into_any()
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

/// A zone's part of the drawing. Amber and red have a pattern as well, for eyes and printers that see no colour.
fn band(
    from: f64,
    to: f64,
    (band_class, pattern): (&'static str, Option<&'static str>),
    name: &'static str,
) -> AnyView {
    let height = (to - from).max(0.0);
    let pattern = pattern.map(|fill| {
        view! { <rect x=number(LEFT) y=number(from) width=number(RIGHT - LEFT) height=number(height) fill=fill></rect> }
    });
    // At the foot of its band, where readings seldom are.
    let named = (height >= ROOM_FOR_NAME).then(|| {
        view! { <text x=number(LEFT + 6.0) y=number(to - 6.0) class="chart-text">{t(name)}</text> }
    });
    view! {
        <rect x=number(LEFT) y=number(from) width=number(RIGHT - LEFT) height=number(height) class=band_class></rect>
        {pattern}
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

fn dot(x: f64, y: f64, radius: &'static str) -> AnyView {
    view! { <circle cx=number(x) cy=number(y) r=radius class="chart-dot"></circle> }.into_any()
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
        let scale = Scale::new(&readings, None, (day(22), 30));
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
