//! The diary advises by the plan in force and by no other.

use std::time::Duration;

use care::boards::verify_metrics;
use care::diary::{diary, log_entry, today};
use care::plans::withdraw;
use care::{CareError, PatientAccess, Refused};
use chrono::TimeDelta;
use domain::diary::{CheckInForm, LogAnswer, Urgency};
use domain::plan::{PlanStatus, Zone};
use domain::{EntryId, EventKind};
use sea_orm::{DbBackend, Statement};
use storage::audit::AuditFilter;
use storage::{ConnectionTrait, StoreError, activity_events, diary_entries, progress};
use tokio::sync::oneshot;

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

#[tokio::test]
async fn entries_of_many_at_once_are_kept_together_and_answered_each_by_itself() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let mut people = Vec::new();
        for _ in 0..5 {
            people.push(clinic.joined_adult().await);
        }
        let known = entry(&clinic);
        log_entry(&people[0], services, known, calm("420"), None).await.unwrap();
        // Each of them three times, the first one's known entry by a stranger, and a reading far from the last one.
        let mut asked: Vec<_> = people.iter().cycle().take(15).map(|who| (who, entry(&clinic), calm("420"))).collect();
        asked.push((&people[1], known, calm("420")));
        asked.push((&people[0], known, calm("420")));
        asked.push((&people[0], entry(&clinic), calm("120")));
        let (twice, mut others) = (entry(&clinic), people.iter().skip(2));
        asked.extend(others.by_ref().take(2).map(|who| (who, twice, calm("420"))));
        let all = asked.iter().map(|(who, id, form)| log_entry(who, services, *id, form.clone(), None));
        let answers = futures::future::join_all(all).await;
        let recorded = |answer: &Result<LogAnswer, CareError>| matches!(answer, Ok(LogAnswer::Recorded(_)));
        assert!(answers[..15].iter().all(recorded), "{answers:?}");
        assert_eq!(answers[15].as_ref().err(), Some(&Refused::Conflict.into()));
        assert!(recorded(&answers[16]));
        assert!(matches!(&answers[17], Ok(LogAnswer::Fields(_))));
        assert!(recorded(&answers[18]));
        assert_eq!(answers[19].as_ref().err(), Some(&Refused::Conflict.into()));

        let read = services.store.read().await.unwrap();
        for (number, who) in people.iter().enumerate() {
            let kept = diary_entries::list(&*read, who.patient(), 50).await.unwrap();
            assert_eq!(kept.len(), if [0, 2].contains(&number) { 4 } else { 3 });
            let acts = AuditFilter { patient: Some(who.patient()), organisation: None };
            let acts = storage::audit::list(&*read, &acts, None, 100).await.unwrap();
            assert_eq!(acts.iter().filter(|(_, act)| act.action == "diary_logged").count(), kept.len());
        }
        drop(read);
        assert!(verify_metrics(services).await.unwrap().agrees());
    })
    .await;
}

#[tokio::test]
async fn one_whose_entry_cannot_be_kept_fails_alone() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let people = [clinic.joined_adult().await, clinic.joined_adult().await, clinic.joined_adult().await];
        // What the product never writes: whoever reads it stops.
        let broken = people[1].patient().uuid();
        let spoil = services.store.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move {
                let (sql, id) = match tx.get_database_backend() {
                    DbBackend::Sqlite => {
                        ("UPDATE progress SET deprivation = 100000 WHERE patient_id = ?", broken.into())
                    }
                    _ => ("UPDATE progress SET deprivation = 100000 WHERE patient_id = $1", broken.into()),
                };
                let spoilt = Statement::from_sql_and_values(tx.get_database_backend(), sql, [id]);
                Ok(tx.execute_raw(spoilt).await?.rows_affected())
            })
        });
        assert_eq!(spoil.await.unwrap(), 1);
        let all = people.iter().map(|who| log_entry(who, services, entry(&clinic), calm("420"), None));
        let answers = futures::future::join_all(all).await;
        assert_eq!(answers.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
        let read = services.store.read().await.unwrap();
        for (who, kept) in people.iter().zip([1, 0, 1]) {
            assert_eq!(diary_entries::list(&*read, who.patient(), 50).await.unwrap().len(), kept);
        }
    })
    .await;
}

#[tokio::test]
async fn somebody_whose_rows_are_held_keeps_nobody_else_waiting() {
    on_each_store(async |clinic: Clinic| {
        if clinic.kind != "postgres" {
            return;
        }
        let services = &clinic.services;
        let held = clinic.joined_adult().await;
        let others = [clinic.joined_adult().await, clinic.joined_adult().await];
        let (person, (holds, is_held), (let_go, may_go)) = (held.patient(), oneshot::channel(), oneshot::channel());
        let import = services.store.write::<_, StoreError, _>(move |tx| {
            Box::pin(async move {
                progress::hold(tx, person).await?;
                let _ = holds.send(());
                let _ = may_go.await;
                Ok(())
            })
        });
        let wait = async {
            is_held.await.unwrap();
            let first = log_entry(&held, services, entry(&clinic), calm("420"), None);
            let rest = async {
                // With the one who is held, and after.
                for _ in 0..2 {
                    let all = others.iter().map(|who| log_entry(who, services, entry(&clinic), calm("420"), None));
                    assert!(futures::future::join_all(all).await.iter().all(Result::is_ok));
                }
                let_go.send(()).unwrap();
            };
            // Less than the database itself would let them wait.
            let rest = tokio::time::timeout(Duration::from_secs(20), rest);
            let (first, rest) = futures::future::join(first, rest).await;
            assert!(rest.is_ok(), "the others waited for the one who was held");
            first.unwrap();
        };
        let (import, ()) = futures::future::join(import, wait).await;
        import.unwrap();
        let read = services.store.read().await.unwrap();
        for (who, kept) in [(&held, 1), (&others[0], 2), (&others[1], 2)] {
            assert_eq!(diary_entries::list(&*read, who.patient(), 50).await.unwrap().len(), kept);
        }
    })
    .await;
}
