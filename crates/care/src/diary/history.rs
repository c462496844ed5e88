//! The page "Diary".

use chrono::{DateTime, Days, Utc};
use domain::diary::{DiaryView, outlier};
use domain::time::london_day;
use storage::{Write, diary_entries, plan_versions};

use crate::audit::note;
use crate::people::lines;
use crate::{CareError, PatientAccess, Refused, Services};

/// Days shown, today included.
const DAYS: u64 = 30;

/// Entries of the last 30 days, newest first, and the lines of the plan in force.
///
/// # Errors
/// When an entry or the plan cannot be read.
pub async fn diary(access: &PatientAccess, services: &Services) -> Result<DiaryView, CareError> {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let view = gather(tx, &acting, &services_in, now).await?;
                note(tx, &acting.act("diary_read"), now).await?;
                Ok(view)
            })
        })
        .await
}

/// The page, unnoted.
pub(super) async fn gather(
    tx: &Write,
    access: &PatientAccess,
    services: &Services,
    now: DateTime<Utc>,
) -> Result<DiaryView, CareError> {
    let today = london_day(now);
    let from = today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today);
    let people = lines(tx, access.proof().people(), access.patient(), services).await?;
    let person = people.into_iter().find(|line| line.current).ok_or(Refused::NotFound)?;
    let entries = diary_entries::since(tx, access.patient(), from).await?;
    let plan = plan_versions::current(tx, access.patient()).await?;
    let section = plan.as_ref().and_then(|version| version.plan.content().peak_flow.as_ref());
    let lines = section.map(|section| section.thresholds);
    let uncertain = diary_entries::uncertain(tx, access.patient()).await?;
    let to_confirm = outlier::unconfirmed(&entries).into_iter().collect();
    Ok(DiaryView { person, entries, uncertain, to_confirm, lines, today })
}
