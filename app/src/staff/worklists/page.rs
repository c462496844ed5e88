use domain::time::say_date;
use domain::worklist::{WorkLine, WorkList, WorkPage};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::worklist;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::say::{born, counted};
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Cell, Column, Heading, InsetText, Page, Row, Stack, TableFrame, TableRow};

/// One list, who waits longest first.
#[component]
pub fn WorkListPage() -> impl IntoView {
    let (practice, params, query) = (place::practice(), use_params_map(), use_query_map());
    let list = Memo::new(move |_| WorkList::parse(&params.read().get("list")?));
    let number = Memo::new(move |_| query.read().get("page").map_or(Some(1), |text| text.parse::<usize>().ok()));
    let opened = load(
        move || (practice.get(), list.get(), number.get()),
        |asked| async move {
            match asked {
                (Some(practice), Some(list), Some(number)) => worklist(practice, list, number).await,
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(page) => shown(&page),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(page: &WorkPage) -> AnyView {
    let title = page.list.title();
    let trail = vec![(page.practice_name.clone(), Some(routes::practice(&page.practice))), (title.into(), None)];
    let people = if page.people == 0 {
        view! { <InsetText><p>"Nobody is on this list. Well done."</p></InsetText> }.into_any()
    } else {
        let columns = ["Patient", "Born", page.list.since(), "Next"]
            .map(|text| Column { text: text.into(), numeric: false })
            .into_iter()
            .collect::<Vec<_>>();
        let rows = page.lines.iter().map(|line| row(page, line)).collect_view();
        let (count, order) = (counted(page.people, "person", "people"), page.list.order());
        view! {
            <p><strong>{count}</strong>", " {order} "."</p>
            <TableFrame caption=title caption_hidden=true columns=columns>{rows}</TableFrame>
            {pages(page)}
        }
        .into_any()
    };
    let means = page.list.means();
    view! {
        <Page title=title wide=true>
            <Breadcrumb items=trail/>
            <Heading text=title/>
            <Stack>
                <p>{means}</p>
                {people}
            </Stack>
        </Page>
    }
    .into_any()
}

fn row(page: &WorkPage, line: &WorkLine) -> AnyView {
    let name = format!("{}, {}", line.name.family, line.name.given);
    let (born, since) = (born(line.born, page.today), say_date(line.since));
    let (head, (text, href)) = (page.list.since(), next(page, line));
    let spoken = format!(" for {} {}", line.name.given, line.name.family);
    let next = match href {
        Some(href) => view! { <a href=href>{text}<span class="visually-hidden">{spoken}</span></a> }.into_any(),
        None => text.into_any(),
    };
    view! {
        <TableRow>
            <Cell label="Patient" header=true>{name}</Cell>
            <Cell label="Born">{born}</Cell>
            <Cell label=head>{since}</Cell>
            <Cell label="Next">{next}</Cell>
        </TableRow>
    }
    .into_any()
}

/// What is done next. Records are for nurses and GPs: everybody else reads what it is.
fn next(page: &WorkPage, line: &WorkLine) -> (&'static str, Option<String>) {
    let record = routes::patient(&page.practice, line.patient);
    let (text, href) = match page.list {
        WorkList::AttackLate => ("Review the attack", routes::attacks(&page.practice)),
        WorkList::ThreeRelievers => ("Review asthma control", record),
        WorkList::NoPlan => ("Write the plan", record),
        WorkList::PlanOverdue | WorkList::PlanSoon => ("Renew the plan", record),
        WorkList::NotOpened | WorkList::NotActivated => ("Ask how it goes", record),
        WorkList::QuestionsOpen => ("Ask at the visit", record),
        WorkList::NotJoined => ("Invite again", routes::invitation(&page.practice, line.patient)),
        WorkList::NeverInvited => ("Invite", routes::invitation(&page.practice, line.patient)),
    };
    (text, page.clinical.then_some(href))
}

fn pages(page: &WorkPage) -> Option<AnyView> {
    if page.pages < 2 {
        return None;
    }
    let to = |number: usize| format!("{}?page={number}", routes::worklist(&page.practice, page.list));
    let before = (page.page > 1).then(|| view! { <a href=to(page.page - 1)>"Before"</a> });
    let after = (page.page < page.pages).then(|| view! { <a href=to(page.page + 1)>"More"</a> });
    let text = format!("Page {} of {}", page.page, page.pages);
    Some(view! { <Row>{before} <span>{text}</span> {after}</Row> }.into_any())
}
