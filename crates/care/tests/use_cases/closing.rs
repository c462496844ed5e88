//! Closing an account, and accounts that nobody uses (hazards HZ-23 and HZ-34).

use care::closing::close_account;
use care::diary::{StillKept, phone_ticket, still_kept};
use care::own_data::own_data;
use care::screening::say;
use care::session::{SessionTokens, begin_patient, proof};
use care::{PatientAccess, audit, inactivity};
use chrono::{Days, TimeDelta};
use domain::EventKind;
use domain::inactivity::Step;
use domain::screening::Screening;
use storage::{StoreError, account_uses, activity_events, passkeys, plan_versions, screenings};

use crate::support::{CHILD_BORN, Clinic, HERE, on_each_store};

async fn said(clinic: &Clinic, access: &PatientAccess) {
    let said = Screening {
        condition: "asthma".into(),
        language: "en".into(),
        ethnicity: Some("canary".into()),
        baseline: None,
    };
    say(access, &clinic.services, said).await.unwrap();
}

#[tokio::test]
async fn closing_erases_what_was_said_to_be_erased_and_leaves_the_record_with_the_practice() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        clinic.sign_plan(access.patient()).await;
        said(&clinic, &access).await;
        let traits = async || {
            let read = services.store.read().await.unwrap();
            storage::progress::get(&*read, access.patient()).await.unwrap().unwrap().traits
        };
        assert!(traits().await.language.is_some());
        assert!(own_data(&access, services).await.unwrap().to_string().contains("canary"));
        let session = begin_patient(services, access.account(), access.patient()).await.unwrap();
        let tokens = SessionTokens { patient: Some(session.token), ..SessionTokens::default() };

        assert!(close_account(&access, services, false).await.is_err(), "without the tick nothing happens");
        assert!(proof(services, &tokens).await.unwrap().patient.is_some());
        let ticket = phone_ticket(services, access.account());
        assert_eq!(still_kept(services, &ticket).await.unwrap().people, Some(vec![access.patient()]));
        close_account(&access, services, true).await.unwrap();

        assert_eq!(
            (traits().await.language, traits().await.ethnicity),
            (None, None),
            "no group remembers what was said"
        );
        assert!(care::boards::verify_metrics(services).await.unwrap().agrees());
        assert!(proof(services, &tokens).await.unwrap().patient.is_none(), "logged out everywhere");
        assert_eq!(still_kept(services, &ticket).await.unwrap().people, Some(Vec::new()), "phones let go");
        let read = services.store.read().await.unwrap();
        assert!(screenings::latest(&*read, access.patient()).await.unwrap().is_none());
        assert!(passkeys::of_account(&*read, access.account()).await.unwrap().is_empty());
        assert!(storage::sessions::of_account(&*read, access.account()).await.unwrap().is_empty());
        assert!(account_uses::get(&*read, access.account()).await.unwrap().is_none());
        assert_eq!(plan_versions::list(&*read, access.patient()).await.unwrap().len(), 1, "the plan is kept");
        let events = activity_events::of_patient(&*read, access.patient()).await.unwrap();
        assert_eq!(events.iter().filter(|event| event.kind == EventKind::Withdrawn).count(), 1, "counts as left");
        drop(read);
        let acts = audit::of_record(&clinic.scope(access.patient()).await, services, 100).await.unwrap();
        assert!(acts.iter().any(|row| row.action == "consent_withdrawn"));
    })
    .await;
}

#[tokio::test]
async fn one_parent_closes_and_the_child_has_left_with_the_last() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let child = clinic.patient(HERE, CHILD_BORN).await;
        let mother = PatientAccess::of(&clinic.join(child, CHILD_BORN, "parent").await).unwrap();
        let father = PatientAccess::of(&clinic.join(child, CHILD_BORN, "parent").await).unwrap();
        let left = async || {
            let read = services.store.read().await.unwrap();
            let events = activity_events::of_patient(&*read, child).await.unwrap();
            events.iter().filter(|event| event.kind == EventKind::Withdrawn).count()
        };
        close_account(&mother, services, true).await.unwrap();
        assert_eq!(left().await, 0);
        let ticket = phone_ticket(services, father.account());
        assert_eq!(still_kept(services, &ticket).await.unwrap().people, Some(vec![child]));
        close_account(&father, services, true).await.unwrap();
        assert_eq!(left().await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_unused_account_is_warned_three_times_and_its_plan_stays() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        clinic.sign_plan(access.patient()).await;
        let (account, today) = (access.account(), services.today());
        let set = async |step: Option<Step>, days_left: u64| {
            let closes = today.checked_add_days(Days::new(days_left)).unwrap();
            let used_on = (services.now() - TimeDelta::days(600)).date_naive();
            let clock = domain::inactivity::Clock { used_on, step, closes_on: step.map(|_| closes) };
            let kept = services.store.write::<_, StoreError, _>(move |tx| {
                Box::pin(async move { account_uses::put(tx, account, clock).await })
            });
            kept.await.unwrap();
        };
        let step =
            async || account_uses::get(&*services.store.read().await.unwrap(), account).await.unwrap().unwrap().step;
        assert_eq!(inactivity::run(services).await.unwrap(), 0, "it was used today");
        set(None, 0).await;
        assert_eq!(inactivity::run(services).await.unwrap(), 1);
        assert_eq!(inactivity::run(services).await.unwrap(), 0, "once");
        assert_eq!(step().await, Some(Step::First), "however long it was unused, the warnings come first");
        let ticket = phone_ticket(services, account);
        let told = still_kept(services, &ticket).await.unwrap();
        assert_eq!(told.closes_on, today.checked_add_days(Days::new(60)), "and its phone is told");
        begin_patient(services, account, access.patient()).await.unwrap();
        assert_eq!(step().await, None, "a log-in keeps it");

        set(Some(Step::Second), 7).await;
        inactivity::run(services).await.unwrap();
        assert_eq!(step().await, Some(Step::Last));
        set(Some(Step::Last), 0).await;
        inactivity::run(services).await.unwrap();
        assert_eq!(step().await, Some(Step::Closed));
        assert_eq!(still_kept(services, &ticket).await.unwrap(), StillKept::default(), "phones keep the plan");
        let read = services.store.read().await.unwrap();
        assert_eq!(plan_versions::list(&*read, access.patient()).await.unwrap().len(), 1);
        drop(read);
        assert_eq!(inactivity::run(services).await.unwrap(), 0);
    })
    .await;
}
