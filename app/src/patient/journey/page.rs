use domain::learn::{LessonTopic, Mark, Reader, lesson};
use leptos::prelude::*;

use super::api::{Journey, my_journey};
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Heading, Stack, Tag, TextLink, Tone};
use crate::words::{count, t};

#[component]
pub(in crate::patient) fn JourneyPage() -> impl IntoView {
    let journey = load(|| (), |()| my_journey());
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match journey.ready().await {
                    Ok(journey) => shown(journey),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(journey: Journey) -> AnyView {
    let Journey { person, lessons, demo } = journey;
    let reader = Reader::of_age(person.age);
    let done = lessons.iter().filter(|(_, mark)| mark.is_some_and(Mark::passed)).count();
    let summary = count("journey-done-of", &[("done", done), ("all", lessons.len())]);
    let rows = lessons.into_iter().map(|(topic, mark)| row(topic, mark, reader)).collect_view();
    view! {
        <Frame title=t("journey-title") person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MORE text=t("journey-back")/>
                <Heading text=t("journey-title") caption=summary/>
                <p>{t("journey-lead")}</p>
                <ul role="list" class="grid gap-0">{rows}</ul>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn row(topic: LessonTopic, mark: Option<Mark>, reader: Reader) -> AnyView {
    let state = match mark {
        Some(mark) if mark.passed() => view! { <Tag tone=Tone::Green text=t("journey-done")/> }.into_any(),
        Some(_) => view! { <Tag tone=Tone::Yellow text=t("journey-again")/> }.into_any(),
        None => view! { <Tag tone=Tone::Grey text=t("journey-new")/> }.into_any(),
    };
    let title = lesson(topic, reader).title;
    view! {
        <li class="flex flex-wrap items-center justify-between gap-4 border-t border-line py-3 max-w-none">
            <TextLink href=routes::lesson(topic)>{title}</TextLink>
            {state}
        </li>
    }
    .into_any()
}
