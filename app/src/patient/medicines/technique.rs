use domain::technique::{Guide, Sign, TechniqueView, after_a_steroid, lesson};
use domain::time::{london_day, say_date};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;

use super::api::{MarkPractised, technique};
use super::signs::picture;
use crate::AppError;
use crate::drawings::inhaler;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{BackLink, Button, ButtonKind, Card, DrawingMark, Heading, Row, Stack};
use crate::words::{say, t};

#[component]
pub(in crate::patient) fn TechniquePage() -> impl IntoView {
    let params = use_params_map();
    let guide = Memo::new(move |_| params.read().get("guide")?.parse::<Guide>().ok());
    let opened = load(
        move || guide.get(),
        |guide| async move {
            match guide {
                Some(guide) => technique(guide).await,
                None => {
                    #[cfg(feature = "ssr")]
                    crate::context::set_status(&AppError::NotFound);
                    Err(AppError::NotFound)
                }
            }
        },
    );
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match opened.ready().await {
                    Ok(view) => shown(view),
                    Err(error) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(view: TechniqueView) -> AnyView {
    let TechniqueView { person, demo, guide, medicines, practised } = view;
    let lesson = lesson(guide);
    let steroid = medicines.iter().any(|line| line.steroid_micrograms.is_some());
    let steps = lesson.steps.iter().copied().chain(steroid.then(after_a_steroid));
    let steps = steps.map(|(sign, text)| step(sign, text)).collect_view();
    let own = medicines
        .into_iter()
        .map(|line| {
            let drawing = inhaler(&line.colour, line.device);
            view! {
                <Row>
                    <DrawingMark drawing=drawing size=48/>
                    <strong translate="no">{line.name}</strong>
                </Row>
            }
        })
        .collect_view();
    let practised = practised.map(|(who, at)| {
        let key = if who == "you" { "technique-practised-you" } else { "technique-practised" };
        say(key, &[("who", &who), ("date", &say_date(london_day(at)))])
    });
    let mark = if practised.is_some() { t("technique-again") } else { t("technique-mark") };
    view! {
        <Frame title=guide.title() person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::MY_MEDICINES text=t("technique-back")/>
                <Heading text=guide.title() caption=t("technique-caption")/>
                {own}
                <p>{t("technique-lead")}</p>
                <Card>
                    <ol role="list" class="grid gap-0 max-w-none technique-steps">{steps}</ol>
                </Card>
                <Card heading=t("technique-clean")><p>{lesson.clean}</p></Card>
                <Card heading=t("technique-empty")><p>{lesson.empty}</p></Card>
                <form method="post" action=MarkPractised::url()>
                    <input type="hidden" name="guide" value=guide.as_str()/>
                    {practised.map(|text| view! { <p>{text}</p> })}
                    <Button kind=ButtonKind::Secondary>{mark}</Button>
                </form>
            </Stack>
        </Frame>
    }
    .into_any()
}

fn step(sign: Sign, text: &'static str) -> AnyView {
    view! {
        <li class="flex items-center gap-4 border-t border-line py-3 max-w-none">
            {picture(sign)}
            <span>{text}</span>
        </li>
    }
    .into_any()
}
