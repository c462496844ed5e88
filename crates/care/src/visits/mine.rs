use domain::visit::{VisitForm, VisitPage};
use storage::{organisations, patients};

use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// The questions that are open for the person shown, with what was answered so far.
///
/// # Errors
/// When something cannot be read.
pub async fn my_questions(access: &PatientAccess, services: &Services) -> Result<VisitPage, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let practice = patients::own(&*read, access.patient()).await?.ok_or(Refused::NotFound)?.practice;
    let practice = organisations::by_code(&*read, &practice).await?;
    let request = super::open_request(&*read, access.patient(), services.now()).await?;
    let answered = request.as_ref().and_then(|request| request.answered.as_ref());
    Ok(VisitPage {
        person,
        open_until: request.as_ref().map(|request| request.closes_at),
        form: answered.map(|answered| VisitForm::from(&answered.answers)).unwrap_or_default(),
        answered_at: answered.map(|answered| answered.at),
        demo: practice.as_ref().is_some_and(|practice| practice.demo),
        practice_name: practice.map_or_else(String::new, |practice| practice.name),
    })
}
