//! Groups of people beside each other: whether everybody is reached.

use domain::board::{COMPARED, Groups, figure};
use domain::figures::{Dimension, ToldFigure};
use domain::metrics::Metric;
use domain::screening::LANGUAGES;
use domain::time::say_date;
use domain::{OdsCode, OrganisationKind, consent::RecruitmentSource};
use leptos::prelude::*;

use super::api::groups;
use super::around::{dimensions, title, views_of};
use super::parts::{columns, row};
use super::tables::count_and_share;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Card, EquityDots, Heading, InsetText, LinkChoices, Measured, NavItem, Page, Stack, TableFrame};

#[component]
pub fn GroupsPage() -> impl IntoView {
    let (code, dimension, chosen) = (place::board(), place::dimension(), place::chosen_figure());
    let opened = load(
        move || (code.get(), dimension.get()),
        |(code, dimension)| async move {
            match (code, dimension) {
                (Some(code), Some(dimension)) => groups(code, dimension).await,
                _ => Err(place::not_found()),
            }
        },
    );
    let above = place::icb();
    let practice = place::practice();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(found) => whole(&found, &place_of(&found.code, practice.get(), above.get()), chosen.get()),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// What kind of organisation the address names, and where its board is.
pub(super) fn place_of(code: &OdsCode, practice: Option<OdsCode>, icb: Option<OdsCode>) -> (OrganisationKind, String) {
    let kind = match (&practice, &icb) {
        (Some(_), _) => OrganisationKind::Practice,
        (None, Some(icb)) if icb != code => OrganisationKind::Pcn,
        _ => OrganisationKind::Icb,
    };
    (kind, routes::board(kind, code, icb.as_ref()))
}

fn whole(found: &Groups, (kind, address): &(OrganisationKind, String), chosen: Option<String>) -> AnyView {
    let here = |dimension: Dimension| format!("{address}{}{}", routes::GROUPS, dimension.as_str());
    let metric = match chosen.as_deref() {
        None => Some(Metric::PlanCoverage),
        Some(word) => Metric::parse(word).filter(|metric| COMPARED.contains(metric)),
    };
    let by = metric.map_or_else(String::new, |metric| format!("?figure={}", metric.as_str()));
    let wheres = dimensions(*kind)
        .into_iter()
        .map(|dimension| NavItem {
            text: title(dimension).into(),
            href: format!("{}{by}", here(dimension)),
            current: dimension == found.dimension,
        })
        .collect::<Vec<_>>();
    let whats = COMPARED
        .map(|compared| NavItem {
            text: compared.definition().title.into(),
            href: format!("{}?figure={}", here(found.dimension), compared.as_str()),
            current: metric == Some(compared),
        })
        .into_iter()
        .collect::<Vec<_>>();
    let drawing = match metric {
        Some(metric) => dots(found, metric, address),
        None => view! {
            <InsetText><p>"There is no such figure to compare by. Choose one above."</p></InsetText>
        }
        .into_any(),
    };
    let trail = vec![(found.name.clone(), Some(address.clone())), ("Groups".into(), None)];
    let day = say_date(found.day);
    let text = if found.exact {
        format!("As at {day}.")
    } else {
        format!("As at the end of {day}, rounded down to sevens; under 14 hidden, so that nobody can be recognised.")
    };
    let heading = format!("Groups: {}", title(found.dimension).to_lowercase());
    let (views, table) = (views_of(*kind, address, routes::GROUPS), table(found));
    view! {
        <Page title="Groups compared" wide=true>
            <crate::ui::Breadcrumb items=trail/>
            <Heading text=heading/>
            <Stack>
                {views}
                <LinkChoices label="Groups by" items=wheres/>
                <LinkChoices label="Compared by" items=whats/>
                <p class="text-muted">{text}</p>
                <Card>{drawing}</Card>
                {table}
            </Stack>
        </Page>
    }
    .into_any()
}

fn dots(found: &Groups, metric: Metric, address: &str) -> AnyView {
    let measured = |name: String, figures: &[ToldFigure]| {
        let told = figure(figures, metric)?;
        Some(Measured::new(name, told.count, told.of?))
    };
    let groups: Vec<Measured> =
        found.groups.iter().filter_map(|(word, figures)| measured(name_of(found.dimension, word), figures)).collect();
    // Nobody's group is no end of a list.
    let ends = found.dimension == Dimension::Deprivation;
    let groups = if ends { groups.into_iter().filter(|group| group.name != NOT_KNOWN).collect() } else { groups };
    let everybody = measured("Everybody".into(), &found.everybody).and_then(|all| all.share());
    let file = format!("{address}{}groups-{}.csv", routes::BOARD_FILES, found.dimension.as_str());
    let title = metric.definition().title;
    view! { <EquityDots title=title groups=groups overall=everybody ends=ends csv=file/> }.into_any()
}

fn table(found: &Groups) -> AnyView {
    let columns = columns("Group", &COMPARED.map(|metric| metric.definition().title));
    let line = |name: String, figures: &[ToldFigure]| {
        let cells = COMPARED.map(|metric| {
            (metric.definition().title, figure(figures, metric).map_or_else(String::new, count_and_share))
        });
        row("Group", name, None, cells.to_vec())
    };
    let mut rows: Vec<AnyView> =
        found.groups.iter().map(|(word, figures)| line(name_of(found.dimension, word), figures)).collect();
    rows.push(line("Everybody".into(), &found.everybody));
    view! {
        <Card heading="Every number">
            <TableFrame caption="Groups" caption_hidden=true columns=columns>{rows}</TableFrame>
        </Card>
    }
    .into_any()
}

const NOT_KNOWN: &str = "Not known";

/// What a group is called on screen.
pub(super) fn name_of(dimension: Dimension, word: &str) -> String {
    if word == "unknown" {
        return NOT_KNOWN.into();
    }
    match dimension {
        Dimension::Age => match word.split_once('-') {
            Some((from, to)) => format!("{from} to {to}"),
            None => format!("{} and over", word.trim_end_matches('+')),
        },
        Dimension::Deprivation => match word {
            "1" => "Most deprived fifth".into(),
            "5" => "Least deprived fifth".into(),
            other => format!("Fifth {other}"),
        },
        Dimension::Language => {
            LANGUAGES.iter().find(|(code, _)| *code == word).map_or_else(|| word.into(), |(_, name)| (*name).into())
        }
        Dimension::Source => RecruitmentSource::parse(word).map_or_else(|| word.into(), |source| source.title().into()),
        Dimension::Sex if word == "not_specified" => "Not specified".into(),
        Dimension::Sex | Dimension::Ethnicity => capital(word),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_a_name_of_its_own() {
        for dimension in Dimension::ALL {
            let words = dimension.words();
            let mut names: Vec<String> = words.iter().map(|word| name_of(dimension, word)).collect();
            assert!(names.iter().all(|name| !name.is_empty()), "{dimension:?}");
            names.sort();
            names.dedup();
            assert_eq!(names.len(), words.len(), "{dimension:?}");
        }
    }
}
