use domain::OdsCode;
use domain::plan::template::FIELDS;
use domain::plan::template::views::TemplateList;
use domain::plan::{Template, TemplateId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{ProposeTemplate, templates};
use crate::forms::{self, Returned};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{lines, refused};
use crate::ui::{
    Breadcrumb, Button, Choice, ErrorSummary, Heading, InputWidth, InsetText, Keyboard, Page, Radios, Stack, TextInput,
};

/// Proposing the next version of a template, starting from its newest one.
#[component]
pub fn TemplateEditPage() -> impl IntoView {
    let (icb, params) = (place::icb(), use_params_map());
    let id = Memo::new(move |_| params.read().get("template").and_then(|text| text.parse::<TemplateId>().ok()));
    let action = ServerAction::<ProposeTemplate>::new();
    let state = forms::state(action.value());
    let opened = load(
        move || (icb.get(), id.get()),
        |(icb, id)| async move {
            match (icb, id) {
                (Some(icb), Some(id)) => templates(icb.clone()).await.map(|list| (icb, id, list)),
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match opened.ready().await {
                    Ok((icb, id, list)) => shown(&icb, id, &list, action, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(
    icb: &OdsCode,
    id: TemplateId,
    list: &TemplateList,
    action: ServerAction<ProposeTemplate>,
    state: Signal<Returned>,
) -> AnyView {
    let newest = list.templates.iter().find(|history| history.id == id).and_then(|history| history.versions.first());
    let base: Template = newest.map_or_else(|| id.template(), |line| line.template.clone());
    let version = newest.map_or(1, |line| line.template.version + 1);
    let title = format!("Propose version {version} of “{}”", base.name);
    let trail = vec![
        (list.icb_name.clone(), Some(routes::icb(icb))),
        ("Templates".into(), Some(routes::templates(icb))),
        (title.clone(), None),
    ];
    let errors = Signal::derive(move || lines(&state.read().problems));
    let values = base.to_form();
    let fields = FIELDS
        .iter()
        .map(|(name, label)| field(name, label, values.get(*name).cloned().unwrap_or_default(), state))
        .collect_view();
    let (regimen, code) = (base.regimen.title(), icb.to_string());
    view! {
        <Page title=title.clone()>
            <Breadcrumb items=trail/>
            <ErrorSummary errors=errors/>
            <Heading text=title/>
            <Stack>
                <InsetText>
                    <p>{format!("Regimen: {regimen}. It decides the inhalers, the words and the emergency steps, and is the same in every version.")}</p>
                    <p>"Nothing changes until the clinical safety officer approves it. Plans that are signed never change."</p>
                </InsetText>
                <ActionForm action=action>
                    <input type="hidden" name="icb" value=code/>
                    <input type="hidden" name="template" value=id.as_str()/>
                    {fields}
                    <Button>"Propose this version"</Button>
                </ActionForm>
            </Stack>
        </Page>
    }
    .into_any()
}

fn field(name: &'static str, label: &'static str, now: String, state: Signal<Returned>) -> AnyView {
    // A refused form comes back as it was typed, blanks too.
    let value = Signal::derive(move || state.read().values.get(name).cloned().unwrap_or_else(|| now.clone()));
    let error = forms::problem(state, name);
    match name {
        "name" | "about" => view! { <TextInput name=name label=label value=value error=error/> }.into_any(),
        "rounding" => {
            let choices = ["1", "5", "10"].map(|step| Choice::new(step, format!("{step} L/min"))).into();
            view! { <Radios name=name legend=label choices=choices value=value error=error inline=true/> }.into_any()
        }
        "peak_flow_at_first" | "needs_approval" => {
            let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
            view! { <Radios name=name legend=label choices=choices value=value error=error inline=true/> }.into_any()
        }
        _ => view! {
            <TextInput name=name label=label value=value error=error width=InputWidth::Three keyboard=Keyboard::Number/>
        }
        .into_any(),
    }
}
