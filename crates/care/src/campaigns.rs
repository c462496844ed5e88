//! Public recruitment links: made and stopped by whoever runs a practice or leads an ICB, followed by anybody.

use domain::campaign::{CODE_LENGTH, CampaignLine, CampaignPage, CampaignWish, MOST_LINKS, code_from_bytes, read_code};
use domain::consent::RecruitmentSource;
use domain::metrics::show;
use domain::{CampaignId, FieldProblem, Organisation, StaffId};
use storage::audit::Actor;
use storage::campaigns::{self, Campaign};
use storage::{ConnectionTrait, StoreError, organisations};

use crate::audit::{Act, note};
use crate::{CareError, IcbAccess, ManagerAccess, Refused, Services};

/// The right to keep an organisation's links.
#[derive(Clone, Debug)]
pub struct CampaignAccess {
    staff: StaffId,
    organisation: Organisation,
}

impl From<ManagerAccess> for CampaignAccess {
    fn from(access: ManagerAccess) -> Self {
        Self { staff: access.staff(), organisation: access.practice().clone() }
    }
}

impl From<IcbAccess> for CampaignAccess {
    fn from(access: IcbAccess) -> Self {
        Self { staff: access.staff(), organisation: access.icb().clone() }
    }
}

/// The organisation's links, with how many people joined after following each: seven or more, or hidden.
///
/// # Errors
/// When a row cannot be read.
pub async fn list(access: &CampaignAccess, services: &Services) -> Result<CampaignPage, CareError> {
    let today = services.today();
    let read = services.store.read().await?;
    let kept = campaigns::of_organisation(&*read, &access.organisation.code).await?;
    let ids: Vec<CampaignId> = kept.iter().map(|campaign| campaign.id).collect();
    let joined = campaigns::joined(&*read, &ids).await?;
    let mut lines: Vec<CampaignLine> = kept
        .into_iter()
        .map(|campaign| CampaignLine {
            works: works(&campaign, today),
            joined: show(joined.get(&campaign.id).copied().unwrap_or(0)),
            link: format!("{}/join?from={}", services.public_url, campaign.code),
            id: campaign.id,
            name: campaign.name,
            source: campaign.source,
            made_at: campaign.made_at,
            ends_on: campaign.ends_on,
        })
        .collect();
    lines.sort_by_key(|line| !line.works);
    Ok(CampaignPage { organisation: access.organisation.clone(), campaigns: lines, today })
}

/// Makes a link.
///
/// # Errors
/// `Fields` when a hundred work already; when there is no randomness or the database fails.
pub async fn make(access: &CampaignAccess, services: &Services, wish: CampaignWish) -> Result<(), CareError> {
    let mut bytes = [0; CODE_LENGTH];
    getrandom::fill(&mut bytes).map_err(|error| CareError::broken(format!("no randomness: {error}")))?;
    let (acting, now, today) = (access.clone(), services.now(), services.today());
    let campaign = Campaign {
        id: CampaignId::from_uuid(services.ids.next()),
        code: code_from_bytes(&bytes),
        organisation: acting.organisation.code.clone(),
        source: wish.source,
        name: wish.name,
        made_by: acting.staff,
        made_at: now,
        ends_on: wish.ends_on,
        stopped_at: None,
    };
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let kept = campaigns::of_organisation(tx, &campaign.organisation).await?;
                if kept.iter().filter(|one| works(one, today)).count() >= MOST_LINKS {
                    let message = "There are 100 links already: stop one of them first";
                    return Err(Refused::Fields(vec![FieldProblem::new("name", message)]).into());
                }
                campaigns::insert(tx, &campaign).await?;
                let act = Act::new(Actor::Staff(acting.staff), "campaign_made").at(&campaign.organisation);
                note(tx, &act.with(campaign.id), now).await
            })
        })
        .await
}

/// Stops a link. Doing it twice is harmless; who joined with it stays counted.
///
/// # Errors
/// `NotFound` for another organisation's link.
pub async fn stop(access: &CampaignAccess, services: &Services, id: CampaignId) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let code = &acting.organisation.code;
                if !campaigns::of_organisation(tx, code).await?.iter().any(|one| one.id == id) {
                    return Err(Refused::NotFound.into());
                }
                if campaigns::stop(tx, code, id, now).await? {
                    let act = Act::new(Actor::Staff(acting.staff), "campaign_stopped").at(code);
                    note(tx, &act.with(id), now).await?;
                }
                Ok(())
            })
        })
        .await
}

/// What a public link says to whoever follows it: where they heard of the passport, and whose link it is. `None` for one
/// that no longer works, as for one that was never made. Following it keeps nothing.
///
/// # Errors
/// When a row cannot be read.
pub async fn heard(services: &Services, code: &str) -> Result<Option<(RecruitmentSource, String)>, CareError> {
    let read = services.store.read().await?;
    let Some(campaign) = followed(&*read, code).await? else { return Ok(None) };
    if !works(&campaign, services.today()) {
        return Ok(None);
    }
    let organisation = organisations::by_code(&*read, &campaign.organisation).await?;
    Ok(organisation.map(|organisation| (campaign.source, organisation.name)))
}

/// The link of this code, working or not: whoever followed it in time and joined later came by it.
pub(crate) async fn followed(conn: &impl ConnectionTrait, code: &str) -> Result<Option<Campaign>, StoreError> {
    match read_code(code) {
        Some(code) => campaigns::by_code(conn, &code).await,
        None => Ok(None),
    }
}

fn works(campaign: &Campaign, today: chrono::NaiveDate) -> bool {
    campaign.stopped_at.is_none() && today <= campaign.ends_on
}
