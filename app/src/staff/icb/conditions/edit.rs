use domain::condition::ConditionTemplate;
use domain::condition::views::ConditionTemplateList;
use domain::{Condition, OdsCode};
use leptos::form::ActionForm;
use leptos::prelude::*;

use super::api::{ProposeConditionTemplate, condition_templates};
use crate::forms::{self, Returned};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, refused};
use crate::ui::{
    Breadcrumb, Button, ErrorSummary, Heading, InputWidth, InsetText, Keyboard, Page, Stack, TextInput, Textarea,
};

/// Proposing the next version of a template, starting from its newest one.
#[component]
pub fn ConditionEditPage() -> impl IntoView {
    let (icb, condition) = (place::icb(), place::condition());
    let action = ServerAction::<ProposeConditionTemplate>::new();
    let state = forms::state(action.value());
    let opened = load(
        move || (icb.get(), condition.get()),
        |(icb, condition)| async move {
            match (icb, condition) {
                (Some(icb), Some(condition)) => {
                    condition_templates(icb.clone()).await.map(|list| (icb, condition, list))
                }
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((icb, condition, list)) => shown(&icb, condition, &list, action, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(
    icb: &OdsCode,
    condition: Condition,
    list: &ConditionTemplateList,
    action: ServerAction<ProposeConditionTemplate>,
    state: Signal<Returned>,
) -> AnyView {
    let newest = list.conditions.iter().find(|(of, _)| *of == condition).and_then(|(_, versions)| versions.first());
    let base: ConditionTemplate = newest.map_or_else(|| condition.starter(), |line| line.template.clone());
    let version = newest.map_or(1, |line| line.template.version + 1);
    let title = format!("Propose version {version} of “{}”", base.name);
    let trail = vec![
        (list.icb_name.clone(), Some(routes::icb(icb))),
        ("Other plans".into(), Some(routes::conditions(icb))),
        (title.clone(), None),
    ];
    let errors = Signal::derive(move || lines(&state.read().problems));
    let values = base.to_form();
    let mut fields = vec![
        ("name".to_owned(), "Name".to_owned()),
        ("about".to_owned(), "About, in one line".to_owned()),
        ("review_months".to_owned(), "Longest time to the next review, months".to_owned()),
    ];
    fields.extend(
        base.open_sections()
            .map(|(place, section)| (format!("own-{place}"), format!("Your own lines in “{}”", section.title))),
    );
    let fields = fields
        .into_iter()
        .map(|(name, label)| field(&name, label, values.get(&name).cloned().unwrap_or_default(), state))
        .collect_view();
    let code = icb.to_string();
    view! {
        <Page title=title.clone()>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text=title/>
            <Stack>
                <InsetText>
                    <p>"The emergency steps, the questions and their rules are the same in every version. You add lines of your own to the other parts."</p>
                    <p>"Nothing changes until the clinical safety officer approves it. Plans that are signed never change."</p>
                </InsetText>
                <ActionForm action=action>
                    <input type="hidden" name="icb" value=code/>
                    <input type="hidden" name="condition" value=condition.as_str()/>
                    {fields}
                    <Button>"Propose this version"</Button>
                </ActionForm>
            </Stack>
        </Page>
    }
    .into_any()
}

fn field(name: &str, label: String, now: String, state: Signal<Returned>) -> AnyView {
    // A refused form comes back as it was typed, blanks too.
    let (typed, wrong, name) = (name.to_owned(), name.to_owned(), name.to_owned());
    let value = Signal::derive(move || state.read().values.get(&typed).cloned().unwrap_or_else(|| now.clone()));
    let error =
        Signal::derive(move || state.read().problems.iter().find(|p| p.field == wrong).map(|p| p.message.clone()));
    if name.starts_with("own-") {
        view! { <Textarea name=name label=label hint="One line each, at most 6." value=value error=error/> }.into_any()
    } else if name == "review_months" {
        view! {
            <TextInput name=name label=label value=value error=error width=InputWidth::Three keyboard=Keyboard::Number/>
        }
        .into_any()
    } else {
        view! { <TextInput name=name label=label value=value error=error/> }.into_any()
    }
}
