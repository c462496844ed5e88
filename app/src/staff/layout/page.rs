use domain::OdsCode;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

use super::api::{StaffMember, logged_in};
use crate::load::load;
use crate::public::log_out::LogOutForm;
use crate::staff::{place, shared};
use crate::ui::{NavItem, StaffHeader};
use crate::{AppError, routes};

/// Around the pages of a practice.
#[component]
pub fn PracticeLayout() -> impl IntoView {
    frame(place::practice(), practice_links)
}

/// Around the pages of an ICB.
#[component]
pub fn IcbLayout() -> impl IntoView {
    frame(place::icb(), icb_links)
}

/// No such page.
#[component]
pub fn NotFound() -> impl IntoView {
    shared::refused(&place::not_found())
}

/// A page that is not in the bundle: a plain one is fetched from the server, any other does not exist.
#[component]
pub fn Elsewhere() -> impl IntoView {
    let (path, query) = (use_location().pathname, use_location().search);
    let plain = Memo::new(move |_| routes::is_plain(&path.read()));
    Effect::new(move |_| {
        if plain.get() {
            let query = query.get();
            let mark = if query.is_empty() || query.starts_with('?') { "" } else { "?" };
            let _ = window().location().set_href(&format!("{}{mark}{query}", path.get()));
        }
    });
    move || if plain.get() { ().into_any() } else { NotFound().into_any() }
}

/// Text and address of each place in the menu.
type Links = Vec<(String, String)>;

fn practice_links(code: &OdsCode, member: &StaffMember) -> Links {
    let mut links = Vec::new();
    if let Some(icb) = &member.icb {
        links.push(("ICB board".into(), routes::icb(icb)));
    }
    links.push(("Board".into(), routes::practice(code)));
    if member.clinical {
        links.push(("Patients".into(), routes::patients(code)));
        let inbox = match member.waiting {
            Some(count) if count > 0 => format!("Inbox: {count} to check"),
            _ => "Inbox".to_owned(),
        };
        links.push((inbox, routes::inbox(code)));
        let repeats = match member.repeats {
            Some(count) if count > 0 => format!("Repeats: {count} open"),
            _ => "Repeats".to_owned(),
        };
        links.push((repeats, routes::repeats(code)));
        links.push(("Young people".into(), routes::young_people(code)));
    }
    if member.manages {
        links.push(("Team".into(), routes::team(code)));
        links.push(("Recruitment".into(), routes::recruitment(code)));
    }
    links
}

fn icb_links(code: &OdsCode, _member: &StaffMember) -> Links {
    vec![
        ("Board".into(), routes::icb(code)),
        ("Templates".into(), routes::templates(code)),
        ("Other plans".into(), routes::conditions(code)),
        ("Formulary".into(), routes::formularies(code)),
        ("Rules".into(), routes::rules(code)),
        ("Health hacks".into(), routes::hacks(code)),
        ("Feedback".into(), routes::feedback(code)),
        ("Young people".into(), routes::parent_policy(code)),
        ("Recruitment".into(), routes::icb_recruitment(code)),
        ("Keys".into(), routes::tokens(code)),
    ]
}

fn frame(organisation: Memo<Option<OdsCode>>, links: fn(&OdsCode, &StaffMember) -> Links) -> AnyView {
    let member = load(
        move || organisation.get(),
        |code| async move {
            match code {
                Some(code) => logged_in(code).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    let path = use_location().pathname;
    view! {
        <Transition>
            {move || {
                let path = path.get();
                // On its way to a plain page, which the browser fetches: this frame is coming down.
                if cfg!(feature = "hydrate") && routes::is_plain(&path) {
                    return ().into_any();
                }
                let code = organisation.get();
                // Asked for at once: on the way to a page outside the bundle this layout is gone a moment later.
                let member = member.ready();
                Suspend::new(async move {
                    let member = member.await.ok();
                    let links = code.as_ref().zip(member.as_ref()).map(|(code, member)| links(code, member));
                    header(member, links.unwrap_or_default(), &path)
                })
                .into_any()
            }}
        </Transition>
        <Outlet/>
    }
    .into_any()
}

fn header(member: Option<StaffMember>, links: Links, path: &str) -> AnyView {
    // A record is under "Patients": the longest address that leads here is the current one.
    let current = links
        .iter()
        .map(|(_, href)| href.clone())
        .filter(|href| path == href || path.strip_prefix(href.as_str()).is_some_and(|rest| rest.starts_with('/')))
        .max_by_key(String::len);
    let nav = links
        .into_iter()
        .map(|(text, href)| NavItem { current: current.as_deref() == Some(href.as_str()), text, href })
        .collect::<Vec<_>>();
    let demo = member.as_ref().is_some_and(|member| member.demo);
    let logged_in = member.is_some();
    let who = member.map(|member| member.who).unwrap_or_default();
    view! {
        <StaffHeader nav=nav who=who demo=demo>
            {logged_in.then(|| view! { <LogOutForm/> })}
        </StaffHeader>
    }
    .into_any()
}
