//! Events become figures once, in any order, and a recount agrees.

use care::boards::{figures_missing, rebuild_figures, verify_metrics};
use care::events::{Happened, record_event, record_events};
use care::{CareError, PatientAccess};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::figures::{Counter, Counts, Dimension, Fact, Group, Traits, count};
use domain::screening::Screening;
use domain::time::{london_day, read_date};
use domain::{EventId, EventKind, PatientId};
use storage::counters::CounterChange;
use storage::progress::Progress;
use storage::{StoreError, active_days, counters, progress};
use uuid::Uuid;

use crate::support::{ADULT_BORN, Clinic, HERE, ICB, code, on_each_store};

async fn record(clinic: &Clinic, events: Vec<Happened>) -> u64 {
    let services = clinic.services.clone();
    clinic
        .services
        .store
        .write::<_, CareError, _>(move |tx| Box::pin(async move { record_events(tx, &services, events).await }))
        .await
        .unwrap()
}

async fn agrees(clinic: &Clinic) {
    let check = verify_metrics(&clinic.services).await.unwrap();
    assert!(check.agrees(), "{}: {:?}", clinic.kind, check.listed);
    assert!(check.people > 0 && check.counters > 0);
}

/// What was counted on a day.
async fn counter(clinic: &Clinic, organisation: &str, counter: Counter, day: NaiveDate) -> i64 {
    let read = clinic.services.store.read().await.unwrap();
    let counted = counters::between(&*read, &[code(organisation)], Group::All, day, day).await.unwrap();
    counted.get(&code(organisation)).map_or(0, |counts| counts.of(counter))
}

#[tokio::test]
async fn an_event_counts_once_for_practice_and_icb() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let (today, here) = (clinic.services.today(), code(HERE));
        let reading = Happened::new(EventKind::ReadingLogged, access.patient(), &here, clinic.services.now());
        let known = reading.clone().with_id(EventId::from_uuid(Uuid::from_u128(7)));
        assert_eq!(record(&clinic, vec![known.clone(), known.clone(), reading.clone()]).await, 2);
        assert_eq!(record(&clinic, vec![known]).await, 0);
        for organisation in [HERE, ICB] {
            assert_eq!(counter(&clinic, organisation, Counter::ReadingLogged, today).await, 2, "{organisation}");
            assert_eq!(counter(&clinic, organisation, Counter::ReadingPeople, today).await, 1, "{organisation}");
            assert_eq!(counter(&clinic, organisation, Counter::ActivePeople, today).await, 1, "{organisation}");
            assert_eq!(counter(&clinic, organisation, Counter::Registered, today).await, 1, "{organisation}");
        }
        agrees(&clinic).await;
    })
    .await;
}

#[tokio::test]
async fn many_at_once_lose_nothing() {
    on_each_store(async |clinic: Clinic| {
        let (one, two) = (clinic.joined_adult().await, clinic.joined_adult().await);
        let (here, now) = (code(HERE), clinic.services.now());
        let writes = (0..40).map(|n| {
            let who: &PatientAccess = if n % 2 == 0 { &one } else { &two };
            let kind = if n % 3 == 0 { EventKind::PlanOpened } else { EventKind::ReadingLogged };
            record(&clinic, vec![Happened::new(kind, who.patient(), &here, now)])
        });
        let kept: u64 = futures::future::join_all(writes).await.into_iter().sum();
        assert_eq!(kept, 40);
        assert_eq!(counter(&clinic, ICB, Counter::CohortActivated, clinic.services.today()).await, 2);
        agrees(&clinic).await;
    })
    .await;
}

#[tokio::test]
async fn what_arrives_late_or_in_another_order_counts_as_it_should() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let (id, here, start) = (access.patient(), code(HERE), clinic.services.now());
        let day = |n: i64| start + TimeDelta::days(n);
        clinic.wait(TimeDelta::days(10));
        record(&clinic, vec![Happened::new(EventKind::ReadingLogged, id, &here, day(9))]).await;
        record(&clinic, vec![Happened::new(EventKind::PlanOpened, id, &here, day(10))]).await;
        let activated = async || {
            let read = clinic.services.store.read().await.unwrap();
            progress::get(&*read, id).await.unwrap().unwrap().activated_day
        };
        assert_eq!(activated().await, Some(london_day(day(10))));
        // Seven days old still counts, and moves activation to an earlier day; eight days old is late.
        record(&clinic, vec![Happened::new(EventKind::PlanOpened, id, &here, day(3))]).await;
        assert_eq!(activated().await, Some(london_day(day(9))));
        record(&clinic, vec![Happened::new(EventKind::ReadingLogged, id, &here, day(2))]).await;
        assert_eq!(activated().await, Some(london_day(day(9))));
        assert_eq!(counter(&clinic, HERE, Counter::ArrivedLate, london_day(day(10))).await, 1);
        assert_eq!(counter(&clinic, HERE, Counter::ReadingLogged, london_day(day(2))).await, 0);
        let registered = london_day(start);
        assert_eq!(counter(&clinic, HERE, Counter::CohortActivated, registered).await, 1);
        assert_eq!(counter(&clinic, HERE, Counter::CohortDaySeven, registered).await, 1);
        let days = active_days::of_patient(&*clinic.services.store.read().await.unwrap(), id).await.unwrap();
        assert_eq!(days, [3, 9, 10].map(|n| london_day(day(n))));
        agrees(&clinic).await;
    })
    .await;
}

#[tokio::test]
async fn a_new_version_is_unseen_until_it_is_opened() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let seen = async || {
            let read = clinic.services.store.read().await.unwrap();
            progress::get(&*read, access.patient()).await.unwrap().unwrap().plan_seen_day.is_some()
        };
        for version in 1..3 {
            assert_eq!(clinic.sign_plan(access.patient()).await, version);
            assert!(!seen().await);
            care::plans::my_plan(&access, &clinic.services).await.unwrap();
            assert!(seen().await);
            clinic.wait(TimeDelta::hours(1));
        }
        agrees(&clinic).await;
        let scope = clinic.scope(access.patient()).await;
        care::plans::withdraw(&scope, &clinic.services, 2, "Wrong dose").await.unwrap();
        assert!(!seen().await);
        agrees(&clinic).await;
    })
    .await;
}

#[tokio::test]
async fn a_figure_that_was_tampered_with_is_found() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        agrees(&clinic).await;
        let (today, id) = (clinic.services.today(), access.patient());
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    let mut by = Counts::default();
                    by.add(Counter::Registered, 1);
                    let change = CounterChange {
                        organisation: code(ICB),
                        group: Group::Of(Dimension::Sex, "male"),
                        day: today,
                        by,
                    };
                    counters::add(tx, [change]).await?;
                    active_days::insert_if_absent(tx, id, today, &code(HERE)).await
                })
            })
            .await
            .unwrap();
        let check = verify_metrics(&clinic.services).await.unwrap();
        assert_eq!(check.differences, 2, "{:?}", check.listed);
        assert!(check.listed.iter().any(|d| (d.kept.as_str(), d.counted.as_str()) == ("1", "0")));
    })
    .await;
}

#[tokio::test]
async fn an_event_of_nobody_is_refused_whole() {
    on_each_store(async |clinic: Clinic| {
        let services = clinic.services.clone();
        let nobody = PatientId::from_uuid(Uuid::from_u128(1));
        let refused = clinic
            .services
            .store
            .write::<_, CareError, _>(move |tx| {
                Box::pin(async move {
                    let event = Happened::new(EventKind::PlanOpened, nobody, &code(HERE), services.now());
                    record_event(tx, &services, event).await
                })
            })
            .await;
        assert!(matches!(refused, Err(CareError::Broken(_))));
        assert_eq!(counter(&clinic, HERE, Counter::PlanOpened, clinic.services.today()).await, 0);
        clinic.patient(HERE, ADULT_BORN).await;
        agrees(&clinic).await;
    })
    .await;
}

fn fact(kind: EventKind, at: &str, received: &str) -> Fact {
    let moment = |text: &str| -> DateTime<Utc> { text.parse().unwrap() };
    let (at, heard) = (moment(at), london_day(moment(received)));
    Fact { kind, at, day: london_day(at), heard, practice: code(HERE), until: None, source: None }
}

#[test]
fn a_day_is_frozen_at_midnight_in_london_before_the_eighth_day_after_it() {
    for (at, received, late) in [
        ("2026-06-01T12:00:00Z", "2026-06-08T22:59:59Z", false),
        ("2026-06-01T12:00:00Z", "2026-06-08T23:00:00Z", true),
        ("2026-01-01T12:00:00Z", "2026-01-08T23:59:59Z", false),
        ("2026-01-01T12:00:00Z", "2026-01-09T00:00:00Z", true),
        ("2026-10-24T22:59:59Z", "2026-11-01T00:00:00Z", true),
    ] {
        assert_eq!(fact(EventKind::ReadingLogged, at, received).is_late(), late, "{at} {received}");
    }
    assert!(!fact(EventKind::PlanSigned, "2026-01-01T12:00:00Z", "2026-02-01T12:00:00Z").is_late());
}

#[test]
fn activation_takes_both_halves_within_days_0_to_28() {
    let on = |kind, day: &str| fact(kind, &format!("{day}T12:00:00Z"), &format!("{day}T12:00:00Z"));
    use EventKind::{CheckInLogged, EmergencyOpened, PlanOpened, ReadingLogged, Registered};
    for (events, expected) in [
        (vec![(PlanOpened, "2026-03-01"), (ReadingLogged, "2026-03-01")], Some("2026-03-01")),
        (vec![(PlanOpened, "2026-03-29"), (CheckInLogged, "2026-03-02")], Some("2026-03-29")),
        (vec![(PlanOpened, "2026-03-30"), (CheckInLogged, "2026-03-02")], None),
        (vec![(PlanOpened, "2026-02-28"), (CheckInLogged, "2026-03-02")], None),
        (
            vec![(PlanOpened, "2026-02-28"), (PlanOpened, "2026-03-05"), (CheckInLogged, "2026-03-02")],
            Some("2026-03-05"),
        ),
        (vec![(PlanOpened, "2026-03-02"), (EmergencyOpened, "2026-03-03")], None),
        (vec![(CheckInLogged, "2026-03-02"), (ReadingLogged, "2026-03-03")], None),
    ] {
        let mut facts: Vec<Fact> = events.into_iter().map(|(kind, day)| on(kind, day)).collect();
        assert_eq!(count(&Traits::default(), &facts).1.activated, None, "nobody registered");
        facts.push(on(Registered, "2026-03-01"));
        assert_eq!(count(&Traits::default(), &facts).1.activated, expected.and_then(read_date), "{facts:?}");
    }
    assert!(count(&Traits::default(), &[]).0.is_empty());
}

#[tokio::test]
async fn what_is_said_of_somebody_moves_them_between_groups_for_all_days() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        clinic.wait(TimeDelta::days(3));
        let said = |language: &str, ethnicity: &str| Screening {
            condition: "asthma".into(),
            language: language.into(),
            ethnicity: Some(ethnicity.into()),
            baseline: None,
        };
        let polish = Group::Of(Dimension::Language, "pl");
        let registered = async |group| {
            let read = clinic.services.store.read().await.unwrap();
            let day = clinic.services.today();
            let found = counters::until(&*read, &[code(ICB)], group, day).await.unwrap();
            found.get(&code(ICB)).map_or(0, |counts| counts.of(Counter::Registered))
        };
        care::screening::say(&access, &clinic.services, said("pl", "C")).await.unwrap();
        assert_eq!(registered(polish).await, 1);
        assert_eq!(registered(Group::Of(Dimension::Ethnicity, "white")).await, 1);
        care::screening::say(&access, &clinic.services, said("en", "N")).await.unwrap();
        assert_eq!((registered(polish).await, registered(Group::All).await), (0, 1));
        assert_eq!(registered(Group::Of(Dimension::Ethnicity, "black")).await, 1);
        agrees(&clinic).await;
    })
    .await;
}

#[tokio::test]
async fn figures_that_are_gone_are_counted_again_from_what_happened() {
    on_each_store(async |clinic: Clinic| {
        let access = clinic.joined_adult().await;
        let reading = Happened::new(EventKind::ReadingLogged, access.patient(), &code(HERE), clinic.services.now());
        record(&clinic, vec![reading]).await;
        assert!(!figures_missing(&clinic.services).await.unwrap());
        let (id, today) = (access.patient(), clinic.services.today());
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    counters::clear(tx).await?;
                    active_days::insert_if_absent(tx, id, today + Days::new(3), &code(HERE)).await?;
                    progress::upsert(tx, &Progress::new(id, code(HERE))).await
                })
            })
            .await
            .unwrap();
        assert!(figures_missing(&clinic.services).await.unwrap());
        assert!(rebuild_figures(&clinic.services).await.unwrap() > 0);
        agrees(&clinic).await;
    })
    .await;
}

#[tokio::test]
async fn others_write_while_everything_is_counted_anew() {
    on_each_store(async |clinic: Clinic| {
        let mut people = Vec::new();
        for _ in 0..12 {
            people.push(clinic.joined_adult().await.patient());
        }
        let (here, start) = (code(HERE), clinic.services.now());
        clinic.wait(TimeDelta::days(12));
        let events = people.iter().flat_map(|id| {
            (0..40).map(|n| Happened::new(EventKind::ReadingLogged, *id, &here, start + TimeDelta::hours(n * 7)))
        });
        record(&clinic, events.collect()).await;
        // What is kept is wrong in every table, so that only a true recount can agree.
        let (today, wrong) = (clinic.services.today(), people.clone());
        clinic
            .services
            .store
            .write::<_, StoreError, _>(move |tx| {
                Box::pin(async move {
                    counters::clear(tx).await?;
                    for id in wrong {
                        active_days::remove(tx, id, today - Days::new(11)).await?;
                        progress::upsert(tx, &Progress::new(id, code(HERE))).await?;
                    }
                    Ok(())
                })
            })
            .await
            .unwrap();
        let writer = async {
            for round in 0..6_i64 {
                for (n, id) in (0..).zip(&people) {
                    let at = clinic.services.now() - TimeDelta::hours(round * 20 + n);
                    let kind = if n % 3 == 0 { EventKind::PlanOpened } else { EventKind::ReadingLogged };
                    record(&clinic, vec![Happened::new(kind, *id, &here, at)]).await;
                }
                clinic.joined_adult().await;
                let said = Screening {
                    condition: "asthma".into(),
                    language: if round % 2 == 0 { "pl".into() } else { "en".into() },
                    ethnicity: None,
                    baseline: None,
                };
                let services = &clinic.services;
                let access = clinic.joined_adult().await;
                care::screening::say(&access, services, said).await.unwrap();
            }
        };
        let rebuilder = async {
            let mut counted = Vec::new();
            for _ in 0..3 {
                counted.push(rebuild_figures(&clinic.services).await.unwrap());
            }
            counted
        };
        let ((), counted) = futures::future::join(writer, rebuilder).await;
        assert!(counted.iter().all(|people| *people >= 12), "{counted:?}");
        agrees(&clinic).await;
        // One who began later wins, and the one before changes nothing.
        let both = futures::future::join(rebuild_figures(&clinic.services), rebuild_figures(&clinic.services)).await;
        assert!(both.0.is_ok() || both.1.is_ok(), "{both:?}");
        agrees(&clinic).await;
    })
    .await;
}
