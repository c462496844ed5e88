//! What the server functions of staff pages have in common.

use care::access::{ClinicalAccess, PatientScope};
use domain::{OdsCode, PatientId};

use crate::AppError;
use crate::context::{RequestContext, request};

/// The request and the right to one patient's record.
pub(crate) async fn patient(
    practice: &OdsCode,
    patient: PatientId,
) -> Result<(RequestContext, PatientScope), AppError> {
    let cx = request()?;
    let access = ClinicalAccess::at(&cx.proof, practice)?;
    let scope = access.patient(&cx.services, patient).await?;
    Ok((cx, scope))
}
