//! Who else has a draft open: so that two people talk before they write over each other.

use chrono::TimeDelta;
use domain::plan::field::Section;
use domain::plan::views::Colleague;
use domain::{DraftId, PatientId};
use storage::presence;

use crate::{CareError, ClinicalAccess, Services};

/// Whoever is not heard of for this long has left. An editor is heard of every 20 seconds, so a lost beat counts for
/// nothing and nobody stays in sight for a minute.
const STAYS: TimeDelta = TimeDelta::seconds(40);

/// Notes that an editor is open at a draft, and answers who else has it open. Asked every few seconds by a page whose
/// opening stands in the audit, it tells nothing of the patient and adds no row there.
///
/// # Errors
/// `NotFound` when the patient is not in reach or it is not a draft of theirs.
pub async fn present(
    access: &ClinicalAccess,
    services: &Services,
    patient: PatientId,
    draft: DraftId,
    section: Option<Section>,
) -> Result<Vec<Colleague>, CareError> {
    let scope = access.still_at(services, patient).await?;
    let (now, staff) = (services.now(), scope.staff());
    let others = services
        .store
        .write::<_, CareError, _>(move |tx| {
            Box::pin(async move {
                super::draft(tx, &scope, draft).await?;
                presence::prune(tx, now - STAYS).await?;
                presence::note(tx, draft, staff, section, now).await?;
                Ok(presence::others(tx, draft, staff, now - STAYS).await?)
            })
        })
        .await?;
    Ok(others.into_iter().map(|other| Colleague { name: other.name.to_string(), section: other.section }).collect())
}
