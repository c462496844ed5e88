//! Why a plan was not signed, beside what puts it right; and what the form says of who looked.

use std::collections::BTreeMap;

use domain::FieldProblem;
use domain::certificate::Certified;
use domain::plan::Severity;
use domain::plan::changes::Danger;
use domain::plan::views::SignAnswer;
use domain::time::say_date_time;

use super::api::{CONFIRM, REASON, VIEWED, WHOLE};

/// The date of birth as it was typed.
pub(in crate::staff) fn born(fields: &BTreeMap<String, String>) -> String {
    ["born_day", "born_month", "born_year"].map(|name| fields.get(name).map_or("", |text| text.trim())).join("/")
}

/// The groups of changes that were ticked.
pub(in crate::staff) fn viewed(fields: &BTreeMap<String, String>) -> Vec<Danger> {
    let ticked = |danger: &Danger| fields.contains_key(&format!("{VIEWED}{}", danger.as_str()));
    Danger::ALL.into_iter().filter(ticked).collect()
}

/// Why it was not signed, beside what puts it right.
pub(in crate::staff) fn refusal(answer: SignAnswer) -> Vec<FieldProblem> {
    let whole = |message: &str| vec![FieldProblem::new(WHOLE, message)];
    let sign = |message: String| vec![FieldProblem::new("sign", message)];
    match answer {
        SignAnswer::Signed { .. } | SignAnswer::Asked => Vec::new(),
        SignAnswer::Stopped(problems) => problems
            .into_iter()
            .map(|problem| match problem.severity {
                Severity::Confirm => FieldProblem::new(
                    format!("{REASON}{}", problem.rule),
                    format!("Give a reason: {}", problem.message),
                ),
                _ => FieldProblem::new(WHOLE, problem.message),
            })
            .collect(),
        SignAnswer::WrongDateOfBirth => vec![FieldProblem::new(
            "born",
            "This is not the date of birth of this patient. Check that the right record is open",
        )],
        SignAnswer::NotViewed(groups) => groups
            .into_iter()
            .map(|group| {
                let message = format!("Look at “{}” and tick that you viewed it", group.title());
                FieldProblem::new(format!("{VIEWED}{}", group.as_str()), message)
            })
            .collect(),
        SignAnswer::ConfirmFirst => vec![FieldProblem::new(
            CONFIRM,
            "It is some time since you logged in. Confirm who you are with the button below; what you typed is kept",
        )],
        SignAnswer::NoCertificate(Certified::Ended(at)) => sign(format!(
            "Your certificate to sign plans ended on {}. Nothing was signed and the draft is kept. Ask your practice manager",
            say_date_time(at)
        )),
        SignAnswer::NoCertificate(_) => sign(
            "You have no certificate to sign plans. Nothing was signed and the draft is kept. Ask your practice manager"
                .into(),
        ),
        SignAnswer::NoMembership => sign(
            "You are no longer a nurse or GP of this practice. Nothing was signed and the draft is kept for your colleagues"
                .into(),
        ),
        SignAnswer::SecondPerson(_) => {
            whole("A second person must approve this plan. Read it once more, then ask for approval")
        }
        SignAnswer::Waiting => whole("This draft waits for a second person. Take it back first to sign or change it"),
        SignAnswer::NotYours => sign("A GP who did not ask for the approval decides. Nothing was signed".into()),
        SignAnswer::Decided => whole("This was decided or taken back meanwhile. Nothing was signed"),
        SignAnswer::AuthorGone => whole(
            "Whoever wrote this plan no longer works here, so it cannot be approved. Open the draft and sign it as its author",
        ),
        SignAnswer::Changed => {
            whole("The draft was saved again after you opened this page. Read the plan below once more, then sign")
        }
        SignAnswer::GroundMoved(what) => whole(&format!(
            "While this page was open, something changed: {what}. Nothing you typed is lost. Read the plan once more, then sign"
        )),
        SignAnswer::Closed => whole("A colleague discarded this draft. Open the record to see how things stand"),
    }
}
