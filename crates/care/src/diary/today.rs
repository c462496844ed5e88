//! The page "Today".

use chrono::{DateTime, Utc};
use domain::diary::note::{DiaryNote, Note};
use domain::diary::{CheckIn, DiaryEntry, TodayView, advise};
use domain::plan::{PlanContent, PlanStatus};
use domain::time::london_day;
use storage::{Write, diary_entries, diary_notes, organisations, patients, plan_versions};

use crate::audit::note;
use crate::people::lines;
use crate::{CareError, PatientAccess, Refused, Services};

/// How the person is today and what to do, by the plan as it is now. A withdrawn plan is shown as withdrawn and advises
/// nothing.
///
/// # Errors
/// When the plan or an entry cannot be read; the page then shows the general emergency steps.
pub async fn today(access: &PatientAccess, services: &Services) -> Result<TodayView, CareError> {
    let (acting, services_in, now) = (access.clone(), services.clone(), services.now());
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let mut view = gather(tx, &acting, &services_in, now).await?;
                view.due = crate::doses::due_lines(tx, &acting, &services_in).await?;
                note(tx, &acting.act("today_read"), now).await?;
                Ok(view)
            })
        })
        .await
}

/// The page, unnoted, and without the doses of the day: what a phone keeps could say that nobody has given one.
pub(super) async fn gather(
    tx: &Write,
    access: &PatientAccess,
    services: &Services,
    now: DateTime<Utc>,
) -> Result<TodayView, CareError> {
    let today = london_day(now);
    let record = patients::own(tx, access.patient()).await?.ok_or(Refused::NotFound)?;
    let practice = organisations::by_code(tx, &record.practice).await?;
    let people = lines(tx, access.proof().people(), access.patient(), services).await?;
    let person = people.iter().find(|line| line.current).cloned().ok_or(Refused::NotFound)?;
    let plan = plan_versions::latest(tx, access.patient()).await?.map(|version| version.plan);
    let in_force = plan.as_ref().filter(|plan| plan.status() == PlanStatus::Signed);
    // What a young person keeps to themself is no part of what a parent's page says.
    let sees = access.sees_diary();
    let entry = diary_entries::since(tx, access.patient(), today).await?.into_iter().next().filter(|_| sees);
    let blown = diary_notes::since(tx, access.patient(), today).await?;
    let latest = entry.map(|entry| {
        let content = in_force.map(|plan| plan.content());
        let check_in = with_lowest(content, &entry, &blown);
        (entry, advise(content, &check_in))
    });
    let request = crate::visits::open_request(tx, access.patient(), now).await?;
    Ok(TodayView {
        person,
        people,
        today,
        latest,
        demo: practice.as_ref().is_some_and(|practice| practice.demo),
        practice_name: practice.map_or_else(String::new, |practice| practice.name),
        visit: request.map(|request| request.answered.is_some()),
        last_reading: diary_entries::last_reading(tx, access.patient()).await?.filter(|_| sees),
        due: Vec::new(),
        plan,
    })
}

/// The check-in with the lowest peak flow since: blows noted after it may make the day look worse, never better. Only
/// blows on a meter of the plan's scale are held against its lines.
fn with_lowest(plan: Option<&PlanContent>, entry: &DiaryEntry, notes: &[DiaryNote]) -> CheckIn {
    let meter = plan.and_then(|plan| plan.peak_flow.as_ref()).map(|section| section.meter);
    let since = notes.iter().filter(|note| note.happened_at >= entry.happened_at);
    let blown = since.filter_map(|note| match &note.note {
        Note::PeakFlow(blows) if Some(blows.meter) == meter => Some(blows.best()),
        _ => None,
    });
    CheckIn { peak_flow: blown.chain(entry.check_in.peak_flow).min(), ..entry.check_in }
}
