use domain::plan::Severity;
use domain::plan::rules::{RULES, RULES_VERSION, Rule};
use leptos::prelude::*;

use super::api::icb_name;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Cell, Column, Heading, Page, TableFrame, TableRow, Tag, Tone};

/// The rules every plan must pass, as the clinical safety officer answers for them.
#[component]
pub fn RulesPage() -> impl IntoView {
    let icb = place::icb();
    let name = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => icb_name(icb.clone()).await.map(|name| (icb, name)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match name.ready().await {
                    Ok((icb, name)) => catalogue(vec![(name, Some(routes::icb(&icb))), ("Rules".into(), None)]),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn catalogue(trail: Vec<(String, Option<String>)>) -> AnyView {
    let columns = ["Rule", "Weight", "What it holds", "Source", "Owner"]
        .map(|text| Column { text: text.into(), numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    let rows = RULES.iter().map(line).collect_view();
    let caption = format!(
        "Version {RULES_VERSION} of the rules, {} in all. They run while a plan is typed and again before it is signed; the server’s verdict counts.",
        RULES.len()
    );
    view! {
        <Page title="Rules for asthma plans" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Rules for asthma plans"/>
            <p>{caption}</p>
            <p>"Stop: the plan cannot be signed. Confirm: it can be signed with a reason, which is kept with it. Advice: shown, nothing is asked."</p>
            <TableFrame caption="Rules" caption_hidden=true columns=columns>{rows}</TableFrame>
        </Page>
    }
    .into_any()
}

fn line(rule: &'static Rule) -> AnyView {
    let tone = match rule.severity {
        Severity::Stop => Tone::Red,
        Severity::Confirm => Tone::Yellow,
        Severity::Advise => Tone::Blue,
        Severity::Info => Tone::Grey,
    };
    view! {
        <TableRow>
            <Cell label="Rule" header=true>{rule.id}</Cell>
            <Cell label="Weight"><Tag tone=tone text=rule.severity.title()/></Cell>
            <Cell label="What it holds">{rule.title}</Cell>
            <Cell label="Source">{rule.source}</Cell>
            <Cell label="Owner">{rule.owner}</Cell>
        </TableRow>
    }
    .into_any()
}
