//! The rest: whose plan is shown, and logging out.

use domain::PatientId;
use domain::consent::TERMS_VERSION;
use domain::diary::PersonLine;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::frame::{Frame, Place, refused};
use crate::public::log_out::LogOut;
use crate::ui::{Button, ButtonKind, Card, Heading, Stack, Tag, TextLink, Tone};
use crate::{AppError, routes};

/// Everybody the account acts for.
#[server(prefix = "/api", endpoint = "my/people")]
pub(super) async fn my_people() -> Result<(Vec<PersonLine>, bool), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    Ok((care::people::people(&access, &cx.services).await?, cx.services.demo))
}

/// Shows another person of the account.
#[server(prefix = "/api", endpoint = "my/switch")]
pub(super) async fn switch_person(to: PatientId) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    care::people::switch_person(&access, &cx.services, to).await?;
    leptos_axum::redirect(routes::MY);
    Ok(())
}

#[component]
pub(super) fn MorePage() -> impl IntoView {
    let people = Resource::new_blocking(|| (), |()| my_people());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match people.await {
                    Ok((people, demo)) => shown(people, demo),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(people: Vec<PersonLine>, demo: bool) -> AnyView {
    let Some(person) = people.iter().find(|person| person.current).cloned() else {
        return refused(&AppError::NotFound);
    };
    let several = people.len() > 1;
    // Plain forms: a whole new page, so that nothing of one person's page is left beside another's.
    let rows = people
        .into_iter()
        .map(|person| {
            let PersonLine { id, given_name, age, current, .. } = person;
            let act = if current {
                view! { <Tag tone=Tone::Green text="Shown now"/> }.into_any()
            } else {
                view! {
                    <form method="post" action=SwitchPerson::url()>
                        <input type="hidden" name="to" value=id.to_string()/>
                        <Button kind=ButtonKind::Secondary small=true>{format!("Show {given_name}")}</Button>
                    </form>
                }
                .into_any()
            };
            view! {
                <li class="flex flex-wrap items-center justify-between gap-4 border-t border-line py-3 max-w-none">
                    <span><strong>{given_name}</strong> {format!(", {age} years old")}</span>
                    {act}
                </li>
            }
        })
        .collect_view();
    view! {
        <Frame title="More" person=person demo=demo place=Place::More>
            <Stack>
                <Heading text="More"/>
                {several.then(|| view! { <Card heading="Whose plan is shown"><ul role="list" class="grid gap-0">{rows}</ul></Card> })}
                <Card heading="What you agreed to">
                    <p>{format!("Terms of {TERMS_VERSION}. Your nurse and GP can see your plan. Nobody is watching your diary.")}</p>
                </Card>
                <Card heading="Help">
                    <p>"In an emergency, call 999. When you are worried, ring your GP surgery, or use NHS 111 online."</p>
                    <p><TextLink href=routes::EMERGENCY>"Emergency steps"</TextLink></p>
                </Card>
                <form method="post" action=LogOut::url()>
                    <Button kind=ButtonKind::Secondary>"Log out"</Button>
                </form>
            </Stack>
        </Frame>
    }
    .into_any()
}
