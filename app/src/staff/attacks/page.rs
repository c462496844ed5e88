use domain::DateOfBirth;
use domain::attack_review::{Colleague, Press, ReviewLine, ReviewList, press};
use domain::time::{london_day, say_date, say_date_time, say_weekday};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{Done, Give, attacks};
use crate::load::load;
use crate::routes;
use crate::staff::place;
use crate::staff::say::{born, counted};
use crate::staff::shared::refused;
use crate::ui::{
    Breadcrumb, Button, ButtonKind, Cell, Choice, Column, Heading, InsetText, Page, SectionHeading, Select, Stack,
    TableFrame, TableRow, Tag, Tone,
};

/// The practice's list, the most pressing first.
#[component]
pub fn AttacksPage() -> impl IntoView {
    let practice = place::practice();
    let opened = load(
        move || practice.get(),
        |practice| async move {
            match practice {
                Some(practice) => attacks(practice).await,
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(list) => shown(&list),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(list: &ReviewList) -> AnyView {
    let trail =
        vec![(list.practice_name.clone(), Some(routes::practice(&list.practice))), ("Attacks to review".into(), None)];
    let late = list.open.iter().filter(|line| press(line.due_at, list.now) == Press::Overdue).count();
    let unowned = list.open.iter().filter(|line| line.owner.is_none()).count();
    let said = format!(
        "{} open, {} overdue, {} without an owner.",
        counted(list.open.len(), "review", "reviews"),
        late,
        unowned
    );
    let open = if list.open.is_empty() {
        view! { <InsetText><p>"Nobody waits for a review."</p></InsetText> }.into_any()
    } else {
        let columns = columns(&["Patient", "What happened", "Review by", "Owner", "Done"]);
        let rows = list.open.iter().map(|line| row(list, line)).collect_view();
        view! {
            <p>{said}</p>
            <TableFrame caption="Attacks to review, the most pressing first" caption_hidden=true columns=columns>{rows}</TableFrame>
        }
        .into_any()
    };
    let done = (!list.done.is_empty()).then(|| {
        let rows = list.done.iter().map(|line| done_row(list, line)).collect_view();
        let columns = columns(&["Patient", "What happened", "Done"]);
        view! {
            <section>
                <SectionHeading text="Done in the last 4 weeks"/>
                <TableFrame caption="Reviews done in the last 4 weeks" caption_hidden=true columns=columns>{rows}</TableFrame>
            </section>
        }
    });
    view! {
        <Page title="Attacks to review" wide=true>
            <Breadcrumb items=trail/>
            <Stack>
                <Heading text="Attacks to review"/>
                <p>
                    "Told by patients and parents in their diary: reported, not confirmed. A person seen in A&E or discharged from hospital is reviewed within 2 working days; an attack treated at home the same day, or the next working day."
                </p>
                {open}
                {done}
            </Stack>
        </Page>
    }
    .into_any()
}

fn columns(names: &[&str]) -> Vec<Column> {
    names.iter().map(|text| Column { text: (*text).into(), numeric: false }).collect()
}

fn row(list: &ReviewList, line: &ReviewLine) -> AnyView {
    let whose = format!(" the review of {} {}", line.name.given, line.name.family);
    let (practice, review) = (list.practice.to_string(), line.id.to_string());
    let taken_back = line.taken_back.then(|| {
        view! { <Tag tone=Tone::Grey text="Taken back by the patient"/> }
    });
    let (who, by_when, owner) = (who(list, line), by_when(list, line), owner(list, line));
    let (cause, day) = (line.cause.to_string(), say_weekday(line.day));
    view! {
        <TableRow>
            <Cell label="Patient" header=true>{who}</Cell>
            <Cell label="What happened">{cause} <br/> {day} " " {taken_back}</Cell>
            <Cell label="Review by">{by_when}</Cell>
            <Cell label="Owner">{owner}</Cell>
            <Cell label="Done">
                <form method="post" action=Done::url()>
                    <input type="hidden" name="practice" value=practice/>
                    <input type="hidden" name="review" value=review/>
                    <Button kind=ButtonKind::Secondary small=true>
                        "Reviewed"
                        <span class="visually-hidden">{whose}</span>
                    </Button>
                </form>
            </Cell>
        </TableRow>
    }
    .into_any()
}

fn who(list: &ReviewList, line: &ReviewLine) -> AnyView {
    let address = routes::patient(&list.practice, line.patient);
    let name = format!("{}, {}", line.name.family, line.name.given);
    let born = born(DateOfBirth::from_date(line.date_of_birth), london_day(list.now));
    let phone = line.phone.clone().map(|phone| view! { <br/> {phone} });
    view! { <a href=address>{name}</a> <br/> {born} {phone} }.into_any()
}

fn by_when(list: &ReviewList, line: &ReviewLine) -> AnyView {
    let mark = match press(line.due_at, list.now) {
        Press::Waiting => Some((Tone::Blue, "In hospital")),
        Press::InTime => None,
        Press::Soon => Some((Tone::Orange, "Less than 24 hours left")),
        Press::Overdue => Some((Tone::Red, "Overdue")),
    };
    let mark = mark.map(|(tone, text)| view! { <Tag tone=tone text=text/> });
    // It is due at the end of a day, which is the first moment of the next.
    let day = line.due_at.and_then(|due| london_day(due).pred_opt());
    let day = day.map_or_else(|| "Once they are home".into(), |day| format!("End of {}", say_weekday(day)));
    view! { {day} " " {mark} }.into_any()
}

fn owner(list: &ReviewList, line: &ReviewLine) -> AnyView {
    let (practice, review) = (list.practice.to_string(), line.id.to_string());
    let none = std::iter::once(Choice::new("", "Nobody yet"));
    let choices: Vec<Choice> = none
        .chain(list.colleagues.iter().map(|Colleague { id, name }| Choice::new(id.to_string(), name.clone())))
        .collect();
    let mine = line.owner.map(|owner| owner.to_string()).unwrap_or_default();
    let label = format!("Owner for {} {}", line.name.given, line.name.family);
    // Several lists of the page have an owner: each box needs a name of its own to be labelled by.
    let id = format!("owner-{}", line.id);
    view! {
        <form method="post" action=Give::url() class="review-owner">
            <input type="hidden" name="practice" value=practice/>
            <input type="hidden" name="review" value=review/>
            <Select name="owner" id=id label=label label_hidden=true choices=choices value=mine small=true/>
            <Button kind=ButtonKind::Secondary small=true>"Give"</Button>
        </form>
    }
    .into_any()
}

fn done_row(list: &ReviewList, line: &ReviewLine) -> AnyView {
    let done = match (line.done_at, &line.done_by) {
        (Some(at), Some(by)) => format!("{} by {by}", say_date_time(at)),
        _ => String::new(),
    };
    let (who, what) = (who(list, line), format!("{}, {}", line.cause, say_date(line.day)));
    view! {
        <TableRow>
            <Cell label="Patient" header=true>{who}</Cell>
            <Cell label="What happened">{what}</Cell>
            <Cell label="Done">{done}</Cell>
        </TableRow>
    }
    .into_any()
}
