//! Parts that several staff pages share.

use chrono::NaiveDate;
use domain::plan::rules::PlanFacts;
use domain::{DateOfBirth, FieldProblem, NhsNumber, PersonName};
use leptos::prelude::*;

use super::say;
use crate::ui::{Button, ButtonKind, ButtonLink, ButtonType, FieldError, Heading, IdentityBanner, Page, Stack};
use crate::{AppError, routes};

/// Whose record is open, always in sight.
pub(super) fn patient_strip(
    name: &PersonName,
    date_of_birth: DateOfBirth,
    nhs_number: &NhsNumber,
    today: NaiveDate,
    note: String,
) -> AnyView {
    let (name, born, number) = (name.to_string(), say::born(date_of_birth, today), nhs_number.to_string());
    view! {
        <IdentityBanner name=name born=born nhs_number=number>
            <span class="ms-auto text-muted print:hidden">{note}</span>
        </IdentityBanner>
    }
    .into_any()
}

/// The same from what the rules know.
pub(super) fn strip(facts: &PlanFacts, note: String) -> AnyView {
    patient_strip(&facts.name, facts.date_of_birth, &facts.nhs_number, facts.today, note)
}

/// A page that has no answer, said calmly.
pub(super) fn refused(error: &AppError) -> AnyView {
    let (title, text) = match error {
        AppError::SignedOut => ("You are logged out", "Log in again to go on. A draft is kept as it was last saved."),
        AppError::NotFound => ("Page not found", "Check the address, or start again from the menu."),
        AppError::TooManyTries => ("Too many tries", "Wait a while, then try again."),
        AppError::Changed => {
            ("This has changed since the page was opened", "Open the page again to see how it is now.")
        }
        AppError::Broken { .. } => ("Sorry, there is a problem", "Nothing was changed. Try again in a moment."),
        AppError::Transport => ("No connection", "The service could not be reached. Try again in a moment."),
    };
    let reference = match error {
        AppError::Broken { reference } => Some(format!("Reference: {reference}")),
        _ => None,
    };
    let log_in = *error == AppError::SignedOut;
    view! {
        <Page title=title>
            <Stack>
                <Heading text=title/>
                <p>{text}</p>
                {reference.map(|reference| view! { <p>{reference}</p> })}
                {log_in.then(|| view! { <p><ButtonLink href=routes::LOG_IN external=true>"Log in"</ButtonLink></p> })}
            </Stack>
        </Page>
    }
    .into_any()
}

/// A refusal in place, for an act that did not happen.
pub(super) fn refusal_text(error: &AppError) -> String {
    match error {
        AppError::SignedOut => "You are logged out. Log in again in another tab, then try again.".into(),
        AppError::NotFound => "This is no longer here. Open the page again.".into(),
        AppError::TooManyTries => "Too many tries. Wait a while, then try again.".into(),
        AppError::Changed => "This has changed meanwhile. Open the page again to see how it is now.".into(),
        AppError::Broken { reference } => {
            format!("Something went wrong and nothing was changed. Reference: {reference}")
        }
        AppError::Transport => "The service could not be reached. Nothing was changed. Try again.".into(),
    }
}

/// What an action's last answer refuses, as lines of an error summary that lead to `field`.
pub(super) fn refusals<T: Clone + Send + Sync + 'static>(
    answer: impl Into<Signal<Option<Result<T, AppError>>>>,
    field: &'static str,
) -> Signal<Vec<FieldError>> {
    let answer = answer.into();
    Signal::derive(move || match answer.get() {
        Some(Err(error)) => vec![FieldError { field: field.into(), message: refusal_text(&error) }],
        _ => Vec::new(),
    })
}

/// Lines of an error summary.
pub(super) fn lines(problems: &[FieldProblem]) -> Vec<FieldError> {
    problems.iter().map(|p| FieldError { field: p.field.clone(), message: p.message.clone() }).collect()
}

/// False in the page the server sends, true once the browser has woken it: for controls that do nothing without WASM.
pub(super) fn awake() -> Signal<bool> {
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    awake.into()
}

/// Prints the page. Shown once it works.
pub(super) fn print_button(text: &'static str) -> AnyView {
    let awake = awake();
    let print = Callback::new(|()| {
        let _ = window().print();
    });
    view! {
        <span hidden=move || !awake.get()>
            <Button kind=ButtonKind::Secondary button_type=ButtonType::Button on_click=print>
                {text}
            </Button>
        </span>
    }
    .into_any()
}
