//! The ICB's list of its pages.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::StaffId;
use domain::hacks::{HackDesk, HackLine, HackVersion};
use domain::local_page::{PageState, state};
use domain::plan::reading_age::reading_age;
use storage::local_pages::{self, PageVersion};
use storage::{ConnectionTrait, staff};

use crate::{CareError, IcbAccess, Services};

/// Every page of the ICB: of each the newest version, and the one that was approved last if that is another.
///
/// # Errors
/// When a row cannot be read.
pub async fn desk(access: &IcbAccess, services: &Services) -> Result<HackDesk, CareError> {
    let today = services.today();
    let read = services.store.read().await?;
    let mut names = Names::default();
    let mut pages: Vec<HackLine> = Vec::new();
    for kept in local_pages::of_icb(&*read, &access.icb().code).await? {
        let version = told(&*read, &mut names, &kept, today).await?;
        match pages.last_mut().filter(|line| line.id == kept.id) {
            None => pages.push(HackLine { id: kept.id, versions: vec![version] }),
            // What was replaced, or was never approved, is not told: the audit keeps it.
            Some(line) if version.approved.is_some() && line.versions.iter().all(|known| known.approved.is_none()) => {
                line.versions.push(version);
            }
            Some(_) => {}
        }
    }
    pages.sort_by_key(|line| {
        let title = line.versions.first().map(|version| version.page.title.to_lowercase());
        let waits = line.versions.first().is_some_and(|version| version.state == PageState::Waiting);
        (line.withdrawn(), !line.look_again(today), !waits, title)
    });
    Ok(HackDesk { icb_name: access.icb().name.clone(), approves: access.safety_officer().is_ok(), today, pages })
}

async fn told(
    conn: &impl ConnectionTrait,
    names: &mut Names,
    kept: &PageVersion,
    today: NaiveDate,
) -> Result<HackVersion, CareError> {
    Ok(HackVersion {
        version: kept.version,
        state: state(&kept.page, kept.approved.is_some(), kept.withdrawn.is_some(), today),
        written: names.with(conn, kept.written).await?,
        approved: match kept.approved {
            Some(approved) => Some(names.with(conn, approved).await?),
            None => None,
        },
        withdrawn: match kept.withdrawn {
            Some(withdrawn) => Some(names.with(conn, withdrawn).await?),
            None => None,
        },
        reading_age: reading_age(&kept.page.text),
        page: kept.page.clone(),
    })
}

/// Names of staff, each read once.
#[derive(Default)]
struct Names(BTreeMap<StaffId, String>);

impl Names {
    async fn with(
        &mut self,
        conn: &impl ConnectionTrait,
        (by, at): (StaffId, DateTime<Utc>),
    ) -> Result<(String, DateTime<Utc>), CareError> {
        if let Some(name) = self.0.get(&by) {
            return Ok((name.clone(), at));
        }
        let name = staff::by_id(conn, by).await?.map_or_else(String::new, |member| member.name.to_string());
        self.0.insert(by, name.clone());
        Ok((name, at))
    }
}
