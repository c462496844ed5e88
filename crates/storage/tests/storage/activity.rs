//! Diary, events, progress, active days and rollups.

use std::collections::BTreeMap;

use domain::consent::RecruitmentSource;
use domain::diary::{CheckIn, Daytime, DiaryEntry, RelieverUse, Symptoms};
use domain::plan::Zone;
use domain::{EntryId, EventId, EventKind, Topic};
use storage::active_days::ActiveDay;
use storage::activity_events::ActivityEvent;
use storage::diary_entries::DiaryRow;
use storage::progress::{Progress, ProgressCounts};
use storage::rollups::RollupChange;
use storage::testing::stores;
use storage::{StoreError, active_days, activity_events, diary_entries, outbox, patients, progress, rollups};

use crate::Outcome;
use crate::world::{World, at, code, day, id, patient};

#[tokio::test]
async fn a_diary_entry_sent_twice_is_kept_once() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let (_, version) = world.sign(tx, 1).await?;
                    let entry = |minutes, on, zone, plan_number: Option<u32>| DiaryEntry {
                        id: EntryId::from_uuid(id()),
                        patient: world.patient,
                        happened_at: at(minutes),
                        day: day(on),
                        noted_at: None,
                        time_uncertain: false,
                        reading_sure: false,
                        check_in: CheckIn {
                            peak_flow: plan_number.map(|_| 410),
                            symptoms: Symptoms {
                                daytime: Daytime::Some,
                                woke_at_night: true,
                                reliever: RelieverUse::Helped,
                                too_breathless: false,
                            },
                        },
                        zone,
                        plan_number,
                    };
                    let row = |entry: &DiaryEntry| DiaryRow {
                        entry: entry.clone(),
                        account: world.account,
                        received_at: at(90),
                        device: None,
                        plan_version: entry.plan_number.map(|_| version),
                    };
                    let early = entry(1, 1, Zone::Green, None);
                    let late = entry(2, 2, Zone::Red, Some(1));
                    assert!(diary_entries::insert_if_absent(tx, &row(&late)).await?);
                    assert!(!diary_entries::insert_if_absent(tx, &row(&late)).await?);
                    assert_eq!(diary_entries::insert_many(tx, &[row(&late), row(&early)]).await?, 1);
                    assert_eq!(diary_entries::by_id(tx, world.patient, late.id).await?, Some(late.clone()));
                    let stranger = domain::PatientId::from_uuid(id());
                    assert_eq!(diary_entries::by_id(tx, stranger, late.id).await?, None);
                    assert_eq!(diary_entries::latest(tx, world.patient).await?, Some(late.clone()));
                    assert_eq!(diary_entries::list(tx, world.patient, 5).await?, vec![late.clone(), early]);
                    assert_eq!(diary_entries::since(tx, world.patient, day(2)).await?, vec![late]);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn events_are_kept_once_and_read_in_order() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let event = |kind, minutes: i64| ActivityEvent {
                        id: EventId::from_uuid(id()),
                        kind,
                        practice: world.practice.clone(),
                        patient: world.patient,
                        happened_at: at(-minutes),
                        received_at: at(minutes),
                        day: day(3),
                    };
                    let all: Vec<ActivityEvent> =
                        EventKind::ALL.into_iter().zip(1..).map(|(k, n)| event(k, n)).collect();
                    assert!(activity_events::insert_if_absent(tx, &all[0]).await?);
                    assert!(!activity_events::insert_if_absent(tx, &all[0]).await?);
                    assert_eq!(activity_events::insert_many(tx, &all).await?, 12);
                    assert_eq!(activity_events::count(tx).await?, 13);
                    assert_eq!(activity_events::of_patient(tx, world.patient).await?, all);
                    assert_eq!(activity_events::latest_at(tx, &world.practice).await?, Some(at(13)));
                    assert_eq!(activity_events::latest_at(tx, &world.other_practice).await?, None);
                    let mut read = Vec::new();
                    let mut seq = 0;
                    loop {
                        let portion = activity_events::after(tx, seq, 4).await?;
                        let Some((last, _)) = portion.last() else { break };
                        seq = *last;
                        read.extend(portion.into_iter().map(|(_, event)| event));
                    }
                    assert_eq!(read, all);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn progress_is_counted_per_practice() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        let second = patient(&world.practice, 2, "Idris", "Rahman");
        let third = patient(&world.other_practice, 3, "Bea", "Jones");
        let today = day(60);
        let (sources, counts) = store
            .write(move |tx| {
                Box::pin(async move {
                    for person in [&second, &third] {
                        patients::insert(tx, person, at(0)).await?;
                    }
                    let mut mine = Progress::new(clinic.patient, clinic.practice.clone());
                    progress::upsert(tx, &mine).await?;
                    mine.invited_day = Some(day(1));
                    mine.registered_day = Some(day(2));
                    mine.source = Some(RecruitmentSource::Social);
                    mine.plan_seen_day = Some(day(3));
                    mine.first_act_day = Some(day(3));
                    mine.activated_day = Some(day(3));
                    mine.plan_review_due = Some(today);
                    progress::upsert(tx, &mine).await?;
                    assert_eq!(progress::get(tx, clinic.patient).await?, Some(mine.clone()));
                    let recent = Progress {
                        registered_day: Some(day(33)),
                        source: Some(RecruitmentSource::School),
                        plan_review_due: Some(day(59)),
                        ..Progress::new(second.id, clinic.practice.clone())
                    };
                    let nowhere = Progress::new(third.id, clinic.other_practice.clone());
                    assert_eq!(progress::insert_many(tx, &[recent.clone(), nowhere.clone()]).await?, 2);
                    assert_eq!(progress::of_practice(tx, &clinic.practice).await?.len(), 2);
                    assert_eq!(
                        progress::of_practices(tx, &[clinic.practice.clone(), clinic.other_practice.clone()])
                            .await?
                            .len(),
                        3
                    );
                    let first = progress::after(tx, None, 2).await?;
                    assert_eq!(progress::after(tx, first.last().map(|p| p.patient), 2).await?.len(), 1);
                    let practices = [clinic.practice.clone(), clinic.other_practice.clone()];
                    Ok::<_, StoreError>((
                        progress::sources(tx, &practices).await?,
                        progress::counts(tx, &practices, today).await?,
                    ))
                })
            })
            .await?;
        assert_eq!(sources, BTreeMap::from([(RecruitmentSource::Social, 1), (RecruitmentSource::School, 1)]));
        let expected = ProgressCounts {
            eligible: 2,
            invited: 1,
            registered: 2,
            registered_28: 1,
            activated_28: 1,
            with_plan: 2,
            covered: 1,
            seen: 1,
        };
        assert_eq!(counts[&world.practice], expected, "{}", store.kind);
        assert_eq!(counts[&world.other_practice], ProgressCounts { eligible: 1, ..ProgressCounts::default() });
    }
    Ok(())
}

#[tokio::test]
async fn people_are_counted_and_not_their_taps() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        let clinic = world.clone();
        let second = patient(&world.practice, 2, "Idris", "Rahman");
        store
            .write(move |tx| {
                Box::pin(async move {
                    let World { patient, practice, other_practice, .. } = clinic;
                    patients::insert(tx, &second, at(0)).await?;
                    assert!(active_days::insert_if_absent(tx, patient, day(1), &practice).await?);
                    assert!(!active_days::insert_if_absent(tx, patient, day(1), &practice).await?);
                    let on = |patient, n| ActiveDay { patient, day: day(n), practice: practice.clone() };
                    let days = [on(patient, 1), on(patient, 2), on(second.id, 2), on(second.id, 9)];
                    assert_eq!(active_days::insert_many(tx, &days).await?, 3);
                    let both = [practice.clone(), other_practice];
                    let people = active_days::people(tx, &both, day(1), day(7)).await?;
                    assert_eq!(people, BTreeMap::from([(practice.clone(), 2)]));
                    let per_day = active_days::per_day(tx, &both, day(1), day(8)).await?;
                    assert_eq!(per_day, BTreeMap::from([(day(1), 1), (day(2), 2)]));
                    assert_eq!(active_days::of_patient(tx, second.id).await?, [day(2), day(9)]);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn counters_add_up() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let World { practice, other_practice, icb, .. } = world;
                    let change = |organisation: &domain::OdsCode, n, metric: &str, by| RollupChange {
                        organisation: organisation.clone(),
                        day: day(n),
                        metric: metric.into(),
                        by,
                    };
                    rollups::add(tx, &practice, day(1), "readings", 2).await?;
                    let changes = [
                        change(&practice, 1, "readings", 1),
                        change(&practice, 1, "readings", 1),
                        change(&practice, 2, "readings", 5),
                        change(&practice, 2, "plans_signed", 7),
                        change(&other_practice, 2, "readings", -1),
                        change(&icb, 2, "readings", i64::from(i32::MAX)),
                    ];
                    rollups::add_many(tx, &changes).await?;
                    rollups::add_many(tx, &[]).await?;
                    assert_eq!(rollups::sum(tx, &practice, "readings", day(0), day(9)).await?, 9);
                    assert_eq!(rollups::sum(tx, &practice, "readings", day(3), day(9)).await?, 0);
                    let sums = rollups::sums(tx, &practice, day(1), day(2)).await?;
                    assert_eq!(sums, BTreeMap::from([("plans_signed".to_owned(), 7), ("readings".to_owned(), 9)]));
                    let series = rollups::series(tx, &practice, "readings", day(1), day(2)).await?;
                    assert_eq!(series, [(day(1), 4), (day(2), 5)]);
                    let each = [practice.clone(), other_practice.clone(), code("NONE")];
                    let per = rollups::per_organisation(tx, &each, "readings", day(1), day(2)).await?;
                    assert_eq!(per, BTreeMap::from([(practice, 9), (other_practice, -1)]));
                    let all = rollups::all(tx).await?;
                    assert_eq!(all.len(), 5);
                    assert!(all.is_sorted());
                    assert_eq!(rollups::clear(tx).await?, 5);
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_outbox_is_read_on_from_a_number() -> Outcome {
    for store in stores().await {
        let world = World::build(&store).await?;
        store
            .write(move |tx| {
                Box::pin(async move {
                    let topics = [
                        Topic::Practice(world.practice.clone()),
                        Topic::Icb(world.icb.clone()),
                        Topic::Patient(world.patient),
                    ];
                    assert_eq!(outbox::latest_seq(tx).await?, 0);
                    for (topic, minutes) in topics.iter().zip(0..) {
                        outbox::append(tx, topic, at(minutes)).await?;
                    }
                    let latest = outbox::latest_seq(tx).await?;
                    let rows = outbox::after(tx, 0, 10).await?;
                    assert_eq!(rows.iter().map(|r| r.topic.clone()).collect::<Vec<_>>(), topics);
                    assert_eq!(outbox::after(tx, rows[0].seq, 1).await?[0].topic, topics[1]);
                    assert_eq!(outbox::prune(tx, at(1)).await?, 1);
                    assert_eq!(outbox::prune(tx, at(99)).await?, 1);
                    assert_eq!(outbox::latest_seq(tx).await?, latest, "the newest stays, so that numbers go on");
                    Ok::<_, StoreError>(())
                })
            })
            .await?;
    }
    Ok(())
}
