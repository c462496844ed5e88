use domain::OdsCode;
use domain::plan::formulary::views::{FormularyLine, FormularyList, FormularyState};
use domain::time::{london_day, say_date};
use leptos::prelude::*;

use super::api::formularies;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Cell, Column, Heading, InsetText, Page, TableFrame, TableRow, Tag, Tone};

/// Every version of an ICB's formulary.
#[component]
pub fn FormulariesPage() -> impl IntoView {
    let icb = place::icb();
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => formularies(icb.clone()).await.map(|list| (icb, list)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((icb, list)) => shown(&icb, &list),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// The colour of a state.
pub(super) const fn tone(state: FormularyState) -> Tone {
    match state {
        FormularyState::Imported => Tone::Yellow,
        FormularyState::Waiting => Tone::Blue,
        FormularyState::InForce => Tone::Green,
        FormularyState::Replaced => Tone::Grey,
        FormularyState::Ended => Tone::Red,
    }
}

fn shown(icb: &OdsCode, list: &FormularyList) -> AnyView {
    let trail = vec![(list.icb_name.clone(), Some(routes::icb(icb))), ("Formulary".into(), None)];
    let columns = [
        ("Version", false),
        ("State", false),
        ("Counts from", false),
        ("Products", true),
        ("To confirm", true),
        ("Brought in", false),
    ]
    .map(|(text, numeric)| Column { text: text.into(), numeric })
    .into_iter()
    .collect::<Vec<_>>();
    let rows = list.versions.iter().map(|version| line(icb, version)).collect_view();
    let counts = list.versions.iter().any(|version| version.state == FormularyState::InForce);
    let (starter, same) = (routes::formulary(icb, 0), routes::formulary(icb, 0));
    let command = format!("passport import formulary FILE.csv --icb {icb}");
    view! {
        <Page title="Formulary" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Formulary"/>
            <p>"The inhalers nurses choose from when they write a plan. Plans are checked against the version in force; a signed plan names the version it was checked against and never changes."</p>
            {(!counts)
                .then(|| {
                    view! {
                        <InsetText>
                            <p>"No version of your own is in force, so plans are checked against the "<a href=same>"starter formulary"</a>". What it says of licences needs local confirmation."</p>
                        </InsetText>
                    }
                })}
            <TableFrame caption="Versions" columns=columns>{rows}</TableFrame>
            <p>"A new version is brought in from a file by whoever runs the service: "<code>{command}</code>". It counts once it is activated here."</p>
            <p><a href=starter>"Look at the starter formulary"</a></p>
        </Page>
    }
    .into_any()
}

fn line(icb: &OdsCode, version: &FormularyLine) -> AnyView {
    let address = routes::formulary(icb, version.version);
    let name = format!("Version {}", version.version);
    let from = version.from.map(say_date).unwrap_or_default();
    let by = version.activated_by.as_ref().map(|name| format!("activated by {name}"));
    let (state, products, unconfirmed) = (version.state, version.products, version.unconfirmed);
    let imported = say_date(london_day(version.imported_at));
    view! {
        <TableRow>
            <Cell label="Version" header=true><a href=address>{name}</a></Cell>
            <Cell label="State">
                <Tag tone=tone(state) text=state.title()/>
                {by.map(|by| view! { <span class="block text-muted">{by}</span> })}
            </Cell>
            <Cell label="Counts from">{from}</Cell>
            <Cell label="Products" numeric=true>{products}</Cell>
            <Cell label="To confirm" numeric=true>{unconfirmed}</Cell>
            <Cell label="Brought in">{imported}</Cell>
        </TableRow>
    }
    .into_any()
}
