use domain::OdsCode;
use domain::patient::PatientRecord;
use domain::plan::views::VersionLine;
use domain::time::{london_day, say_date};
use leptos::prelude::*;

use crate::routes;
use crate::staff::say;
use crate::ui::{Cell, Column, TableFrame, TableRow, Tag};

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
    Some(view! { <TableFrame caption="All versions" columns=columns>{rows}</TableFrame> }.into_any())
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
