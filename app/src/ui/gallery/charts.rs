use domain::metrics::{Shown, show, show_of};
use domain::spc::Share;
use leptos::prelude::*;

use crate::ui::{
    Bars, Called, Card, Cohort, ColumnKind, Columns, ControlChart, EquityDots, FunnelPlot, Kept, Measured,
    RetentionGrid, Series, SmallMultiples, Stack,
};

const ACTIVATED: &str = "Activated within 28 days";
const OF: &str = "People registered at least 28 days";
const FILE: &str = "#";

/// Activated people, and people registered, as practices of one ICB.
const PRACTICES: [(&str, i64, i64); 24] = [
    ("Abbey Road Surgery", 61, 96),
    ("Bishop's Park Practice", 118, 187),
    ("Castle Street Surgery", 30, 52),
    ("Church Lane Practice", 44, 71),
    ("Dockside Medical Centre", 96, 158),
    ("Eastgate Surgery", 21, 33),
    ("Fernbank Surgery", 140, 212),
    ("Greenway Practice", 74, 121),
    ("Harbour View Surgery", 52, 141),
    ("Hilltop Surgery", 19, 34),
    ("Ivy House Practice", 87, 139),
    ("Jubilee Health Centre", 158, 262),
    ("King Street Surgery", 40, 58),
    ("Linden Grove Surgery", 66, 108),
    ("Market Square Practice", 103, 160),
    ("Northfield Surgery", 5, 11),
    ("Orchard Practice", 128, 168),
    ("Priory Medical Centre", 200, 334),
    ("Quayside Surgery", 24, 46),
    ("Riverside Surgery", 126, 184),
    ("St Anne's Surgery", 33, 61),
    ("Tollgate Practice", 81, 127),
    ("Union Street Surgery", 4, 30),
    ("Victoria Road Surgery", 110, 181),
];

fn measured(name: &str, count: i64, of: i64) -> Measured {
    Measured::new(name, show_of(count, of), show(of))
}

fn share(count: i64, of: i64) -> Option<Share> {
    Share::of(Shown::Count(count), Shown::Count(of))
}

fn practices() -> Vec<Measured> {
    PRACTICES.into_iter().map(|(name, count, of)| measured(name, count, of)).collect()
}

fn all_hidden(names: &[&str]) -> Vec<Measured> {
    names.iter().map(|name| measured(name, 3, 5)).collect()
}

pub(super) fn charts() -> AnyView {
    view! {
        <Stack>
            {funnels()}
            {over_time()}
            {small()}
            {bars()}
            {retention()}
            {equity()}
        </Stack>
    }
    .into_any()
}

fn funnels() -> AnyView {
    let mean = share(1_880, 3_020);
    let hidden = all_hidden(&["Northfield Surgery", "Union Street Surgery"]);
    let extreme = vec![
        measured("A surgery whose name is longer than any drawing on a phone has room for", 9_800, 9_900),
        measured("Nobody yet", 0, 0),
        measured("None of many", 0, 9_000),
        measured("All of a few", 12, 12),
    ];
    view! {
        <Card heading="Funnel plot">
            <FunnelPlot id="funnel" title=ACTIVATED of=OF mean=mean practices=practices() csv=FILE/>
        </Card>
        <Columns kind=ColumnKind::Thirds>
            <Card heading="Extreme">
                <FunnelPlot id="funnel-extreme" title=ACTIVATED of=OF mean=share(9_812, 18_912) practices=extreme/>
            </Card>
            <Card heading="All hidden">
                <FunnelPlot id="funnel-hidden" title=ACTIVATED of=OF mean=None practices=hidden/>
            </Card>
            <Card heading="Empty">
                <FunnelPlot id="funnel-empty" title=ACTIVATED of=OF mean=None practices=vec![]/>
            </Card>
        </Columns>
    }
    .into_any()
}

const MONTHS: [&str; 18] = [
    "June 2025",
    "July 2025",
    "August 2025",
    "September 2025",
    "October 2025",
    "November 2025",
    "December 2025",
    "January 2026",
    "February 2026",
    "March 2026",
    "April 2026",
    "May 2026",
    "June 2026",
    "July 2026",
    "August 2026",
    "September 2026",
    "October 2026",
    "November 2026",
];

fn over_time() -> AnyView {
    const COUNTS: [(i64, i64); 18] = [
        (44, 80),
        (51, 88),
        (23, 75),
        (55, 97),
        (50, 92),
        (62, 104),
        (5, 40),
        (57, 101),
        (54, 96),
        (61, 99),
        (66, 104),
        (70, 110),
        (68, 108),
        (73, 112),
        (71, 115),
        (79, 120),
        (98, 122),
        (80, 118),
    ];
    let months = MONTHS.iter().zip(COUNTS).map(|(name, (count, of))| measured(name, count, of)).collect();
    view! {
        <Columns kind=ColumnKind::ThreeTwo>
            <Card heading="Over time">
                <ControlChart id="control" title=ACTIVATED centre=share(996, 1_721) periods=months csv=FILE/>
            </Card>
            <Card heading="One month">
                <ControlChart
                    id="control-one"
                    title=ACTIVATED
                    centre=share(50, 80)
                    periods=vec![measured("November 2026", 50, 80)]
                />
            </Card>
        </Columns>
        <Columns>
            <Card heading="All hidden">
                <ControlChart id="control-hidden" title=ACTIVATED centre=None periods=all_hidden(&MONTHS)/>
            </Card>
            <Card heading="Empty">
                <ControlChart id="control-empty" title=ACTIVATED centre=None periods=vec![]/>
            </Card>
        </Columns>
    }
    .into_any()
}

fn small() -> AnyView {
    // Each month a little more, each practice in its own measure.
    let shares = |start: i64, step: i64, of: i64| -> Vec<Option<Share>> {
        (0..12)
            .map(|month| {
                let wave = if month % 3 == 0 { 3 } else { 0 };
                Share::of(show_of((start + step * month + wave).min(of), of), show(of))
            })
            .collect()
    };
    let mut series: Vec<Series> = PRACTICES
        .iter()
        .take(11)
        .zip(0_i64..)
        .map(|((name, _, of), at)| Series { name: (*name).into(), shares: shares(of / 4 + at, of / 40, *of) })
        .collect();
    series.push(Series { name: "Northfield Surgery".into(), shares: shares(3, 0, 11) });
    let ends = || ("December 2025".to_owned(), "November 2026".to_owned());
    let benchmark = ("All practices".to_owned(), shares(800, 60, 2_600));
    view! {
        <Card heading="Small multiples">
            <SmallMultiples
                title="Plan signed and current"
                finding="Eleven practices have more signed plans than a year ago."
                series=series
                benchmark=benchmark
                ends=ends()
                csv=FILE
            />
        </Card>
        <Card heading="Empty">
            <SmallMultiples
                title="Plan signed and current"
                finding=""
                series=vec![]
                benchmark=("All practices".to_owned(), vec![])
                ends=ends()
            />
        </Card>
    }
    .into_any()
}

fn bars() -> AnyView {
    let sources = vec![
        measured("Nurse in the room", 214, 396),
        measured("School", 78, 190),
        measured("Text message", 131, 402),
        measured("Poster", 22, 100),
        measured("Social media", 17, 99),
        measured("Pharmacy", 4, 16),
    ];
    let sources_called = Called("source", "sources");
    let extreme = vec![
        measured("None of them", 0, 2_048),
        measured("All of them", 1_052_971, 1_052_971),
        measured("A source with a name that does not fit on one line of a phone", 40, 80),
        measured("Nobody asked", 0, 0),
    ];
    view! {
        <Columns>
            <Card heading="Bars">
                <Bars
                    title="Still using it on day 30, by where people heard of it"
                    finding="54% of those a nurse told still use it on day 30; of those from social media, 17%."
                    bars=sources
                    compare=share(466, 1_203).map(|all| ("All sources".to_owned(), all))
                    called=sources_called
                    csv=FILE
                />
            </Card>
            <Card heading="Extreme">
                <Bars title="Invited" finding="All or nobody." bars=extreme compare=None called=sources_called/>
                <Bars title="All hidden" finding="" bars=all_hidden(&["Poster", "School"]) compare=None called=sources_called/>
                <Bars title="Empty" finding="" bars=vec![] compare=None/>
            </Card>
        </Columns>
    }
    .into_any()
}

fn retention() -> AnyView {
    let cohort = |month: &str, joined: i64, counts: &[i64]| Cohort {
        month: month.into(),
        joined: show(joined),
        kept: (0..6)
            .map(|day| counts.get(day).map_or(Kept::NotYet, |count| Kept::Of(show_of(*count, joined))))
            .collect(),
    };
    let cohorts = vec![
        cohort("June 2026", 96, &[96, 84, 77, 70, 59, 52]),
        cohort("July 2026", 118, &[118, 101, 94, 82, 70, 61]),
        cohort("August 2026", 31, &[31, 22, 20, 15, 9, 4]),
        cohort("September 2026", 5, &[5, 4, 4, 3, 2]),
        cohort("October 2026", 142, &[142, 128, 119, 104]),
        cohort("November 2026", 88, &[88, 76]),
    ];
    let days = || vec![0, 7, 14, 30, 60, 90];
    view! {
        <Card heading="Retention">
            <RetentionGrid
                title="Still using it"
                finding="Of people who joined in July, 69% still used it on day 30 and 52% on day 90."
                days=days()
                cohorts=cohorts
                csv=FILE
            />
        </Card>
        <Columns>
            <Card heading="All hidden">
                <RetentionGrid
                    title="Still using it in small practices"
                    finding=""
                    days=days()
                    cohorts=vec![cohort("June 2026", 5, &[5, 4, 3, 3, 2, 2])]
                />
            </Card>
            <Card heading="Empty">
                <RetentionGrid title="Still using it" finding="" days=days() cohorts=vec![]/>
            </Card>
        </Columns>
    }
    .into_any()
}

fn equity() -> AnyView {
    let fifths = vec![
        measured("1, most deprived", 168, 350),
        measured("2", 214, 384),
        measured("3", 260, 420),
        measured("4", 4, 16),
        measured("5, least deprived", 231, 350),
    ];
    let groups = vec![
        measured("Asian or Asian British", 44, 80),
        measured("Black, Black British, Caribbean or African", 30, 62),
        measured("Mixed or multiple ethnic groups", 4, 13),
        measured("White", 620, 1_004),
        measured("Other ethnic group", 8, 15),
        measured("Not known", 41, 92),
    ];
    view! {
        <Columns>
            <Card heading="Equity, by deprivation">
                <EquityDots title="Activated, by fifth of deprivation" groups=fifths overall=share(877, 1_520) ends=true csv=FILE/>
            </Card>
            <Card heading="Equity, by ethnicity">
                <EquityDots title="Activated, by ethnic group" groups=groups overall=share(747, 1_266) csv=FILE/>
            </Card>
            <Card heading="All hidden">
                <EquityDots title="Activated, by language" groups=all_hidden(&["English", "Urdu"]) overall=None/>
            </Card>
            <Card heading="Empty">
                <EquityDots title="Activated, by sex" groups=vec![] overall=None/>
            </Card>
        </Columns>
    }
    .into_any()
}
