use domain::invitation::NewInvitation;
use domain::patient::PatientRecord;
use domain::{OdsCode, PatientId};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::AppError;

/// A QR picture as one path of squares, one unit each, with the quiet border inside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QrPicture {
    /// Units across.
    pub side: u32,
    /// The dark squares.
    pub path: String,
}

/// A new invitation as it is shown, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ShownInvitation {
    pub invitation: NewInvitation,
    pub qr: QrPicture,
}

/// Makes an invitation; one made before stops working. A plain browser is sent back to the page, behind which link and
/// code are kept for one look; with the number of a version, to the page after signing it.
#[server(prefix = "/api", endpoint = "invitations/invite")]
pub(crate) async fn invite(
    practice: OdsCode,
    patient: PatientId,
    #[server(default)] version: Option<u32>,
) -> Result<ShownInvitation, AppError> {
    use domain::consent::RecruitmentSource;
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let invitation = care::invitations::invite(&scope, &cx.services, RecruitmentSource::Practice).await?;
    let shown = ShownInvitation { qr: super::sheet::ssr::qr(&invitation.link)?, invitation };
    if crate::context::is_plain_post() {
        let id = keep(&cx, &shown).await?;
        let page = match version {
            Some(number) => crate::routes::after(&practice, patient, number),
            None => crate::routes::invitation(&practice, patient),
        };
        leptos_axum::redirect(&format!("{page}?again={id}"));
    }
    Ok(shown)
}

#[cfg(feature = "ssr")]
async fn keep(cx: &crate::context::RequestContext, shown: &ShownInvitation) -> Result<String, AppError> {
    let body = serde_json::to_value(shown).unwrap_or_default();
    Ok(care::form_returns::put(&cx.services, body).await?)
}

/// Keeps a new invitation for one look on the page of invitations; under which name.
#[cfg(feature = "ssr")]
pub(in crate::staff) async fn keep_invitation(
    cx: &crate::context::RequestContext,
    invitation: NewInvitation,
) -> Result<String, AppError> {
    let shown = ShownInvitation { qr: super::sheet::ssr::qr(&invitation.link)?, invitation };
    keep(cx, &shown).await
}

/// The patient, and the invitation kept under `id` for one look.
#[server(prefix = "/api", endpoint = "invitations/page")]
pub(crate) async fn invitation_page(
    practice: OdsCode,
    patient: PatientId,
    id: Option<String>,
) -> Result<(PatientRecord, Option<ShownInvitation>), AppError> {
    let (cx, scope) = crate::staff::ssr::patient(&practice, patient).await?;
    let record = care::patients::patient_record(&scope, &cx.services).await?;
    let body = match id {
        Some(id) => care::form_returns::take(&cx.services, &id).await?,
        None => None,
    };
    Ok((record, body.and_then(|body| serde_json::from_value(body).ok())))
}
