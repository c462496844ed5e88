//! Making a link.

use domain::share::{CODE_DIGITS, MOST_LINKS, ShareState, ShareWish};
use domain::{FieldProblem, ShareId};
use storage::patients;
use storage::shares::{self, Share};

use super::state;
use crate::audit::note;
use crate::secrets::{Purpose, digits, link_token};
use crate::{CareError, PatientAccess, Refused, Services};

/// A link that was just made. Token and code are told this once and kept nowhere in readable form.
#[derive(Clone, PartialEq, Eq)]
pub struct NewShare {
    /// Identifier.
    pub id: ShareId,
    /// The token of the address.
    pub token: String,
    /// The code to tell by voice.
    pub code: Option<String>,
}

/// Makes a link to the plan of the person shown.
///
/// # Errors
/// `Fields` when twenty links work already; when the database fails or there is no randomness.
pub async fn make_share(access: &PatientAccess, services: &Services, wish: ShareWish) -> Result<NewShare, CareError> {
    let (token, now, acting, id) =
        (link_token()?, services.now(), access.clone(), ShareId::from_uuid(services.ids.next()));
    let code = wish.with_code.then(digits::<CODE_DIGITS>).transpose()?;
    let share = Share {
        id,
        patient: access.patient(),
        account: access.account(),
        purpose: wish.purpose,
        name: wish.name,
        link_hash: services.secrets.hash(Purpose::ShareLink, &token),
        code_hash: code.as_ref().map(|code| services.secrets.hash(Purpose::ShareCode, &format!("{id}/{code}"))),
        made_at: now,
        ends_on: wish.ends_on,
        wrong_codes: 0,
        stopped_at: None,
    };
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let kept = shares::of_patient(tx, patient.id).await?;
                if kept.iter().filter(|share| state(share, now) == ShareState::Open).count() >= MOST_LINKS {
                    let problem = FieldProblem::new("purpose", "You share with 20 already: stop one of them first");
                    return Err(Refused::Fields(vec![problem]).into());
                }
                shares::insert(tx, &share).await?;
                let act = acting.act("share_made").at(&patient.practice);
                note(tx, &act.with(format!("{} {id}", share.purpose.as_str())), now).await
            })
        })
        .await?;
    Ok(NewShare { id, token, code })
}
