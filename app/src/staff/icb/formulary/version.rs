use domain::OdsCode;
use domain::plan::formulary::views::{FormularyState, FormularyView};
use domain::plan::formulary::{Formulary, FormularyChange, Product};
use domain::time::say_date;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api::{ActivateFormulary, EndFormulary, formulary};
use super::list::tone;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{refusals, refused};
use crate::ui::{
    Breadcrumb, Button, ButtonKind, Cell, Column, Details, ErrorSummary, Heading, Page, SectionHeading, Stack,
    TableFrame, TableRow, Tag, Tone,
};

/// One version: what it would change, and every product.
#[component]
pub fn FormularyPage() -> impl IntoView {
    let (icb, params) = (place::icb(), use_params_map());
    let number = Memo::new(move |_| params.read().get("version").and_then(|text| text.parse::<u32>().ok()));
    let opened = load(
        move || (icb.get(), number.get()),
        |(icb, number)| async move {
            match (icb, number) {
                (Some(icb), Some(number)) => formulary(icb.clone(), number).await.map(|view| (icb, view)),
                _ => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((icb, view)) => shown(&icb, &view),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(icb: &OdsCode, view: &FormularyView) -> AnyView {
    let title = match view.formulary.version {
        0 => "Starter formulary".to_owned(),
        version => format!("Formulary version {version}"),
    };
    let trail = vec![
        (view.icb_name.clone(), Some(routes::icb(icb))),
        ("Formulary".into(), Some(routes::formularies(icb))),
        (title.clone(), None),
    ];
    let about = match (&view.line, view.formulary.from) {
        (Some(line), Some(from)) => {
            let state = line.state;
            view! {
                <p class="flex flex-wrap items-center gap-3">
                    <Tag tone=tone(state) text=state.title()/>
                    <span>{format!("Counts from {}", say_date(from))}</span>
                </p>
            }
            .into_any()
        }
        _ => view! { <p>"For an ICB that has brought in none of its own. Nobody has confirmed it against product licences."</p> }.into_any(),
    };
    let (act, changes, products) = (act(icb, view), changes(view), products(&view.formulary));
    view! {
        <Page title=title.clone() wide=true>
            <Breadcrumb items=trail/>
            <Heading text=title/>
            <Stack>
                {about}
                {act}
                {changes}
                {products}
            </Stack>
        </Page>
    }
    .into_any()
}

/// The one thing that can be done with this version now.
fn act(icb: &OdsCode, view: &FormularyView) -> Option<AnyView> {
    let line = view.line.as_ref()?;
    let (icb, version) = (icb.to_string(), line.version.to_string());
    match line.state {
        FormularyState::Imported => {
            let action = ServerAction::<ActivateFormulary>::new();
            let from = line.from.map(say_date).unwrap_or_default();
            let text =
                format!("From {from}, plans are checked against this version. Plans that are signed stay as they are.");
            Some(
                view! {
                    <ActionForm action=action>
                        <ErrorSummary errors=refusals(action.value(), "activate")/>
                        <input type="hidden" name="icb" value=icb/>
                        <input type="hidden" name="version" value=version/>
                        <p>{text}</p>
                        <span id="activate"><Button>"Activate this version"</Button></span>
                    </ActionForm>
                }
                .into_any(),
            )
        }
        FormularyState::InForce | FormularyState::Waiting => {
            let action = ServerAction::<EndFormulary>::new();
            Some(
                view! {
                    <ActionForm action=action>
                        <ErrorSummary errors=refusals(action.value(), "end")/>
                        <input type="hidden" name="icb" value=icb/>
                        <input type="hidden" name="version" value=version/>
                        <p>"Taken out of force, the version before it counts again, or the starter formulary. It cannot come back; bring it in again instead."</p>
                        <span id="end"><Button kind=ButtonKind::Warning>"Take out of force"</Button></span>
                    </ActionForm>
                }
                .into_any(),
            )
        }
        FormularyState::Replaced | FormularyState::Ended => None,
    }
}

fn changes(view: &FormularyView) -> Option<AnyView> {
    let state = view.line.as_ref()?.state;
    let heading = format!("What changes against {}", view.against);
    let rows = view.changes.iter().map(change).collect_view();
    let columns = ["Product", "What", "Was", "Now"].map(|text| Column { text: text.into(), numeric: false });
    let content = if view.changes.is_empty() {
        view! { <p>"Nothing."</p> }.into_any()
    } else {
        view! { <TableFrame caption="Changes" caption_hidden=true columns=columns.into_iter().collect()>{rows}</TableFrame> }
            .into_any()
    };
    // Before it counts, what it changes is the question; afterwards what it says.
    Some(match state {
        FormularyState::Imported | FormularyState::Waiting => {
            view! { <section><SectionHeading text=heading/> {content}</section> }.into_any()
        }
        _ => view! { <Details summary=heading>{content}</Details> }.into_any(),
    })
}

fn change(change: &FormularyChange) -> AnyView {
    let row = |name: &str, what: String, was: String, now: String| {
        let name = name.to_owned();
        view! {
            <TableRow>
                <Cell label="Product" header=true>{name}</Cell>
                <Cell label="What">{what}</Cell>
                <Cell label="Was"><del><span class="visually-hidden">"was "</span>{was}</del></Cell>
                <Cell label="Now"><ins><span class="visually-hidden">"now "</span>{now}</ins></Cell>
            </TableRow>
        }
        .into_any()
    };
    match change {
        FormularyChange::Left { name } => row(name, "Left the formulary".into(), "listed".into(), "not listed".into()),
        FormularyChange::Joined { name } => {
            row(name, "Joined the formulary".into(), "not listed".into(), "listed".into())
        }
        FormularyChange::Changed { name, facts } => facts
            .iter()
            .map(|(what, was, now)| row(name, what.clone(), was.clone(), now.clone()))
            .collect_view()
            .into_any(),
    }
}

fn products(formulary: &Formulary) -> AnyView {
    let columns = ["Product", "Standing", "Ages", "Most puffs a day", "Usual doses", "dm+d code"]
        .map(|text| Column { text: text.into(), numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    let rows = formulary.products.iter().map(|product| line(formulary, product)).collect_view();
    let caption = format!("{} products", formulary.products.len());
    view! { <TableFrame caption=caption columns=columns>{rows}</TableFrame> }.into_any()
}

fn line(formulary: &Formulary, product: &Product) -> AnyView {
    let about = [&*product.generic, product.kind.title(), product.device.title(), &*product.colour]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let ages: Vec<String> =
        [("licensed", product.licensed_from), ("MART", product.mart_from), ("AIR", product.air_from)]
            .into_iter()
            .filter_map(|(what, from)| from.map(|from| format!("{what} from {from}")))
            .collect();
    let usual: Vec<String> =
        product.usual.iter().map(|dose| format!("{} morning, {} night", dose.morning, dose.night)).collect();
    let status = formulary.status(product).map(|word| word.label.clone()).unwrap_or_default();
    let most = product.most_a_day.map(|most| most.to_string()).unwrap_or_default();
    let (name, dmd) = (product.name(), product.dmd.clone());
    let confirm =
        product.needs_local_confirmation.then(|| view! { <Tag tone=Tone::Grey text="needs local confirmation"/> });
    view! {
        <TableRow>
            <Cell label="Product" header=true>
                <span class="block">{name}</span>
                <span class="block text-muted type-small">{about}</span>
                {confirm}
            </Cell>
            <Cell label="Standing">{status}</Cell>
            <Cell label="Ages">{ages.join("; ")}</Cell>
            <Cell label="Most puffs a day">{most}</Cell>
            <Cell label="Usual doses">{usual.join("; ")}</Cell>
            <Cell label="dm+d code">{dmd}</Cell>
        </TableRow>
    }
    .into_any()
}
