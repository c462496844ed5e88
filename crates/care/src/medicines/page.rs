use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::dose::{Adherence, MedicineRow, MedicinesView, Tick, adherence, medicines, reliever_days, reliever_notes};
use domain::plan::{PlanContent, PlanStatus};
use domain::technique::Guide;
use domain::time::london_day;
use storage::technique_marks::Mark;
use storage::{
    Write, diary_entries, dose_times, doses, organisations, patients, plan_versions, repeats, technique_marks,
};

use crate::audit::note;
use crate::doses::{due_lines, due_of};
use crate::people::lines;
use crate::{CareError, PatientAccess, Refused, Services};

/// Lines of requests read for the count of open ones.
const REQUESTS: u64 = 20;

/// Medicines of the plan in force with today's doses. A draft or a plan that was replaced or withdrawn shows nothing.
///
/// # Errors
/// When something cannot be read.
pub async fn my_medicines(access: &PatientAccess, services: &Services) -> Result<MedicinesView, CareError> {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let view = gather(tx, &acting, &services_in, now).await?;
                note(tx, &acting.act("medicines_read"), now).await?;
                Ok(view)
            })
        })
        .await
}

/// The page, unnoted.
pub(crate) async fn gather(
    tx: &Write,
    access: &PatientAccess,
    services: &Services,
    now: DateTime<Utc>,
) -> Result<MedicinesView, CareError> {
    let patient = access.patient();
    let today = london_day(now);
    let record = patients::own(tx, patient).await?.ok_or(Refused::NotFound)?;
    let people = lines(tx, access.proof().people(), patient, services).await?;
    let person = people.into_iter().find(|line| line.current).ok_or(Refused::NotFound)?;
    let practice = organisations::by_code(tx, &record.practice).await?;
    let latest = plan_versions::latest(tx, patient).await?.map(|version| version.plan);
    let withdrawn = latest.as_ref().is_some_and(|plan| plan.status() == PlanStatus::Withdrawn);
    let plan = latest.filter(|plan| plan.status() == PlanStatus::Signed);
    let content = plan.as_ref().map(|plan| plan.content());
    let marks = technique_marks::of(tx, patient).await?;
    let times = dose_times::get(tx, patient).await?;
    let week = today.checked_sub_days(Days::new(6)).unwrap_or(today);
    let entries = diary_entries::since(tx, patient, week).await?;
    let asked = repeats::relievers_since(tx, patient, now - TimeDelta::days(365)).await?;
    let notes = reliever_notes(content.map(|plan| plan.regimen), reliever_days(&entries, today), asked);
    let requests = repeats::of_patient(tx, patient, REQUESTS).await?;
    let open = requests.iter().filter(|request| request.is_open()).count();
    Ok(MedicinesView {
        person,
        demo: practice.is_some_and(|practice| practice.demo),
        withdrawn,
        medicines: content.map(|plan| rows(plan, &marks)).unwrap_or_default(),
        tablets: content.and_then(tablets),
        due: due_lines(tx, access, services).await?,
        times: times.unwrap_or_default(),
        times_chosen: times.is_some(),
        adherence: counted(tx, access, today, now).await?,
        notes,
        open_repeats: u32::try_from(open).unwrap_or(u32::MAX),
        stamp: plan.map(|plan| plan.stamp()),
        now,
    })
}

fn rows(plan: &PlanContent, marks: &[Mark]) -> Vec<MedicineRow> {
    medicines(plan)
        .into_iter()
        .map(|medicine| {
            let guide = Guide::of(medicine.line, medicine.spacer);
            MedicineRow {
                line: medicine.line.clone(),
                what_for: medicine.what_for.into(),
                doses: medicine.doses,
                spacer: medicine.spacer,
                guide,
                practised: marks.iter().find(|mark| mark.guide == guide).map(|mark| mark.at),
            }
        })
        .collect()
}

fn tablets(plan: &PlanContent) -> Option<String> {
    let steroids = plan.rescue_steroids?;
    Some(format!(
        "**Prednisolone {}mg once a day for {} days**, only as your amber zone says.",
        steroids.mg_a_day, steroids.days
    ))
}

/// Doses ticked in the last 7 and 30 days.
async fn counted(
    tx: &Write,
    access: &PatientAccess,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Adherence>, CareError> {
    let began = doses::first_day(tx, access.patient()).await?;
    let first_of = |days: u16| today.checked_sub_days(Days::new(u64::from(days) - 1)).unwrap_or(today);
    let due = due_of(tx, access, first_of(30), today).await?;
    let ticks: Vec<Tick> = doses::since(tx, access.patient(), first_of(30)).await?;
    let of = |days: u16| {
        let first = first_of(days);
        adherence(&due, &ticks, began, (first, days), now)
    };
    // A month that says the same as the week is not said twice.
    let (week, month) = (of(7), of(30));
    let longer = month.filter(|month| week.is_none_or(|week| week.due != month.due));
    Ok(week.into_iter().chain(longer).collect())
}
