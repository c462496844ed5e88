//! My Journey: short lessons with a few questions each.

mod api;
mod lesson;
mod page;

pub(super) use lesson::LessonPage;
pub(super) use page::JourneyPage;
