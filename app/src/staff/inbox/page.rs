use chrono::NaiveDate;
use domain::OdsCode;
use domain::plan::review::{Inbox, InboxLine};
use domain::time::say_date_time;
use leptos::prelude::*;

use super::api::inbox;
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::say;
use crate::staff::shared::refused;
use crate::ui::{Breadcrumb, Cell, Column, Heading, InsetText, Page, TableFrame, TableRow};

#[component]
pub fn InboxPage() -> impl IntoView {
    let practice = place::practice();
    let opened = load(
        move || practice.get(),
        |practice| async move {
            match practice {
                Some(practice) => inbox(practice.clone()).await.map(|inbox| (practice, inbox)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((practice, inbox)) => shown(&practice, inbox),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(practice: &OdsCode, inbox: Inbox) -> AnyView {
    let trail = vec![(inbox.practice_name.clone(), Some(routes::practice(practice))), ("Inbox".into(), None)];
    let today = inbox.today;
    let mine = inbox.lines.iter().filter(|line| line.may_decide).count();
    let summary = match (inbox.gp, mine) {
        (true, 0) => "Nothing waits for you.".to_owned(),
        (true, 1) => "1 plan waits for you to check.".to_owned(),
        (true, count) => {
            format!("{} for you to check, the oldest first.", say::counted(count, "plan waits", "plans wait"))
        }
        (false, _) => "Plans that wait for a GP, the oldest first. A GP who did not ask decides.".to_owned(),
    };
    let content = if inbox.lines.is_empty() {
        view! { <InsetText><p>"No plan waits for a second person."</p></InsetText> }.into_any()
    } else {
        let columns = ["Patient", "Born", "NHS number", "Template", "Asked by", "Asked"]
            .map(|text| Column { text: text.into(), numeric: false })
            .into_iter()
            .collect::<Vec<_>>();
        let rows = inbox.lines.into_iter().map(|line| row(practice, line, today)).collect_view();
        view! { <TableFrame caption="Plans that wait" caption_hidden=true columns=columns>{rows}</TableFrame> }
            .into_any()
    };
    view! {
        <Page title="Inbox" wide=true>
            <Breadcrumb items=trail/>
            <Heading text="Inbox"/>
            <p>{summary}</p>
            {content}
        </Page>
    }
    .into_any()
}

fn row(practice: &OdsCode, line: InboxLine, today: NaiveDate) -> AnyView {
    let address = routes::review(practice, line.patient);
    let name = format!("{}, {}", line.name.family, line.name.given);
    view! {
        <TableRow>
            <Cell label="Patient" header=true><a href=address>{name}</a></Cell>
            <Cell label="Born">{say::born(line.date_of_birth, today)}</Cell>
            <Cell label="NHS number"><span class="whitespace-nowrap">{line.nhs_number.to_string()}</span></Cell>
            <Cell label="Template">{line.template}</Cell>
            <Cell label="Asked by">{line.asked_by}</Cell>
            <Cell label="Asked">{say_date_time(line.asked_at)}</Cell>
        </TableRow>
    }
    .into_any()
}
