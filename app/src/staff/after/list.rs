use chrono::NaiveDate;
use domain::plan::after::{Step, ToFile, ToFileLine};
use domain::time::{london_day, say_date};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{Tick, to_file};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::say::counted;
use crate::staff::shared::refused;
use crate::ui::{
    Breadcrumb, Button, ButtonKind, Cell, Column, Heading, InsetText, Page, TableFrame, TableRow, Tag, Tone,
};

/// Signed plans that are not in the GP record yet, oldest first.
#[component]
pub fn ToFilePage() -> impl IntoView {
    let practice = place::practice();
    let opened = load(
        move || practice.get(),
        |practice| async move {
            match practice {
                Some(practice) => to_file(practice).await,
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((list, today)) => shown(&list, today),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(list: &ToFile, today: NaiveDate) -> AnyView {
    let trail =
        vec![(list.practice_name.clone(), Some(routes::practice(&list.practice))), ("Plans to file".into(), None)];
    let count = usize::try_from(list.count).unwrap_or_default();
    let more = count.saturating_sub(list.lines.len());
    let content = if list.lines.is_empty() {
        view! { <InsetText><p>"Every plan in force is filed in the GP record."</p></InsetText> }.into_any()
    } else {
        let columns = ["Patient", "Version", "Signed", "By", "Done"]
            .map(|text| Column { text: text.into(), numeric: false })
            .into_iter()
            .collect::<Vec<_>>();
        let rows = list.lines.iter().map(|line| row(list, line, today)).collect_view();
        view! {
            <TableFrame caption="Plans to file, oldest first" caption_hidden=true columns=columns>{rows}</TableFrame>
            {(more > 0).then(|| view! { <p>{format!("And {more} more: they come up as these are filed.")}</p> })}
        }
        .into_any()
    };
    let said = format!("{} in force, signed here or elsewhere, not ticked as filed.", counted(count, "plan", "plans"));
    view! {
        <Page title="Plans to file in the GP record" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Plans to file in the GP record"/>
            <p>{said}</p>
            <p>"Open a plan to copy its summary. Tick it once the summary is in the patient’s record: until then colleagues who look there do not know of the plan."</p>
            {content}
        </Page>
    }
    .into_any()
}

fn row(list: &ToFile, line: &ToFileLine, today: NaiveDate) -> AnyView {
    let address = routes::after(&list.practice, line.patient, line.number);
    let day = london_day(line.signed_at);
    let waits = (today - day).num_days();
    let late = (waits >= 7).then(|| view! { " " <Tag tone=Tone::Orange text=format!("{waits} days ago")/> });
    let (name, version) = (format!("{}, {}", line.name.family, line.name.given), line.number.to_string());
    let (number, practice, patient) = (version.clone(), list.practice.to_string(), line.patient.to_string());
    let author = line.author_name.clone();
    let whose = format!(" the plan of {} {}", line.name.given, line.name.family);
    view! {
        <TableRow>
            <Cell label="Patient" header=true><a href=address>{name}</a></Cell>
            <Cell label="Version">{version}</Cell>
            <Cell label="Signed">{say_date(day)} {late}</Cell>
            <Cell label="By">{author}</Cell>
            <Cell label="Done">
                <form method="post" action=Tick::url()>
                    <input type="hidden" name="practice" value=practice/>
                    <input type="hidden" name="patient" value=patient/>
                    <input type="hidden" name="number" value=number/>
                    <input type="hidden" name="step" value=Step::Filed.as_str()/>
                    <input type="hidden" name="from_list" value="true"/>
                    <Button name="done" value="true" kind=ButtonKind::Secondary small=true>
                        "Filed"
                        <span class="visually-hidden">{whose}</span>
                    </Button>
                </form>
            </Cell>
        </TableRow>
    }
    .into_any()
}
