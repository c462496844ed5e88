//! The few questions after joining: answered once, changed at any time, and every answer kept.

use domain::screening::{Screening, ScreeningPage};
use storage::{patients, screenings};

use crate::audit::note;
use crate::events::retell;
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// What was said last of the person shown.
///
/// # Errors
/// When the row cannot be read.
pub async fn my_screening(access: &PatientAccess, services: &Services) -> Result<ScreeningPage, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let said = screenings::latest(&*read, access.patient()).await?;
    Ok(ScreeningPage { person, said, demo: services.demo })
}

/// Keeps what is said of the person shown, with who said it and when.
///
/// # Errors
/// When the database fails.
pub async fn say(access: &PatientAccess, services: &Services, said: Screening) -> Result<(), CareError> {
    let (acting, now, id) = (access.clone(), services.now(), services.ids.next());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                screenings::insert(tx, id, (acting.account(), patient.id), &said, now).await?;
                retell(tx, patient.id).await?;
                note(tx, &acting.act("screening_answered").at(&patient.practice), now).await
            })
        })
        .await
}
