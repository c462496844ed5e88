//! The words as the person will read them, and the signature under them.

use domain::condition::ConditionProblem;
use domain::condition::views::ConditionFormView;
use domain::plan::Severity;
use leptos::prelude::*;

use crate::condition_words::ConditionWords;
use crate::forms::Returned;
use crate::staff::sign::CONFIRM;
use crate::ui::{Button, DateInput, SectionHeading, Stack, TextInput};

/// What the person will read.
pub(super) fn preview(view: &ConditionFormView) -> AnyView {
    let sections = view.content.sections.clone();
    view! {
        <section id="words" tabindex="-1">
            <SectionHeading text="As the person will read it"/>
            <Stack><ConditionWords sections=sections/></Stack>
        </section>
    }
    .into_any()
}

/// Reasons, the date of birth typed again, the statement and one button; nothing while a rule stops it.
pub(super) fn sign_part(view: &ConditionFormView, returned: &Returned) -> AnyView {
    if view.problems.iter().any(|problem| problem.severity == Severity::Stop) {
        return view! { <p class="mt-6">"It can be signed once what is listed above is put right."</p> }.into_any();
    }
    let typed = |name: &str| returned.values.get(name).cloned().unwrap_or_default();
    let error = |name: &str| {
        let found = returned.problems.iter().find(|problem| problem.field == name);
        found.map(|problem| problem.message.clone())
    };
    let asked = view.problems.iter().filter(|problem| problem.severity == Severity::Confirm);
    let reasons = asked
        .map(|problem| {
            let name = format!("reason-{}", problem.rule);
            reason(problem, typed(&name), error(&name))
        })
        .collect_view();
    let age = view.facts.date_of_birth.age_on(view.facts.today);
    let statement = format!(
        "I have read this plan as it stands beside the form. It is right for this person, {age} years old, and I sign it."
    );
    let (wrong, asked_who, hash) = (error("born"), error(CONFIRM), view.content.hash());
    let [day, month, year] = ["born_day", "born_month", "born_year"].map(|name| {
        let typed = typed(name);
        Signal::derive(move || typed.clone())
    });
    let wrong = Signal::derive(move || wrong.clone());
    let act = if asked_who.is_some() { "Confirm who I am and sign" } else { "Sign the plan" };
    let confirm = asked_who.map(|message| {
        view! {
            <div id=CONFIRM tabindex="-1">
                <p><strong>{message}</strong></p>
                <input type="hidden" name=CONFIRM value="yes"/>
            </div>
        }
    });
    view! {
        <section class="mt-6">
            <SectionHeading text="Sign" id="sign"/>
            <input type="hidden" name="read" value=hash/>
            {reasons}
            <DateInput
                name="born"
                legend="Type the patient’s date of birth"
                hint="From the person, their papers or your clinical system: it shows that this is the right record"
                day=day
                month=month
                year=year
                error=wrong
            />
            <p>{statement}</p>
            {confirm}
            <p><Button name="act" value="sign">{act}</Button></p>
        </section>
    }
    .into_any()
}

fn reason(problem: &ConditionProblem, typed: String, error: Option<String>) -> AnyView {
    let label = format!("{} ({}). Reason:", problem.message, problem.rule);
    let (name, value) = (format!("reason-{}", problem.rule), Signal::derive(move || typed.clone()));
    let error = Signal::derive(move || error.clone());
    view! { <TextInput name=name label=label hint="Kept with the plan." value=value error=error/> }.into_any()
}
