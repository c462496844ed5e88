//! The practices of an ICB beside each other: a funnel plot instead of a league table, the last weeks in small, and every
//! number in a table by name.

use domain::OrganisationKind;
use domain::board::{COMPARED, Comparison, WeekLine, figure};
use domain::metrics::Metric;
use domain::spc::Share;
use domain::time::{say_date, say_time_with_seconds};
use leptos::prelude::*;

use super::api::comparison;
use super::around::views_of;
use super::parts::{Figure, columns, row};
use super::tables::{HEADS, in_columns};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{
    Breadcrumb, Called, Card, Column, FunnelPlot, Heading, InsetText, LinkChoices, Measured, NavItem, Page, Series,
    SmallMultiples, Stack, TableFrame,
};

#[component]
pub fn PracticesPage() -> impl IntoView {
    let (icb, chosen) = (place::icb(), place::chosen_figure());
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => comparison(icb).await,
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(comparison) => whole(&comparison, chosen.get()),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn whole(found: &Comparison, chosen: Option<String>) -> AnyView {
    let address = routes::icb(&found.code);
    let here = format!("{address}{}", routes::PRACTICES);
    let metric = match chosen.as_deref() {
        None => Some(Metric::PlanCoverage),
        Some(word) => Metric::parse(word).filter(|metric| COMPARED.contains(metric)),
    };
    let choices = COMPARED
        .map(|compared| NavItem {
            text: compared.definition().title.into(),
            href: format!("{here}?figure={}", compared.as_str()),
            current: metric == Some(compared),
        })
        .into_iter()
        .collect::<Vec<_>>();
    let drawing = match metric {
        Some(metric) => funnel_plot(found, metric, &address),
        None => view! {
            <InsetText><p>"There is no such figure to compare by. Choose one above."</p></InsetText>
        }
        .into_any(),
    };
    let trail = vec![(found.name.clone(), Some(address.clone())), ("Practices".into(), None)];
    let as_at = format!(
        "As at {}. Figures move in steps of seven, and under 14 they are hidden.",
        say_time_with_seconds(found.as_at)
    );
    let (weeks, table) = (weeks(found), practices(found));
    view! {
        <Page title="Practices compared" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Practices compared"/>
            <Stack>
                {views_of(OrganisationKind::Icb, &address, routes::PRACTICES)}
                <p class="text-muted">{as_at}</p>
                <LinkChoices label="Compared by" items=choices/>
                <Card>{drawing}</Card>
                <Card>{weeks}</Card>
                {table}
            </Stack>
        </Page>
    }
    .into_any()
}

fn funnel_plot(found: &Comparison, metric: Metric, address: &str) -> AnyView {
    let practices: Vec<Measured> = found
        .practices
        .iter()
        .filter_map(|line| {
            let told = figure(&line.figures, metric)?;
            Some(Measured::new(line.name.clone(), told.count, told.of?))
        })
        .collect();
    let mean = Share::together(practices.iter().filter_map(Measured::share));
    let definition = metric.definition();
    let file = format!("{address}{}practices.csv", routes::BOARD_FILES);
    view! { <FunnelPlot id="practices" title=definition.title of=definition.denominator mean=mean practices=practices csv=file/> }
        .into_any()
}

/// Active people of those registered, week by week, for each PCN.
fn weeks(found: &Comparison) -> AnyView {
    let shares = |line: &WeekLine| -> Vec<Option<Share>> {
        line.weeks.iter().map(|(active, registered)| Share::of(*active, *registered)).collect()
    };
    let all = found.weeks.iter().find(|line| line.name.is_empty()).map(shares).unwrap_or_default();
    let series: Vec<Series> = found
        .weeks
        .iter()
        .filter(|line| !line.name.is_empty())
        .map(|line| Series { name: line.name.clone(), shares: shares(line) })
        .collect();
    let end = |at: Option<&chrono::NaiveDate>| at.map(|day| say_date(*day)).unwrap_or_default();
    let ends = (end(found.sundays.first()), end(found.sundays.last()));
    let finding = match (all.first().copied().flatten(), all.last().copied().flatten()) {
        (Some(first), Some(last)) => format!(
            "Of the registered people of the ICB {} were active in the week to {}, {} twelve weeks before.",
            last.text(),
            ends.1,
            first.text()
        ),
        (None, Some(last)) => {
            format!("Of the registered people of the ICB {} were active in the week to {}.", last.text(), ends.1)
        }
        _ => "There are too few registered people to show a week.".to_owned(),
    };
    const PCNS: Called = Called("primary care network", "primary care networks");
    view! {
        <SmallMultiples title="Active in the week" finding=finding series=series benchmark=("The ICB".to_owned(), all) ends=ends called=PCNS/>
    }
    .into_any()
}

fn practices(found: &Comparison) -> AnyView {
    if found.practices.is_empty() {
        return view! { <InsetText><p>"No practice of this ICB has joined yet."</p></InsetText> }.into_any();
    }
    let mut columns = columns("Practice", &HEADS);
    columns.insert(1, Column { text: "PCN".into(), numeric: false });
    columns.push(Column { text: "Time to sign".into(), numeric: true });
    let rows = found
        .practices
        .iter()
        .map(|line| {
            let href = routes::practice(&line.code);
            let name = view! { <a href=href>{line.name.clone()}</a> };
            let mut figures: Vec<Figure> = in_columns(line);
            figures.push(("Time to sign", line.time_to_sign.clone().unwrap_or_default()));
            row("Practice", name, Some(("PCN", line.within.clone().unwrap_or_default())), figures)
        })
        .collect_view();
    view! {
        <Card heading="Every practice by name">
            <TableFrame caption="Practices by name" caption_hidden=true columns=columns>{rows}</TableFrame>
            <p class="text-muted">"Time to sign is the median of this month, hidden under 7 plans."</p>
        </Card>
    }
    .into_any()
}
