//! What was said of single lines, and saying more.

use domain::plan::Field;
use domain::plan::review::{Remark, ReviewView};
use domain::plan::views::DraftView;
use domain::time::say_date_time;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{SayOfLine, SettleRemark};
use crate::forms::{Returned, problem, value};
use crate::routes;
use crate::staff::say;
use crate::ui::{Button, ButtonKind, Card, Choice, Select, Stack, Tag, Textarea, Tone};

/// Id of the form, for the links that answer a remark.
const SAY: &str = "say";

/// The remarks by line, and the form for another. `line` is the one an answer was asked for.
pub(super) fn remarks(
    practice: &OdsCode,
    patient: PatientId,
    review: &ReviewView,
    state: Signal<Returned>,
    line: Option<String>,
) -> AnyView {
    let said = &review.draft.remarks;
    let mut fields: Vec<Field> = said.iter().map(|remark| remark.field).collect();
    fields.dedup();
    let ids = Ids {
        practice: practice.to_string(),
        patient: patient.to_string(),
        review: review.id.to_string(),
        page: routes::review(practice, patient),
    };
    let threads = fields
        .into_iter()
        .map(|field| thread(field, review, said.iter().filter(|remark| remark.field == field), &ids))
        .collect_view();
    let more = say_more(review, &ids, state, line);
    let none = said.is_empty().then(|| view! { <p>"Nobody has said anything of a line yet."</p> });
    view! {
        <Stack>
            <Card heading="Remarks on lines">
                {none}
                {threads}
            </Card>
            {more}
        </Stack>
    }
    .into_any()
}

struct Ids {
    practice: String,
    patient: String,
    review: String,
    page: String,
}

impl Ids {
    fn hidden(&self) -> AnyView {
        view! {
            <input type="hidden" name="practice" value=self.practice.clone()/>
            <input type="hidden" name="patient" value=self.patient.clone()/>
            <input type="hidden" name="review" value=self.review.clone()/>
        }
        .into_any()
    }
}

/// What stands in a field of the draft, in words.
fn in_words(review: &ReviewView, field: Field) -> String {
    let DraftView { facts, form, .. } = &review.draft;
    say::value(&|id| facts.product_name(id), field, form.get(field))
}

fn thread<'a>(field: Field, review: &ReviewView, said: impl Iterator<Item = &'a Remark>, ids: &Ids) -> AnyView {
    let heading = format!("{}: {}", field.label(), in_words(review, field));
    let answer = format!("{}?line={}#{SAY}", ids.page, field.name());
    let remarks = said.map(|remark| one(remark, ids)).collect_view();
    view! {
        <div class="border-t border-line py-3">
            <h3>{heading}</h3>
            <ul role="list" class="grid gap-2">{remarks}</ul>
            <p><a href=answer>"Answer"<span class="visually-hidden">{format!(" on {}", field.label())}</span></a></p>
        </div>
    }
    .into_any()
}

fn one(remark: &Remark, ids: &Ids) -> AnyView {
    let who = format!("{}, {}", remark.by, say_date_time(remark.at));
    let state = if remark.settled {
        view! { <Tag tone=Tone::Green text="Settled"/> }.into_any()
    } else {
        let id = remark.id.to_string();
        let spoken = format!(" the remark of {}", remark.by);
        view! {
            <form method="post" action=SettleRemark::url()>
                {ids.hidden()}
                <input type="hidden" name="comment" value=id/>
                <Button kind=ButtonKind::Secondary small=true>"Settle"<span class="visually-hidden">{spoken}</span></Button>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="border-s-4 border-mark bg-tint px-4 py-2 max-w-none">
            <p class="mb-1">{remark.words.clone()}</p>
            <p class="text-muted type-small">{who}</p>
            {state}
        </li>
    }
    .into_any()
}

fn say_more(review: &ReviewView, ids: &Ids, state: Signal<Returned>, line: Option<String>) -> AnyView {
    let form = &review.draft.form;
    let choices: Vec<Choice> = std::iter::once(Choice::new("", "Choose a line"))
        .chain(
            Field::ALL
                .iter()
                .filter(|field| !form.get(**field).is_empty())
                .map(|field| Choice::new(field.name(), format!("{}: {}", field.label(), in_words(review, *field)))),
        )
        .chain(
            Field::ALL
                .iter()
                .filter(|field| form.get(**field).is_empty())
                .map(|field| Choice::new(field.name(), format!("{}: blank", field.label()))),
        )
        .collect();
    let (hidden, typed) = (ids.hidden(), value(state, "line"));
    let chosen = Signal::derive(move || {
        let typed = typed.get();
        if typed.is_empty() { line.clone().unwrap_or_default() } else { typed }
    });
    view! {
        <div id=SAY tabindex="-1">
            <Card heading="Say something of a line">
                <form method="post" action=SayOfLine::url() novalidate>
                    {hidden}
                    <Select name="line" label="Line" choices=choices value=chosen error=problem(state, "line")/>
                    <Textarea name="remark" label="Remark" value=value(state, "remark") error=problem(state, "remark")/>
                    <Button kind=ButtonKind::Secondary>"Add the remark"</Button>
                </form>
            </Card>
        </div>
    }
    .into_any()
}
