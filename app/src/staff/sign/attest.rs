//! What whoever signs or approves confirms: whose record it is, that they read it, and who they are.

use domain::certificate::Certified;
use domain::plan::views::SignerView;
use domain::time::{say_date, say_date_time};
use leptos::prelude::*;

use super::api::CONFIRM;
use crate::forms::{Returned, problem, value};
use crate::ui::{DateInput, InsetText, WarningCallout};

/// The last lines of the form, above its button.
pub(in crate::staff) struct Attest {
    /// Date of birth, statement, and the confirmation where it is needed.
    pub(in crate::staff) lines: AnyView,
    /// Words of the button.
    pub(in crate::staff) button: Signal<String>,
}

/// The lines for somebody who is about to `act` ("Sign the plan"), with the sentence they put their name to.
pub(in crate::staff) fn attest(
    signer: &SignerView,
    statement: String,
    act: &'static str,
    state: Signal<Returned>,
) -> Attest {
    let (name, fresh) = (signer.name.clone(), signer.fresh);
    let asked = problem(state, CONFIRM);
    // A page that was opened in time may be posted too late: the answer then asks.
    let stale = Memo::new(move |_| !fresh || asked.get().is_some());
    let button =
        Signal::derive(
            move || {
                if stale.get() { format!("I am {name}: confirm, and {}", lower(act)) } else { act.to_owned() }
            },
        );
    let confirm = move || {
        stale.get().then(|| {
            view! {
                <div id=CONFIRM tabindex="-1">
                    <InsetText>
                        <p>"It is some time since you logged in. The button below also confirms who you are. Do not press it for somebody else."</p>
                    </InsetText>
                    <input type="hidden" name=CONFIRM value="yes"/>
                </div>
            }
        })
    };
    let lines = view! {
        <DateInput
            name="born"
            legend="Type the patient’s date of birth"
            hint="From the person, their papers or your clinical system: it shows that this is the right record"
            day=value(state, "born_day")
            month=value(state, "born_month")
            year=value(state, "born_year")
            error=problem(state, "born")
        />
        <p>{statement}</p>
        {certificate(signer)}
        {confirm}
    }
    .into_any();
    Attest { lines, button }
}

/// What is to be said of the signer's certificate; nothing while it lasts.
pub(in crate::staff) fn certificate(signer: &SignerView) -> Option<AnyView> {
    let missing = |text: String| {
        view! {
            <WarningCallout heading="You cannot sign plans now">
                <p>{text}</p>
                <p>"Your practice manager records certificates. The draft is kept, and a colleague can sign it."</p>
            </WarningCallout>
        }
        .into_any()
    };
    match signer.certified {
        Certified::Until(_) if signer.ends_soon => signer.certified.last_day().map(|day| {
            let text = format!(
                "Your certificate to sign plans ends on {}. Ask your practice manager to renew it.",
                say_date(day)
            );
            view! { <InsetText><p>{text}</p></InsetText> }.into_any()
        }),
        Certified::Until(_) => None,
        Certified::Ended(at) => {
            Some(missing(format!("Your certificate to sign plans ended on {}.", say_date_time(at))))
        }
        Certified::Never => Some(missing("You have no certificate to sign plans.".into())),
    }
}

/// "Sign the plan" in the middle of a sentence.
fn lower(act: &str) -> String {
    let mut letters = act.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
