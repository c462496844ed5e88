use chrono::NaiveDate;
use domain::OdsCode;
use domain::hacks::{HackDesk, HackLine, HackVersion};
use domain::local_page::PageState;
use domain::plan::reading_age::READABLE_AT;
use domain::time::{say_date, say_date_time};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{ApproveHack, WithdrawHack, hack_desk};
use crate::load::load;
use crate::patient::written;
use crate::routes;
use crate::staff::place;
use crate::staff::shared::refused;
use crate::ui::{
    Breadcrumb, Button, ButtonKind, ButtonLink, Card, Details, Heading, InsetText, Page, SectionHeading, Stack, Tag,
    Tone,
};

/// Every page of an ICB, those that need somebody first.
#[component]
pub fn HacksPage() -> impl IntoView {
    let icb = place::icb();
    let opened = load(
        move || icb.get(),
        |icb| async move {
            match icb {
                Some(icb) => hack_desk(icb.clone()).await.map(|desk| (icb, desk)),
                None => Err(place::not_found()),
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok((icb, desk)) => shown(&icb, desk),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(icb: &OdsCode, desk: HackDesk) -> AnyView {
    let HackDesk { icb_name, approves, today, pages } = desk;
    let trail = vec![(icb_name, Some(routes::icb(icb))), ("Health hacks".into(), None)];
    let (off, live): (Vec<_>, Vec<_>) = pages.into_iter().partition(HackLine::withdrawn);
    let again = live.iter().filter(|line| line.look_again(today)).count();
    let none = live.is_empty();
    let cards = live.iter().map(|line| page(icb, line, approves, today)).collect_view();
    let off = (!off.is_empty()).then(|| {
        let lines = off.iter().filter_map(|line| line.versions.first()).map(withdrawn).collect_view();
        view! { <Details summary="Withdrawn pages"><ul class="bullets">{lines}</ul></Details> }
    });
    let who = if approves {
        "You answer for clinical safety here: you approve."
    } else {
        "The clinical safety officer approves."
    };
    let new = routes::hack_edit(icb, None);
    let told = match again {
        0 => None,
        1 => Some("1 page has to be looked at again".to_owned()),
        many => Some(format!("{many} pages have to be looked at again")),
    };
    view! {
        <Page title="Health hacks">
            <Breadcrumb items=trail/>
            <Heading text="Health hacks"/>
            <p>"Pages for your own patients: where to find help near home, what to do in bad weather. Patients see a page from its approval to the end of its last day, and not after it. " {who}</p>
            <Stack>
                {told.map(|text| view! { <InsetText><p><strong>{text}</strong></p></InsetText> })}
                <p><ButtonLink href=new>"Write a new page"</ButtonLink></p>
                {none.then(|| view! { <p>"There is no page yet."</p> })}
                {cards}
                {off}
            </Stack>
        </Page>
    }
    .into_any()
}

fn withdrawn(version: &HackVersion) -> AnyView {
    let how = version.withdrawn.as_ref().map(|(by, at)| format!(", by {by} on {}", say_date_time(*at)));
    view! { <li>{format!("{}{}", version.page.title, how.unwrap_or_default())}</li> }.into_any()
}

fn page(icb: &OdsCode, line: &HackLine, approves: bool, today: NaiveDate) -> AnyView {
    let Some(newest) = line.versions.first() else { return ().into_any() };
    let edge = match (line.look_again(today), line.shown().is_some()) {
        (true, _) => Tone::Orange,
        (false, true) => Tone::Green,
        (false, false) => Tone::Grey,
    };
    let versions = line.versions.iter().map(|kept| version(icb, line, kept, approves, today)).collect_view();
    let (title, spoken) = (newest.page.title.clone(), format!(" {}", newest.page.title));
    let (edit, code, id) = (routes::hack_edit(icb, Some(line.id)), icb.to_string(), line.id.to_string());
    let of = spoken.clone();
    let take_back = format!("Take back{spoken}");
    view! {
        <Card heading=title edge=edge>
            {versions}
            <p><ButtonLink href=edit kind=ButtonKind::Secondary small=true>"Change"<span class="visually-hidden">{spoken}</span></ButtonLink></p>
            <Details summary=take_back>
                <p>"Patients stop seeing it at once, and it does not come back."</p>
                <form method="post" action=WithdrawHack::url()>
                    <input type="hidden" name="icb" value=code/>
                    <input type="hidden" name="page" value=id/>
                    <Button kind=ButtonKind::Warning small=true>"Withdraw"<span class="visually-hidden">{of}</span></Button>
                </form>
            </Details>
        </Card>
    }
    .into_any()
}

fn version(icb: &OdsCode, line: &HackLine, kept: &HackVersion, approves: bool, today: NaiveDate) -> AnyView {
    let days = (kept.page.review_by - today).num_days();
    let (tone, text) = match kept.state {
        PageState::Waiting => (Tone::Yellow, "Waits for approval".to_owned()),
        PageState::Shown if days <= domain::hacks::TOLD_DAYS_BEFORE => {
            (Tone::Orange, format!("Patients see it, for {days} more days"))
        }
        PageState::Shown => (Tone::Green, "Patients see it".to_owned()),
        PageState::Expired => (Tone::Red, "Review is overdue: patients do not see it".to_owned()),
        PageState::Withdrawn => (Tone::Grey, "Withdrawn".to_owned()),
    };
    let mut told = vec![format!("Written by {} on {}", kept.written.0, say_date_time(kept.written.1))];
    told.extend(kept.approved.as_ref().map(|(by, at)| format!("approved by {by} on {}", say_date_time(*at))));
    let facts = format!("Looked after by {}. Last day: {}.", kept.page.owner, say_date(kept.page.review_by));
    let reading = kept.reading_age.map(|age| {
        let hard = if age > READABLE_AT { ": use shorter words and sentences" } else { "" };
        format!(" Can be read at {age} years{hard}.")
    });
    let name = format!("Version {}", kept.version);
    let preview = (format!("Read version {}", kept.version), written(&kept.page.text));
    let approve = (approves && kept.state == PageState::Waiting && kept.page.review_by >= today).then(|| {
        let (code, id, number) = (icb.to_string(), line.id.to_string(), kept.version.to_string());
        let spoken = format!(" {} version {}", kept.page.title, kept.version);
        view! {
            <form method="post" action=ApproveHack::url()>
                <input type="hidden" name="icb" value=code/>
                <input type="hidden" name="page" value=id/>
                <input type="hidden" name="version" value=number/>
                <Button small=true>"Approve"<span class="visually-hidden">{spoken}</span></Button>
            </form>
        }
    });
    let (summary, words) = preview;
    let title = kept.page.title.clone();
    view! {
        <div class="border-t border-line py-3">
            <p class="flex flex-wrap items-center gap-3"><strong>{name}</strong> <Tag tone=tone text=text/></p>
            <p>{facts} {reading}</p>
            <p class="text-muted">{told.join("; ")}</p>
            <Details summary=summary>
                <SectionHeading text=title/>
                {words}
            </Details>
            {approve}
        </div>
    }
    .into_any()
}
