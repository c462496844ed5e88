//! The pages as patients of the ICB see them. Which of them somebody reads is not kept: it is nobody's business.

use domain::LocalPageId;
use domain::hacks::{Hack, MyHacks};
use domain::local_page::{PageState, state};
use domain::time::london_day;
use storage::{local_pages, organisations, patients};

use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// The pages of the ICB of the person's practice: approved, and not past their day.
///
/// # Errors
/// When a row cannot be read.
pub async fn my_hacks(access: &PatientAccess, services: &Services) -> Result<MyHacks, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let today = services.today();
    let read = services.store.read().await?;
    let patient = patients::own(&*read, access.patient()).await?.ok_or(Refused::NotFound)?;
    let practice = organisations::by_code(&*read, &patient.practice).await?;
    let icb = match practice.and_then(|practice| practice.icb) {
        Some(icb) => organisations::by_code(&*read, &icb).await?,
        None => None,
    };
    let Some(icb) = icb else {
        return Ok(MyHacks { person, icb_name: String::new(), hacks: Vec::new(), demo: services.demo });
    };
    let mut hacks: Vec<Hack> = Vec::new();
    let mut settled = None;
    for kept in local_pages::of_icb(&*read, &icb.code).await? {
        let Some((_, approved_at)) = kept.approved else { continue };
        // The version that was approved last counts, also when its day is over: an older one never comes back.
        if settled.replace(kept.id) == Some(kept.id) {
            continue;
        }
        if state(&kept.page, true, kept.withdrawn.is_some(), today) == PageState::Shown {
            let (id, checked) = (kept.id, london_day(approved_at));
            hacks.push(Hack { id, title: kept.page.title, text: kept.page.text, owner: kept.page.owner, checked });
        }
    }
    hacks.sort_by_key(|hack| hack.title.to_lowercase());
    Ok(MyHacks { person, icb_name: icb.name, hacks, demo: services.demo })
}

/// One of them alone.
///
/// # Errors
/// `NotFound` for one that is not shown, as for one that never was.
pub async fn my_hack(access: &PatientAccess, services: &Services, id: LocalPageId) -> Result<MyHacks, CareError> {
    let mut mine = my_hacks(access, services).await?;
    mine.hacks.retain(|hack| hack.id == id);
    if mine.hacks.is_empty() { Err(Refused::NotFound.into()) } else { Ok(mine) }
}
