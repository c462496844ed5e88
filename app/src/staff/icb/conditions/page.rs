use domain::OdsCode;
use domain::condition::views::{ConditionTemplateLine, ConditionTemplateList};
use domain::condition::{Condition, ConditionTemplate};
use domain::plan::template::views::TemplateState;
use domain::time::say_date_time;
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::{ApproveConditionTemplate, WithdrawConditionTemplate, condition_templates};
use crate::condition_words::ConditionWords;
use crate::forms::{self, Returned};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, refusals, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, ButtonLink, Card, Cell, Column, Details, ErrorSummary, Heading, Page, Stack,
    TableFrame, TableRow, Tag, TextInput, Tone,
};

/// Every other condition with every version of its template.
#[component]
pub fn ConditionsPage() -> impl IntoView {
    let icb = place::icb();
    let withdraw = ServerAction::<WithdrawConditionTemplate>::new();
    let state = forms::state(withdraw.value());
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => condition_templates(icb.clone()).await.map(|list| (icb, list)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((icb, list)) => shown(&icb, &list, withdraw, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(
    icb: &OdsCode,
    list: &ConditionTemplateList,
    withdraw: ServerAction<WithdrawConditionTemplate>,
    state: Signal<Returned>,
) -> AnyView {
    let trail = vec![(list.icb_name.clone(), Some(routes::icb(icb))), ("Other plans".into(), None)];
    let errors = Signal::derive(move || lines(&state.read().problems));
    let approve = ServerAction::<ApproveConditionTemplate>::new();
    let cards = list
        .conditions
        .iter()
        .map(|(condition, versions)| {
            condition_card(icb, *condition, versions, list.approves, (approve, withdraw), state)
        })
        .collect_view();
    let who = if list.approves {
        "You answer for clinical safety here: you approve and withdraw."
    } else {
        "The clinical safety officer approves and withdraws."
    };
    view! {
        <Page title="Plans for other conditions" wide=true>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <ErrorSummary errors=refusals(approve.value(), "templates")/>
            <Heading text="Plans for other conditions"/>
            <p id="templates">"Plans for allergy, epilepsy and sickle cell. Each is off until you take it up and the clinical safety officer approves it. A version never changes once it is proposed, and a signed plan stays as it was signed. " {who}</p>
            <Stack>{cards}</Stack>
        </Page>
    }
    .into_any()
}

type Acts = (ServerAction<ApproveConditionTemplate>, ServerAction<WithdrawConditionTemplate>);

fn condition_card(
    icb: &OdsCode,
    condition: Condition,
    versions: &[ConditionTemplateLine],
    approves: bool,
    acts: Acts,
    state: Signal<Returned>,
) -> AnyView {
    let template = versions.first().map_or_else(|| condition.starter(), |line| line.template.clone());
    let in_force = versions.iter().any(|line| line.state == TemplateState::InForce);
    let (tone, text) = match (in_force, versions.is_empty()) {
        (true, _) => (Tone::Green, "Nurses can start plans from it"),
        (false, true) => (Tone::Grey, "Off: not taken up"),
        (false, false) => (Tone::Grey, "Off: no version in force"),
    };
    let propose = if versions.is_empty() { "Take it up: propose version 1" } else { "Propose a new version" };
    let lines = versions
        .iter()
        .enumerate()
        .map(|(at, line)| version(icb, versions.get(at + 1), line, approves, acts, state))
        .collect_view();
    let (edit, words) = (routes::condition_edit(icb, condition), template.words_of_template());
    let review = format!("Review within {} months.", template.review_months);
    view! {
        <Card heading=template.name.clone() edge=tone>
            <p class="flex flex-wrap items-center gap-3"><Tag tone=tone text=text/> <span>{template.about.clone()}</span></p>
            <p>{review}</p>
            <Details summary=format!("All the words of “{}”", template.name)>
                <ConditionWords sections=words/>
            </Details>
            {lines}
            <p><ButtonLink href=edit kind=ButtonKind::Secondary>{propose}</ButtonLink></p>
        </Card>
    }
    .into_any()
}

fn version(
    icb: &OdsCode,
    before: Option<&ConditionTemplateLine>,
    line: &ConditionTemplateLine,
    approves: bool,
    acts: Acts,
    state: Signal<Returned>,
) -> AnyView {
    let tone = match line.state {
        TemplateState::Proposed => Tone::Yellow,
        TemplateState::InForce => Tone::Green,
        TemplateState::Replaced => Tone::Grey,
        TemplateState::Withdrawn => Tone::Red,
    };
    let mut told = vec![format!("Proposed by {} on {}", line.made_by, say_date_time(line.made_at))];
    told.extend(line.approved.as_ref().map(|(by, at)| format!("approved by {by} on {}", say_date_time(*at))));
    told.extend(
        line.withdrawn.as_ref().map(|(by, at, why)| format!("withdrawn by {by} on {}: {why}", say_date_time(*at))),
    );
    let starter = line.template.condition.starter();
    let has_before = before.is_some();
    let before = before.map_or(starter, |line| line.template.clone());
    let (changes, buttons) = (changes(line, &before, has_before), buttons(icb, line, approves, acts, state));
    let name = format!("Version {}", line.template.version);
    view! {
        <div class="border-t border-line py-3">
            <p class="flex flex-wrap items-center gap-3"><strong>{name}</strong> <Tag tone=tone text=line.state.title()/></p>
            <p class="text-muted">{told.join("; ")}</p>
            {changes}
            {buttons}
        </div>
    }
    .into_any()
}

/// What this version changed against the one before it.
fn changes(line: &ConditionTemplateLine, before: &ConditionTemplate, has_before: bool) -> Option<AnyView> {
    let changes = line.template.compare(before);
    let against = if has_before { format!("version {}", before.version) } else { "the starter template".into() };
    if changes.is_empty() {
        return Some(view! { <p>{format!("As {against}.")}</p> }.into_any());
    }
    let columns = ["What", "Was", "Now"].map(|text| Column { text: text.into(), numeric: false }).into_iter().collect();
    let rows = changes
        .into_iter()
        .map(|(what, was, now)| {
            view! {
                <TableRow>
                    <Cell label="What" header=true>{what}</Cell>
                    <Cell label="Was"><del class="whitespace-pre-line"><span class="visually-hidden">"was "</span>{was}</del></Cell>
                    <Cell label="Now"><ins class="whitespace-pre-line"><span class="visually-hidden">"now "</span>{now}</ins></Cell>
                </TableRow>
            }
        })
        .collect_view();
    let caption = format!("Changes against {against}");
    Some(view! { <TableFrame caption=caption columns=columns>{rows}</TableFrame> }.into_any())
}

fn buttons(
    icb: &OdsCode,
    line: &ConditionTemplateLine,
    approves: bool,
    acts: Acts,
    state: Signal<Returned>,
) -> Option<AnyView> {
    if !approves || !matches!(line.state, TemplateState::Proposed | TemplateState::InForce) {
        return None;
    }
    let (approve, withdraw) = acts;
    let (condition, version) = (line.template.condition, line.template.version.to_string());
    let field = format!("reason-{condition}-{version}");
    let hidden = move |icb: String, version: String| {
        view! {
            <input type="hidden" name="icb" value=icb/>
            <input type="hidden" name="condition" value=condition.as_str()/>
            <input type="hidden" name="version" value=version/>
        }
    };
    let (name, of_field) = (format!("{} version {version}", line.template.name), field.clone());
    let error = Signal::derive(move || {
        state.read().problems.iter().find(|problem| problem.field == of_field).map(|problem| problem.message.clone())
    });
    let approval = (line.state == TemplateState::Proposed).then(|| {
        let (of, hidden) = (format!(" {name}"), hidden(icb.to_string(), version.clone()));
        view! {
            <ActionForm action=approve>
                {hidden}
                <Button small=true>"Approve"<span class="visually-hidden">{of}</span></Button>
            </ActionForm>
        }
    });
    let (of, hidden) = (format!(" {name}"), hidden(icb.to_string(), version));
    Some(
        view! {
            {approval}
            <Details summary="Withdraw">
                <p>"Nothing more is signed with it. Plans signed with it stay in force."</p>
                <ActionForm action=withdraw>
                    {hidden}
                    <TextInput name=field label="Why" error=error/>
                    <Button kind=ButtonKind::Warning small=true>"Withdraw"<span class="visually-hidden">{of}</span></Button>
                </ActionForm>
            </Details>
        }
        .into_any(),
    )
}
