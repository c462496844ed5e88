use domain::dose::{medicines, who_took};
use domain::plan::PlanStatus;
use domain::technique::{Guide, TechniqueView};
use storage::technique_marks::{self, Mark};
use storage::{organisations, patients, plan_versions};

use crate::audit::note;
use crate::people::people;
use crate::{CareError, PatientAccess, Refused, Services};

/// How a kind of inhaler is used, with the medicines of the plan in force that are used so.
///
/// # Errors
/// When something cannot be read.
pub async fn technique(access: &PatientAccess, services: &Services, guide: Guide) -> Result<TechniqueView, CareError> {
    let person = people(access, services).await?.into_iter().find(|person| person.current).ok_or(Refused::NotFound)?;
    let read = services.store.read().await?;
    let record = patients::own(&*read, access.patient()).await?.ok_or(Refused::NotFound)?;
    let practice = organisations::by_code(&*read, &record.practice).await?;
    let plan = plan_versions::latest(&*read, access.patient()).await?.map(|version| version.plan);
    let plan = plan.filter(|plan| plan.status() == PlanStatus::Signed);
    let used = plan.as_ref().map(|plan| medicines(plan.content())).unwrap_or_default();
    let marks = technique_marks::of(&*read, access.patient()).await?;
    let mark = marks.into_iter().find(|mark| mark.guide == guide);
    Ok(TechniqueView {
        person,
        demo: practice.is_some_and(|practice| practice.demo),
        guide,
        medicines: used
            .into_iter()
            .filter(|medicine| Guide::of(medicine.line, medicine.spacer) == guide)
            .map(|medicine| medicine.line.clone())
            .collect(),
        practised: mark
            .map(|mark| (who_took(mark.account == access.account(), mark.relationship, &record.name.given), mark.at)),
    })
}

/// Marks that the steps were read and practised now.
///
/// # Errors
/// When the database fails.
pub async fn mark_practised(access: &PatientAccess, services: &Services, guide: Guide) -> Result<(), CareError> {
    let (acting, now) = (access.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let mark = Mark { guide, account: acting.account(), relationship: acting.relationship(), at: now };
                technique_marks::put(tx, acting.patient(), mark).await?;
                note(tx, &acting.act("technique_practised").with(guide), now).await
            })
        })
        .await
}
