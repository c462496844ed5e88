//! What was agreed to: in versions, asked again, withdrawn (hazards HZ-14 and HZ-21).

use care::PatientAccess;
use care::boards::verify_metrics;
use care::consents::{agree_again, is_due, my_consent, withdraw};
use care::session::{SessionTokens, proof};
use care::shares::{make_share, open_share};
use domain::EventKind;
use domain::figures::{Counter, Group};
use domain::share::{ShareLook, SharePurpose, ShareWish};
use storage::{StoreError, activity_events, consents, counters, passkeys};

use crate::support::{Clinic, HERE, code, form, on_each_store};

#[tokio::test]
async fn changed_words_are_asked_again_and_what_was_agreed_to_stays() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        assert!(!is_due(&access, services).await.unwrap());
        // As if it had been agreed to in other words.
        services
            .store
            .write::<_, StoreError, _>(|tx| {
                Box::pin(async move {
                    use storage::ConnectionTrait;
                    tx.execute_unprepared("UPDATE consents SET terms_version = '2025-01'").await?;
                    Ok(())
                })
            })
            .await
            .unwrap();
        assert!(is_due(&access, services).await.unwrap());
        assert!(my_consent(&access, services).await.unwrap().agreed.is_some_and(|(version, _)| version == "2025-01"));
        for (agreed, understood) in [(false, true), (true, false)] {
            assert!(agree_again(&access, services, agreed, understood).await.is_err());
        }
        assert!(is_due(&access, services).await.unwrap());
        agree_again(&access, services, true, true).await.unwrap();
        assert!(!is_due(&access, services).await.unwrap());
        let read = services.store.read().await.unwrap();
        let current = consents::current(&*read, access.account(), access.patient()).await.unwrap().unwrap();
        assert_eq!(current.source, domain::consent::RecruitmentSource::School, "how they heard goes along");
    })
    .await;
}

#[tokio::test]
async fn withdrawing_stops_every_link_and_log_in_and_is_counted_once() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let access = clinic.joined_adult().await;
        clinic.sign_plan(access.patient()).await;
        let session = care::session::begin_patient(services, access.account(), access.patient()).await.unwrap();
        let ends_on = SharePurpose::School.usual_end(services.today());
        let wish = ShareWish { purpose: SharePurpose::School, name: "School".into(), ends_on, with_code: false };
        let link = make_share(&access, services, wish).await.unwrap();
        let look = async || open_share(services, &link.token, None).await.unwrap().look;
        assert!(matches!(look().await, ShareLook::Plan(_)));

        assert!(withdraw(&access, services, false).await.is_err(), "without the tick nothing happens");
        assert!(matches!(look().await, ShareLook::Plan(_)));
        assert!(!withdraw(&access, services, true).await.unwrap(), "nobody is left to act for");
        assert_eq!(look().await, ShareLook::Closed);
        let tokens = SessionTokens { patient: Some(session.token), ..SessionTokens::default() };
        assert!(proof(services, &tokens).await.unwrap().patient.is_none());
        assert!(withdraw(&access, services, true).await.is_err(), "twice");

        let read = services.store.read().await.unwrap();
        assert_eq!(consents::current(&*read, access.account(), access.patient()).await.unwrap(), None);
        assert!(passkeys::of_account(&*read, access.account()).await.unwrap().is_empty());
        let events = activity_events::of_patient(&*read, access.patient()).await.unwrap();
        let count = |kind| events.iter().filter(|event| event.kind == kind).count();
        assert_eq!((count(EventKind::Registered), count(EventKind::Withdrawn)), (1, 1), "both stay in the story");
        let today = services.today();
        let counted = counters::until(&*read, &[code(HERE)], Group::All, today).await.unwrap()[&code(HERE)];
        assert_eq!((counted.of(Counter::Withdrawn), counted.of(Counter::Cohort)), (1, 1));
        assert_eq!(counted.of(Counter::Registered), 0, "who has left is not registered");
        drop(read);
        assert!(verify_metrics(services).await.unwrap().agrees(), "and figures agree with events");
    })
    .await;
}

#[tokio::test]
async fn one_parent_leaves_and_the_other_stays() {
    on_each_store(async |clinic: Clinic| {
        let services = &clinic.services;
        let (child, second) = (clinic.patient(HERE, "2016-03-03").await, clinic.patient(HERE, "2019-07-01").await);
        let mother = clinic.join(child, "2016-03-03", "parent").await;
        let joining = clinic.joining(child, "2016-03-03").await;
        let father =
            care::invitations::agree(services, &clinic.proof_of(&joining).await, form("parent")).await.unwrap();
        let joining = clinic.joining(second, "2019-07-01").await;
        let tokens = SessionTokens { patient: Some(father.token), joining: Some(joining.token), staff: None };
        let father =
            care::invitations::agree(services, &proof(services, &tokens).await.unwrap(), form("parent")).await.unwrap();
        let access = PatientAccess::of(&clinic.proof_of(&father).await).unwrap();
        assert_eq!(access.patient(), second);
        assert!(withdraw(&access, services, true).await.unwrap(), "the first child is left");
        let access = PatientAccess::of(&clinic.proof_of(&father).await).unwrap();
        assert_eq!(access.patient(), child, "the page goes on with the other");
        let mother = PatientAccess::of(&mother).unwrap();
        withdraw(&mother, services, true).await.unwrap();
        let read = services.store.read().await.unwrap();
        let events = activity_events::of_patient(&*read, child).await.unwrap();
        assert!(events.iter().all(|event| event.kind != EventKind::Withdrawn), "somebody still acts for the child");
    })
    .await;
}
