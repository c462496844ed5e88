use domain::seen::{SeenLine, SeenPage as Seen};
use domain::time::{say_date, say_time};
use leptos::prelude::*;

use super::api::who_has_seen;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Card, Heading, LinkedText, Stack};
use crate::words::{say, t};

/// Who read or changed the record or plan, by day.
#[component]
pub(in crate::patient) fn SeenPage() -> impl IntoView {
    let seen = load(|| (), |()| who_has_seen());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match seen.ready().await {
                    Ok(seen) => shown(seen),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(Seen { person, lines, demo }: Seen) -> AnyView {
    let none = lines.is_empty().then(|| view! { <p>{t("seen-nobody")}</p> });
    let days = lines
        .chunk_by(|one, next| one.day == next.day)
        .map(|day| {
            let heading = day.first().map(|line| say_date(line.day)).unwrap_or_default();
            let acts = day.iter().map(act).collect_view();
            view! { <Card heading=heading><ul class="bullets">{acts}</ul></Card> }
        })
        .collect_view();
    view! {
        <Frame title=t("seen-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("seen-back")/>
                <Heading text=t("seen-title")/>
                <p>{t("seen-text")}</p>
                <p><LinkedText text=t("seen-wrong") href=routes::MY_SHARE/></p>
                {none}
                {days}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn act(line: &SeenLine) -> AnyView {
    let at = match line.times {
        1 => say("seen-at", &[("time", &say_time(line.at))]),
        times => say("seen-times", &[("times", &times.to_string()), ("time", &say_time(line.at))]),
    };
    let (who, what) = (line.who.clone(), line.what.clone());
    view! { <li><strong>{who}</strong> " " {what} ", " {at}</li> }.into_any()
}
