use domain::Topic;
use domain::dose::DoseTimesForm;
use storage::{dose_times, outbox};

use crate::audit::note;
use crate::{CareError, PatientAccess, Refused, Services};

/// Keeps the times at which the family takes the doses of the day: the whole family has one set of them.
///
/// # Errors
/// `Fields` when one is no time of its half of the day.
pub async fn set_dose_times(access: &PatientAccess, services: &Services, form: DoseTimesForm) -> Result<(), CareError> {
    let times = form.read().map_err(Refused::Fields)?;
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                dose_times::put(tx, acting.patient(), times, acting.account(), now).await?;
                note(tx, &acting.act("dose_times_chosen"), now).await?;
                Ok(outbox::append(tx, &Topic::Patient(acting.patient()), now).await?)
            })
        })
        .await
}
