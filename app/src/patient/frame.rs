//! What stands around every page of a person: whose it is, the way to the emergency steps, and the menu.

use domain::Topic;
use domain::diary::PersonLine;
use leptos::prelude::*;

use super::follow::follow;
use crate::routes;
use crate::ui::{BottomNav, BottomNavItem, Icon, Page, PatientHeader};
use crate::words::{say, t};

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
    let who = say("frame-who", &[("name", &person.given_name), ("age", &person.age.to_string())]);
    let foot = if demo { t("frame-foot-demo") } else { t("frame-foot") };
    view! {
        <PatientHeader title=t("frame-title") who=who demo=demo/>
        // For the scripts of plain pages: whose page this is and where news of them is heard.
        <div id="whose" hidden data-person=person.id.to_string() data-topic=topic></div>
        <Page title=title>
            {children()}
            <footer class="mt-6 text-muted">
                <p>{foot}</p>
                // At the same place on every page (WCAG 3.2.6).
                <p><a href=routes::HELP>{t("frame-help")}</a></p>
            </footer>
        </Page>
        <Menu place=Some(place)/>
    }
    .into_any()
}

/// The menu alone, for pages that have no answer.
#[component]
pub(crate) fn Menu(place: Option<Place>) -> impl IntoView {
    let item = |text: String, href: &str, icon, at| BottomNavItem {
        text,
        href: href.into(),
        icon,
        current: place == at && at.is_some(),
        urgent: at.is_none(),
    };
    let items = vec![
        item(t("frame-emergency"), routes::EMERGENCY, Icon::Emergency, None),
        item(t("frame-today"), routes::MY, Icon::Today, Some(Place::Today)),
        item(t("frame-plan"), routes::MY_PLAN, Icon::Plan, Some(Place::Plan)),
        item(t("frame-diary"), routes::DIARY, Icon::Diary, Some(Place::Diary)),
        item(t("frame-more"), routes::MORE, Icon::More, Some(Place::More)),
    ];
    view! { <BottomNav items=items/> }.into_any()
}

/// A page that has no answer still has the menu.
pub(super) fn refused(error: &crate::AppError) -> AnyView {
    let title = match error {
        crate::AppError::SignedOut => t("error-signed-out"),
        crate::AppError::NotFound => t("error-not-found"),
        _ => t("error-broken"),
    };
    let content = error.view();
    view! {
        <Page title=title>{content}</Page>
        <Menu place=None/>
    }
    .into_any()
}
