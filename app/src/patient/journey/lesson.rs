use domain::learn::{LessonTopic, PASS_MARK, Question, Reader, lesson};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::api::{Journey, TryLesson, my_journey};
use crate::AppError;
use crate::load::load;
use crate::patient::frame::{Frame, Place, refused};
use crate::routes;
use crate::ui::{
    BackLink, BannerKind, Button, ButtonLink, Card, Choice, Heading, NotificationBanner, Radios, SectionHeading, Stack,
};
use crate::words::{say, t};

#[component]
pub(in crate::patient) fn LessonPage() -> impl IntoView {
    let journey = load(|| (), |()| my_journey());
    let topic =
        use_params_map().with_untracked(|params| params.get("topic").and_then(|word| LessonTopic::parse(&word)));
    let right = use_query_map().with_untracked(|query| query.get("right").and_then(|number| number.parse::<u8>().ok()));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match (journey.ready().await, topic) {
                    (Ok(journey), Some(topic)) => shown(journey, topic, right),
                    (Ok(_), None) => refused(&AppError::NotFound),
                    (Err(error), _) => refused(&error),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(journey: Journey, topic: LessonTopic, right: Option<u8>) -> AnyView {
    let Journey { person, demo, .. } = journey;
    let lesson = lesson(topic, Reader::of_age(person.age));
    let text = lesson.text.into_iter().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view();
    let content = match right {
        Some(right) => marked(right, topic, lesson.questions),
        None => view! {
            {text}
            <section>
                <SectionHeading text=t("journey-questions")/>
                <form method="post" action=TryLesson::url()>
                    <input type="hidden" name="topic" value=topic.as_str()/>
                    {["first", "second", "third"].into_iter().zip(lesson.questions).map(ask).collect_view()}
                    <Button full_width=true>{t("journey-check")}</Button>
                </form>
            </section>
        }
        .into_any(),
    };
    view! {
        <Frame title=lesson.title person=person demo=demo place=Place::More>
            <Stack>
                <BackLink href=routes::JOURNEY text=t("journey-title")/>
                <Heading text=lesson.title/>
                {content}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn ask((name, question): (&'static str, Question)) -> AnyView {
    let choices = (0_u8..).zip(question.answers).map(|(at, answer)| Choice::new(at.to_string(), answer)).collect();
    view! { <Radios name=name legend=question.ask choices=choices/> }.into_any()
}

/// What was right, and why, whatever was answered.
fn marked(right: u8, topic: LessonTopic, questions: [Question; 3]) -> AnyView {
    let passed = right >= PASS_MARK;
    let heading = if passed { t("journey-passed") } else { t("journey-not-yet") };
    let kind = if passed { BannerKind::Success } else { BannerKind::Info };
    let mark = say("journey-mark", &[("right", &right.min(3).to_string())]);
    let reasons = questions
        .into_iter()
        .map(|question| {
            let answer = question.answers.into_iter().nth(question.right.into()).unwrap_or_default();
            view! { <Card heading=question.ask><p><strong>{answer}</strong></p><p>{question.why}</p></Card> }
        })
        .collect_view();
    view! {
        <NotificationBanner kind=kind heading=heading><p>{mark}</p></NotificationBanner>
        {reasons}
        <p>
            {if passed {
                view! { <ButtonLink href=routes::JOURNEY>{t("journey-next")}</ButtonLink> }.into_any()
            } else {
                view! { <ButtonLink href=routes::lesson(topic)>{t("journey-read-again")}</ButtonLink> }.into_any()
            }}
        </p>
    }
    .into_any()
}
