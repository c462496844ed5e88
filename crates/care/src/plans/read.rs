//! Reading signed plans: staff any version, patients only what was signed for them last.

use std::time::Duration;

use domain::plan::views::VersionView;
use domain::plan::{PlanStatus, SignedPlan};
use domain::{EventId, EventKind};
use sha2::{Digest, Sha256};
use storage::{organisations, patients, plan_versions};
use uuid::Builder;

use crate::audit::note;
use crate::events::{Happened, record_event};
use crate::{CareError, PatientAccess, PatientScope, Refused, Services};

/// How long a patient waits for the opening to be counted.
const LONGEST_WAIT: Duration = Duration::from_millis(300);

/// A signed version of the patient's plan, with whether it still counts.
///
/// # Errors
/// `NotFound` when there is no such version or the patient is not in reach.
pub async fn plan_version(scope: &PatientScope, services: &Services, number: u32) -> Result<VersionView, CareError> {
    let read = services.store.read().await?;
    super::patient(&*read, scope).await?;
    let version = plan_versions::by_number(&*read, scope.patient(), number).await?.ok_or(Refused::NotFound)?;
    let current = plan_versions::current(&*read, scope.patient()).await?.map(|version| version.plan.number());
    let demo = organisations::by_code(&*read, scope.practice()).await?.is_some_and(|practice| practice.demo);
    Ok(VersionView { plan: version.plan, current, ended_reason: version.ended.and_then(|ended| ended.reason), demo })
}

/// The patient's plan: the version signed last, which may have been withdrawn since and then says so. `None` before the
/// first. Opening it counts once per version and day.
///
/// # Errors
/// When the plan cannot be read. A failure to count the opening is no reason to keep a plan from its owner.
pub async fn my_plan(access: &PatientAccess, services: &Services) -> Result<Option<SignedPlan>, CareError> {
    let plan = latest(access, services).await?;
    if let Some(plan) = plan.as_ref().filter(|plan| plan.status() == PlanStatus::Signed) {
        let day = services.today();
        let once = event_id(&format!("plan_opened/{}/{}/{day}", access.patient(), plan.number()));
        opened(access, services, EventKind::PlanOpened, once).await;
    }
    Ok(plan)
}

/// The plan behind the emergency steps; `None` before the first, when the general steps are shown. Opening them counts
/// once a minute, so that a page loaded twice is one opening.
///
/// # Errors
/// When the plan cannot be read; the page then shows the general steps.
pub async fn my_emergency(access: &PatientAccess, services: &Services) -> Result<Option<SignedPlan>, CareError> {
    let plan = latest(access, services).await;
    let minute = services.now().timestamp() / 60;
    let once = event_id(&format!("emergency_opened/{}/{minute}", access.patient()));
    opened(access, services, EventKind::EmergencyOpened, once).await;
    plan
}

async fn latest(access: &PatientAccess, services: &Services) -> Result<Option<SignedPlan>, CareError> {
    let read = services.store.read().await?;
    Ok(plan_versions::latest(&*read, access.patient()).await?.map(|version| version.plan))
}

/// The same words always make the same id, and the first receipt of an id wins.
fn event_id(words: &str) -> EventId {
    let hash = Sha256::digest(words.as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash).for_each(|(to, from)| *to = from);
    EventId::from_uuid(Builder::from_custom_bytes(bytes).into_uuid())
}

/// Counts an opening. Whoever opened it waits for that only a moment and never hears of a failure: it was logged where
/// it happened, and the plan matters more than the count.
async fn opened(access: &PatientAccess, services: &Services, kind: EventKind, id: EventId) {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    let counted = services.store.write::<_, CareError, _>(move |tx| {
        Box::pin(async move {
            let patient = patients::own(tx, acting.patient()).await?.ok_or(Refused::NotFound)?;
            let event = Happened::new(kind, patient.id, &patient.practice, now).with_id(id);
            if record_event(tx, &services_in, event).await? {
                let action = if kind == EventKind::PlanOpened { "own_plan_opened" } else { "own_emergency_opened" };
                note(tx, &acting.act(action).at(&patient.practice), now).await?;
            }
            Ok(())
        })
    });
    // The change is handed over by then and is done even if nobody waits for it.
    let _ = tokio::time::timeout(LONGEST_WAIT, counted).await;
}
