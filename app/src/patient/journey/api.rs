use domain::diary::PersonLine;
use domain::learn::{LessonTopic, Mark};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// The lessons of the person shown, each with its best mark so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journey {
    pub(super) person: PersonLine,
    pub(super) lessons: Vec<(LessonTopic, Option<Mark>)>,
    pub(super) demo: bool,
}

/// Reads them.
#[server(prefix = "/api", endpoint = "my/journey")]
pub(super) async fn my_journey() -> Result<Journey, AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let page = care::learning::my_journey(&access, &cx.services).await?;
    Ok(Journey { person: page.person, lessons: page.lessons, demo: cx.services.demo })
}

/// Marks the answers to a lesson, and leads back to it with what was right.
#[server(prefix = "/api", endpoint = "my/try_lesson")]
pub(super) async fn try_lesson(
    topic: LessonTopic,
    #[server(default)] first: Option<u8>,
    #[server(default)] second: Option<u8>,
    #[server(default)] third: Option<u8>,
) -> Result<(), AppError> {
    let cx = crate::context::request()?;
    let access = care::access::PatientAccess::of(&cx.proof)?;
    let mark = care::learning::try_lesson(&access, &cx.services, topic, [first, second, third]).await?;
    leptos_axum::redirect(&format!("{}?right={}", crate::routes::lesson(topic), mark.right));
    Ok(())
}
