//! The people an account acts for, and which of them is shown.

use domain::diary::PersonLine;
use domain::{Condition, PatientId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use crate::AppError;
use crate::ui::{Button, ButtonKind, Card, Row, Tag, TextLink, Tone};
use crate::words::{say, t};

/// Everybody the account acts for; whether this is a demonstration; conditions with a plan beside asthma.
pub(super) type MyPeople = (Vec<PersonLine>, bool, Vec<Condition>);

/// Links to the plans for other conditions, which are plain pages.
pub(super) fn other_plans(conditions: Vec<Condition>) -> Option<AnyView> {
    let links = conditions
        .into_iter()
        .map(|condition| {
            let address = format!("{}/{condition}", crate::routes::MY_PLANS);
            view! { <p><TextLink href=address external=true>{condition.plan()}</TextLink></p> }
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| view! { <Card heading=t("people-others")>{links}</Card> }.into_any())
}

/// Reads them.
#[server(name = ReadMyPeople, prefix = "/api", endpoint = "my/people")]
pub(super) async fn my_people() -> Result<MyPeople, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let others = care::conditions::my_other_plans(&access, &cx.services).await?;
    Ok((care::people::people(&access, &cx.services).await?, cx.services.demo, others))
}

/// Shows another person of the account.
#[server(prefix = "/api", endpoint = "my/switch")]
pub(super) async fn switch_person(to: PatientId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    care::people::switch_person(&access, &cx.services, to).await?;
    leptos_axum::redirect(crate::routes::MY);
    Ok(())
}

/// A plain form: a whole new page, so that nothing of one person's page is left beside another's.
fn show(person: &PersonLine) -> AnyView {
    let (id, label) = (person.id.to_string(), say("people-show", &[("name", &person.given_name)]));
    view! {
        <form method="post" action=SwitchPerson::url()>
            <input type="hidden" name="to" value=id/>
            <Button kind=ButtonKind::Secondary small=true>{label}</Button>
        </form>
    }
    .into_any()
}

/// A button for everybody else of the account; nothing for whoever carries one plan.
#[component]
pub(super) fn OtherPeople(people: Vec<PersonLine>) -> impl IntoView {
    let others = people.iter().filter(|person| !person.current).map(show).collect::<Vec<_>>();
    (!others.is_empty()).then(|| view! { <Row>{others}</Row> }.into_any())
}

/// Everybody of the account in a list, with who is shown now.
#[component]
pub(super) fn PeopleList(people: Vec<PersonLine>) -> impl IntoView {
    let rows = people
        .into_iter()
        .map(|person| {
            let act = if person.current {
                view! { <Tag tone=Tone::Green text=t("people-shown-now")/> }.into_any()
            } else {
                show(&person)
            };
            let PersonLine { given_name, age, .. } = person;
            view! {
                <li class="flex flex-wrap items-center justify-between gap-4 border-t border-line py-3 max-w-none">
                    <span><strong>{given_name}</strong> <span class="text-muted">{say("people-age", &[("age", &age.to_string())])}</span></span>
                    {act}
                </li>
            }
        })
        .collect_view();
    view! { <ul role="list" class="grid gap-0">{rows}</ul> }.into_any()
}
