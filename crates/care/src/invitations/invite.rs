//! Inviting a patient.

use chrono::{DateTime, TimeDelta, Utc};
use domain::consent::RecruitmentSource;
use domain::invitation::{DAYS_TO_LIVE, InvitationState, NewInvitation, print_code};
use domain::{AccountId, EventKind, InvitationId};
use storage::invitations::{self, Invitation};
use storage::organisations;

use crate::audit::note;
use crate::events::{Happened, record_event};
use crate::parents::still_acts;
use crate::secrets::{Purpose, link_token, short_code};
use crate::{CareError, PatientScope, Refused, Services};

/// Makes an invitation for the patient, to be handed over in the way named by `source`. It takes the place of an open
/// one. Link and code are told this once.
///
/// # Errors
/// When the database fails or there is no randomness.
pub async fn invite(
    scope: &PatientScope,
    services: &Services,
    source: RecruitmentSource,
) -> Result<NewInvitation, CareError> {
    make(scope, services, source, None).await
}

/// Makes an invitation that brings the owner of an account back to it, on a new phone or after losing the way in. It
/// takes the place of an open one, and whoever else it reaches cannot join with it.
///
/// # Errors
/// `NotFound` for an account that does not act for this patient now; as for [`invite`].
pub async fn invite_back(
    scope: &PatientScope,
    services: &Services,
    account: AccountId,
) -> Result<NewInvitation, CareError> {
    {
        let read = services.store.read().await?;
        if !still_acts(&*read, account, scope.patient(), services.today()).await? {
            return Err(Refused::NotFound.into());
        }
    }
    make(scope, services, RecruitmentSource::Practice, Some(account)).await
}

async fn make(
    scope: &PatientScope,
    services: &Services,
    source: RecruitmentSource,
    account: Option<AccountId>,
) -> Result<NewInvitation, CareError> {
    let (token, code, now) = (link_token()?, short_code()?, services.now());
    let kept = Invitation { account, ..kept(scope, services, source, &token, &code, now) };
    let (link, join_address) =
        (format!("{}/join/{token}", services.public_url), format!("{}/join", services.public_url));
    let expires_at = kept.expires_at;
    let (acting, services_in) = (scope.clone(), services.clone());
    let practice_name = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let practice = organisations::by_code(tx, acting.practice()).await?.ok_or(Refused::NotFound)?;
                invitations::replace_open(tx, acting.patient()).await?;
                invitations::insert(tx, &kept).await?;
                note(tx, &acting.act("invited").with(source.as_str()), now).await?;
                let invited = Happened::new(EventKind::Invited, acting.patient(), acting.practice(), now);
                record_event(tx, &services_in, invited).await?;
                Ok::<_, CareError>(practice.name)
            })
        })
        .await?;
    let given_name = scope.record().name.given.clone();
    Ok(NewInvitation { link, code: print_code(&code), expires_at, given_name, practice_name, join_address })
}

fn kept(
    scope: &PatientScope,
    services: &Services,
    source: RecruitmentSource,
    token: &str,
    code: &str,
    now: DateTime<Utc>,
) -> Invitation {
    Invitation {
        id: InvitationId::from_uuid(services.ids.next()),
        patient: scope.patient(),
        practice: scope.practice().clone(),
        link_hash: services.secrets.hash(Purpose::InvitationLink, token),
        code_hash: services.secrets.hash(Purpose::InvitationCode, code),
        source,
        created_by: scope.staff(),
        created_at: now,
        expires_at: now + TimeDelta::days(DAYS_TO_LIVE),
        wrong_tries: 0,
        state: InvitationState::Open,
        used_at: None,
        account: None,
    }
}
