//! Everything that is kept about the person shown, as a file for them. Its shape is in docs/data-file.md.

mod gather;

use serde_json::Value;
use storage::patients;

use crate::audit::note;
use crate::{CareError, PatientAccess, Refused, Services};

/// Version of the file's shape.
pub const VERSION: u8 = 1;

/// The file. It leaves the service, so nothing is handed out before that is noted.
///
/// # Errors
/// When something cannot be read, or when the download cannot be noted.
pub async fn own_data(access: &PatientAccess, services: &Services) -> Result<Value, CareError> {
    let file = {
        let read = services.store.read().await?;
        gather::everything(&*read, access, (services.now(), services.today())).await?
    };
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write::<_, CareError, _>(move |tx| {
            Box::pin(async move {
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                note(tx, &acting.act("own_data_downloaded").at(&patient.practice), now).await
            })
        })
        .await?;
    Ok(file)
}
