use domain::condition::rules::{CONDITION_RULES, CONDITION_RULES_VERSION};
use domain::plan::Severity;
use domain::plan::rules::{RULES, RULES_VERSION, Rule};
use domain::plan::views::{RuleCatalogue, RuleFigures, ShownReasons};
use leptos::prelude::*;

use super::api::rule_catalogue;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Cell, Column, Heading, Page, SectionHeading, TableFrame, TableRow, Tag, Tone};

/// The rules every plan must pass, as the clinical safety officer answers for them.
#[component]
pub fn RulesPage() -> impl IntoView {
    let icb = place::icb();
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => rule_catalogue(icb.clone()).await.map(|catalogue| (icb, catalogue)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((icb, known)) => {
                        let trail = vec![(known.icb_name.clone(), Some(routes::icb(&icb))), ("Rules".into(), None)];
                        catalogue(trail, &known)
                    }
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn catalogue(trail: Vec<(String, Option<String>)>, known: &RuleCatalogue) -> AnyView {
    let asthma = rule_table("Rules for asthma plans", RULES, known);
    let others = rule_table("Rules for other plans", CONDITION_RULES, known);
    let caption = said_above(RULES_VERSION, RULES.len());
    let caption_others = said_above(CONDITION_RULES_VERSION, CONDITION_RULES.len());
    view! {
        <Page title="Rules" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Rules"/>
            <p>"Figures are of the last 365 days in this ICB: how many times a rule spoke when a plan was signed or its signing was refused, and how many times the plan was signed all the same. Numbers from 1 to 6 are hidden."</p>
            <p>"Stop: the plan cannot be signed. Confirm: it can be signed with a reason, which is kept with it. Advice: shown, nothing is asked."</p>
            <SectionHeading text="Asthma plans"/>
            <p>{caption}</p>
            {asthma}
            <SectionHeading text="Plans for other conditions"/>
            <p>{caption_others}</p>
            {others}
        </Page>
    }
    .into_any()
}

fn said_above(version: u16, count: usize) -> String {
    format!(
        "Version {version} of the rules, {count} in all. They run while a plan is written and again before it is signed; the server’s verdict counts."
    )
}

fn rule_table(caption: &'static str, rules: &'static [Rule], known: &RuleCatalogue) -> AnyView {
    let columns = [
        ("Rule", false),
        ("Weight", false),
        ("What it holds, and its source", false),
        ("Spoke", true),
        ("Passed with a reason", true),
        ("Reasons", false),
    ]
    .map(|(text, numeric)| Column { text: text.into(), numeric })
    .into_iter()
    .collect::<Vec<_>>();
    let rows = rules.iter().map(|rule| line(rule, known.rules.get(rule.id))).collect_view();
    view! { <TableFrame caption=caption caption_hidden=true columns=columns>{rows}</TableFrame> }.into_any()
}

fn line(rule: &'static Rule, figures: Option<&RuleFigures>) -> AnyView {
    let spoke = figures.map_or_else(|| "0".to_owned(), |figures| figures.shown.text());
    let passed = match (rule.severity, figures) {
        (Severity::Confirm, Some(figures)) => figures.passed.text(),
        (Severity::Confirm, None) => "0".to_owned(),
        _ => "–".to_owned(),
    };
    let reasons = figures.map(|figures| reasons(&figures.reasons)).unwrap_or_default();
    let second = match rule.second_person.title() {
        "" => String::new(),
        title => format!(" {title}."),
    };
    let source = format!("{}. Owner: {}.{second}", rule.source, rule.owner.to_lowercase());
    let tone = match rule.severity {
        Severity::Stop => Tone::Red,
        Severity::Confirm => Tone::Yellow,
        Severity::Advise => Tone::Blue,
        Severity::Info => Tone::Grey,
    };
    view! {
        <TableRow>
            <Cell label="Rule" header=true><span class="whitespace-nowrap">{rule.id}</span></Cell>
            <Cell label="Weight"><Tag tone=tone text=rule.severity.title()/></Cell>
            <Cell label="What it holds"><span class="block">{rule.title}</span> <span class="block text-muted type-small">{source}</span></Cell>
            <Cell label="Spoke" numeric=true>{spoke}</Cell>
            <Cell label="Passed" numeric=true>{passed}</Cell>
            <Cell label="Reasons">{reasons}</Cell>
        </TableRow>
    }
    .into_any()
}

fn reasons(shown: &ShownReasons) -> String {
    match shown {
        ShownReasons::TooFew => "too few to tell apart".into(),
        ShownReasons::Counted(reasons) => {
            reasons.iter().map(|(title, count)| format!("{title}: {count}")).collect::<Vec<_>>().join("; ")
        }
    }
}
