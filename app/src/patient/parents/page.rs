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
    let heading = if own { "Parents and carers".to_owned() } else { format!("Who sees {name}’s plan") };
    let nobody = if own { "No parent or carer has joined for you." } else { "Nobody else has joined." };
    let policy = rules(&person, policy);
    let theirs = (!own && joined_themself).then(|| {
        let text = format!("{name} has joined too, and may keep the diary private.");
        view! { <p>{text}</p> }
    });
    view! {
        <Frame title="Parents and carers" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text="More"/>
                <Heading text=heading/>
                {none.then(|| view! { <p>{nobody}</p> })}
                {theirs}
                {cards}
                {hide}
                <InsetText>
                    {policy}
                    <p>"Two parents never see each other’s name, phone number or address here."</p>
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
    let review = match own {
        true => format!("Your nurse looks at this with you when you are {review_from}."),
        false => format!("The GP surgery looks at this with you when {name} is {review_from}."),
    };
    let end = match own {
        true => format!("When you are {ends_at}, a parent’s access ends, unless you agree that it goes on."),
        false => format!("When {name} is {ends_at}, your access ends, unless {name} agrees that it goes on."),
    };
    let ahead = [(review_from, review), (ends_at, end)];
    let ahead = ahead.into_iter().filter(|(age, _)| person.age < *age).map(|(_, text)| view! { <p>{text}</p> });
    ahead.collect_view().into_any()
}

fn parent(at: usize, line: ParentLine, name: &str, decides: bool) -> AnyView {
    let ParentLine { account, since, access, me } = line;
    let heading = if me { "You".to_owned() } else { format!("Parent or carer {}", at + 1) };
    let (tone, tag, text) = match access {
        ParentAccess::Full => (Tone::Blue, "Sees everything", "The plan, the medicines and the diary."),
        ParentAccess::PlanOnly => {
            (Tone::Yellow, "Sees the plan", "The plan, the emergency steps and the medicines. Not the diary.")
        }
        ParentAccess::Ended => (Tone::Grey, "Sees nothing", "Access has ended."),
    };
    let since = format!("Joined on {}.", say_date(london_day(since)));
    let acts = decides.then(|| {
        let ended = access == ParentAccess::Ended;
        let (decision, label) = if ended {
            (ParentDecision::Agreed, format!("Let parent or carer {} see {name}’s plan", at + 1))
        } else {
            (ParentDecision::Ended, format!("End access of parent or carer {}", at + 1))
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
        (
            "Your diary is private. Your parents see your plan and your medicines, not what you write.",
            ParentDecision::DiaryShown,
            "Show my diary to my parents",
        )
    } else {
        ("Your parents can read your diary.", ParentDecision::DiaryHidden, "Keep my diary private")
    };
    view! {
        <section>
            <SectionHeading text="Your diary"/>
            <p>{text}</p>
            {decide(decision, None, label.to_owned())}
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
