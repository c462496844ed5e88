use domain::diary::PersonLine;
use domain::parents::{MyParents, ParentAccess, ParentDecision, ParentLine, ParentPolicy};
use domain::time::{london_day, say_date};
use domain::{AccountId, Relationship};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{DecideAboutParents, my_parents};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Button, ButtonKind, Card, Heading, InsetText, Row, SectionHeading, Stack, Tag, Tone};
use crate::words::{say, t};

/// Who else has joined for this person, how far they see, and what the young person decides of it.
#[component]
pub(in crate::patient) fn ParentsPage() -> impl IntoView {
    let mine = load(|| (), |()| my_parents());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match mine.ready().await {
                    Ok(mine) => shown(mine),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(page: MyParents) -> AnyView {
    let MyParents { person, parents, joined_themself, policy, diary_hidden, demo } = page;
    let own = person.relationship == Relationship::Myself;
    let grown = person.age >= policy.ends_at;
    let name = person.given_name.clone();
    let none = parents.is_empty();
    let cards = parents.into_iter().enumerate().map(|(at, line)| parent(at, line, &name, own && grown)).collect_view();
    let hide = (own && !none && person.age >= policy.review_from).then(|| hiding(diary_hidden));
    let heading = if own { t("parents-title") } else { say("parents-who-sees", &[("name", &name)]) };
    let nobody = if own { t("parents-none") } else { t("parents-nobody-else") };
    let policy = rules(&person, policy);
    let theirs = (!own && joined_themself).then(|| {
        let text = say("parents-joined-too", &[("name", &name)]);
        view! { <p>{text}</p> }
    });
    view! {
        <Frame title=t("parents-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("parents-back")/>
                <Heading text=heading/>
                {none.then(|| view! { <p>{nobody}</p> })}
                {theirs}
                {cards}
                {hide}
                <InsetText>
                    {policy}
                    <p>{t("parents-two")}</p>
                </InsetText>
            </Stack>
        </Frame>
    }
    .into_any()
}

/// What lies ahead, in the words of whoever reads it; what is past is not said.
fn rules(person: &PersonLine, policy: ParentPolicy) -> AnyView {
    let ParentPolicy { review_from, ends_at } = policy;
    let own = person.relationship == Relationship::Myself;
    let name = &person.given_name;
    let told = |key, age: u16| say(key, &[("name", name), ("age", &age.to_string())]);
    let review = told(if own { "parents-review" } else { "parents-review-child" }, review_from);
    let end = told(if own { "parents-end" } else { "parents-end-child" }, ends_at);
    let ahead = [(review_from, review), (ends_at, end)];
    let ahead = ahead.into_iter().filter(|(age, _)| person.age < *age).map(|(_, text)| view! { <p>{text}</p> });
    ahead.collect_view().into_any()
}

fn parent(at: usize, line: ParentLine, name: &str, decides: bool) -> AnyView {
    let ParentLine { account, since, access, me } = line;
    let number = (at + 1).to_string();
    let heading = if me { t("parents-you") } else { say("parents-numbered", &[("number", &number)]) };
    let (tone, tag, text) = match access {
        ParentAccess::Full => (Tone::Blue, t("parents-full"), t("parents-full-text")),
        ParentAccess::PlanOnly => (Tone::Yellow, t("parents-plan-only"), t("parents-plan-only-text")),
        ParentAccess::Ended => (Tone::Grey, t("parents-ended"), t("parents-ended-text")),
    };
    let since = say("parents-since", &[("date", &say_date(london_day(since)))]);
    let acts = decides.then(|| {
        let ended = access == ParentAccess::Ended;
        let (decision, label) = if ended {
            (ParentDecision::Agreed, say("parents-let", &[("number", &number), ("name", name)]))
        } else {
            (ParentDecision::Ended, say("parents-end-access", &[("number", &number)]))
        };
        view! { <Row>{decide(decision, account, label)}</Row> }
    });
    view! {
        <Card heading=heading>
            <p><Tag tone=tone text=tag/></p>
            <p>{text} " " {since}</p>
            {acts}
        </Card>
    }
    .into_any()
}

fn hiding(hidden: bool) -> AnyView {
    let (text, decision, label) = if hidden {
        (t("parents-diary-private"), ParentDecision::DiaryShown, t("parents-diary-show"))
    } else {
        (t("parents-diary-shown"), ParentDecision::DiaryHidden, t("parents-diary-hide"))
    };
    view! {
        <section>
            <SectionHeading text=t("parents-diary")/>
            <p>{text}</p>
            {decide(decision, None, label)}
        </section>
    }
    .into_any()
}

fn decide(decision: ParentDecision, about: Option<AccountId>, label: String) -> AnyView {
    let about = about.map(|about| view! { <input type="hidden" name="about" value=about.to_string()/> });
    view! {
        <form method="post" action=DecideAboutParents::url()>
            <input type="hidden" name="decision" value=decision.as_str()/>
            {about}
            <Button kind=ButtonKind::Secondary>{label}</Button>
        </form>
    }
    .into_any()
}
