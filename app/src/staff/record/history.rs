use domain::OdsCode;
use domain::patient::PatientRecord;
use domain::plan::views::VersionLine;
use domain::time::{london_day, say_date};
use leptos::prelude::*;

use crate::routes;
use crate::staff::say;
use crate::ui::{Button, ButtonKind, Cell, Choice, Column, Select, TableFrame, TableRow, Tag};

/// Every signed version, newest first.
pub(super) fn history(practice: &OdsCode, record: &PatientRecord) -> Option<AnyView> {
    if record.versions.is_empty() {
        return None;
    }
    let columns = ["Version", "Status", "Signed", "By", "Template", "Review due"]
        .map(|text| Column { text: text.into(), numeric: false })
        .into_iter()
        .collect::<Vec<_>>();
    let rows = record.versions.iter().map(|version| line(practice, record, version)).collect_view();
    let compare = compare_form(practice, record);
    Some(view! { <TableFrame caption="All versions" columns=columns>{rows}</TableFrame> {compare} }.into_any())
}

/// Which two versions to compare: at first the last two.
fn compare_form(practice: &OdsCode, record: &PatientRecord) -> Option<AnyView> {
    let [newest, before, ..] = record.versions.as_slice() else { return None };
    let (newest, before) = (newest.number.to_string(), before.number.to_string());
    let choices: Vec<Choice> = record
        .versions
        .iter()
        .map(|version| {
            let signed = say_date(london_day(version.signed_at));
            Choice::new(version.number.to_string(), format!("Version {}, signed {signed}", version.number))
        })
        .collect();
    Some(
        view! {
            <form method="get" action=routes::compare(practice, record.patient.id) class="mt-4 flex flex-wrap items-end gap-x-6">
                <Select name="older" label="Compare" choices=choices.clone() value=before small=true/>
                <Select name="newer" label="with" choices=choices value=newest small=true/>
                <div class="mb-4"><Button kind=ButtonKind::Secondary small=true>"Compare the two versions"</Button></div>
            </form>
        }
        .into_any(),
    )
}

fn line(practice: &OdsCode, record: &PatientRecord, version: &VersionLine) -> AnyView {
    let address = routes::version(practice, record.patient.id, version.number);
    let (tone, state) = say::version_state(version.status, version.review_due, record.today);
    let (name, signed) = (format!("Version {}", version.number), say_date(london_day(version.signed_at)));
    let (author, template, review) =
        (version.author_name.clone(), version.template.clone(), say_date(version.review_due));
    let reason = version.ended_reason.clone().map(|reason| view! { <span class="block text-muted">{reason}</span> });
    view! {
        <TableRow>
            <Cell label="Version" header=true>
                <a href=address>{name}</a>
            </Cell>
            <Cell label="Status">
                <Tag tone=tone text=state/>
                {reason}
            </Cell>
            <Cell label="Signed">{signed}</Cell>
            <Cell label="By">{author}</Cell>
            <Cell label="Template">{template}</Cell>
            <Cell label="Review due">{review}</Cell>
        </TableRow>
    }
    .into_any()
}
