use domain::OdsCode;
use domain::parents::ReviewList;
use domain::time::say_date;
use leptos::prelude::*;

use super::api::to_review;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Cell, Column, Heading, InsetText, Page, Stack, TableFrame, TableRow, TextLink};

/// The practice's list.
#[component]
pub fn YoungPeoplePage() -> impl IntoView {
    let practice = place::practice();
    let opened = load(
        move || practice.get(),
        |practice| async move {
            match practice {
                Some(practice) => to_review(practice.clone()).await.map(|list| (practice, list)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((practice, list)) => shown(&practice, list),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(practice: &OdsCode, list: ReviewList) -> AnyView {
    let ReviewList { practice_name, lines, policy } = list;
    let trail = vec![(practice_name, Some(routes::practice(practice))), ("Young people".into(), None)];
    let lead = format!(
        "From {} years of age, talk with the young person about what their parents see. Nothing is cut before you decide. At {} a parent’s access ends by itself unless somebody decides otherwise.",
        policy.review_from, policy.ends_at
    );
    let columns = ["Young person", "Age", "Parents to review", "Since"]
        .map(|text| Column { text: text.into(), numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    let nobody = lines.is_empty();
    let rows = lines
        .into_iter()
        .map(|line| {
            let address = routes::acting(practice, line.patient);
            view! {
                <TableRow>
                    <Cell label="Young person" header=true><TextLink href=address>{line.name}</TextLink></Cell>
                    <Cell label="Age">{line.age}</Cell>
                    <Cell label="Parents to review">{line.parents}</Cell>
                    <Cell label="Since">{say_date(line.since)}</Cell>
                </TableRow>
            }
        })
        .collect_view();
    let table = if nobody {
        view! { <InsetText><p>"Nobody waits for a review."</p></InsetText> }.into_any()
    } else {
        view! { <TableFrame caption="Parents’ access to review" caption_hidden=true columns=columns>{rows}</TableFrame> }
            .into_any()
    };
    view! {
        <Page title="Young people" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Parents’ access to review"/>
            <p>{lead}</p>
            <Stack>{table}</Stack>
        </Page>
    }
    .into_any()
}
