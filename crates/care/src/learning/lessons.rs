use domain::diary::PersonLine;
use domain::learn::{LessonTopic, Mark, Reader, lesson};
use storage::lesson_tries::{self, LessonTry};

use crate::audit::note;
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// The lessons of the person shown, each with its best mark so far.
#[derive(Clone, Debug)]
pub struct JourneyPage {
    /// Whose.
    pub person: PersonLine,
    /// In their order.
    pub lessons: Vec<(LessonTopic, Option<Mark>)>,
}

/// The lessons for the person shown.
///
/// # Errors
/// When something cannot be read.
pub async fn my_journey(access: &PatientAccess, services: &Services) -> Result<JourneyPage, CareError> {
    let person = shown(access, services).await?;
    let read = services.store.read().await?;
    let tries = lesson_tries::of_patient(&*read, access.patient()).await?;
    let best =
        |topic| tries.iter().filter(|tried| tried.topic == topic).map(|tried| tried.mark).max_by_key(|m| m.right);
    let lessons = LessonTopic::ALL.map(|topic| (topic, best(topic))).into();
    Ok(JourneyPage { person, lessons })
}

/// Marks the answers to a lesson and keeps the mark.
///
/// # Errors
/// When it cannot be kept.
pub async fn try_lesson(
    access: &PatientAccess,
    services: &Services,
    topic: LessonTopic,
    answers: [Option<u8>; 3],
) -> Result<Mark, CareError> {
    let person = shown(access, services).await?;
    let mark = lesson(topic, Reader::of_age(person.age)).mark(answers);
    let (acting, now, id) = (access.clone(), services.now(), services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (patient, account) = (acting.patient(), acting.account());
                lesson_tries::insert(tx, &LessonTry { id, patient, account, topic, mark, at: now }).await?;
                note(tx, &acting.act("lesson_tried").with(topic.as_str()), now).await
            })
        })
        .await?;
    Ok(mark)
}

pub(super) async fn shown(access: &PatientAccess, services: &Services) -> Result<PersonLine, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current);
    Ok(person.ok_or(Refused::NotFound)?)
}
