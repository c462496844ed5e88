use domain::OdsCode;
use domain::patient::{PatientRow, SearchAnswer};
use leptos::prelude::*;

use crate::routes;
use crate::staff::say;
use crate::ui::{InsetText, Tag, Tone};

/// What a search found. Each line leads to the record as a whole.
pub(super) fn results(practice: &OdsCode, words: &str, answer: &SearchAnswer) -> AnyView {
    if words.trim().is_empty() {
        return view! { <p class="text-muted">"Type a part of a name, a date of birth or an NHS number."</p> }
            .into_any();
    }
    if answer.rows.is_empty() {
        return view! {
            <InsetText>
                <p>
                    "Nobody on this practice’s asthma register fits. Check the spelling, or try the date of birth as 3/3/2017 or the NHS number."
                </p>
            </InsetText>
        }
        .into_any();
    }
    let count = found(answer);
    let rows = answer.rows.iter().map(|row| line(practice, row, answer)).collect_view();
    view! {
        <p class="text-muted">{count}</p>
        <ul role="list" class="border-t border-line bg-card">{rows}</ul>
    }
    .into_any()
}

/// How many were found, for eye and ear.
pub(super) fn found(answer: &SearchAnswer) -> String {
    let count = answer.rows.len();
    if answer.more {
        format!("The first {count} of more. Type more to narrow them down.")
    } else {
        format!("{} found", say::counted(count, "person", "people"))
    }
}

fn line(practice: &OdsCode, row: &PatientRow, answer: &SearchAnswer) -> AnyView {
    let (tone, state) = say::plan_state(row, answer.today);
    let draft = row.draft_open && row.plan_review_due.is_some();
    view! {
        <li class="border-b border-line p-0 max-w-none">
            <a
                href=routes::patient(practice, row.id)
                class="grid grid-cols-1 desktop:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_minmax(0,2fr)_minmax(0,5fr)] gap-x-4 gap-y-1 px-4 py-3 items-center no-underline"
            >
                <strong class="underline">{row.name.family_first()}</strong>
                <span class="text-ink tabular-nums">{say::born(row.date_of_birth, answer.today)}</span>
                <span class="text-ink tabular-nums whitespace-nowrap">
                    <span class="visually-hidden">"NHS number "</span>
                    {row.nhs_number.to_string()}
                </span>
                <span class="flex flex-wrap gap-2">
                    <Tag tone=tone text=state/>
                    {draft.then(|| view! { <Tag tone=Tone::Yellow text="Draft"/> })}
                    {row.joined.then(|| view! { <Tag tone=Tone::Blue text="Joined"/> })}
                </span>
            </a>
        </li>
    }
    .into_any()
}
