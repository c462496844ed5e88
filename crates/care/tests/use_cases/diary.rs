//! The diary advises by the plan in force and by no other.

use care::diary::{diary, log_entry, today};
use care::plans::withdraw;
use care::{CareError, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::diary::{CheckInForm, LogAnswer, Urgency};
use domain::plan::{PlanStatus, Zone};
use domain::{EntryId, EventKind};
use storage::activity_events;

use crate::support::{Clinic, on_each_store};

fn calm(peak_flow: &str) -> CheckInForm {
    CheckInForm {
        peak_flow: peak_flow.into(),
        daytime: "none".into(),
        woke_at_night: "no".into(),
        reliever: "none".into(),
        too_breathless: "no".into(),
        ..CheckInForm::default()
    }
}

fn entry(clinic: &Clinic) -> EntryId {
    EntryId::from_uuid(clinic.services.ids.next())
}

async fn logged(clinic: &Clinic, access: &PatientAccess, form: CheckInForm) -> (Zone, Urgency) {
    match log_entry(access, &clinic.services, entry(clinic), form, None).await.unwrap() {
        LogAnswer::Recorded(advice) => (advice.zone, advice.urgency),
        LogAnswer::Fields(problems) => panic!("{problems:?}"),
    }
}

async fn kinds(clinic: &Clinic, access: &PatientAccess) -> Vec<EventKind> {
    let read = clinic.services.store.read().await.unwrap();
    let events = activity_events::of_patient(&*read, access.patient()).await.unwrap();
    let staff = [
        EventKind::Eligible,
        EventKind::Invited,
        EventKind::Registered,
        EventKind::PlanSigned,
        EventKind::PlanWithdrawn,
    ];
    events.into_iter().map(|event| event.kind).filter(|kind| !staff.contains(kind)).collect()
}

#[tokio::test]
async fn the_same_entry_twice_is_one_and_anothers_is_a_conflict() {
    on_each_store(async |clinic: Clinic| {
        let (access, other) = (clinic.joined_adult().await, clinic.joined_adult().await);
        let id = entry(&clinic);
        let first = log_entry(&access, &clinic.services, id, calm("420"), None).await.unwrap();
        let again = log_entry(&access, &clinic.services, id, calm("250"), None).await.unwrap();
        assert_eq!(first, again, "the first receipt counts");
        assert_eq!(kinds(&clinic, &access).await, [EventKind::CheckInLogged, EventKind::ReadingLogged]);
        let stolen = log_entry(&other, &clinic.services, id, calm("420"), None).await;
        assert_eq!(stolen, Err(CareError::Refused(Refused::Conflict)));
        let wrong = log_entry(&access, &clinic.services, entry(&clinic), CheckInForm::default(), None).await.unwrap();
        assert!(matches!(wrong, LogAnswer::Fields(problems) if problems.len() == 4));
        let page = diary(&access, &clinic.services).await.unwrap();
        assert_eq!(page.entries.len(), 1);
        assert!(diary(&other, &clinic.services).await.unwrap().entries.is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_the_plan_in_force_advises() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        assert_eq!(logged(&clinic, &access, calm("290")).await, (Zone::Green, Urgency::Routine), "no plan, no lines");
        let number = clinic.sign_plan(access.patient()).await;

        let page = today(&access, services).await.unwrap();
        assert_eq!(page.plan.as_ref().map(|plan| plan.status()), Some(PlanStatus::Signed));
        let (kept, advice) = page.latest.unwrap();
        assert_eq!((kept.zone, advice.zone), (Zone::Green, Zone::Red), "told again by the plan as it is now");
        assert_eq!(logged(&clinic, &access, calm("399")).await, (Zone::Amber, Urgency::Within24Hours));
        assert_eq!(logged(&clinic, &access, calm("400")).await, (Zone::Green, Urgency::Routine));
        assert_eq!(logged(&clinic, &access, calm("290")).await, (Zone::Red, Urgency::Today));
        assert!(kinds(&clinic, &access).await.contains(&EventKind::RedZone));

        let scope = clinic.scope(access.patient()).await;
        withdraw(&scope, services, number, "Wrong dose").await.unwrap();
        let page = today(&access, services).await.unwrap();
        assert_eq!(page.plan.map(|plan| plan.status()), Some(PlanStatus::Withdrawn));
        assert_eq!(page.latest.map(|(_, advice)| advice.zone), Some(Zone::Green), "a withdrawn plan draws no lines");
        assert_eq!(logged(&clinic, &access, calm("290")).await, (Zone::Green, Urgency::Routine));
        assert_eq!(diary(&access, services).await.unwrap().lines, None);
        let breathless = CheckInForm { too_breathless: "yes".into(), ..calm("") };
        assert_eq!(logged(&clinic, &access, breathless).await, (Zone::Red, Urgency::Emergency), "with no plan at all");
    })
    .await;
}

#[tokio::test]
async fn today_is_the_london_day_and_the_diary_thirty_of_them() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        logged(&clinic, &access, calm("420")).await;
        assert!(today(&access, &clinic.services).await.unwrap().latest.is_some());
        clinic.wait(TimeDelta::hours(14));
        assert!(today(&access, &clinic.services).await.unwrap().latest.is_none(), "midnight in London");
        clinic.wait(TimeDelta::days(28));
        assert_eq!(diary(&access, &clinic.services).await.unwrap().entries.len(), 1);
        clinic.wait(TimeDelta::days(1));
        assert!(diary(&access, &clinic.services).await.unwrap().entries.is_empty());
    })
    .await;
}
