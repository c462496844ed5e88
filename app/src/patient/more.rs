//! The rest: whose plan is shown, what was agreed to, help, and logging out.

use domain::Condition;
use domain::consent::WHO_SEES_IT;
use domain::diary::PersonLine;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::frame::{Frame, Place, refused};
use super::people::{PeopleList, my_people, other_plans};
use crate::load::load;
use crate::public::log_out::LogOut;
use crate::ui::{Button, ButtonKind, Card, Heading, Stack, TextLink};
use crate::{AppError, routes};

/// Under this age nobody is sent to NHS 111 online.
const ONLINE_111_FROM: u16 = 5;

#[component]
pub(super) fn MorePage() -> impl IntoView {
    let people = load(|| (), |()| my_people());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match people.ready().await {
                    Ok((people, demo, others)) => shown(people, demo, others),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(people: Vec<PersonLine>, demo: bool, others: Vec<Condition>) -> AnyView {
    let Some(person) = people.iter().find(|person| person.current).cloned() else {
        return refused(&AppError::NotFound);
    };
    let several = people.len() > 1;
    let who_sees = WHO_SEES_IT.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <Frame title="More" person=person.clone() demo=demo place=Place::More>
            <Stack>
                <Heading text="More"/>
                {several.then(|| view! { <Card heading="Whose plan is shown"><PeopleList people=people/></Card> })}
                {help(person.age)}
                <Card heading="Medicines">
                    <p>"What is on your plan, today’s doses, reminders, how to use your inhalers, and asking for more."</p>
                    <p><TextLink href=routes::MY_MEDICINES>"Medicines"</TextLink></p>
                </Card>
                {other_plans(others)}
                <Card heading="Sharing">
                    <p><TextLink href=routes::MY_SHARE external=true>"Share your plan with a school, family or a carer"</TextLink></p>
                    <p><TextLink href=routes::MY_SEEN external=true>"Who has seen this"</TextLink></p>
                </Card>
                <Card heading="On your phone">
                    <p><TextLink href=routes::INSTALL>"Put the plan on your home screen"</TextLink></p>
                    <p>"Your plan, the emergency steps and your diary open without a signal."</p>
                </Card>
                <Card heading="You and your account">
                    <p><TextLink href=routes::MY_LOG_INS>"Logging in: screen lock, and where you are logged in"</TextLink></p>
                    <p><TextLink href=routes::MY_PARENTS>"Parents and carers: who sees the plan"</TextLink></p>
                    <p><TextLink href=routes::MY_ABOUT_ME>"Your answers about yourself"</TextLink></p>
                    <p><TextLink href=routes::MY_TERMS>"What you agreed to, and leaving"</TextLink></p>
                    <p><TextLink href=routes::MY_DATA>"Your data: download it, or close your account"</TextLink></p>
                </Card>
                <Card heading="Who sees what you write">
                    <ul class="bullets">{who_sees}</ul>
                </Card>
                <Card heading="About">
                    <p>"Digital Health Passport carries the plan that your nurse or GP signed. It does not watch over you and it does not replace them."</p>
                    {demo.then(|| view! { <p>"This is a demonstration: everybody in it is made up."</p> })}
                </Card>
                <form method="post" action=LogOut::url()>
                    <Button kind=ButtonKind::Secondary>"Log out"</Button>
                </form>
            </Stack>
        </Frame>
    }
    .into_any()
}

/// Help, at the same place on every phone.
fn help(age: u16) -> AnyView {
    let worried = if age < ONLINE_111_FROM {
        "When you are worried, ring your GP surgery, or ring 111 when it is closed."
    } else {
        "When you are worried, ring your GP surgery. When it is closed, use NHS 111 online or ring 111."
    };
    view! {
        <Card heading="Help">
            <p>"In an emergency, call 999."</p>
            <p>{worried}</p>
            <p><TextLink href=routes::EMERGENCY external=true>"Emergency steps"</TextLink></p>
        </Card>
    }
    .into_any()
}

/// What of this page needs no network.
#[cfg(feature = "ssr")]
pub(super) fn without_network(age: u16) -> AnyView {
    view! {
        <Stack>
            <Heading text="More"/>
            {help(age)}
            <p><TextLink href=routes::MY_MEDICINES external=true>"Medicines"</TextLink></p>
            <p>"The rest of this page opens when you have a signal."</p>
            <form method="post" action=LogOut::url()>
                <Button kind=ButtonKind::Secondary>"Log out"</Button>
            </form>
        </Stack>
    }
    .into_any()
}
