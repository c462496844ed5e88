//! What stands around every page of a person: whose it is, the way to the emergency steps, and the menu.

use domain::Topic;
use domain::diary::PersonLine;
use leptos::prelude::*;

use super::follow::follow;
use crate::routes;
use crate::ui::{BottomNav, BottomNavItem, Icon, Page, PatientHeader};

/// Places of the menu.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Today,
    Plan,
    Diary,
    More,
}

/// Header, page, foot and menu. The emergency steps are always first in the menu.
#[component]
pub(super) fn Frame(
    #[prop(into)] title: String,
    person: PersonLine,
    #[prop(optional)] demo: bool,
    place: Place,
    children: Children,
) -> impl IntoView {
    follow(person.id);
    let topic = Topic::Patient(person.id).to_string();
    let who = format!("{}, {}", person.given_name, person.age);
    let foot = if demo {
        "Demonstration: everybody here is made up. In a real emergency, call 999."
    } else {
        "Nobody is watching this app for you. In an emergency, call 999."
    };
    view! {
        <PatientHeader title="Asthma plan" who=who demo=demo/>
        // For the scripts of plain pages: whose page this is and where news of them is heard.
        <div id="whose" hidden data-person=person.id.to_string() data-topic=topic></div>
        <Page title=title>
            {children()}
            <footer class="mt-6 text-muted">
                <p>{foot}</p>
                // At the same place on every page (WCAG 3.2.6).
                <p><a href=routes::HELP>"Help: who to ring"</a></p>
            </footer>
        </Page>
        <Menu place=Some(place)/>
    }
    .into_any()
}

/// The menu alone, for pages that have no answer.
#[component]
pub(crate) fn Menu(place: Option<Place>) -> impl IntoView {
    let item = |text: &str, href: &str, icon, at| BottomNavItem {
        text: text.into(),
        href: href.into(),
        icon,
        current: place == at && at.is_some(),
        urgent: at.is_none(),
    };
    let items = vec![
        item("Emergency", routes::EMERGENCY, Icon::Emergency, None),
        item("Today", routes::MY, Icon::Today, Some(Place::Today)),
        item("Plan", routes::MY_PLAN, Icon::Plan, Some(Place::Plan)),
        item("Diary", routes::DIARY, Icon::Diary, Some(Place::Diary)),
        item("More", routes::MORE, Icon::More, Some(Place::More)),
    ];
    view! { <BottomNav items=items/> }.into_any()
}

/// A page that has no answer still has the menu.
pub(super) fn refused(error: &crate::AppError) -> AnyView {
    let title = match error {
        crate::AppError::SignedOut => "You are logged out",
        crate::AppError::NotFound => "Page not found",
        _ => "Sorry, there is a problem",
    };
    let content = error.view();
    view! {
        <Page title=title>{content}</Page>
        <Menu place=None/>
    }
    .into_any()
}
