use domain::share::{ShareLine, SharePurpose, ShareState};
use domain::time::{say_date, say_date_time};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

use super::api::{MakeShare, MySharePage, StopShare, my_shares};
use crate::forms::{self, Returned, problem, value};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, Button, ButtonKind, Card, Checkbox, Choice, DateInput, Details, ErrorSummary, Heading, Radios,
    SectionHeading, Stack, Tag, TextInput, Tone,
};

/// Who can open the plan by a link, and a form for another link.
#[component]
pub(in crate::patient) fn SharePage() -> impl IntoView {
    let mine = load(|| (), |()| my_shares());
    let state = forms::state::<()>(Signal::derive(|| None));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let state = state.ready().await;
                match mine.ready().await {
                    Ok(mine) => shown(mine, state),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown((person, shares, usual, demo): MySharePage, state: Signal<Returned>) -> AnyView {
    let (open, over): (Vec<_>, Vec<_>) = shares.into_iter().partition(|share| share.state == ShareState::Open);
    let none = open.is_empty().then(|| view! { <p>"Nobody. You have not shared this plan by a link."</p> });
    let open = open.into_iter().map(working).collect_view();
    let over = (!over.is_empty()).then(|| {
        let count = over.len();
        let over = over.into_iter().map(ended).collect_view();
        view! { <Details summary=format!("Links that no longer work ({count})")><ul class="bullets">{over}</ul></Details> }
    });
    view! {
        <Frame title="Share your plan" person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text="More"/>
                <ErrorSummary errors=forms::summary(state)/>
                <Heading text="Share your plan"/>
                <p>"Give a school, your family or a carer a link to your plan. They need no account. They always see the plan you have now. You can stop a link at any time."</p>
                <section>
                    <SectionHeading text="Who can open it now"/>
                    <Stack>{none} {open} {over}</Stack>
                </section>
                {wish_form(&usual, state)}
            </Stack>
        </Frame>
    }
    .into_any()
}

/// A link that works: for whom, until when, how often it was opened, and the way to stop it.
fn working(share: ShareLine) -> AnyView {
    let until = format!("Works until {}.", say_date(share.ends_on));
    let code = if share.with_code { "It asks for the code first." } else { "It asks for no code." };
    let stop = format!("Stop sharing with {}", share.name);
    view! {
        <Card heading=share.name.clone() edge=Tone::Blue>
            <p><Tag tone=Tone::Blue text=share.purpose.title()/></p>
            <p>{until} " " {code}</p>
            {views(&share)}
            <form method="post" action=StopShare::url()>
                <input type="hidden" name="id" value=share.id.to_string()/>
                <Button kind=ButtonKind::Secondary small=true>{stop}</Button>
            </form>
        </Card>
    }
    .into_any()
}

fn views(share: &ShareLine) -> AnyView {
    let text = match share.views {
        0 => return view! { <p>"Nobody has opened it yet."</p> }.into_any(),
        1 => "Opened once".to_owned(),
        times => format!("Opened {times} times"),
    };
    let times = share.viewed_at.iter().map(|at| view! { <li>{say_date_time(*at)}</li> }).collect_view();
    view! { <Details summary=text><ul class="bullets">{times}</ul></Details> }.into_any()
}

fn ended(share: ShareLine) -> AnyView {
    let why = match share.state {
        ShareState::Stopped => "you stopped it",
        ShareState::Locked => "closed after too many wrong codes",
        ShareState::Ended | ShareState::Open => "its time is over",
    };
    let times = match share.views {
        0 => "never opened".to_owned(),
        1 => "opened once".to_owned(),
        times => format!("opened {times} times"),
    };
    view! { <li>{format!("{}: {why}, {times}", share.name)}</li> }.into_any()
}

fn wish_form(usual: &[(SharePurpose, String)], state: Signal<Returned>) -> AnyView {
    let choices = usual
        .iter()
        .map(|(purpose, ends)| {
            let hint = format!("{} Ends on {ends} unless you choose another day.", purpose.shows());
            Choice::new(purpose.as_str(), purpose.title()).hint(hint)
        })
        .collect();
    // Asked for unless somebody says no: a link can reach the wrong person.
    let with_code = Signal::derive(move || {
        let state = state.read();
        state.values.is_empty() || state.values.get("with_code").is_some_and(|value| value == "yes")
    });
    view! {
        <Card heading="Make a new link">
            <form method="post" action=MakeShare::url()>
                <Radios
                    name="purpose"
                    legend="Who is it for?"
                    choices=choices
                    value=value(state, "purpose")
                    error=problem(state, "purpose")
                />
                <TextInput
                    name="name"
                    label="What do you call them?"
                    hint="Only you see this. For example, Marks Gate Juniors or Grandma."
                    value=value(state, "name")
                    error=problem(state, "name")
                />
                <DateInput
                    name="ends_on"
                    legend="Last day of the link"
                    hint="Leave this empty for the usual day. 12 months at most."
                    day=value(state, "ends_on_day")
                    month=value(state, "ends_on_month")
                    year=value(state, "ends_on_year")
                    error=problem(state, "ends_on")
                />
                <Checkbox
                    name="with_code"
                    value="yes"
                    checked=with_code
                    label="Ask for a code first"
                    hint="You tell them the code by voice. If the link reaches the wrong person, they see nothing."
                />
                <Button>"Make the link"</Button>
            </form>
        </Card>
    }
    .into_any()
}
