//! The links of the person shown, as their owner sees them, and stopping one.

use chrono::{DateTime, NaiveDate, Utc};
use domain::ShareId;
use domain::diary::PersonLine;
use domain::share::{ShareLine, ShareState};
use serde::{Deserialize, Serialize};
use storage::shares::{self, Share};
use storage::{ConnectionTrait, patients};

use super::state;
use crate::audit::note;
use crate::people::people;
use crate::secrets::Purpose;
use crate::{CareError, PatientAccess, Refused, Services};

/// Openings that are told one by one.
const TOLD: u64 = 10;
/// The name of a link that somebody else made for the same person.
const OTHERS: &str = "Made by somebody else who has joined";

/// The page of links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyShares {
    /// Whose.
    pub person: PersonLine,
    /// The links, those that work first.
    pub shares: Vec<ShareLine>,
    /// Today in London.
    pub today: NaiveDate,
    /// A demonstration.
    pub demo: bool,
}

/// Every link of the person shown, with when it was opened.
///
/// # Errors
/// When the database fails.
pub async fn my_shares(access: &PatientAccess, services: &Services) -> Result<MyShares, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let mut lines = Vec::new();
    for share in shares::of_patient(&*read, access.patient()).await? {
        // What somebody else of the family calls their link is theirs: two parents may live apart.
        let own = share.account == access.account();
        let mut line = line(&*read, share, services.now()).await?;
        if !own {
            line.name = OTHERS.into();
        }
        lines.push(line);
    }
    lines.sort_by_key(|line| line.state != ShareState::Open);
    Ok(MyShares { person, shares: lines, today: services.today(), demo: services.demo })
}

/// The working link with this token, if it is one of the person shown: for the page that shows a new link once.
///
/// # Errors
/// When the database fails.
pub async fn fresh_share(
    access: &PatientAccess,
    services: &Services,
    token: &str,
) -> Result<Option<ShareLine>, CareError> {
    let (hash, now) = (services.secrets.hash(Purpose::ShareLink, token), services.now());
    let read = services.store.read().await?;
    let found = shares::by_link_hash(&*read, &hash).await?;
    match found.filter(|share| share.patient == access.patient() && state(share, now) == ShareState::Open) {
        Some(share) => Ok(Some(line(&*read, share, now).await?)),
        None => Ok(None),
    }
}

/// Stops a link: the next request to it is refused. Of two clicks, both are right.
///
/// # Errors
/// `NotFound` when the person shown has no such link.
pub async fn stop_share(access: &PatientAccess, services: &Services, id: ShareId) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
                let known = shares::of_patient(tx, patient.id).await?.into_iter().any(|share| share.id == id);
                if !known {
                    return Err(Refused::NotFound.into());
                }
                if shares::stop(tx, patient.id, id, now).await? {
                    note(tx, &acting.act("share_stopped").at(&patient.practice).with(id), now).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn line(conn: &impl ConnectionTrait, share: Share, now: DateTime<Utc>) -> Result<ShareLine, CareError> {
    let (views, viewed_at) = shares::views(conn, share.id, TOLD).await?;
    Ok(ShareLine {
        id: share.id,
        purpose: share.purpose,
        state: state(&share, now),
        with_code: share.code_hash.is_some(),
        name: share.name,
        made_at: share.made_at,
        ends_on: share.ends_on,
        views,
        viewed_at,
    })
}
