//! The rest: whose plan is shown, what was agreed to, help, and logging out.

use domain::Condition;
use domain::consent::WHO_SEES_IT;
use domain::diary::PersonLine;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::feedback::{self, my_feedback};
use super::frame::{Frame, Place, refused};
use super::people::{PeopleList, my_people, other_plans};
use crate::load::load;
use crate::public::log_out::LogOut;
use crate::ui::{Button, ButtonKind, Card, Heading, Stack, TextLink};
use crate::words::t;
use crate::{AppError, routes};

/// Under this age nobody is sent to NHS 111 online.
const ONLINE_111_FROM: u16 = 5;

#[component]
pub(super) fn MorePage() -> impl IntoView {
    let people = load(|| (), |()| my_people());
    let asked = load(|| (), |()| my_feedback());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let due = asked.ready().await.is_ok_and(|page| page.due);
                match people.ready().await {
                    Ok((people, demo, others)) => shown(people, demo, others, due),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(people: Vec<PersonLine>, demo: bool, others: Vec<Condition>, due: bool) -> AnyView {
    let Some(person) = people.iter().find(|person| person.current).cloned() else {
        return refused(&AppError::NotFound);
    };
    let several = people.len() > 1;
    let who_sees = WHO_SEES_IT.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <Frame title=t("more-title") person=person.clone() demo=demo place=Place::More>
            <Stack>
                <Heading text=t("more-title")/>
                {several.then(|| view! { <Card heading=t("more-whose")><PeopleList people=people/></Card> })}
                {help(person.age)}
                <Card heading=t("more-medicines")>
                    <p>{t("more-medicines-text")}</p>
                    <p><TextLink href=routes::MY_MEDICINES>{t("more-medicines")}</TextLink></p>
                </Card>
                {other_plans(others)}
                <Card heading=t("more-learn")>
                    <p><TextLink href=routes::JOURNEY>{t("more-journey")}</TextLink></p>
                    <p><TextLink href=routes::CONTROL>{t("more-control")}</TextLink></p>
                </Card>
                <Card heading=t("more-near")>
                    <p><TextLink href=routes::MY_HACKS>{t("more-hacks")}</TextLink></p>
                    <p><TextLink href=routes::MY_AIR>{t("more-air")}</TextLink></p>
                </Card>
                <Card heading=t("more-phone")>
                    <p><TextLink href=routes::INSTALL>{t("more-install")}</TextLink></p>
                    <p>{t("more-phone-text")}</p>
                </Card>
                <Card heading=t("more-sharing")>
                    <p><TextLink href=routes::MY_SHARE external=true>{t("more-share")}</TextLink></p>
                    <p><TextLink href=routes::MY_SEEN external=true>{t("more-seen")}</TextLink></p>
                </Card>
                <Card heading=t("more-account")>
                    <p><TextLink href=routes::MY_LOG_INS>{t("more-log-ins")}</TextLink></p>
                    <p><TextLink href=routes::MY_PARENTS>{t("more-parents")}</TextLink></p>
                    <p><TextLink href=routes::MY_ABOUT_ME>{t("more-about-me")}</TextLink></p>
                    <p><TextLink href=routes::MY_TERMS>{t("more-terms")}</TextLink></p>
                </Card>
                {feedback::card(due)}
                <Card heading=t("more-who-sees")>
                    <ul class="bullets">{who_sees}</ul>
                </Card>
                <Card heading=t("more-about")>
                    <p>{t("more-about-text")}</p>
                    {demo.then(|| view! { <p>{t("more-demo")}</p> })}
                </Card>
                <form method="post" action=LogOut::url()>
                    <Button kind=ButtonKind::Secondary>{t("more-log-out")}</Button>
                </form>
            </Stack>
        </Frame>
    }
    .into_any()
}

/// Help, at the same place on every phone.
fn help(age: u16) -> AnyView {
    let worried = if age < ONLINE_111_FROM { t("more-worried-young") } else { t("more-worried") };
    view! {
        <div id="help">
            <Card heading=t("more-help")>
                <p>{t("more-call")}</p>
                <p>{worried}</p>
                <p><TextLink href=routes::EMERGENCY external=true>{t("more-emergency")}</TextLink></p>
            </Card>
        </div>
    }
    .into_any()
}

/// What of this page needs no network.
#[cfg(feature = "ssr")]
pub(super) fn without_network(age: u16) -> AnyView {
    view! {
        <Stack>
            <Heading text=t("more-title")/>
            {help(age)}
            <p><TextLink href=routes::MY_MEDICINES external=true>{t("more-medicines")}</TextLink></p>
            <p>{t("more-offline")}</p>
            <form method="post" action=LogOut::url()>
                <Button kind=ButtonKind::Secondary>{t("more-log-out")}</Button>
            </form>
        </Stack>
    }
    .into_any()
}
