//! Two signed versions side by side: what differs, the most dangerous first, and in texts word by word.

use chrono::NaiveDate;
use domain::plan::changes::{Change, Danger};
use domain::plan::text_changes::{Fate, text_changes};
use domain::plan::views::VersionView;
use domain::plan::{Field, PlanForm};
use domain::time::{london_day, say_date};
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::api::compare;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::{patient_strip, refused};
use crate::staff::sign::in_words;
use crate::ui::{Breadcrumb, ButtonLink, Cell, Column, Heading, Page, Stack, TableFrame, TableRow};

/// What differs between two versions.
#[component]
pub fn ComparePage() -> impl IntoView {
    let (place, query) = (place::patient(), use_query_map());
    let chosen = Memo::new(move |_| {
        let number = |name: &str| query.read().get(name)?.parse::<u32>().ok();
        (number("older"), number("newer"))
    });
    let opened = load(
        move || (place.get(), chosen.get()),
        |(place, (older, newer))| async move {
            match place {
                Some((practice, patient)) => {
                    compare(practice.clone(), patient, older, newer).await.map(|both| (practice, patient, both))
                }
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((practice, patient, Some((was, now, today)))) => shown(&practice, patient, &was, &now, today),
                    Ok((practice, patient, None)) => nothing(&practice, patient),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn nothing(practice: &OdsCode, patient: PatientId) -> AnyView {
    let record = routes::patient(practice, patient);
    view! {
        <Page title="Choose two versions">
            <Stack>
                <Heading text="Choose two versions"/>
                <p>"To compare a plan as it was with the plan as it is, choose two different versions on the patient’s record."</p>
                <p><ButtonLink href=record>"Open the record"</ButtonLink></p>
            </Stack>
        </Page>
    }
    .into_any()
}

fn shown(practice: &OdsCode, patient: PatientId, was: &VersionView, now: &VersionView, today: NaiveDate) -> AnyView {
    let (content, numbers) = (now.plan.content(), (was.plan.number(), now.plan.number()));
    let title = format!("Version {} compared with version {}", numbers.0, numbers.1);
    let trail = vec![
        ("Patients".into(), Some(routes::patients(practice))),
        ("Patient record".into(), Some(routes::patient(practice, patient))),
        (title.clone(), None),
    ];
    let signed = [was, now].map(|view| {
        let (number, plan) = (view.plan.number(), &view.plan);
        let text = format!(
            "Version {number}: signed {} by {}, from the template {}",
            say_date(london_day(plan.signature().signed_at)),
            plan.signature().author_name,
            plan.content().template.name
        );
        view! { <li><a href=routes::version(practice, patient, number)>{text}</a></li> }.into_any()
    });
    let other_way = format!("{}?older={}&newer={}", routes::compare(practice, patient), numbers.1, numbers.0);
    let differences = differences(was, now);
    let strip = patient_strip(&content.name, content.date_of_birth, &content.nhs_number, today, String::new());
    view! {
        {strip}
        <Page title=title.clone() wide=true>
            <Breadcrumb items=trail/>
            <Stack>
                <Heading text=title/>
                <ul class="bullets">{signed.into_iter().collect_view()}</ul>
                {differences}
                <p><a href=other_way>"Compare the other way round"</a></p>
            </Stack>
        </Page>
    }
    .into_any()
}

fn differences(was: &VersionView, now: &VersionView) -> AnyView {
    let (was_says, now_says) = (was.plan.content(), now.plan.content());
    // Each version names its own inhalers, whatever a formulary says today.
    let named = |id: &str| now_says.product_name(id).or_else(|| was_says.product_name(id)).unwrap_or(id).to_owned();
    let all = in_words(&PlanForm::as_signed(was_says), &PlanForm::as_signed(now_says), &named);
    if all.is_empty() {
        return view! { <p>"The two versions say the same."</p> }.into_any();
    }
    let numbers = (was.plan.number(), now.plan.number());
    Danger::ALL.into_iter().filter_map(|danger| group(danger, &all, numbers)).collect_view().into_any()
}

/// Differences of one kind, under its name.
fn group(danger: Danger, all: &[Change], (was, now): (u32, u32)) -> Option<AnyView> {
    let rows: Vec<AnyView> =
        all.iter().filter(|change| change.danger == danger).map(|one| row(one, was, now)).collect();
    let columns = ["Field".to_owned(), format!("Version {was}"), format!("Version {now}")]
        .map(|text| Column { text, numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <TableFrame caption=danger.title() columns=columns>{rows.collect_view()}</TableFrame> }.into_any()
    })
}

fn row(change: &Change, was: u32, now: u32) -> AnyView {
    let texts = match change.field {
        Field::Triggers | Field::Note => text_changes(&change.was, &change.now),
        _ => vec![(Fate::Removed, change.was.clone()), (Fate::Added, change.now.clone())],
    };
    let without = |fate: Fate| {
        texts.iter().filter(|(other, _)| *other != fate).map(|(fate, text)| piece(*fate, text)).collect_view()
    };
    let (before, after) = (without(Fate::Added), without(Fate::Removed));
    let (label, way) = (change.field.label(), change.way.clone());
    let way = (!way.is_empty()).then(|| view! { <span class="block text-muted">{way}</span> });
    view! {
        <TableRow>
            <Cell label="Field" header=true>{label}</Cell>
            <Cell label=format!("Version {was}")>{before}</Cell>
            <Cell label=format!("Version {now}")>{after} {way}</Cell>
        </TableRow>
    }
    .into_any()
}

/// Some words with what became of them: by colour, by line, and for screen readers in words.
fn piece(fate: Fate, text: &str) -> AnyView {
    let text = text.to_owned();
    match fate {
        Fate::Kept => view! { <span>{text} " "</span> }.into_any(),
        Fate::Removed => {
            view! { <del class="removed"><span class="visually-hidden">"removed: "</span>{text}</del> " " }.into_any()
        }
        Fate::Added => {
            view! { <ins class="added"><span class="visually-hidden">"added: "</span>{text}</ins> " " }.into_any()
        }
    }
}
