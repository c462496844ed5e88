use domain::OdsCode;
use domain::condition::views::OtherPlan;
use domain::patient::PatientRecord;
use domain::time::say_date;
use leptos::prelude::*;

use crate::routes;
use crate::staff::say;
use crate::ui::Card;

/// Plans for other conditions, and those that can be started; nothing where the ICB has taken up none.
pub(super) fn others_card(practice: &OdsCode, record: &PatientRecord) -> Option<AnyView> {
    let lines = record.others.iter().map(|other| line(practice, record, other)).collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! { <Card heading="Plans for other conditions"><ul class="bullets">{lines}</ul></Card> }.into_any()
    })
}

fn line(practice: &OdsCode, record: &PatientRecord, other: &OtherPlan) -> AnyView {
    let (condition, patient) = (other.condition, record.patient.id);
    let (text, address) = match other.last {
        Some((number, status, due)) => {
            let (_, state) = say::version_state(status, due, record.today);
            let text = format!("{}, version {number}: {state}. Review due {}", condition.plan(), say_date(due));
            (text, routes::condition_version(practice, patient, condition, number))
        }
        None => (format!("Start: {}", condition.plan()), routes::condition(practice, patient, condition)),
    };
    // A plain page: the router leaves it alone.
    view! { <li><a href=address rel="external">{text}</a></li> }.into_any()
}
