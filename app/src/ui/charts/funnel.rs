use domain::drawing::{Scale, path, short, spread};
use domain::spc::{Level, Place, Share, is_overdispersed, limits};
use leptos::prelude::*;

use super::frame::{ChartFigure, ChartTable, HEIGHT, WIDE, plot, stretched};
use super::marks::{Mark, Spot, across, down, grid, key, mark, text};
use super::measured::{Called, Measured, listed};

/// Points a limit's line is made of.
const STEPS: u32 = 48;
/// More names than this would cover the drawing; the table has them all.
const MOST_NAMED: usize = 12;
/// Distance between labels.
const LINE: f64 = 20.0;

/// A practice in the drawing.
struct Point {
    name: String,
    share: Share,
    place: Place,
}

/// Shares against the number of people, with the limits chance sets around the mean: instead of a league table.
#[component]
pub fn FunnelPlot(
    #[prop(into)] id: String,
    #[prop(into)] title: String,
    /// What the shares are of, such as "People registered at least 28 days".
    #[prop(into)]
    of: String,
    /// All practices together.
    mean: Option<Share>,
    practices: Vec<Measured>,
    #[prop(default = Called::PRACTICES)] called: Called,
    #[prop(optional, into)] csv: Option<String>,
) -> impl IntoView {
    let mut points = points(&practices, mean);
    points.sort_by(|a, b| a.name.cmp(&b.name));
    let hidden = practices.iter().filter(|one| one.is_hidden()).count();
    let mut notes = Vec::new();
    notes.extend(called.hidden_note(hidden, practices.len()));
    let shares: Vec<Share> = points.iter().map(|point| point.share).collect();
    if mean.is_some_and(|mean| is_overdispersed(&shares, mean.value())) {
        notes.push(format!(
            "The {} differ more than chance alone explains. Who they care for may differ too: lying outside asks a question, it does not answer one.",
            called.1
        ));
    }
    let finding = finding(&points, hidden, mean, called);
    let table = table(&practices, mean);
    let drawing = match mean {
        Some(mean) if !points.is_empty() => {
            let described = format!("{finding} Across: {}. Up: share in per cent.", of.to_lowercase());
            drawing(&id, (title.clone(), described, of), mean, &points)
        }
        _ => ().into_any(),
    };
    view! { <ChartFigure title=title finding=finding notes=notes table=Some(table) csv=csv drawing=drawing/> }
        .into_any()
}

fn points(practices: &[Measured], mean: Option<Share>) -> Vec<Point> {
    let Some(mean) = mean else { return Vec::new() };
    let point = |one: &Measured| {
        let share = one.share()?;
        Some(Point { name: one.name.clone(), share, place: Place::of(share, mean.value()) })
    };
    practices.iter().filter_map(point).collect()
}

fn finding(points: &[Point], hidden: usize, mean: Option<Share>, called: Called) -> String {
    if let Some(nothing) = called.nothing(points.len(), hidden) {
        return nothing;
    }
    let mean = mean.map(Share::text).unwrap_or_default();
    let names = |place: Place| {
        points.iter().filter(|point| point.place == place).map(|point| point.name.clone()).collect::<Vec<_>>()
    };
    let (above, below) = (names(Place::FarAbove), names(Place::FarBelow));
    let out = above.len() + below.len();
    if out == 0 {
        return format!("No {} is further from the average of {mean} than chance explains.", called.0);
    }
    let verb = if out == 1 { "is" } else { "are" };
    let said = format!(
        "{out} of {} {verb} further from the average of {mean} than chance explains",
        called.count(points.len())
    );
    if out > 4 {
        return format!("{said}: {} above and {} below.", above.len(), below.len());
    }
    let sides = [(above, "above"), (below, "below")];
    let sides = sides.iter().filter(|(names, _)| !names.is_empty());
    let sides: Vec<String> = sides.map(|(names, side)| format!("{} {side}", listed(names))).collect();
    format!("{said}: {}.", sides.join(", "))
}

fn table(practices: &[Measured], mean: Option<Share>) -> ChartTable {
    let mut sorted: Vec<&Measured> = practices.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let rows = sorted.into_iter().map(|one| {
        let place =
            one.share().zip(mean).map_or("not compared", |(share, mean)| Place::of(share, mean.value()).words());
        vec![one.name.clone(), one.count.text(), one.of.text(), one.text(), place.to_owned()]
    });
    ChartTable::new(
        [("Name", false), ("Count", true), ("Of", true), ("Share", true), ("Compared with the average", false)],
        rows.collect(),
    )
}

fn drawing(id: &str, (title, described, of): (String, String, String), mean: Share, points: &[Point]) -> AnyView {
    let average = mean.value();
    let most = points.iter().map(|point| point.share.denominator()).max().unwrap_or(1);
    let least = points.iter().map(|point| point.share.denominator()).min().unwrap_or(1);
    let people = Scale::round(0.0, f64::from(most), 4);
    let widest = limits(average, least, Level::Far);
    let values = || points.iter().map(|point| point.share.value());
    let low = values().fold(widest.lower, f64::min);
    let shares = Scale::of_shares(low, values().fold(widest.upper, f64::max));
    let at =
        |share: Share| -> Spot { (people.at(f64::from(share.denominator())), down(&shares, share.value(), HEIGHT)) };
    let ticks =
        people.ticks().map(|tick| text((people.at(tick), HEIGHT), (0, 22), "middle", short(tick))).collect_view();
    let marks = points
        .iter()
        .map(|point| {
            let kind = match point.place {
                Place::Inside => Mark::Dot,
                Place::Above | Place::Below => Mark::Ring,
                Place::FarAbove | Place::FarBelow => Mark::Diamond,
            };
            mark(kind, at(point.share))
        })
        .collect_view();
    let far: Vec<&Point> = points.iter().filter(|point| point.place.is_far()).collect();
    let far = if far.len() <= MOST_NAMED { far } else { Vec::new() };
    let names = far.iter().map(|point| (point.name.clone(), at(point.share))).collect::<Vec<_>>();
    let listed = named_below(&far);
    let content = view! {
        {grid(&shares)}
        {ticks}
        {lines((average, least), &people, &shares)}
        {marks}
        {labels(names)}
    }
    .into_any();
    view! {
        {key(vec![
            (Mark::Dot, "Within both limits"),
            (Mark::Ring, "Outside 95%: one in 20 is, by chance"),
            (Mark::Diamond, "Outside 99.8%"),
        ])}
        {plot(id, title, described, content)}
        <p class="plot-axis">{of}</p>
        {listed}
    }
    .into_any()
}

/// The mean and the four limits, each with its name at the right end.
fn lines((average, least): (f64, u32), people: &Scale, shares: &Scale) -> AnyView {
    let highest = people.high();
    // Steps grow with the number: limits bend where there are few people.
    let first = f64::from(least.max(2)) * 0.75;
    let sizes: Vec<u32> = (0..=STEPS)
        .map(|step| {
            let part = f64::from(step) / f64::from(STEPS);
            (first + (highest - first) * part * part).round().max(1.0) as u32
        })
        .collect();
    let line = |level: Level, upper: bool| {
        let value = |size: u32| {
            let found = limits(average, size, level);
            if upper { found.upper } else { found.lower }
        };
        let points: Vec<(f64, f64)> =
            sizes.iter().map(|size| (people.at(f64::from(*size)) * WIDE, down(shares, value(*size), HEIGHT))).collect();
        let end = points.last().map_or(0.0, |point| point.1);
        (path(&points), end)
    };
    let drawn = [(Level::Far, true), (Level::Usual, true), (Level::Usual, false), (Level::Far, false)];
    let drawn = drawn.map(|(level, upper)| (level, line(level, upper)));
    let middle = down(shares, average, HEIGHT);
    let mut wanted: Vec<f64> = drawn.iter().map(|(_, (_, end))| *end).collect();
    wanted.push(middle);
    let names = drawn.iter().map(|(level, _)| level.name()).chain(["average"]);
    let names = names
        .zip(spread(&wanted, LINE, (0.0, HEIGHT)))
        .map(|(name, y)| text((1.0, y), (6, 5), "start", name.to_owned()))
        .collect_view();
    let curves = drawn
        .into_iter()
        .map(|(level, (d, _))| {
            let line_class = if level == Level::Far { "plot-limit" } else { "plot-limit plot-limit-usual" };
            view! { <path d=d class=line_class></path> }
        })
        .collect_view();
    let mean = path(&[(0.0, middle), (WIDE, middle)]);
    let curves = view! { <path d=mean class="plot-mean"></path>{curves} }.into_any();
    view! { {stretched(HEIGHT, curves)}{names} }.into_any()
}

/// A letter for each, on a wide drawing with the name.
fn labels(named: Vec<(String, Spot)>) -> AnyView {
    let wanted: Vec<f64> = named.iter().map(|(_, (_, y))| *y).collect();
    let placed = spread(&wanted, LINE, (4.0, HEIGHT - 4.0));
    named
        .into_iter()
        .zip(placed)
        .zip('A'..)
        .map(|(((name, (x, y)), label_y), letter)| {
            let (dx, anchor) = if x > 0.5 { ("-12", "end") } else { ("12", "start") };
            let leader = ((label_y - y).abs() > 6.0).then(|| {
                view! { <line x1=across(x) x2=across(x) y1=short(y) y2=short(label_y) class="plot-leader"></line> }
            });
            view! {
                {leader}
                <text x=across(x) y=short(label_y) dx=dx dy="5" text-anchor=anchor class="plot-text plot-name">
                    {letter.to_string()}<tspan class="plot-wide">{format!(" {name}")}</tspan>
                </text>
            }
        })
        .collect_view()
        .into_any()
}

/// What the letters stand for.
fn named_below(far: &[&Point]) -> AnyView {
    if far.is_empty() {
        return ().into_any();
    }
    let entries = far
        .iter()
        .zip('A'..)
        .map(|(point, letter)| {
            let said = format!(
                " {}: {} of {}, {}",
                point.name,
                point.share.text(),
                point.share.denominator(),
                point.place.words()
            );
            view! { <li><strong>{letter.to_string()}</strong>{said}</li> }
        })
        .collect_view();
    view! { <ul class="chart-named">{entries}</ul> }.into_any()
}
